// model/verdict: the lines of a file as the server gets them from its reads, which a NUL byte disturbs.
import { blocksWithWords, holdsNul } from "../../syntax/blocks";
import { splitConfigLine } from "../../syntax/splitConfig";
import type { Line, Tree } from "../../syntax/tree";
import { byteLength } from "./cText";

/** A line that the server reads, and where its text stands in the file. */
export interface ReadLine {
	/** Address of the file. */
	readonly file: string;
	/** As the server counts them, from 1. */
	readonly number: number;
	readonly line: Line;
	/** Of a UTF-16 offset in `line`: the line of the file, from 0, and the offset there. */
	place(offset: number): { readonly line: number; readonly character: number };
}

/** Every line with words, some hundreds at a time. Without NUL bytes these are the lines of the tree themselves. */
export function* readLines(tree: Tree, file: string): Generator<readonly ReadLine[]> {
	if (holdsNul(tree)) for (const line of linesBeforeNul(tree, file)) yield line.line.kind === "words" ? [line] : [];
	else {
		for (const { lines, start } of blocksWithWords(tree)) yield lines.map(({ index, line }) => new OwnLine(file, start + index + 1, line));
	}
}

/** A line of the tree as it is. */
class OwnLine implements ReadLine {
	constructor(
		readonly file: string,
		readonly number: number,
		readonly line: Line,
	) {}

	place(character: number): { readonly line: number; readonly character: number } {
		return { line: this.number - 1, character };
	}
}

/** Pieces in which the server reads, in bytes. What follows a NUL in a piece is dropped, a line feed too. */
const PIECE = 1024;

interface Part {
	/** Where the part begins in the joined line, and in the file. */
	readonly at: number;
	readonly line: number;
	readonly character: number;
}

function* linesBeforeNul(tree: Tree, file: string): Generator<ReadLine> {
	let count = 0;
	let texts: string[] = [];
	let length = 0;
	let parts: Part[] = [];
	for (const [number, line] of tree.lines.entries()) {
		const isLast = number === tree.lines.length - 1;
		let character = 0;
		let last = "";
		for (const piece of piecesOf(isLast ? line.text : `${line.text}\n`)) {
			last = piece.split("\0", 1)[0] as string;
			parts.push({ at: length, line: number, character });
			texts.push(last);
			length += last.length;
			character += piece.length;
		}
		// Not asked of all that was read so far: a million lines may be joined into one.
		if (!last.endsWith("\n") && !isLast) continue;
		const own = parts;
		const text = texts.join("").replace(/\n$/, "");
		yield { file, number: ++count, line: splitConfigLine(text), place: (offset) => placeIn(own, offset) };
		texts = [];
		length = 0;
		parts = [];
	}
}

function placeIn(parts: readonly Part[], offset: number): { line: number; character: number } {
	let [low, high] = [0, parts.length];
	// The first part that begins behind the offset.
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((parts[middle] as Part).at <= offset) low = middle + 1;
		else high = middle;
	}
	const part = parts[low - 1] ?? { at: 0, line: 0, character: 0 };
	return { line: part.line, character: part.character + offset - part.at };
}

function piecesOf(text: string): string[] {
	const found: string[] = [];
	let start = 0;
	let bytes = 0;
	for (let at = 0; at < text.length; ) {
		const code = text.codePointAt(at) ?? 0;
		const length = code < 0x80 ? 1 : byteLength(String.fromCodePoint(code));
		if (bytes + length > PIECE) {
			found.push(text.slice(start, at));
			start = at;
			bytes = 0;
		}
		bytes += length;
		at += code > 0xffff ? 2 : 1;
	}
	found.push(text.slice(start));
	return found;
}
