import { unusedSuppression } from "../../../server/src/rules/syntax/unused-suppression";
import { testRule } from "../../support/rules";

testRule(unusedSuppression, [
	{
		name: "nothing there",
		files: "bind 127.0.0.1\n# redis-security-lint-disable-next-line «refused-value» -- tests\ntimeout 0\n",
		fixed: "bind 127.0.0.1\ntimeout 0\n",
	},
	{
		name: "one of two",
		files: "bind 127.0.0.1\n# redis-security-lint-disable missing-requirepass, «refused-value» -- tests\ntimeout 0\n",
		fixed: "bind 127.0.0.1\n# redis-security-lint-disable missing-requirepass -- tests\ntimeout 0\n",
	},
	{
		name: "silent where it keeps something back",
		files: "bind 127.0.0.1\n# redis-security-lint-disable-next-line refused-value\ntimeout x\n",
	},
	{
		name: "silent for a rule that is off",
		files: "bind 127.0.0.1\n# redis-security-lint-disable refused-value\n",
		settings: { rules: { "refused-value": "off" } },
	},
	{
		name: "silent in an included file",
		files: { "redis.conf": "bind 127.0.0.1\ninclude more.conf\n", "more.conf": "# redis-security-lint-disable refused-value\ntimeout 0\n" },
	},
]);
