import { nopassUser } from "../../../server/src/rules/authentication/nopass-user";
import { testRule } from "../../support/rules";

const reachable = "bind 10.0.0.5\n";
const tls = (clients: string) => `${reachable}port 0\ntls-port 6379\ntls-auth-clients ${clients}\nuser default off\n`;
const NEW_PASSWORD = ["plaintext-acl-password"];

testRule(nopassUser, [
	{
		name: "in redis.conf",
		files: `${reachable}user default off\nuser app on «nopass» ~app:* +get\n`,
		severity: "error",
		says: "protected mode does not help",
		fixed: `${reachable}user default off\n# New password of app: ‹app› (hand it to the clients, then delete this line)\nuser app on ‹#app› ~app:* +get\n`,
	},
	{
		name: "in an ACL file",
		files: { "users.acl": "user default off\nuser app on «NOPASS» ~app:* +get\n" },
		severity: "error",
		fixed: { "users.acl": "user default off\nuser app off NOPASS ~app:* +get\n" },
		fix: /Switch/,
		brings: NEW_PASSWORD,
	},
	{
		name: "only this machine reaches it",
		files: "bind 127.0.0.1\nuser default off\nuser app on «nopass» ~app:* +get\n",
		severity: "warning",
	},
	{
		name: "a health check that may do nothing else",
		files: `${reachable}user default off\nuser health on «nopass» -@all +ping\n`,
		severity: "info",
	},
	{
		name: "a password that nopass took away does not come back",
		files: `bind 127.0.0.1\nuser default off\nuser app on >old-and-known «nopass» ~app:* +get\n`,
		fixed:
			"bind 127.0.0.1\nuser default off\n# New password of app: ‹app› (hand it to the clients, then delete this line)\nuser app on ‹#app› ~app:* +get\n",
	},
	{ name: "a certificate is asked for", files: `${tls("yes")}user app on «nopass» ~app:* +get\n`, severity: "info" },
	{
		name: "silent where certificates are optional: that is optional-client-certificates-with-nopass",
		files: `${tls("optional")}user app on nopass +get\n`,
	},
	{
		name: "beside optional certificates and an open default",
		files:
			"bind 10.0.0.5\nport 0\ntls-port 6379\ntls-auth-clients optional\nuser default on nopass ~* +@all\nuser app on «nopass» ~app:* +get\n",
		brings: ["optional-client-certificates-with-nopass"],
	},
	{ name: "silent where a password takes it back", files: `${reachable}user default off\nuser app on nopass #${"b".repeat(64)} +get\n` },
	{ name: "silent for a user who is off", files: `${reachable}user default off\nuser app off nopass +get\n` },
	{ name: "silent for default: that is open-default-user", files: `${reachable}user default on nopass +get\n` },
]);
