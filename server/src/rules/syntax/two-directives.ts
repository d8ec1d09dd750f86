// rules: two directives on one line.
import { say } from "../../base/say";
import { endOfLine } from "../../model/placement";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const twoDirectives = defineProblemRule({
	id: "two-directives",
	title: say`Two directives on one line`,
	fixes: (line) => [
		safeFix(say`Put ${line.line.text.slice(line.problem.at.start).split(/\s/)[0] ?? ""} on a line of its own`, () => {
			const start = line.line.text.slice(0, line.problem.at.start).trimEnd().length;
			return [replaceInLine(line, endOfLine(line.file.tree), { start, end: line.problem.at.start })];
		}),
	],
});
