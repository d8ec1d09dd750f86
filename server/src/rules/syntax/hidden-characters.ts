// rules: characters in words that nobody sees.
import { say } from "../../base/say";
import { asItLooks } from "../../model/hiddenCharacters";
import type { Fix } from "../define";
import { defineProblemRule, type ProblemLine, replaceInLine } from "../shared/problemRule";

export const hiddenCharacters = defineProblemRule({
	id: "hidden-characters",
	title: say`A character that cannot be seen, or that shows the line in another order`,
	severity: { development: "warning", production: "warning", strict: "error" },
	cwe: [1007],
	fixes: (line) => [takeOut(line)],
});

function takeOut(line: ProblemLine): Fix {
	const { problem, line: source } = line;
	return {
		title: say`Write the line as it looks`,
		// A password or a name may have the character in it, and clients that send it.
		safety: "may-refuse-clients",
		edits: () => {
			const { start } = problem.at;
			const end = source.text.endsWith("\r") ? source.text.length - 1 : source.text.length;
			return [replaceInLine(line, asItLooks(source.text.slice(start, end)), { start, end })];
		},
	};
}
