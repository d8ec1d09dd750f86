// generate: puts a block of lines into a redis.conf or sentinel.conf, in place of the lines that decided the same before.
import type { Edit } from "../base/span";
import { endOfLine, removeLine } from "../model/placement";
import type { TextFile } from "../model/types";
import type { Tree } from "../syntax/tree";

/** Lines to write into a file, and the directives that they decide. */
export interface Block {
	readonly heading: string;
	/** Without line ends; comments among them. */
	readonly lines: readonly string[];
	/** Directives whose old lines go although the block has none of them. */
	readonly decides: readonly string[];
	/** Comments that an earlier run may have left, and that go. */
	readonly comments?: readonly string[];
}

/**
 * The edits that put a block into a file. Lines that set the same directives go, the block stands where the first TLS line stood,
 * else below the commented-out `tls-port`, else at the end. Where an include follows, it stands at the end, since the last line wins.
 * The last line of the file must have its line end.
 */
export function mergeBlock(file: TextFile, { heading, lines, decides, comments: old = [] }: Block): Edit[] {
	const { tree, uri } = file;
	const written = new Set([...lines.filter((line) => !line.startsWith("#")).map(settles), ...decides]);
	const comments = new Set([...old, ...lines.filter((line) => line.startsWith("#"))]);
	const doomed: number[] = [];
	for (const [index, line] of tree.lines.entries()) {
		const text = line.text.trim();
		const isSet = line.kind === "words" && written.has(settles(line.words.map((word) => word.value).join(" ")));
		if (isHeading(text, heading) || comments.has(text) || isSet) doomed.push(index);
	}
	const eol = endOfLine(tree);
	const block = [heading, ...lines].join(eol);
	const at = placeOfBlock(tree, doomed, heading);
	const removed = doomed.filter((line) => line !== at?.replaced).map((line) => removeLine(tree, uri, line));
	if (at === undefined) return [...removed, append(tree, uri, block, eol, doomed)];
	// Whole lines, so that the line end of what goes is not left behind.
	const below = { line: at.line + 1, character: 0 };
	const start = at.replaced === undefined ? below : { line: at.line, character: 0 };
	return [...removed, { file: uri, start, end: below, newText: `${block}${eol}` }];
}

/** What a line decides: its directive, in lines of Sentinel also what they are about and which primary. */
function settles(line: string): string {
	const [name = "", what = "", about = ""] = line.split(" ");
	const own = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
	if (own !== "sentinel") return own;
	return what.toLowerCase() === "monitor" ? `sentinel monitor ${about}` : `sentinel ${what.toLowerCase()}`;
}

const ALIASES: Readonly<Record<string, string>> = { slaveof: "replicaof" };

/** What an earlier version of this program wrote above the lines. */
const OLD_HEADING = "# TLS: the port in clear text is closed, and only TLS 1.2 and 1.3 are offered.";

function isHeading(text: string, heading: string): boolean {
	return text === heading || text === OLD_HEADING;
}

/** A line to write over or to write below; undefined for the end of the file. */
function placeOfBlock(tree: Tree, doomed: readonly number[], heading: string): { line: number; replaced?: number } | undefined {
	const first = doomed.find(
		(line) => isHeading((tree.line(line)?.text ?? "").trim(), heading) || tree.line(line)?.words[0]?.value.toLowerCase().startsWith("tls-"),
	);
	const commented = tree.lines.findIndex((line) => line.kind === "comment" && /^\s*#\s*tls-port\s+\d+\s*$/.test(line.text));
	const place = first ?? (commented === -1 ? undefined : commented);
	const lastInclude = tree.lines.findLastIndex((line) => line.kind === "words" && line.words[0]?.value.toLowerCase() === "include");
	if (place === undefined || place < lastInclude) return undefined;
	return first === undefined ? { line: place } : { line: place, replaced: place };
}

/** At the end, with a blank line before it unless one is there. */
function append(tree: Tree, uri: string, block: string, eol: string, doomed: readonly number[]): Edit {
	const line = tree.lines.length - 1;
	const text = tree.line(line)?.text ?? "";
	const at = { line, character: text.length };
	const above = line > 0 ? line - 1 : 0;
	const blankAbove = text.trim() === "" && ((tree.line(above)?.text ?? "").trim() === "" || doomed.includes(above));
	const gap = tree.text.trim() === "" || blankAbove ? "" : eol;
	return { file: uri, start: at, end: at, newText: `${text.trim() === "" ? gap : eol + gap}${block}${eol}` };
}
