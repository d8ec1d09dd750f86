// rules: a selector that is never closed.
import { defineProblemRule, replaceInLine, safeFix } from "../problems";

export const unmatchedParenthesis = defineProblemRule({
	id: "unmatched-parenthesis",
	title: "A selector that is never closed",
	fixes: (line) => [
		safeFix("Close the selector at the end of the line", () => [
			replaceInLine(line, ")", { start: line.problem.at.end, end: line.problem.at.end }),
		]),
	],
});
