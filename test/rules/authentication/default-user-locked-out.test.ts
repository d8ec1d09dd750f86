import { defaultUserLockedOut } from "../../../server/src/rules/authentication/default-user-locked-out";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(defaultUserLockedOut, [
	{
		name: "nobody gets in",
		files: "bind 127.0.0.1\nuser «default» on ~app:* +get\n",
		severity: "warning",
		says: "Nobody can log in at all",
		fixed:
			"bind 127.0.0.1\n# New password of default: ‹default› (hand it to the clients, then delete this line)\nuser default on ~app:* +get ‹#default›\n",
	},
	{
		name: "requirepass was meant",
		files: "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nuser «default» on ~app:* +get\n",
		says: "requirepass does nothing",
		fixed: "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nuser default on ~app:* +get ‹=correct-horse-battery-staple›\n",
	},
	{
		name: "a weak requirepass is not taken over",
		files: "bind 127.0.0.1\nrequirepass foobared\nuser «default» on ~app:* +get\n",
		fixed:
			"bind 127.0.0.1\n# New password of default: ‹default› (hand it to the clients, then delete this line)\nuser default on ~app:* +get ‹#default›\n",
	},
	{
		name: "others can log in",
		files: `bind 127.0.0.1\nuser «default» on ~app:* +get\nuser app on #${HASH} ~app:* +get\n`,
		severity: "info",
		says: "as default",
	},
	{
		name: "in an ACL file",
		files: { "users.acl": "user «default» on ~app:* +get\n" },
		severity: "warning",
		brings: ["plaintext-acl-password"],
	},
	{ name: "silent where it is off", files: `bind 127.0.0.1\nuser default off\nuser app on #${HASH} +get\n` },
	{ name: "silent with a password", files: `bind 127.0.0.1\nuser default on #${HASH} +get\n` },
	{ name: "silent with nopass", files: "bind 127.0.0.1\nuser default on nopass +get\n" },
	{ name: "silent without a line for it", files: "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n" },
]);
