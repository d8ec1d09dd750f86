// rules: a selector that is never closed.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const unmatchedParenthesis = defineProblemRule({
	id: "unmatched-parenthesis",
	title: say`A selector that is never closed`,
	fixes: (line) => [
		safeFix(say`Close the selector at the end of the line`, () => [
			replaceInLine(line, ")", { start: line.problem.at.end, end: line.problem.at.end }),
		]),
	],
});
