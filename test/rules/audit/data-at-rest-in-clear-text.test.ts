import { dataAtRestInClearText } from "../../../server/src/rules/audit/data-at-rest-in-clear-text";
import { testRule } from "../../support/rules";

testRule(dataAtRestInClearText, [
	{
		name: "snapshots",
		files: "bind 127.0.0.1\ndir /data\n«save 900 1»\n",
		severity: "info",
		says: "writes snapshots of its data to /data, in",
	},
	{ name: "the last of several lines", files: 'bind 127.0.0.1\nsave ""\nsave 900 1\n«save 60 10000»\n' },
	{ name: "in a folder that nobody names", files: "«bind 127.0.0.1»\n", says: "to the folder that it is started in," },
	{ name: "by default", files: "bind 127.0.0.1\n«dir /data»\n", says: "That is the default" },
	{ name: "by default, at the commented-out line", files: "bind 127.0.0.1\n«# save 3600 1»\n" },
	{ name: "the append-only file", files: 'bind 127.0.0.1\nsave ""\n«appendonly yes»\n', says: "as an append-only file, in" },
	{ name: "both", files: "bind 127.0.0.1\n«appendonly yes»\n", says: "snapshots and an append-only file" },
	{ name: "silent without both", files: 'bind 127.0.0.1\nsave ""\nappendonly no\n' },
	{ name: "silent where the last line takes the others back", files: 'bind 127.0.0.1\nsave 900 1\nsave ""\n' },
	{ name: "silent on 6.0, which has no snapshots by default", files: "bind 127.0.0.1\n", server: "redis-6.0" },
	{ name: "silent on 6.0 for a line that it passes over", files: "bind 127.0.0.1\nsave 900 1 60 100\n", server: "redis-6.0" },
	{ name: "silent in memory", files: "bind 127.0.0.1\ndir /dev/shm/redis\n" },
	{ name: "silent in development", files: "bind 127.0.0.1\nsave 900 1\n", settings: { profile: "development" } },
	{ name: "silent where an include may set it", files: "bind 127.0.0.1\ninclude missing.conf\n" },
]);
