// model/acl: the lines of one block of an ACL file, as one evaluator reads them.
import type { Steps } from "../../base/steps";
import { factOf } from "../../syntax/blocks";
import { sharedBlocks } from "../../syntax/text";
import type { Block, Tree } from "../../syntax/tree";
import type { AclDialect } from "./dialect";
import type { AclEvaluator } from "./evaluate";
import type { LineShape } from "./lineShape";
import { aclLineReader, type LineReading } from "./lines";

/** The same object for as long as the block says the same, wherever it stands. */
export class AclBlock {
	/** Positions of the lines that name a user. */
	readonly named: readonly number[];
	/** Of the users, in the order of their lines. */
	readonly names: readonly string[];
	/** Positions of the lines that the server refuses for what they say themselves. */
	readonly refused: readonly number[];
	/** What all lines that name a user have in common, where it is one. */
	readonly shape: LineShape | undefined;
	private readonly parts = new Map<string, object>();
	private allEnds: readonly number[] | undefined;

	constructor(
		/** What stands on the lines. */
		readonly lines: readonly string[],
		readonly readings: readonly LineReading[],
	) {
		// Of the right size from the start: of very many lines, lists that grow take twice the room.
		const named = new Array<number>(readings.length);
		const names = new Array<string>(readings.length);
		const refused: number[] = [];
		let count = 0;
		for (let at = 0; at < readings.length; at++) {
			const { name, faults } = readings[at] as LineReading;
			if (name !== undefined) {
				named[count] = at;
				names[count++] = name;
			}
			if (faults.length > 0) refused.push(at);
		}
		named.length = count;
		names.length = count;
		const shape = readings[named[0] ?? -1]?.shape;
		this.shape = named.every((at) => readings[at]?.shape === shape) ? shape : undefined;
		this.named = named;
		this.names = names;
		this.refused = refused;
	}

	/** Of lines with one shape, but for some (their positions): the ends of the hashes that let their users in, see `endOfHash`. */
	hashEndsWithout(positions: readonly number[]): readonly number[] {
		if (positions.length > 0) return this.hashEndsOf(this.named.filter((at) => !positions.includes(at)));
		this.allEnds ??= this.hashEndsOf(this.named);
		return this.allEnds;
	}

	/** Stands for the users of the block without those on some lines (their positions); the same object for as long as these are the same. */
	keyWithout(positions: readonly number[]): object {
		if (positions.length === 0) return this;
		const without = positions.join(" ");
		let key = this.parts.get(without);
		if (key === undefined) {
			key = {};
			if (this.parts.size >= MOST_PARTS) this.parts.clear();
			this.parts.set(without, key);
		}
		return key;
	}

	private hashEndsOf(positions: readonly number[]): readonly number[] {
		const ends: number[] = [];
		for (const at of positions) this.readings[at]?.addHashEnds?.(ends);
		return ends;
	}
}

const MOST_PARTS = 4;

interface Latest {
	readonly blocks: readonly Block[];
	readonly read: readonly AclBlock[];
}

const readingsOfBlock = factOf((_: Block) => new WeakMap<AclEvaluator, AclBlock>());
/** Of the version of a document that was read last. */
const latestOf = factOf((_: Tree["lineage"]) => new WeakMap<AclEvaluator, Latest>());

/**
 * All blocks of a tree. Those that were read before are not read again, nor are lines of blocks that changed a little.
 * Yields after each block that is new.
 */
export function* readBlocks(tree: Tree, evaluator: AclEvaluator, dialect: AclDialect): Steps<readonly AclBlock[]> {
	const latest = latestOf(tree.lineage);
	const before = latest.get(evaluator);
	if (before?.blocks === tree.blocks) return before.read;
	const taken = before ? readingsOf(before, tree) : new Map<string, LineReading>();
	const read: AclBlock[] = [];
	for (const block of tree.blocks) {
		const known = readingsOfBlock(block);
		let own = known.get(evaluator);
		if (own === undefined) {
			const readLine = aclLineReader(block, evaluator, dialect);
			own = new AclBlock(block.texts, block.texts.map(taken.size === 0 ? readLine : (text) => taken.get(text) ?? readLine(text)));
			known.set(evaluator, own);
			yield;
		}
		read.push(own);
	}
	latest.set(evaluator, { blocks: tree.blocks, read });
	return read;
}

/** Few: after more than some edits, lines are read again. */
const MOST_BLOCKS = 16;

/** Of the lines in blocks that the tree no longer has. */
function readingsOf(before: Latest, tree: Tree): Map<string, LineReading> {
	const { head, tail } = sharedBlocks(before.blocks, tree.blocks);
	const found = new Map<string, LineReading>();
	const gone = before.read.slice(head, before.read.length - tail);
	if (gone.length > MOST_BLOCKS) return found;
	for (const { lines, readings } of gone) for (const [at, line] of lines.entries()) found.set(line, readings[at] as LineReading);
	return found;
}
