// rules: a directive is written as on the command line.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const commandLineStyle = defineProblemRule({
	id: "command-line-style",
	title: say`A directive with two hyphens before it`,
	fixes: (line) => [safeFix(say`Take the hyphens away`, () => [replaceInLine(line, "")])],
});
