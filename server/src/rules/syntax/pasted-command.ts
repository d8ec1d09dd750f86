// rules: a command for a running server was pasted as a line.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const pastedCommand = defineProblemRule({
	id: "pasted-command",
	title: say`A command in place of a directive`,
	fixes: (line) => [
		safeFix(say`Turn it into a line of the configuration`, () => {
			const acl = /acl\s+setuser$/i.test(line.line.text.slice(line.problem.at.start, line.problem.at.end));
			const rest = line.line.text.slice(line.problem.at.end);
			const end = acl ? line.problem.at.end : line.problem.at.end + rest.length - rest.trimStart().length;
			return [replaceInLine(line, acl ? "user" : "", { start: line.problem.at.start, end })];
		}),
	],
});
