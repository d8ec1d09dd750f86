import { missingRequirepass } from "../../../server/src/rules/authentication/missing-requirepass";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(missingRequirepass, [
	{
		name: "no password and no bind: protected mode is no password",
		files: "«port 6379»\n",
		severity: "warning",
		says: "Protected mode",
		fixed: "port 6379\nrequirepass ‹default›\nbind 127.0.0.1 -::1\n",
		fix: /bind/,
	},
	{
		name: "reachable by everybody",
		files: "«port 6379»\nprotected-mode no\nbind 0.0.0.0\n",
		severity: "error",
		says: "Everyone who reaches the port",
		fixed: "port 6379\nprotected-mode no\nbind 0.0.0.0\nrequirepass ‹default›\n",
	},
	{
		name: "where protected mode refuses other hosts, they are still refused after the fix",
		files: "«bind 10.0.0.5»\n",
		severity: "warning",
		fixed: "bind 127.0.0.1 -::1\nrequirepass ‹default›\n",
	},
	{
		name: "no bind and no protected mode: the bind line is offered as well",
		files: "«protected-mode no»\n",
		severity: "error",
		fixed: "protected-mode no\nrequirepass ‹default›\nbind 127.0.0.1 -::1\n",
		fix: /bind/,
	},
	{
		name: "a weak password that does nothing beside an aclfile is not taken over",
		files: { "redis.conf": "bind 127.0.0.1\n«requirepass foobared»\naclfile users.acl\n", "users.acl": "user app off\n" },
		fixed: { "redis.conf": "bind 127.0.0.1\naclfile users.acl\n", "users.acl": "user app off\nuser default on >‹default› ~* &* +@all\n" },
		brings: ["plaintext-acl-password", "flushall-enabled", "broad-rights"],
	},
	{
		name: "up to 6.2 a bind line ends protected mode",
		files: "«bind 0.0.0.0»\n",
		server: "redis-6.2",
		severity: "error",
	},
	{
		name: "stands at the commented-out directive, and the new line goes below it",
		files: "bind 127.0.0.1\n\n# «»\n# requirepass is a word in a sentence here.\n«# requirepass foobared»\n#\nport 6379\n".replace(
			"# «»\n",
			"",
		),
		fixed: "bind 127.0.0.1\n\n# requirepass is a word in a sentence here.\n# requirepass foobared\nrequirepass ‹default›\n#\nport 6379\n",
	},
	{
		name: "an empty requirepass",
		files: 'bind 127.0.0.1\n«requirepass ""»\n',
		says: "requirepass is empty",
		fixed: "bind 127.0.0.1\nrequirepass ‹default›\n",
	},
	{
		name: "a requirepass that does nothing beside an aclfile",
		files: {
			"redis.conf": "bind 127.0.0.1\n«requirepass correct-horse-battery-staple»\naclfile users.acl\n",
			"users.acl": `user app on #${HASH} ~app:* +get\n`,
		},
		says: "does nothing",
		fixed: {
			"users.acl": `user app on #${HASH} ~app:* +get\nuser default on ‹=correct-horse-battery-staple› ~* &* +@all\n`,
		},
		brings: ["flushall-enabled", "broad-rights"],
	},
	{
		name: "user lines that leave default out",
		files: `«bind 127.0.0.1»\nuser app on #${HASH} ~app:* +get\n`,
		brings: ["flushall-enabled", "broad-rights"],
	},
	{
		name: "in a container, whose image switches protected mode off",
		files: "«dir /data»\n",
		severity: "warning",
		says: "official container images switch it off",
	},
	{ name: "silent with a password", files: "requirepass correct-horse-battery-staple\n" },
	{
		name: "silent with a password in an include",
		files: { "redis.conf": "include more.conf\n", "more.conf": "requirepass correct-horse-battery-staple\n" },
	},
	{ name: "silent where an include cannot be read", files: "include missing.conf\n" },
	{ name: "silent where the ACL file cannot be read", files: "aclfile missing.acl\n" },
	{ name: "silent where a user line switches default off", files: "user default off\n" },
	{ name: "silent where a user line gives default a password", files: `user default on #${HASH} ~* +@all\n` },
	{ name: "silent where a user line opens default: that is open-default-user", files: "user default on nopass ~* +@all\n" },
	{ name: "silent in an ACL file that stands alone", files: { "users.acl": `user app on #${HASH} ~app:* +get\n` } },
]);
