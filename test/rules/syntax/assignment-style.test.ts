import { assignmentStyle } from "../../../server/src/rules/syntax/assignment-style";
import { testRule } from "../../support/rules";

testRule(assignmentStyle, [
	{ name: "no space", files: "bind 127.0.0.1\nmaxmemory«=»100mb\n", fixed: "bind 127.0.0.1\nmaxmemory 100mb\n" },
	{ name: "with spaces", files: "bind 127.0.0.1\nmaxmemory «=» 100mb\n", fixed: "bind 127.0.0.1\nmaxmemory 100mb\n" },
	{ name: "a colon", files: "bind 127.0.0.1\nmaxmemory«:» 100mb\n", fixed: "bind 127.0.0.1\nmaxmemory 100mb\n" },
	{ name: "silent inside a value", files: "bind 127.0.0.1\nlogfile a=b\n" },
]);
