// rules: name and value are joined by = or :.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const assignmentStyle = defineProblemRule({
	id: "assignment-style",
	title: say`An equals sign or a colon between name and value`,
	fixes: (line) => [
		safeFix(say`Write a space in place of the sign`, () => {
			const { text } = line.line;
			const start = text.slice(0, line.problem.at.start).trimEnd().length;
			const rest = text.slice(line.problem.at.end);
			return [replaceInLine(line, " ", { start, end: line.problem.at.end + rest.length - rest.trimStart().length })];
		}),
	],
});
