// rules: a value with spaces stands without quotes.
import { say } from "../../base/say";
import { writeWord } from "../../model/placement";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const unquotedValue = defineProblemRule({
	id: "unquoted-value",
	title: say`A value of several words without quotes`,
	codes: ["unquoted-list", "unquoted-text"],
	fixes: (line) => {
		const value = line.line.text.slice(line.problem.at.start, line.problem.at.end);
		const quoted = writeWord(value);
		// Behind a NUL the other words stand on the next line.
		return quoted === value ? [] : [safeFix(say`Put the value in double quotes`, () => [replaceInLine(line, quoted)])];
	},
});
