// model/acl: a map for very many small numbers. A Map takes several times the room and the time to fill.

/** No key has a value below zero, so this says that there is none. */
export const NO_VALUE = -1;

/** From numbers of up to 28 bits to numbers from zero on. */
export class NumberMap {
	/** The first entry of each chain. */
	private heads = NO_HEADS;
	private keys = NO_NUMBERS;
	private values = NO_NUMBERS;
	/** The next entry of the chain; of entries that were deleted, the next of those. */
	private next = NO_NUMBERS;
	private count = 0;
	private deleted = NO_VALUE;

	get(key: number): number {
		const at = this.find(key);
		return at === NO_VALUE ? NO_VALUE : (this.values[at] as number);
	}

	set(key: number, value: number): void {
		const at = this.find(key);
		if (at === NO_VALUE) this.insert(key, value);
		else this.values[at] = value;
	}

	/** Sets the value of a key that has none. Gives the value that was there and stays. */
	add(key: number, value: number): number {
		const at = this.find(key);
		if (at !== NO_VALUE) return this.values[at] as number;
		this.insert(key, value);
		return NO_VALUE;
	}

	delete(key: number): void {
		const { heads, keys, next } = this;
		const chain = this.chainOf(key);
		let before = NO_VALUE;
		for (let at = heads[chain] as number; at !== NO_VALUE; at = next[at] as number) {
			if (keys[at] === key) {
				if (before === NO_VALUE) heads[chain] = next[at] as number;
				else next[before] = next[at] as number;
				next[at] = this.deleted;
				this.deleted = at;
				return;
			}
			before = at;
		}
	}

	private find(key: number): number {
		const { keys, next } = this;
		let at = this.heads[this.chainOf(key)] as number;
		while (at !== NO_VALUE && keys[at] !== key) at = next[at] as number;
		return at;
	}

	private insert(key: number, value: number): void {
		let at = this.deleted;
		if (at !== NO_VALUE) this.deleted = this.next[at] as number;
		else {
			if (this.count === this.keys.length) this.grow();
			at = this.count++;
		}
		this.keys[at] = key;
		this.values[at] = value;
		this.link(at);
	}

	private link(at: number): void {
		const chain = this.chainOf(this.keys[at] as number);
		this.next[at] = this.heads[chain] as number;
		this.heads[chain] = at;
	}

	/** No entry is a deleted one when this is called. */
	private grow(): void {
		const size = Math.max(this.keys.length * 2, SMALLEST);
		this.keys = resized(this.keys, size);
		this.values = resized(this.values, size);
		this.next = new Int32Array(size);
		this.heads = new Int32Array(size).fill(NO_VALUE);
		for (let at = 0; at < this.count; at++) this.link(at);
	}

	/** There are as many chains as there is room for entries, a power of two. */
	private chainOf(key: number): number {
		const mixed = Math.imul(key, GOLDEN);
		return (mixed ^ (mixed >>> 15)) & (this.heads.length - 1);
	}
}

/** The number of a text: 28 bits in which most texts differ. */
export function numberOfText(text: string): number {
	let sum = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
	return (sum ^ (sum >>> 28)) & 0xfffffff;
}

const SMALLEST = 16;
/** Of maps without entries; nothing is written to them. */
const NO_NUMBERS = new Int32Array(0);
const NO_HEADS = new Int32Array(1).fill(NO_VALUE);
/** 2^32 over the golden ratio: spreads numbers that follow each other. */
const GOLDEN = 0x9e3779b1;

function resized(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(size);
	larger.set(numbers);
	return larger;
}
