// rules: a comment as other languages write it.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const foreignComment = defineProblemRule({
	id: "foreign-comment",
	title: say`A comment that does not begin with #`,
	fixes: (line) => [
		safeFix(say`Begin the line with #`, () => {
			const sign = /^(?:;+|\/\/+|\/\*|\*\/|<!--|--)\s*/.exec(line.line.text.slice(line.problem.at.start))?.[0].length ?? 0;
			return [replaceInLine(line, "# ", { start: line.problem.at.start, end: line.problem.at.start + sign })];
		}),
	],
});
