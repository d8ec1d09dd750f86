// model/acl: sets of commands as bits, one for each `Command.index`.

/** A set of commands, one bit for each `Command.index`. */
export interface CommandSet {
	has(index: number): boolean;
	readonly size: number;
	/** Indexes in ascending order. */
	[Symbol.iterator](): Iterator<number>;
}

/** Immutable once handed out. Sets over the same commands have the same length. */
export class Bits implements CommandSet {
	private counted = -1;

	constructor(readonly words: Uint32Array) {}

	/** No command out of `commands` many. */
	static none(commands: number): Bits {
		return new Bits(new Uint32Array((commands + 31) >>> 5));
	}

	static all(commands: number): Bits {
		return Bits.of(
			commands,
			Array.from({ length: commands }, (_, index) => index),
		);
	}

	static of(commands: number, indexes: Iterable<number>): Bits {
		const words = new Uint32Array((commands + 31) >>> 5);
		for (const index of indexes) words[index >>> 5] = (words[index >>> 5] as number) | (1 << (index & 31));
		return new Bits(words);
	}

	has(index: number): boolean {
		return ((this.words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
	}

	get size(): number {
		if (this.counted === -1) {
			this.counted = 0;
			for (const word of this.words) this.counted += ones(word);
		}
		return this.counted;
	}

	with(other: Bits): Bits {
		return this.combined(other, (mine, theirs) => mine | theirs);
	}

	without(other: Bits): Bits {
		return this.combined(other, (mine, theirs) => mine & ~theirs);
	}

	and(other: Bits): Bits {
		return this.combined(other, (mine, theirs) => mine & theirs);
	}

	equals(other: Bits): boolean {
		return this.words.every((word, i) => word === other.words[i]);
	}

	*[Symbol.iterator](): Iterator<number> {
		for (let i = 0; i < this.words.length; i++) {
			for (let word = this.words[i] as number; word !== 0; word &= word - 1) yield i * 32 + (31 - Math.clz32(word & -word));
		}
	}

	private combined(other: Bits, combine: (mine: number, theirs: number) => number): Bits {
		return new Bits(this.words.map((word, i) => combine(word, other.words[i] as number)));
	}
}

function ones(word: number): number {
	let count = 0;
	for (let rest = word; rest !== 0; rest &= rest - 1) count++;
	return count;
}
