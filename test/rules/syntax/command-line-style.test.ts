import { commandLineStyle } from "../../../server/src/rules/syntax/command-line-style";
import { testRule } from "../../support/rules";

testRule(commandLineStyle, [
	{ name: "two hyphens", files: "bind 127.0.0.1\n«--»maxmemory 100mb\n", fixed: "bind 127.0.0.1\nmaxmemory 100mb\n" },
	{ name: "silent without them", files: "bind 127.0.0.1\nmaxmemory 100mb\n" },
]);
