// rules: an invisible mark at the beginning of the file.
import { say } from "../../base/say";
import { defineProblemRule, replaceInLine, safeFix } from "../shared/problemRule";

export const byteOrderMark = defineProblemRule({
	id: "byte-order-mark",
	title: say`An invisible byte order mark before the first word`,
	fixes: (line) =>
		line.line.text.startsWith("\uFEFF") ? [safeFix(say`Take the byte order mark away`, () => [replaceInLine(line, "")])] : [],
});
