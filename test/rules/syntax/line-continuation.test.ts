import { lineContinuation } from "../../../server/src/rules/syntax/line-continuation";
import { testRule } from "../../support/rules";

testRule(lineContinuation, [
	{
		name: "joined with the next line",
		files: "bind 127.0.0.1\nsave 900 1 «\\»\n  300 10\n",
		server: "redis-7.4",
		fixed: "bind 127.0.0.1\nsave 900 1 300 10\n",
	},
	{ name: "silent for a backslash in quotes", files: 'bind 127.0.0.1\nlogfile "a\\\\"\n' },
]);
