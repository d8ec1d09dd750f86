import { includeCycle } from "../../../server/src/rules/syntax/include-cycle";
import { testRule } from "../../support/rules";

testRule(includeCycle, [
	{ name: "itself", files: "bind 127.0.0.1\ninclude «redis.conf»\n", fixed: "bind 127.0.0.1\n" },
	{ name: "through another", files: { "redis.conf": "bind 127.0.0.1\ninclude more.conf\n", "more.conf": "include «redis.conf»\n" } },
	{
		name: "silent where one file is included twice",
		files: { "redis.conf": "bind 127.0.0.1\ninclude more.conf\ninclude more.conf\n", "more.conf": "timeout 0\n" },
	},
]);
