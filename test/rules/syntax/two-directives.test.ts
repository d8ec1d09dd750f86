import { twoDirectives } from "../../../server/src/rules/syntax/two-directives";
import { testRule } from "../../support/rules";

testRule(twoDirectives, [
	{ name: "two that fit", files: "bind 127.0.0.1\ntimeout 0 «maxmemory 100mb»\n", fixed: "bind 127.0.0.1\ntimeout 0\nmaxmemory 100mb\n" },
	{ name: "silent where the word is a value", files: "bind 127.0.0.1\nlogfile port\n" },
]);
