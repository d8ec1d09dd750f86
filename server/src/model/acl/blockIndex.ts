// model/acl: which blocks of a file hold what, kept over all versions of the file: going to another version costs what differs.
import { sharedBlocks } from "../../syntax/text";

export class BlockIndex<B extends object, K = string> {
	private blocks: readonly B[] = [];
	/** One block, or a list where a key is there more than once. */
	private readonly holders = new Map<K, B | B[]>();
	private readonly several = new Set<K>();

	constructor(private readonly keysOf: (block: B) => Iterable<K>) {}

	moveTo(blocks: readonly B[]): void {
		if (blocks === this.blocks) return;
		if (this.blocks.length === 0 || blocks.length === 0) this.fill(blocks);
		else this.change(blocks);
		this.blocks = blocks;
	}

	/** Keys that are there more than once. */
	get repeated(): ReadonlySet<K> {
		return this.several;
	}

	get size(): number {
		return this.holders.size;
	}

	/** Once for each time that the key is there, in no order. */
	holdersOf(key: K): readonly B[] {
		const found = this.holders.get(key);
		if (found === undefined) return [];
		return Array.isArray(found) ? found : [found];
	}

	private fill(blocks: readonly B[]): void {
		const { holders } = this;
		this.clear();
		let count = 0;
		for (const block of blocks) {
			for (const key of this.keysOf(block)) {
				holders.set(key, block);
				count++;
			}
		}
		if (holders.size === count) return;
		// Some are there more than once.
		this.clear();
		for (const block of blocks) for (const key of this.keysOf(block)) this.add(key, block);
	}

	private clear(): void {
		this.holders.clear();
		this.several.clear();
	}

	private change(blocks: readonly B[]): void {
		const { head, tail } = sharedBlocks(this.blocks, blocks);
		const gone = new Set(this.blocks.slice(head, this.blocks.length - tail));
		const come = blocks.slice(head, blocks.length - tail).filter((block) => !gone.delete(block));
		for (const block of gone) for (const key of this.keysOf(block)) this.remove(key, block);
		for (const block of come) for (const key of this.keysOf(block)) this.add(key, block);
	}

	private add(key: K, block: B): void {
		const known = this.holders.get(key);
		if (known === undefined) this.holders.set(key, block);
		else if (Array.isArray(known)) known.push(block);
		else {
			this.holders.set(key, [known, block]);
			this.several.add(key);
		}
	}

	private remove(key: K, block: B): void {
		const known = this.holders.get(key);
		if (!Array.isArray(known)) {
			this.holders.delete(key);
			return;
		}
		known.splice(known.indexOf(block), 1);
		if (known.length > 1) return;
		this.holders.set(key, known[0] as B);
		this.several.delete(key);
	}
}
