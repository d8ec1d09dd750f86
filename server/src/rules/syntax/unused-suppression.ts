// rules: a comment that keeps back a finding which is not there.
import { say } from "../../base/say";
import type { Edit } from "../../base/span";
import { removeLine } from "../../model/placement";
import { type CommentWord, defineRule } from "../define";

export const unusedSuppression = defineRule({
	id: "unused-suppression",
	group: "syntax",
	subject: "comment",
	severity: { development: "hint", production: "info", strict: "warning" },
	title: say`A comment or an entry of the project file that silences nothing`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check(word) {
		if (word.state !== "unused") return;
		if (word.kind === "project") {
			const where = word.user === undefined ? say`this file` : say`the user ${word.user}`;
			yield {
				at: word.at,
				message: say`The project file silences ${word.text} for ${where}, but there is no such finding. One that comes later would be silent without anybody knowing. Take it out of "suppress" in .redis-security-lint.json.`,
			};
			return;
		}
		yield {
			at: word.at,
			message: say`${word.text} has no finding here, so this comment silences nothing. One that comes later would be silent without anybody knowing. Take it out.`,
			fixes: [
				{
					title: word.others ? say`Take ${word.text} out of the comment` : say`Take the comment out`,
					safety: "safe",
					edits: () => takeOut(word),
				},
			],
		};
	},
});

function takeOut({ server, at, others }: CommentWord): Edit[] {
	const file = server.snapshot.files.get(at.file);
	if (file?.state !== "text") return [];
	if (!others) return [removeLine(file.tree, at.file, at.line)];
	const text = file.tree.line(at.line)?.text ?? "";
	let start = at.start;
	while (start > 0 && /[\s,]/.test(text[start - 1] ?? "")) start--;
	return [{ file: at.file, start: { line: at.line, character: start }, end: { line: at.line, character: at.end }, newText: "" }];
}
