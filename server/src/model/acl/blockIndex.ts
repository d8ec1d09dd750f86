// model/acl: which blocks of a file hold what, kept over all versions of the file: going to another version costs what differs.
import { sharedBlocks } from "../../syntax/text";

export class BlockIndex<B extends object> {
	private blocks: readonly B[] = [];
	/** One block, or a list where a key is there more than once. */
	private readonly holders = new Map<string, B | B[]>();
	private readonly several = new Set<string>();

	constructor(private readonly keysOf: (block: B) => Iterable<string>) {}

	moveTo(blocks: readonly B[]): void {
		if (blocks === this.blocks) return;
		const { head, tail } = sharedBlocks(this.blocks, blocks);
		const gone = new Set(this.blocks.slice(head, this.blocks.length - tail));
		const come = blocks.slice(head, blocks.length - tail).filter((block) => !gone.delete(block));
		for (const block of gone) for (const key of this.keysOf(block)) this.remove(key, block);
		for (const block of come) for (const key of this.keysOf(block)) this.add(key, block);
		this.blocks = blocks;
	}

	/** Keys that are there more than once. */
	get repeated(): ReadonlySet<string> {
		return this.several;
	}

	get size(): number {
		return this.holders.size;
	}

	/** Once for each time that the key is there, in no order. */
	holdersOf(key: string): readonly B[] {
		const found = this.holders.get(key);
		if (found === undefined) return [];
		return Array.isArray(found) ? found : [found];
	}

	private add(key: string, block: B): void {
		const known = this.holders.get(key);
		if (known === undefined) this.holders.set(key, block);
		else if (Array.isArray(known)) known.push(block);
		else {
			this.holders.set(key, [known, block]);
			this.several.add(key);
		}
	}

	private remove(key: string, block: B): void {
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
