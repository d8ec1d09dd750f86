import { byteOrderMark } from "../../../server/src/rules/syntax/byte-order-mark";
import { testRule } from "../../support/rules";

testRule(byteOrderMark, [
	{ name: "before a directive", files: "«\uFEFF»bind 127.0.0.1\n", fixed: "bind 127.0.0.1\n" },
	{ name: "before a comment", files: "«\uFEFF»# a comment\nbind 127.0.0.1\n" },
	{ name: "silent without it", files: "bind 127.0.0.1\n" },
]);
