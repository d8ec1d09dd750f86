// rules: a directive is written as on the command line.
import { defineProblemRule, replaceInLine, safeFix } from "../problems";

export const commandLineStyle = defineProblemRule({
	id: "command-line-style",
	title: "A directive with two hyphens before it",
	fixes: (line) => [safeFix("Take the hyphens away", () => [replaceInLine(line, "")])],
});
