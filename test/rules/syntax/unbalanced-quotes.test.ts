import { unbalancedQuotes } from "../../../server/src/rules/syntax/unbalanced-quotes";
import { testRule } from "../../support/rules";

testRule(unbalancedQuotes, [
	{ name: "never closed", files: 'bind 127.0.0.1\nlogfile «"/var/log»\n' },
	{ name: "text after the quote", files: 'bind 127.0.0.1\nlogfile "/var"«/log»\n', server: "redis-7.4" },
	{ name: "silent in Valkey 9.1, which joins it", files: 'bind 127.0.0.1\nlogfile "/var"/log\n', server: "valkey-9.1" },
	{ name: "silent for an escaped quote", files: 'bind 127.0.0.1\nlogfile "/var/\\"log"\n' },
]);
