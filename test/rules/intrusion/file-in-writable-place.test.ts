import { fileInWritablePlace } from "../../../server/src/rules/intrusion/file-in-writable-place";
import { testRule } from "../../support/rules";

testRule(fileInWritablePlace, [
	{ name: "the ACL file", files: "bind 127.0.0.1\naclfile «/tmp/users.acl»\n", severity: "error", says: "who may log in" },
	{ name: "an included file", files: "include «/var/tmp/more.conf»\nbind 127.0.0.1\n", severity: "error" },
	{ name: "the folder of the data", files: "bind 127.0.0.1\n«dir /tmp/redis»\n", severity: "warning", says: "chooses its data" },
	{ name: "a folder below another", files: "bind 127.0.0.1\ndir /dev\n«dir shm»\n", severity: "warning" },
	{ name: "the socket", files: "port 0\nunixsocket «/tmp/redis.sock»\n", severity: "info" },
	{
		name: "silent for folders of the server's own",
		files: "dir /var/lib/redis\nunixsocket /run/redis/redis.sock\naclfile /etc/redis/users.acl\n",
	},
	{ name: "silent for names that only begin alike", files: "dir /tmpfs/redis\n" },
	{ name: "silent for a folder that a later line replaces", files: "dir /tmp\ndir /var/lib/redis\n" },
	{ name: "silent for Sentinel, which starts in /tmp", files: { "sentinel.conf": "dir /tmp\nsentinel monitor one 127.0.0.1 6379 2\n" } },
]);
