// model/acl: which blocks of a file hold what, kept over all versions of the file: going to another version costs what differs.
import { type Steps, toEnd } from "../../base/steps";
import { sharedBlocks } from "../../syntax/text";
import { NO_VALUE, NumberMap } from "./numberMap";

/** What blocks hold goes by numbers. Two things may have the same one, so whoever finds something here looks at the things themselves. */
export class BlockIndex<B extends object> {
	private blocks: readonly B[] = [];
	/** By the number of a thing the place of a block in `places`; of a thing that is there once. */
	private single = new NumberMap();
	/** The blocks of a thing that is there more than once, one for each time. */
	private readonly several = new Map<number, B[]>();
	private readonly places: (B | undefined)[] = [];
	private readonly free: number[] = [];
	private readonly placeOf = new Map<B, number>();
	/** Which move is the last one, and that it has come to its end. */
	private turn = 0;
	private isWhole = true;

	/** @param keysOf numbers of up to 28 bits. */
	constructor(private readonly keysOf: (block: B) => readonly number[]) {}

	moveTo(blocks: readonly B[]): void {
		toEnd(this.moveInSteps(blocks));
	}

	/** The same with breaks. Whoever goes elsewhere meanwhile is left there: ask for the move once more before asking anything else. */
	*moveInSteps(blocks: readonly B[]): Steps<void> {
		const { gone, come } = this.wayTo(blocks);
		const turn = ++this.turn;
		this.isWhole = false;
		if (gone.size === this.placeOf.size) this.clear();
		else {
			for (const block of gone) {
				this.takeOut(block);
				yield;
				if (this.turn !== turn) return;
			}
		}
		for (const block of come) {
			this.putIn(block);
			yield;
			if (this.turn !== turn) return;
		}
		this.blocks = blocks;
		this.isWhole = true;
	}

	/** The blocks to take out and to put in. */
	private wayTo(blocks: readonly B[]): { readonly gone: ReadonlySet<B>; readonly come: readonly B[] } {
		if (blocks === this.blocks && this.isWhole) return { gone: new Set(), come: [] };
		if (!this.isWhole) {
			// Nobody knows how far the last move came.
			const wanted = new Set(blocks);
			return {
				gone: new Set([...this.placeOf.keys()].filter((block) => !wanted.has(block))),
				come: blocks.filter((block) => !this.placeOf.has(block)),
			};
		}
		const { head, tail } = sharedBlocks(this.blocks, blocks);
		const gone = new Set(this.blocks.slice(head, this.blocks.length - tail));
		const come = blocks.slice(head, blocks.length - tail).filter((block) => !gone.delete(block));
		return { gone, come };
	}

	/** Numbers of things that are there more than once, and of different things that have the same. */
	get repeated(): { readonly size: number; has(key: number): boolean } {
		return this.several;
	}

	/** The blocks with something that is repeated. */
	get repeating(): ReadonlySet<B> {
		return new Set([...this.several.values()].flat());
	}

	/** The blocks that may hold a thing. */
	holdersOf(key: number): readonly B[] {
		const list = this.several.get(key);
		if (list) return list;
		const block = this.places[this.single.get(key)];
		return block ? [block] : [];
	}

	private clear(): void {
		this.single = new NumberMap();
		this.several.clear();
		this.places.length = 0;
		this.free.length = 0;
		this.placeOf.clear();
	}

	private putIn(block: B): void {
		const place = this.free.pop() ?? this.places.length;
		this.places[place] = block;
		this.placeOf.set(block, place);
		for (const key of this.keysOf(block)) {
			const other = this.single.add(key, place);
			if (other === NO_VALUE) continue;
			const list = this.several.get(key);
			if (list) list.push(block);
			else this.several.set(key, [this.places[other] as B, block]);
		}
	}

	private takeOut(block: B): void {
		for (const key of new Set(this.keysOf(block))) this.remove(key, block);
		const place = this.placeOf.get(block) as number;
		this.places[place] = undefined;
		this.free.push(place);
		this.placeOf.delete(block);
	}

	private remove(key: number, block: B): void {
		const list = this.several.get(key);
		if (list === undefined) {
			this.single.delete(key);
			return;
		}
		const left = list.filter((other) => other !== block);
		if (left.length > 1) {
			this.several.set(key, left);
			return;
		}
		this.several.delete(key);
		const [last] = left;
		if (last === undefined) this.single.delete(key);
		else this.single.set(key, this.placeOf.get(last) as number);
	}
}
