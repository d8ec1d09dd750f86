// rules: edits of whole lines of redis.conf and sentinel.conf that several rules make.
import type { Edit } from "../../base/span";
import { setDirective } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import type { Statement } from "../../model/types";

/** Sets a directive in the line that is in force, else adds a line where it belongs. Idle lines that said the same are taken out, since they say it no more. */
export function setTo(server: ServerModel, directive: string, ...values: readonly string[]): Edit[] {
	const { snapshot, settings } = server;
	const setting = settings.get(directive);
	const origin = setting?.origin;
	const edits = setDirective(snapshot, settings, directive, values);
	if (setting === undefined || origin?.from !== "line" || setting.overridden.length === 0) return edits;
	const { statement } = origin;
	const same = setting.overridden.filter((idle) => idle.file === statement.file && isSame(idle, statement));
	return [...removeStatements(server, same), ...edits];
}

/** The same values, under whatever name. */
function isSame(one: Statement, other: Statement): boolean {
	return (
		one.words.length === other.words.length && one.words.every(({ value }, index) => index === 0 || value === other.words[index]?.value)
	);
}

/** Takes whole lines away, one edit each, so that they may lie side by side. Lines of a file that is read twice are there once. */
export function removeStatements({ snapshot }: ServerModel, statements: readonly Statement[]): Edit[] {
	const lines = new Map(statements.map((statement) => [`${statement.file}:${statement.lineNumber}`, statement]));
	return [...lines.values()].flatMap(({ file, lineNumber: line, line: { text } }) => {
		const source = snapshot.files.get(file);
		if (source?.state !== "text") return [];
		const isLast = line === source.tree.source.lineCount - 1;
		const end = isLast ? { line, character: text.length } : { line: line + 1, character: 0 };
		return [{ file, start: { line, character: 0 }, end, newText: "" }];
	});
}
