import { dumpPayloadNotSanitized } from "../../../server/src/rules/intrusion/dump-payload-not-sanitized";
import { testRule } from "../../support/rules";

const strict = { profile: "strict" } as const;

testRule(dumpPayloadNotSanitized, [
	{
		name: "by default",
		files: "«bind 127.0.0.1»\n",
		settings: strict,
		severity: "info",
		fixed: "bind 127.0.0.1\nsanitize-dump-payload clients\n",
	},
	{
		name: "by a line",
		files: "bind 127.0.0.1\n«sanitize-dump-payload no»\n",
		settings: strict,
		server: "redis-6.2",
		fixed: "bind 127.0.0.1\nsanitize-dump-payload clients\n",
	},
	{
		name: "silent where nobody may run RESTORE",
		files: `bind 127.0.0.1\nuser default off\nuser app on #${"b".repeat(64)} ~* +@all -@dangerous\n`,
		settings: strict,
	},
	{ name: "silent where the users are not known", files: "bind 127.0.0.1\naclfile missing.acl\n", settings: strict },
	{ name: "silent for clients", files: "bind 127.0.0.1\nsanitize-dump-payload clients\n", settings: strict },
	{ name: "silent for yes", files: "bind 127.0.0.1\nsanitize-dump-payload yes\n", settings: strict },
	{ name: "silent on 6.0, which does not know it", files: "bind 127.0.0.1\n", settings: strict, server: "redis-6.0" },
	{ name: "silent on Valkey 9.1, which checks always", files: "bind 127.0.0.1\n", settings: strict, server: "valkey-9.1" },
	{ name: "silent in production", files: "bind 127.0.0.1\nsanitize-dump-payload no\n" },
	{ name: "silent where an include may set it", files: "bind 127.0.0.1\ninclude missing.conf\n", settings: strict },
]);
