import { moduleFromWritablePlace } from "../../../server/src/rules/intrusion/module-from-writable-place";
import { testRule } from "../../support/rules";

testRule(moduleFromWritablePlace, [
	{ name: "from /tmp", files: "bind 127.0.0.1\nloadmodule «/tmp/search.so» arg\n", severity: "error", says: "Every account" },
	{ name: "from memory", files: "bind 127.0.0.1\nloadmodule «/dev/shm/m/x.so»\n", severity: "error" },
	{ name: "each of them", files: "bind 127.0.0.1\nloadmodule «/var/tmp/a.so»\nloadmodule /usr/lib/redis/b.so\nloadmodule «/tmp/c.so»\n" },
	{ name: "without the whole path", files: "bind 127.0.0.1\nloadmodule «./modules/x.so»\n", severity: "info", says: "whole path" },
	{ name: "silent for a folder of root's", files: "bind 127.0.0.1\nloadmodule /usr/lib/redis/modules/search.so\n" },
	{ name: "silent for a name that begins alike", files: "bind 127.0.0.1\nloadmodule /tmpfiles/x.so\n" },
]);
