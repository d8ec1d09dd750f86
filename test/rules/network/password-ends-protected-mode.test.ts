import { passwordEndsProtectedMode } from "../../../server/src/rules/network/password-ends-protected-mode";
import { testRule } from "../../support/rules";

const STRONG = "requirepass correct-horse-battery-staple\n";

testRule(passwordEndsProtectedMode, [
	{
		name: "a password and no bind line",
		files: `«port 6379»\n${STRONG}`,
		severity: "warning",
		says: /Now it has one.*in clear text/,
		fixed: `port 6379\n${STRONG}bind 127.0.0.1 -::1\n`,
	},
	{
		name: "at the commented-out line",
		files: `port 6379\n«# bind 127.0.0.1 ::1»\n${STRONG}`,
		fixed: `port 6379\n# bind 127.0.0.1 ::1\nbind 127.0.0.1 -::1\n${STRONG}`,
	},
	{ name: "the same up to 6.2", files: `«port 6379»\n${STRONG}`, server: "redis-6.2", severity: "warning" },
	{ name: "default is off", files: "«port 6379»\nuser default off\n", says: "Now default is off" },
	{
		name: "by an ACL file",
		files: { "redis.conf": "«port 6379»\naclfile users.acl\n", "users.acl": `user default on #${"b".repeat(64)} ~* +@all\n` },
	},
	{ name: "in a container", files: `«dir /bitnami/redis/data»\n${STRONG}`, severity: "info", says: "In a container that is usual" },
	{ name: "TLS alone", files: `«port 0»\ntls-port 6379\n${STRONG}`, severity: "info" },
	{ name: "silent with a bind line", files: `bind 0.0.0.0\n${STRONG}` },
	{ name: "silent without a password", files: "port 6379\n" },
	{ name: "silent where protected mode was off before", files: `protected-mode no\n${STRONG}` },
	{ name: "silent where an include may bind", files: `${STRONG}include missing.conf\n` },
	{ name: "silent where the users are not known", files: "port 6379\naclfile missing.acl\n" },
]);
