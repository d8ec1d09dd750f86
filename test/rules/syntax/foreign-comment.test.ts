import { foreignComment } from "../../../server/src/rules/syntax/foreign-comment";
import { testRule } from "../../support/rules";

testRule(foreignComment, [
	{ name: "two slashes", files: "bind 127.0.0.1\n«// a note»\n", fixed: "bind 127.0.0.1\n# a note\n" },
	{ name: "a semicolon", files: "bind 127.0.0.1\n«;a note»\n", fixed: "bind 127.0.0.1\n# a note\n" },
	{ name: "silent for #", files: "bind 127.0.0.1\n# a note\n" },
]);
