// syntax: questions about a whole text that are answered block by block, so that after an edit only the blocks that changed are asked.
import type { Facts, Text, TextBlock } from "./text";
import type { Block, Line, Tree } from "./tree";

/** An answer about one block that depends on its lines alone; worked out once for each block. */
export function ofBlock<B extends { readonly facts: Facts }, T>(work: (block: B) => T): (block: B) => T {
	return (block) => {
		const { facts } = block;
		const known = facts.get(work);
		if (known !== undefined || facts.has(work)) return known as T;
		const answer = work(block);
		facts.set(work, answer);
		return answer;
	};
}

/** Whether the answer is yes for any block of a tree. */
export function inAnyBlock(holds: (block: Block) => boolean): (tree: Tree) => boolean {
	const known = ofBlock(holds);
	return (tree) => tree.blocks.some(known);
}

/** What is found in the lines of a block, by the position of the line in it. */
export type FoundInBlock<T> = readonly { readonly index: number; readonly found: T }[];

/** Finds something in lines of a tree, each with its number (0-based). `quick` says of a block whether it may hold any. */
export function inLines<T>(find: (line: Line) => T | undefined, quick: (block: Block) => boolean = () => true) {
	const known = ofBlock((block: Block): FoundInBlock<T> => (quick(block) ? findIn(block.lines, find) : NOTHING));
	return function* (tree: Tree): Generator<readonly [line: number, found: T]> {
		const { starts } = tree.source;
		for (let at = 0; at < tree.blocks.length; at++) {
			for (const { index, found } of known(tree.blocks[at] as Block)) yield [(starts[at] ?? 0) + index, found];
		}
	};
}

function findIn<T>(lines: readonly Line[], find: (line: Line) => T | undefined): FoundInBlock<T> {
	const all: { index: number; found: T }[] = [];
	for (let index = 0; index < lines.length; index++) {
		const found = find(lines[index] as Line);
		if (found !== undefined) all.push({ index, found });
	}
	return all.length === 0 ? NOTHING : all;
}

const NOTHING: readonly never[] = [];

/** A line with words, by its position in the block. */
interface SaidInBlock {
	readonly index: number;
	readonly line: Line;
}

/** Calls `take` for each line with words, or with what kept it from being split, until it says stop. Most lines of a long file are comments, which are not looked at again. */
export function eachLineWithWords(tree: Tree, take: (line: Line, number: number) => unknown): void {
	const { starts } = tree.source;
	for (let at = 0; at < tree.blocks.length; at++) {
		const start = starts[at] ?? 0;
		for (const { index, line } of linesWithWords(tree.blocks[at] as Block)) {
			if (take(line, start + index) === "stop") return;
		}
	}
}

const linesWithWords = ofBlock(({ lines }: Block): readonly SaidInBlock[] => {
	const said: SaidInBlock[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] as Line;
		if (line.kind === "words") said.push({ index, line });
	}
	return said;
});

/** There is nothing on the lines but printable signs of ASCII, and among them no quotes and no opening parenthesis: so are most lists of users. */
export const isPlain = ofBlock(({ text }: Block) => !/[^\n !#-&)-~]/.test(text));

/** A NUL disturbs how the server reads the lines around it. */
export const holdsNul = inAnyBlock((block) => !isPlain(block) && block.text.includes("\0"));

/** `lf`: there is no "\r". `crlf`: each "\r" stands before a "\n", on some lines or on all. `mixed`: some stand elsewhere. */
export type LineEnds = "lf" | "crlf" | "mixed";

export const lineEndsOf = ofBlock(({ blocks }: Text): LineEnds => {
	let ends: LineEnds = "lf";
	for (const block of blocks) {
		const own = endsInBlock(block);
		if (own === "mixed") return "mixed";
		if (own === "crlf") ends = "crlf";
	}
	return ends === "crlf" && blocks.at(-1)?.lines.at(-1)?.endsWith("\r") ? "mixed" : ends;
});

const endsInBlock = ofBlock(({ lines, text }: TextBlock): LineEnds => {
	if (!text.includes("\r")) return "lf";
	return lines.every((line) => [-1, line.length - 1].includes(line.indexOf("\r"))) ? "crlf" : "mixed";
});
