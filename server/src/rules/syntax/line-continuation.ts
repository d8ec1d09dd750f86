// rules: a backslash at the end of a line.
import { say } from "../../base/say";
import { defineProblemRule, type ProblemLine, safeFix } from "../shared/problemRule";

export const lineContinuation = defineProblemRule({
	id: "line-continuation",
	title: say`A line that was meant to go on in the next`,
	fixes: (line) => joinNext(line),
});

function joinNext({ problem, file }: ProblemLine) {
	const next = file.tree.line(problem.at.line + 1);
	const first = next?.words[0];
	if (!first) return [];
	return [
		safeFix(say`Join it with the next line`, () => [
			{
				file: file.uri,
				start: { line: problem.at.line, character: problem.at.start },
				end: { line: problem.at.line + 1, character: first.start },
				newText: "",
			},
		]),
	];
}
