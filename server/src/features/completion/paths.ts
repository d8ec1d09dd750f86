// features: paths, by listing the folder that is typed so far.
import { resolveUri } from "../../base/uri";
import { writeWord } from "../../model/placement";
import { directoryOf, type PathKind } from "../paths";
import { type Cursor, lastPart } from "./cursor";
import type { Completion, CompletionContext, Completions } from "./types";

const MOST = 500;

export async function pathCompletions(context: CompletionContext, cursor: Cursor, kind: PathKind): Promise<Completions | undefined> {
	const { head, typed, insert } = lastPart(cursor, /\//);
	if (/[*?[{$]/.test(head)) return undefined;
	const folder = resolveUri(directoryOf(context.document.server), head === "" ? "." : head);
	const entries = await context.list(folder);
	const isQuoted = cursor.word !== undefined && cursor.word.start < cursor.insert.start;
	const items = entries
		.filter(({ name, type }) => name.startsWith(".") === typed.startsWith(".") && (kind.what === "file" || type === "folder"))
		.filter(({ name }) => isQuoted || writeWord(name) === name)
		.slice(0, MOST)
		.map(({ name, type }): Completion => {
			const label = type === "folder" ? `${name}/` : name;
			const rank = type === "folder" ? 1 : kind.endings.some((ending) => name.endsWith(ending)) ? 0 : 2;
			return { label, kind: type, sort: `${rank}${name}` };
		});
	return items.length === 0 ? undefined : { insert, replace: { start: insert.start, end: endOfSegment(context, cursor) }, items };
}

/** The segment under the cursor, and no folder behind it. */
function endOfSegment({ line }: CompletionContext, { insert, replace }: Cursor): number {
	const slash = line.text.slice(insert.end, replace.end).indexOf("/");
	return slash === -1 ? replace.end : insert.end + slash;
}
