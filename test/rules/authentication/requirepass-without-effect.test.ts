import { requirepassWithoutEffect } from "../../../server/src/rules/authentication/requirepass-without-effect";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
const STRONG = "correct-horse-battery-staple";

testRule(requirepassWithoutEffect, [
	{
		name: "default has another password on its user line",
		files: `bind 127.0.0.1\n«requirepass ${STRONG}»\nuser default on #${HASH} ~* &* +@all\n`,
		severity: "warning",
		says: "another password",
		fixed: `bind 127.0.0.1\nuser default on #${HASH} ~* &* +@all\n`,
	},
	{
		name: "the user line comes first: it counts all the same",
		files: `bind 127.0.0.1\nuser default on #${HASH} ~* &* +@all\n«requirepass ${STRONG}»\n`,
		fixed: `bind 127.0.0.1\nuser default on #${HASH} ~* &* +@all\n`,
	},
	{
		name: "all its lines are deleted, also the last one of a file without an end of line",
		files: `bind 127.0.0.1\nuser default off\nrequirepass one\n«requirepass two»`,
		severity: "info",
		says: "default is off",
		fixed: "bind 127.0.0.1\nuser default off\n",
	},
	{
		name: "a file that is included twice: its line is deleted once",
		files: {
			"redis.conf": "bind 127.0.0.1\ninclude part.conf\ninclude part.conf\nuser default off\n",
			"part.conf": `«requirepass ${STRONG}»\nport 0\n`,
		},
		fixed: { "part.conf": "port 0\n" },
	},
	{
		name: "the aclfile names default",
		files: {
			"redis.conf": `bind 127.0.0.1\n«requirepass ${STRONG}»\naclfile users.acl\n`,
			"users.acl": `user default on #${HASH} ~* &* -@all +get\n`,
		},
		says: "the aclfile describes",
	},
	{
		name: "a user line opens default: the person who wrote requirepass does not know",
		files: `bind 127.0.0.1\nuser default on nopass ~* &* +@all\n«requirepass ${STRONG}»\n`,
		says: "everybody gets in",
	},
	{ name: "silent where it is the same password", files: `requirepass ${STRONG}\nuser default on >${STRONG} ~* &* +@all\n` },
	{ name: "silent without a line for default", files: `requirepass ${STRONG}\nuser app on #${HASH} ~app:* +get\n` },
	{
		name: "silent where the aclfile leaves default out: that is missing-requirepass",
		files: { "redis.conf": `requirepass ${STRONG}\naclfile users.acl\n`, "users.acl": `user app on #${HASH} ~app:* +get\n` },
	},
	{ name: "silent where the aclfile cannot be read", files: `requirepass ${STRONG}\naclfile missing.acl\n` },
	{
		name: "silent where nobody can log in as default: that is default-user-locked-out",
		files: `requirepass ${STRONG}\nuser default on ~* +@all\n`,
	},
	{ name: "silent without a value", files: `requirepass ""\nuser default on #${HASH} ~* +@all\n` },
]);
