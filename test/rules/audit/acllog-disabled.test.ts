import { acllogDisabled } from "../../../server/src/rules/audit/acllog-disabled";
import { testRule } from "../../support/rules";

testRule(acllogDisabled, [
	{ name: "no entries", files: "bind 127.0.0.1\n«acllog-max-len 0»\n", severity: "warning", fixed: "bind 127.0.0.1\nacllog-max-len 128\n" },
	{ name: "on 6.0", files: "bind 127.0.0.1\n«acllog-max-len 0»\n", server: "redis-6.0" },
	{ name: "silent for some", files: "bind 127.0.0.1\nacllog-max-len 10\n" },
	{ name: "silent without the line", files: "bind 127.0.0.1\n" },
	{ name: "silent for a value that is refused", files: "bind 127.0.0.1\nacllog-max-len none\n" },
]);
