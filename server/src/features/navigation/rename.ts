// features: giving a user or a monitored primary another name, everywhere at once.
import { say, type Words } from "../../base/say";
import type { Edit, Position, Span } from "../../base/span";
import { writeWord } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import type { RedisDocument } from "../document";
import { type Named, namedAt, occurrencesOf } from "./occurrences";

export type Renameable = { readonly named: Named; readonly at: Span } | { readonly problem: Words };

/** What can be renamed at a point, or why not. */
export function renameableAt(document: RedisDocument, point: Position): Renameable {
	const named = namedAt(document, point);
	if (named?.kind !== "user" && named?.kind !== "primary") return { problem: say`Only users and monitored primaries can be renamed.` };
	if (named.kind === "user" && named.name === "default") {
		return { problem: say`The user default is built into the server: it is who connects without a name. It cannot be renamed.` };
	}
	return { named, at: named.at };
}

/** Why a new name cannot be taken; undefined where it can. */
export function problemOfName(servers: readonly ServerModel[], named: Named, newName: string): Words | undefined {
	if (newName === "") return say`A name cannot be empty.`;
	if (/[\s\0"'\\]/.test(newName)) return say`A name cannot hold spaces, quotes or backslashes.`;
	if (newName === named.name) return undefined;
	const isTaken = servers.some((server) => occurrencesOf(server, { ...named, name: newName }).some(({ role }) => role === "definition"));
	if (named.kind !== "user") return isTaken ? say`There is a primary ${newName} already.` : undefined;
	return isTaken || newName === "default" ? say`There is a user ${newName} already.` : undefined;
}

/** One edit for each place in all files of these servers, each place once. */
export function renameEdits(servers: readonly ServerModel[], named: Named, newName: string): Edit[] {
	const edits = new Map<string, Edit>();
	for (const server of servers) {
		for (const { at } of occurrencesOf(server, named)) {
			const isQuoted = /["']/.test(textBefore(server, at.file, at.line, at.start));
			const newText = isQuoted ? newName : writeWord(newName);
			const { file, line, start, end } = at;
			edits.set(`${file} ${line} ${start}`, { file, start: { line, character: start }, end: { line, character: end }, newText });
		}
	}
	return [...edits.values()];
}

/** The character before a place. */
function textBefore({ snapshot }: ServerModel, uri: string, line: number, start: number): string {
	const file = snapshot.files.get(uri);
	return file?.state === "text" ? (file.tree.line(line)?.text.charAt(start - 1) ?? "") : "";
}
