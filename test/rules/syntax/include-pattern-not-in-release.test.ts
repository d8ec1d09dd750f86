import { includePatternNotInRelease } from "../../../server/src/rules/syntax/include-pattern-not-in-release";
import { testRule } from "../../support/rules";

const PARTS = { "conf.d/a.conf": "timeout 0\n", "conf.d/b c.conf": "tcp-keepalive 300\n" };

testRule(includePatternNotInRelease, [
	{
		name: "files that fit",
		files: { "redis.conf": "bind 127.0.0.1\ninclude «conf.d/*.conf»\n", ...PARTS },
		server: "redis-6.2",
		says: "looks for a file of just this name",
		fixed: 'bind 127.0.0.1\ninclude conf.d/a.conf\ninclude "conf.d/b c.conf"\n',
	},
	{ name: "no file that fits", files: "bind 127.0.0.1\ninclude «conf.d/[ab].conf»\n", server: "redis-6.0" },
	{ name: "silent since 7.0", files: { "redis.conf": "bind 127.0.0.1\ninclude conf.d/*.conf\n", ...PARTS }, server: "redis-7.0" },
	{ name: "silent in Valkey", files: { "redis.conf": "bind 127.0.0.1\ninclude conf.d/*.conf\n", ...PARTS }, server: "valkey-7.2" },
	{ name: "silent for a name", files: { "redis.conf": "bind 127.0.0.1\ninclude conf.d/a.conf\n", ...PARTS }, server: "redis-6.2" },
]);
