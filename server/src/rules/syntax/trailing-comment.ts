// rules: a comment behind a directive.
import { say } from "../../base/say";
import { defineProblemRule, type ProblemLine, replaceInLine, safeFix } from "../shared/problemRule";

export const trailingComment = defineProblemRule({
	id: "trailing-comment",
	title: say`A comment on the line of a directive`,
	fixes: (line) => [moveAbove(line)],
});

function moveAbove(line: ProblemLine) {
	return safeFix(say`Move the comment to a line above`, () => {
		const { line: source, problem, file } = line;
		const start = source.text.slice(0, problem.at.start).trimEnd().length;
		const comment = source.text.slice(problem.at.start, problem.at.end).replace(/^\/\//, "#");
		const end = source.text.endsWith("\r") ? "\r\n" : "\n";
		const first = { line: problem.at.line, character: 0 };
		return [
			{ file: file.uri, start: first, end: first, newText: `${comment}${end}` },
			replaceInLine(line, "", { start, end: problem.at.end }),
		];
	});
}
