// model/acl: which blocks of a file hold what, kept over all versions of the file: going to another version costs what differs.
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

	/** @param keysOf numbers of up to 28 bits. */
	constructor(private readonly keysOf: (block: B) => readonly number[]) {}

	moveTo(blocks: readonly B[]): void {
		if (blocks === this.blocks || blocks.length + this.blocks.length === 0) return;
		const { head, tail } = sharedBlocks(this.blocks, blocks);
		const gone = new Set(this.blocks.slice(head, this.blocks.length - tail));
		const come = blocks.slice(head, blocks.length - tail).filter((block) => !gone.delete(block));
		if (blocks.length === 0) this.clear();
		else for (const block of gone) this.takeOut(block);
		for (const block of come) this.putIn(block);
		this.blocks = blocks;
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
		for (const key of this.keysOf(block)) this.remove(key, block);
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
		list.splice(list.indexOf(block), 1);
		const [left] = list;
		if (list.length > 1 || left === undefined) return;
		this.several.delete(key);
		this.single.set(key, this.placeOf.get(left) as number);
	}
}
