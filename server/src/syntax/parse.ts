// syntax: the way from text to tree. Any text gives a tree; lines that did not change are taken over from the previous one.
import { splitAclLine } from "./splitAcl";
import { splitConfigLine } from "./splitConfig";
import { type Facts, sharedBlocks, Text, type TextBlock } from "./text";
import type { Block, Dialect, Line, Tree } from "./tree";

/** Parses `text`. With the `previous` tree of the same document, lines that are equal keep their identity. */
export function parse(text: string | Text, dialect: Dialect, previous?: Tree): Tree {
	const old = previous?.dialect === dialect ? previous : undefined;
	const source = typeof text === "string" ? (old?.source.changedTo(text) ?? Text.of(text)) : text;
	if (source === old?.source) return old;
	return new ParsedTree(dialect, source, splitBlocks(source, dialect, old), old?.lineage ?? { facts: new Map() });
}

class ParsedTree implements Tree {
	readonly byteOrderMark: boolean;
	private allLines: readonly Line[] | undefined;

	constructor(
		readonly dialect: Dialect,
		readonly source: Text,
		readonly blocks: readonly Block[],
		readonly lineage: Tree["lineage"],
	) {
		this.byteOrderMark = source.blocks[0]?.lines[0]?.startsWith("\uFEFF") ?? false;
	}

	get text(): string {
		return this.source.toString();
	}

	get lines(): readonly Line[] {
		this.allLines ??= this.putTogether();
		return this.allLines;
	}

	private putTogether(): Line[] {
		const lines = new Array<Line>(this.source.lineCount);
		let at = 0;
		for (const block of this.blocks) for (const line of block.lines) lines[at++] = line;
		return lines;
	}

	line(number: number): Line | undefined {
		if (this.allLines) return this.allLines[number];
		const at = this.source.blockAt(number);
		return this.blocks[at]?.lines[number - (this.source.starts[at] ?? 0)];
	}
}

class ParsedBlock implements Block {
	readonly facts: Facts = new Map();
	private made: readonly Line[] | undefined;

	constructor(
		private readonly source: TextBlock,
		private readonly split: Split,
		/** Of the version before, by their positions here. */
		private taken: readonly (Line | undefined)[],
	) {}

	get text(): string {
		return this.source.text;
	}

	get texts(): readonly string[] {
		return this.source.lines;
	}

	get lines(): readonly Line[] {
		if (this.made === undefined) {
			this.made = this.source.lines.map((text, at) => this.taken[at] ?? this.split(text));
			this.taken = NONE;
		}
		return this.made;
	}
}

const NONE: readonly never[] = [];

type Split = (text: string) => Line;

const SPLITS: Readonly<Record<Dialect, Split>> = { acl: splitAclLine, config: splitConfigLine };

function splitBlocks(source: Text, dialect: Dialect, previous: Tree | undefined): Block[] {
	const split = SPLITS[dialect];
	const shared = sharedBlocks(source.blocks, previous?.source.blocks ?? []);
	const changed = { from: shared.head, to: source.blocks.length - shared.tail };
	const old = previous?.blocks.slice(shared.head, previous.blocks.length - shared.tail).flatMap((block) => block.lines) ?? [];
	const taken = takenOver(source, changed, old);
	let line = 0;
	return source.blocks.map((block, at) => {
		const isShared = at < changed.from || at >= changed.to;
		const first = line;
		if (!isShared) line += block.lines.length;
		let made = block.facts.get(split) as Block | undefined;
		if (made === undefined) {
			made = new ParsedBlock(block, split, isShared || old.length === 0 ? NONE : block.lines.map((_, index) => taken(first + index)));
			block.facts.set(split, made);
		}
		return made;
	});
}

/** Of the lines of changed blocks, those that are equal at their beginning and at their end. */
function takenOver(source: Text, { from, to }: { from: number; to: number }, old: readonly Line[]): (index: number) => Line | undefined {
	if (old.length === 0) return () => undefined;
	const texts = source.blocks.slice(from, to).flatMap((block) => block.lines);
	const shorter = Math.min(texts.length, old.length);
	let head = 0;
	while (head < shorter && texts[head] === old[head]?.text) head++;
	let tail = 0;
	while (tail < shorter - head && texts[texts.length - 1 - tail] === old[old.length - 1 - tail]?.text) tail++;
	return (index) => {
		if (index < head) return old[index];
		return index >= texts.length - tail ? old[old.length - texts.length + index] : undefined;
	};
}
