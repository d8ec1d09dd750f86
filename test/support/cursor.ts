// support: documents of a test with a cursor. `$0` is the cursor, «…» what a feature must point at.
import type { Position } from "../../server/src/base/span";
import type { RedisDocument } from "../../server/src/features/document";
import type { View } from "../../server/src/service/view";
import { type Marked, readMarks } from "./marks";
import { uriOf } from "./memoryFiles";
import { openFiles } from "./rules";

export interface AtCursor {
	readonly document: RedisDocument;
	readonly view: View;
	readonly point: Position;
	/** Marks of each file by its name, without the cursor. */
	readonly marked: Readonly<Record<string, Marked>>;
}

export interface CursorOptions {
	/** "redis-7.4" and the like; without it the newest Redis. */
	readonly server?: string;
}

/** Opens the files; the document is the one with the cursor, else the first. One text alone is a redis.conf. */
export async function openAt(files: string | Readonly<Record<string, string>>, options: CursorOptions = {}): Promise<AtCursor> {
	const named = typeof files === "string" ? { "redis.conf": files } : files;
	const read = Object.entries(named).map(([name, text]) => ({ name, ...readCursor(text) }));
	const own = read.find(({ point }) => point) ?? read[0];
	if (!own) throw new Error("no files");
	const texts = Object.fromEntries(read.map(({ name, marked }) => [name, marked.text]));
	const view = await openFiles(texts, options, own.name);
	const { file, servers } = view;
	if (!file || !servers[0]) throw new Error(`${uriOf(own.name)} is no Redis file`);
	return {
		document: { server: servers[0], file },
		view,
		point: own.point ?? { line: 0, character: 0 },
		marked: Object.fromEntries(read.map(({ name, marked }) => [name, marked])),
	};
}

/** Marks as "redis.conf:3:4-9", 1-based lines, in order of files. */
export function placesOf(marked: AtCursor["marked"]): string[] {
	return Object.entries(marked).flatMap(([name, { marks }]) => marks.map(({ line, start, end }) => `${name}:${line + 1}:${start}-${end}`));
}

function readCursor(text: string): { marked: Marked; point?: Position } {
	const at = text.replace(/[«»]/g, "").indexOf("$0");
	const marked = readMarks(text.replace("$0", ""));
	if (at === -1) return { marked };
	const before = marked.text.slice(0, at).split("\n");
	return { marked, point: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}
