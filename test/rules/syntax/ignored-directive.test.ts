import { ignoredDirective } from "../../../server/src/rules/syntax/ignored-directive";
import { testRule } from "../../support/rules";

testRule(ignoredDirective, [
	{
		name: "ignored from 8.0",
		files: "bind 127.0.0.1\n«io-threads-do-reads» yes\n",
		server: "redis-8.0",
		severity: "info",
		fixed: "bind 127.0.0.1\n",
	},
	{ name: "silent where it works", files: "bind 127.0.0.1\nio-threads-do-reads yes\n", server: "redis-7.4" },
]);
