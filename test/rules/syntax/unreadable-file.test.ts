import { unreadableFile } from "../../../server/src/rules/syntax/unreadable-file";
import { testRule } from "../../support/rules";

testRule(unreadableFile, [
	{ name: "a missing include", files: "bind 127.0.0.1\n«include more.conf»\n", says: "none of this name", severity: "hint" },
	{ name: "a missing ACL file", files: "bind 127.0.0.1\n«aclfile users.acl»\n", says: "Who the users are" },
	{ name: "silent where it is there", files: { "redis.conf": "bind 127.0.0.1\ninclude more.conf\n", "more.conf": "timeout 0\n" } },
	{ name: "silent for a glob that fits nothing, which the server takes", files: "bind 127.0.0.1\ninclude conf.d/*.conf\n" },
]);
