import { unusedSuppression } from "../../../server/src/rules/syntax/unused-suppression";
import { testRule } from "../../support/rules";

const HASH = `#${"b".repeat(64)}`;
const suppress = (...entries: readonly object[]) => JSON.stringify({ suppress: entries });

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
		name: "an entry of the project file about a user",
		files: {
			"redis.conf": "bind 127.0.0.1\naclfile users.acl\n",
			"users.acl": `user default off\nuser «app» on ${HASH} ~app:* -@all +get +flushall\n`,
			".redis-security-lint.json": suppress({ file: "users.acl", user: "app", rules: ["flushall-enabled", "nopass-user"] }),
		},
		says: "silences nopass-user for the user app",
	},
	{
		name: "an entry about the file itself, and one about a user who is not there",
		files: {
			"users.acl": "«user default off»\n",
			".redis-security-lint.json": suppress(
				{ file: "users.acl", rules: ["missing-masterauth"] },
				{ file: "./users.acl", user: "ghost", rules: ["nopass-user"] },
			),
		},
		settings: { rules: { "missing-masterauth": "off" } },
	},
	{
		name: "silent for entries that may be of use elsewhere",
		files: {
			"users.acl": "user default off\n",
			".redis-security-lint.json": suppress(
				{ rules: ["nopass-user"] },
				{ file: "*.acl", rules: ["nopass-user"] },
				{ file: "more/users.acl", rules: ["nopass-user"] },
			),
		},
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
