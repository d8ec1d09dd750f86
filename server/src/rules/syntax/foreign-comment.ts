// rules: a comment as other languages write it.
import { defineProblemRule, replaceInLine, safeFix } from "../problems";

export const foreignComment = defineProblemRule({
	id: "foreign-comment",
	title: "A comment that does not begin with #",
	fixes: (line) => [
		safeFix("Begin the line with #", () => {
			const sign = /^(?:;+|\/\/+|\/\*|\*\/|<!--|--)\s*/.exec(line.line.text.slice(line.problem.at.start))?.[0].length ?? 0;
			return [replaceInLine(line, "# ", { start: line.problem.at.start, end: line.problem.at.start + sign })];
		}),
	],
});
