// rules: edits of whole lines of redis.conf and sentinel.conf that several rules make.
import type { Edit } from "../base/span";
import { setDirective } from "../model/placement";
import type { ServerModel } from "../model/server";
import type { Statement } from "../model/types";

/** Sets a directive in the line that is in force, else adds a line where it belongs. */
export function setTo({ snapshot, settings }: ServerModel, directive: string, ...values: readonly string[]): Edit[] {
	return setDirective(snapshot, settings, directive, values);
}

/** Takes whole lines away, one edit each, so that they may lie side by side. */
export function removeStatements({ snapshot }: ServerModel, statements: readonly Statement[]): Edit[] {
	return statements.flatMap(({ file, lineNumber: line, line: { text } }) => {
		const source = snapshot.files.get(file);
		if (source?.state !== "text") return [];
		const isLast = line === source.tree.source.lineCount - 1;
		const end = isLast ? { line, character: text.length } : { line: line + 1, character: 0 };
		return [{ file, start: { line, character: 0 }, end, newText: "" }];
	});
}
