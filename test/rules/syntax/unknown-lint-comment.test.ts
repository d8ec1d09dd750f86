import { unknownLintComment } from "../../../server/src/rules/syntax/unknown-lint-comment";
import { testRule } from "../../support/rules";

testRule(unknownLintComment, [
	{
		name: "a slip in a rule's name",
		files: "bind 127.0.0.1\n# redis-security-lint-disable «missing-requirepas»\n",
		fixed: "bind 127.0.0.1\n# redis-security-lint-disable missing-requirepass\n",
		says: "Did you mean missing-requirepass",
	},
	{
		name: "the end of another line, which may hold a secret",
		files: "bind 127.0.0.1\n# redis-security-lint-disable «>s3cret»\n",
		says: 'There is no rule "********"',
	},
	{ name: "another product", files: "bind 127.0.0.1\n# redis-security-lint-server «mysql-8»\n", says: "no release" },
	{
		name: "a slip in the comment's own name",
		files: "bind 127.0.0.1\n# redis-security-lint-«sever» redis-6.2\n",
		fixed: "bind 127.0.0.1\n# redis-security-lint-server redis-6.2\n",
		says: "Did you mean server",
	},
	{
		name: "silent for what is known",
		files: "bind 127.0.0.1\n# redis-security-lint-server redis-7.4\n# redis-security-lint-disable missing-requirepass -- reason\n",
	},
]);
