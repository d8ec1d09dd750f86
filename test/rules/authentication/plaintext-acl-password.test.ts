import { plaintextAclPassword } from "../../../server/src/rules/authentication/plaintext-acl-password";
import { testRule } from "../../support/rules";

const STRONG = "kP3vXw9Lq2ZsT7mB";
const STRONG_HASH = "b4cb6a8e8fb2f2a9e6f39e4e9f8b7d5f";

testRule(plaintextAclPassword, [
	{
		name: "a strong password is hashed",
		files: { "users.acl": `user default off\nuser app on «>${STRONG}» ~app:* +get\n` },
		severity: "warning",
		says: "log in as app",
	},
	{
		name: "a weak password in redis.conf is replaced, and the new one stands in a comment",
		files: "user default off\nuser app on «>secret» ~app:* +get\n",
		fixed:
			"user default off\n# New password of app: ‹app› (hand it to the clients, then delete this line)\nuser app on ‹#app› ~app:* +get\n",
	},
	{
		name: "a weak password in an ACL file is replaced in clear text, since comments are refused there",
		files: { "users.acl": "user default off\nuser app on «>secret» ~app:* +get\n" },
		fixed: { "users.acl": "user default off\nuser app on >‹app› ~app:* +get\n" },
		brings: ["plaintext-acl-password"],
	},
	{
		name: "a weak password that is sent to the primary too",
		files: { "redis.conf": "aclfile users.acl\nmasterauth secret\n", "users.acl": "user default on «>secret» ~* &* +@all\n" },
		fix: /in masterauth too/,
		fixed: { "redis.conf": "aclfile users.acl\nmasterauth ‹default›\n", "users.acl": "user default on >‹default› ~* &* +@all\n" },
		brings: ["plaintext-acl-password"],
	},
	{ name: "silent for what waits to be filled in", files: { "users.acl": "user default off\nuser app on >${APP_PASSWORD} ~app:* +get\n" } },
	{ name: "silent for a hash", files: { "users.acl": `user default off\nuser app on #${STRONG_HASH.repeat(2)} ~app:* +get\n` } },
	{
		name: "silent where the password is taken back",
		files: { "users.acl": `user default off\nuser app on >${STRONG} resetpass ~app:* +get\n` },
	},
]);
