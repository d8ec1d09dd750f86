// syntax: a text as blocks of lines. An edit makes a few new blocks and keeps all others, with everything that was worked out from them.

/** What was worked out about a block or a text, by the question. It goes with it: very many weak maps would cost more than the answers. */
export type Facts = Map<object, unknown>;

/** Some lines that follow each other. Never changes, and does not know where it stands. */
export class TextBlock {
	readonly facts: Facts = new Map();
	private joined: string | undefined;

	/** `text` is the lines joined by "\n", where that is at hand. */
	constructor(
		readonly lines: readonly string[],
		text?: string,
	) {
		this.joined = text;
	}

	/** The lines joined by "\n", without one at the end. */
	get text(): string {
		this.joined ??= this.lines.join("\n");
		return this.joined;
	}
}

/** Lines of a block when a text is new. An edit looks at all lines of one block and at each block once, so both grow with the text. */
function usualLines(lineCount: number): number {
	return Math.min(Math.max(Math.floor(Math.sqrt(lineCount) / 2), 48), 512);
}

/** A text that never changes. Lines end at "\n" alone and are held without it; there is always one more of them than there are line feeds. */
export class Text {
	readonly facts: Facts = new Map();
	private whole: string | undefined;
	private firstLines: readonly number[] | undefined;

	private constructor(
		readonly blocks: readonly TextBlock[],
		readonly lineCount: number,
		/** Lines of a block, as they were when the text was new: a block of a third of them is put together with another, one of a third more is split. */
		private readonly usual: number,
		whole?: string,
	) {
		this.whole = whole;
	}

	static of(text: string): Text {
		const lines = text.split("\n");
		const usual = usualLines(lines.length);
		const blocks: TextBlock[] = [];
		let offset = 0;
		for (let from = 0; from < lines.length; from += usual) {
			const own = lines.slice(from, from + usual);
			let end = offset + own.length - 1;
			for (const line of own) end += line.length;
			blocks.push(new TextBlock(own, text.slice(offset, end)));
			offset = end + 1;
		}
		return new Text(blocks, lines.length, usual, text);
	}

	toString(): string {
		this.whole ??= this.blocks.map((block) => block.text).join("\n");
		return this.whole;
	}

	/** The number of the first line (0-based) of each block. */
	get starts(): readonly number[] {
		if (this.firstLines === undefined) {
			const starts = new Array<number>(this.blocks.length);
			let line = 0;
			for (let at = 0; at < this.blocks.length; at++) {
				starts[at] = line;
				line += (this.blocks[at] as TextBlock).lines.length;
			}
			this.firstLines = starts;
		}
		return this.firstLines;
	}

	/** Position of the block that holds a line (0-based); of the last one for lines behind the end. */
	blockAt(line: number): number {
		const { starts } = this;
		let low = 0;
		for (let high = starts.length; low + 1 < high; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= line) low = middle;
			else high = middle;
		}
		return low;
	}

	/** Undefined for a line that is not there. */
	line(number: number): string | undefined {
		const at = this.blockAt(number);
		return this.blocks[at]?.lines[number - (this.starts[at] ?? 0)];
	}

	/** The text with `count` lines from `from` on replaced by others. */
	splice(from: number, count: number, lines: readonly string[]): Text {
		let first = this.blockAt(from);
		let last = this.blockAt(Math.min(from + count, this.lineCount - 1));
		const before = this.linesOf(first).slice(0, from - (this.starts[first] ?? 0));
		const after = this.linesOf(last).slice(from + count - (this.starts[last] ?? 0));
		const { usual } = this;
		let own = before.concat(lines, after);
		if (own.length * 3 < usual && last + 1 < this.blocks.length) own = own.concat(this.linesOf(++last));
		else if (own.length * 3 < usual && first > 0) own = this.linesOf(--first).concat(own);
		const blocks = this.blocks.slice(0, first);
		const parts = own.length * 3 <= usual * 4 ? 1 : Math.ceil(own.length / usual);
		for (let part = 0; part < parts; part++) {
			const lines = own.slice(Math.floor((part * own.length) / parts), Math.floor(((part + 1) * own.length) / parts));
			if (lines.length > 0) blocks.push(new TextBlock(lines));
		}
		for (let at = last + 1; at < this.blocks.length; at++) blocks.push(this.blocks[at] as TextBlock);
		return new Text(blocks, this.lineCount - count + lines.length, usual);
	}

	/** This text, or another one with the same blocks where the lines are the same. */
	changedTo(text: string): Text {
		if (text === this.whole) return this;
		const lines = text.split("\n");
		const shorter = Math.min(lines.length, this.lineCount);
		let head = 0;
		for (const line of this.forwards()) {
			if (head === shorter || lines[head] !== line) break;
			head++;
		}
		let tail = 0;
		for (const line of this.backwards()) {
			if (tail === shorter - head || lines[lines.length - 1 - tail] !== line) break;
			tail++;
		}
		if (head + tail === 0) return Text.of(text);
		if (head === lines.length && lines.length === this.lineCount) return this;
		const changed = this.splice(head, this.lineCount - head - tail, lines.slice(head, lines.length - tail));
		changed.whole = text;
		return changed;
	}

	/** The same characters. Quick where both come from one text by a few edits. */
	equals(other: Text): boolean {
		if (this === other) return true;
		if (this.lineCount !== other.lineCount) return false;
		const { head, tail } = sharedBlocks(this.blocks, other.blocks);
		const own = this.blocks.slice(head, this.blocks.length - tail).flatMap((block) => block.lines);
		const others = other.blocks.slice(head, other.blocks.length - tail).flatMap((block) => block.lines);
		return own.length === others.length && own.every((line, index) => line === others[index]);
	}

	private *forwards(): Generator<string> {
		for (const { lines } of this.blocks) yield* lines;
	}

	private *backwards(): Generator<string> {
		for (let at = this.blocks.length - 1; at >= 0; at--) {
			const { lines } = this.blocks[at] as TextBlock;
			for (let line = lines.length - 1; line >= 0; line--) yield lines[line] as string;
		}
	}

	private linesOf(block: number): readonly string[] {
		return this.blocks[block]?.lines ?? [];
	}
}

/** How many blocks two texts have in common at their beginning, and at their end behind that. */
export function sharedBlocks<T>(some: readonly T[], others: readonly T[]): { readonly head: number; readonly tail: number } {
	const shorter = Math.min(some.length, others.length);
	let head = 0;
	while (head < shorter && some[head] === others[head]) head++;
	let tail = 0;
	while (tail < shorter - head && some[some.length - 1 - tail] === others[others.length - 1 - tail]) tail++;
	return { head, tail };
}
