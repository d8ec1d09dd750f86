// features: paths, by listing the folder that is typed so far.
import { say } from "../../base/say";
import { resolveUri } from "../../base/uri";
import { isRelease } from "../../knowledge/release";
import { writeWord } from "../../model/placement";
import { directoryAt, directoryOf, type PathKind } from "../paths";
import { type Cursor, firstOf, lastPart } from "./cursor";
import type { Completion, CompletionContext, Completions } from "./types";

export async function pathCompletions(context: CompletionContext, cursor: Cursor, kind: PathKind): Promise<Completions | undefined> {
	const { head, typed, insert } = lastPart(cursor, /\//);
	if (/[*?[{$]/.test(head)) return undefined;
	const { file, server } = context.document;
	const directory = kind.followed ? directoryAt(server, { file: file.uri, line: context.point.line }) : directoryOf(server);
	const folder = resolveUri(directory, head === "" ? "." : head);
	const entries = await context.list(folder);
	const isQuoted = cursor.word !== undefined && cursor.word.start < cursor.insert.start;
	const end = endOfSegment(context, cursor);
	const hasSlash = context.line.text[end] === "/";
	const fitting = entries
		.filter(({ name, type }) => name.startsWith(".") === typed.startsWith(".") && (kind.what === "file" || type === "folder"))
		.filter(({ name, type }) => isQuoted || writeWord(name) === name || (head === "" && type === "file"));
	const { shown, isIncomplete } = firstOf(
		() => fitting,
		typed,
		({ name }) => name,
	);
	const items = shown.map(({ name, type }): Completion => {
		const label = type === "folder" ? `${name}/` : name;
		const rank = type === "folder" ? 1 : kind.endings.some((ending) => name.endsWith(ending)) ? 0 : 2;
		const written = type === "folder" ? (hasSlash ? name : label) : isQuoted ? name : writeWord(name);
		return { label, kind: type, sort: `${rank}${name}`, ...(written !== label && { insert: written, filter: label }) };
	});
	if (items.length === 0) return undefined;
	const several = kind.globs && isRelease(server.world.release, { redis: ">=7.0", valkey: "*" }) ? patterns(items, kind) : [];
	return { insert, replace: { start: insert.start, end }, items: [...several, ...items], ...(isIncomplete && { isIncomplete }) };
}

/** All files of one ending in a word. */
function patterns(items: readonly Completion[], { endings }: PathKind): Completion[] {
	return endings.flatMap((ending) => {
		const count = items.filter((item) => item.kind === "file" && item.label.endsWith(ending)).length;
		return count > 1 ? [{ label: `*${ending}`, kind: "file", note: say`all ${count} of them`, sort: "0" }] : [];
	});
}

/** The segment under the cursor, and no folder behind it. */
function endOfSegment({ line }: CompletionContext, { insert, replace }: Cursor): number {
	const slash = line.text.slice(insert.end, replace.end).indexOf("/");
	return slash === -1 ? replace.end : insert.end + slash;
}
