// syntax: questions about a whole text that are answered block by block, so that after an edit only the blocks that changed are asked.
import type { Facts, Text, TextBlock } from "./text";
import type { Block, Line, Tree } from "./tree";

/** An answer about something that never changes; worked out once and kept with it. */
export function factOf<B extends { readonly facts: Facts }, T>(work: (about: B) => T): (about: B) => T {
	return (about) => {
		const { facts } = about;
		const known = facts.get(work);
		if (known !== undefined || facts.has(work)) return known as T;
		const answer = work(about);
		facts.set(work, answer);
		return answer;
	};
}

/** Whether the answer is yes for any block of a tree. */
export function inAnyBlock(holds: (block: Block) => boolean): (tree: Tree) => boolean {
	const known = factOf(holds);
	return (tree) => tree.blocks.some(known);
}

/** What is found in the lines of a block, by the position of the line in it. */
export type FoundInBlock<T> = readonly { readonly index: number; readonly found: T }[];

/** Finds something in lines of a tree, each with its number (0-based). `quick` says of a block whether it may hold any. */
export function inLines<T>(find: (line: Line) => T | undefined, quick: (block: Block) => boolean = () => true) {
	return numbered((block) => (quick(block) ? findIn(block.lines.map(numberedLine), find) : NOTHING));
}

/** The same in lines with words. Most lines of a long file are comments, which are not looked at again. */
export function inLinesWithWords<T>(find: (line: Line) => T | undefined) {
	return numbered((block) => findIn(linesWithWords(block), find));
}

function numbered<T>(find: (block: Block) => FoundInBlock<T>) {
	const known = factOf(find);
	return function* (tree: Tree): Generator<readonly [line: number, found: T]> {
		const { starts } = tree.source;
		for (let at = 0; at < tree.blocks.length; at++) {
			for (const { index, found } of known(tree.blocks[at] as Block)) yield [(starts[at] ?? 0) + index, found];
		}
	};
}

function findIn<T>(lines: readonly LineInBlock[], find: (line: Line) => T | undefined): FoundInBlock<T> {
	const all: { index: number; found: T }[] = [];
	for (const { index, line } of lines) {
		const found = find(line);
		if (found !== undefined) all.push({ index, found });
	}
	return all.length === 0 ? NOTHING : all;
}

const NOTHING: readonly never[] = [];

/** A line by its position in the block. */
interface LineInBlock {
	readonly index: number;
	readonly line: Line;
}

function numberedLine(line: Line, index: number): LineInBlock {
	return { index, line };
}

/** The lines with words of one block after the other, with the number (0-based) of the first line of the block. A block takes at most some milliseconds. */
export function* blocksWithWords(tree: Tree): Generator<{ readonly start: number; readonly lines: readonly LineInBlock[] }> {
	const { starts } = tree.source;
	for (let at = 0; at < tree.blocks.length; at++) yield { start: starts[at] ?? 0, lines: linesWithWords(tree.blocks[at] as Block) };
}

/** The lines of a block with words, or with what kept them from being split. */
export const linesWithWords = factOf(({ lines }: Block): readonly LineInBlock[] => {
	const said: LineInBlock[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] as Line;
		if (line.kind === "words") said.push({ index, line });
	}
	return said;
});

/** There is nothing on the lines but printable signs of ASCII, and among them no quotes and no opening parenthesis: so are most lists of users. */
export const isPlain = factOf(({ text }: Block) => !/[^\n !#-&)-~]/.test(text));

/** A NUL disturbs how the server reads the lines around it. */
export const holdsNul = inAnyBlock((block) => block.text.includes("\0"));

/** `lf`: there is no "\r". `crlf`: each "\r" stands before a "\n", on some lines or on all. `mixed`: some stand elsewhere. */
export type LineEnds = "lf" | "crlf" | "mixed";

export const lineEndsOf = factOf(({ blocks }: Text): LineEnds => {
	let ends: LineEnds = "lf";
	for (const block of blocks) {
		const own = endsInBlock(block);
		if (own === "mixed") return "mixed";
		if (own === "crlf") ends = "crlf";
	}
	return ends === "crlf" && blocks.at(-1)?.lines.at(-1)?.endsWith("\r") ? "mixed" : ends;
});

const endsInBlock = factOf(({ lines, text }: TextBlock): LineEnds => {
	if (!text.includes("\r")) return "lf";
	return lines.every((line) => [-1, line.length - 1].includes(line.indexOf("\r"))) ? "crlf" : "mixed";
});
