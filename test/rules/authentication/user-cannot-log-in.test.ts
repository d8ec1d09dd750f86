import { userCannotLogIn } from "../../../server/src/rules/authentication/user-cannot-log-in";
import { testRule } from "../../support/rules";

testRule(userCannotLogIn, [
	{
		name: "on, and no password",
		files: "user default off\nuser «app» on ~app:* +get\n",
		severity: "warning",
		fixed:
			"user default off\n# New password of app: ‹app› (hand it to the clients, then delete this line)\nuser app on ~app:* +get ‹#app›\n",
	},
	{
		name: "resetpass at the end",
		files: `user default off\nuser «app» on #${"b".repeat(64)} ~app:* +get resetpass\n`,
		fixed: `user default off\n# New password of app: ‹app› (hand it to the clients, then delete this line)\nuser app on #${"b".repeat(64)} ~app:* +get resetpass ‹#app›\n`,
	},
	{
		name: "an ACL file alone: the server may log in by certificates",
		files: { "users.acl": "user default off\nuser «app» on ~app:* +get\n" },
		severity: "info",
		brings: ["plaintext-acl-password"],
	},
	{ name: "silent where names in certificates log in", files: "tls-auth-clients-user CN\nuser default off\nuser app on ~app:* +get\n" },
	{ name: "silent where a module may log in", files: "loadmodule /usr/lib/valkey/ldap.so\nuser default off\nuser app on ~app:* +get\n" },
	{ name: "silent for a user who is off", files: "user default off\nuser app ~app:* +get\n" },
	{ name: "silent with nopass", files: "user default off\nuser app on nopass ~app:* +get\n" },
]);
