import { saveAfterInclude } from "../../../server/src/rules/syntax/save-after-include";
import { testRule } from "../../support/rules";

const base = "maxclients 100\n";

testRule(saveAfterInclude, [
	{
		name: "lines before the include and behind it",
		files: { "redis.conf": "save 900 1\ninclude base.conf\nsave 300 10\n«save 60 1000»\n", "base.conf": base },
		severity: "warning",
		says: "only this one counts",
		fixed: "include base.conf\nsave 900 1 300 10 60 1000\n",
	},
	{
		name: "both behind the include",
		files: { "redis.conf": "include base.conf\nsave 900 1 300 10\nport 7000\n«SAVE  60 1000»\n", "base.conf": base },
		fixed: "include base.conf\nport 7000\nSAVE 900 1 300 10 60 1000\n",
	},
	{
		name: "lines of the included file",
		files: { "redis.conf": "include base.conf\n«save 60 1000»\n", "base.conf": "save 900 1\nsave 300 10\n" },
	},
	{
		name: "a pattern that means no file",
		files: "save 900 1\ninclude none*.conf\n«save 60 1000»\n",
		server: "valkey-8.0",
		fixed: "include none*.conf\nsave 900 1 60 1000\n",
	},
	{
		name: "silent for points that are there again",
		files: { "redis.conf": "save 900 1\ninclude base.conf\nsave 900 1 60 1000\n", "base.conf": base },
	},
	{
		name: "silent where an empty list took the others away before",
		files: { "redis.conf": 'save 900 1\ninclude base.conf\nsave ""\nsave 60 1000\n', "base.conf": base },
	},
	{
		name: "silent where an empty list takes all away after it",
		files: { "redis.conf": 'save 900 1\ninclude base.conf\nsave 60 1000\nsave ""\n', "base.conf": base },
	},
	{
		name: "silent for lines of an included file that follow those of the other",
		files: { "redis.conf": "save 900 1\ninclude base.conf\n", "base.conf": "save 60 1000\nsave 50 3\n" },
	},
	{
		name: "silent up to 6.2, where they add up",
		files: { "redis.conf": "save 900 1\ninclude base.conf\nsave 60 1000\n", "base.conf": base },
		server: "redis-6.2",
	},
	{ name: "silent without an include", files: "save 900 1\nsave 60 1000\n" },
]);
