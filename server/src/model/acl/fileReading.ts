// model/acl: an ACL file, read block by block. Only lines that the server refuses and names that are there twice are looked at together.
import type { Steps } from "../../base/steps";
import { factOf } from "../../syntax/blocks";
import type { Tree } from "../../syntax/tree";
import type { Verdict } from "../types";
import { type AclBlock, readBlocks } from "./aclBlock";
import { BlockIndex } from "./blockIndex";
import { Census, ListBlock, type UserBlock } from "./census";
import { type AclLineError, type Collected, Collector, verdictOn, withLeftOut } from "./collect";
import type { AclDialect } from "./dialect";
import type { AclEvaluator } from "./evaluate";
import { FileUser } from "./fileUser";
import { impliedDefault } from "./implied";
import type { LineReading } from "./lines";
import { numberOfText } from "./numberMap";
import type { AclUser } from "./types";

const DEFAULT = "default";
const DEFAULT_NUMBER = numberOfText(DEFAULT);

export class FileReading {
	private read: readonly AclBlock[] | undefined;
	private foundSpecial: Special | undefined;
	private allUsers: readonly AclUser[] | undefined;
	private wholeCensus: Census | undefined;
	private impliedUser: AclUser | undefined;
	private foundDefault: AclUser | undefined;

	constructor(
		private readonly tree: Tree,
		private readonly evaluator: AclEvaluator,
		private readonly dialect: AclDialect,
		private readonly file: string,
	) {}

	/** Reads what is new, so that all answers are quick. Yields so that the caller can take a break or stop. */
	*prepare(): Steps<void> {
		this.read ??= yield* readBlocks(this.tree, this.evaluator, this.dialect);
		if (this.foundSpecial === undefined) yield* namesIn(this.tree.lineage, this.evaluator).moveInSteps(this.read);
	}

	/** Those the server would have, `default` first where it is only implied, then in the order of their lines. */
	get users(): readonly AclUser[] {
		this.allUsers ??= [...this.implied(), ...this.plainUsers(), ...this.special.collected.users].sort(byLine);
		return this.allUsers;
	}

	/** Users on lines that are refused, and those that a later line of the same name replaces. Rules that are in order count for their state. */
	get leftOut(): readonly AclUser[] {
		return this.special.collected.leftOut;
	}

	get errors(): readonly AclLineError[] {
		return this.special.collected.errors;
	}

	get verdict(): Verdict {
		return verdictOn(this.errors);
	}

	/** All users, also of lines that are refused where the name has no other. */
	get census(): Census {
		this.wholeCensus ??= new Census(this.userBlocks());
		return this.wholeCensus;
	}

	/** `default` as it would be, whatever is wrong with its line. */
	get defaultUser(): AclUser {
		this.foundDefault ??= this.namedDefault() ?? (this.implied()[0] as AclUser);
		return this.foundDefault;
	}

	private get blocks(): readonly AclBlock[] {
		if (this.read === undefined) for (const _ of this.prepare());
		return this.read ?? [];
	}

	private get special(): Special {
		this.foundSpecial ??= this.findSpecial();
		return this.foundSpecial;
	}

	/** The index of names is moved here from another version, so it is asked once and then left to others. */
	private findSpecial(): Special {
		const { blocks } = this;
		const { starts } = this.tree.source;
		const names = namesIn(this.tree.lineage, this.evaluator);
		names.moveTo(blocks);
		const { repeating } = names;
		const twice = namesTwiceIn(repeating, names.repeated);
		const touched = new Set(Array.from(repeating).filter((block) => block.names.some((name) => twice.has(name))));
		const defaults = new Set(names.holdersOf(DEFAULT_NUMBER).filter((block) => block.names.includes(DEFAULT)));
		const lines = new Map<number, readonly number[]>();
		const collector = new Collector(this.dialect);
		let defaultLine: { readonly block: number; readonly at: number } | undefined;
		for (const [number, block] of blocks.entries()) {
			const { readings, refused } = block;
			if (defaults.has(block)) defaultLine = { block: number, at: readings.findIndex(({ name }) => name === DEFAULT) };
			if (refused.length === 0 && !touched.has(block)) continue;
			const isRepeated = ({ name }: LineReading) => name !== undefined && twice.has(name);
			const own = touched.has(block)
				? readings.flatMap((reading, at) => (reading.faults.length > 0 || isRepeated(reading) ? [at] : []))
				: refused;
			lines.set(number, own);
			for (const at of own) {
				const line = (starts[number] ?? 0) + at;
				collector.add(readings[at] as LineReading, this.file, line, line + 1);
			}
		}
		const collected = collector.collected();
		return { lines, collected, everybody: withLeftOut(collected), defaultLine, isDefaultNamed: defaults.size > 0 };
	}

	private namedDefault(): AclUser | undefined {
		const { defaultLine, everybody, isDefaultNamed, lines } = this.special;
		if (!isDefaultNamed || defaultLine === undefined) return undefined;
		const isSpecial = lines.get(defaultLine.block)?.includes(defaultLine.at) ?? false;
		return isSpecial ? everybody.find(({ name }) => name === DEFAULT) : this.userOn(defaultLine.block, defaultLine.at);
	}

	private implied(): AclUser[] {
		if (this.special.isDefaultNamed) return [];
		this.impliedUser ??= impliedDefault(this.evaluator, { file: this.file, line: 0 });
		return [this.impliedUser];
	}

	private plainUsers(): FileUser[] {
		const { lines } = this.special;
		return this.blocks.flatMap((block, number) => {
			const own = lines.get(number) ?? NONE;
			return block.named.filter((at) => !own.includes(at)).map((at) => this.userOn(number, at));
		});
	}

	private userOn(block: number, at: number): FileUser {
		const reading = this.blocks[block]?.readings[at] as LineReading;
		return new FileUser(reading.name ?? "", reading, this.file, (this.tree.source.starts[block] ?? 0) + at);
	}

	/** What `default` may mean depends on who else is there, so it stands in a block by itself. */
	private userBlocks(): UserBlock[] {
		const { everybody, lines } = this.special;
		const kept = new Set(everybody.map(({ line }) => line));
		const { starts } = this.tree.source;
		const own = this.defaultUser;
		const alone = new ListBlock([own], own.line, 1);
		const blocks: UserBlock[] = own.source === "implied" ? [alone] : [];
		for (const [number, block] of this.blocks.entries()) {
			const special = lines.get(number) ?? NONE;
			const start = starts[number] ?? 0;
			const out = special.filter((at) => !kept.has(start + at));
			const at = own.source === "line" && own.line >= start && own.line < start + block.lines.length ? own.line - start : undefined;
			if (at === undefined) blocks.push(new FileUserBlock(block, out, start, this.file));
			else {
				const after = block.named.filter((other) => other >= at || out.includes(other));
				const before = block.named.filter((other) => other <= at || out.includes(other));
				blocks.push(new FileUserBlock(block, after, start, this.file), alone, new FileUserBlock(block, before, start, this.file));
			}
		}
		return blocks;
	}
}

/** Lines that are not to be understood by themselves. */
interface Special {
	/** By the number of the block: positions in it. */
	readonly lines: ReadonlyMap<number, readonly number[]>;
	readonly collected: Collected;
	readonly everybody: readonly FileUser[];
	/** The last block with a line that names `default`, and the first such line in it. */
	readonly defaultLine: { readonly block: number; readonly at: number } | undefined;
	readonly isDefaultNamed: boolean;
}

class FileUserBlock implements UserBlock {
	readonly isKept = true;
	private left: readonly number[] | undefined;

	constructor(
		private readonly block: AclBlock,
		private readonly out: readonly number[],
		readonly from: number,
		private readonly file: string,
	) {}

	get lineCount(): number {
		return this.block.lines.length;
	}

	get key(): object {
		return this.block.keyWithout(this.out);
	}

	get count(): number {
		const { readings, named } = this.block;
		// Lines that name nobody are left out as well.
		return this.out.reduce((rest, at) => (readings[at]?.name === undefined ? rest : rest - 1), named.length);
	}

	get kind(): object | undefined {
		return this.block.shape;
	}

	/** Those of lines that are left out are among them. */
	get names(): readonly string[] {
		return this.block.names;
	}

	get hashEnds(): readonly number[] | undefined {
		return this.block.shape?.hasHashesAlone ? this.block.hashEndsWithout(this.out) : undefined;
	}

	/** Made for each who asks: of very many users they would take much room. */
	get users(): readonly AclUser[] {
		return this.positions.map((at) => this.userOn(at));
	}

	userAt(position: number): AclUser | undefined {
		const at = this.positions[position];
		return at === undefined ? undefined : this.userOn(at);
	}

	/** Of the lines that name users. */
	private get positions(): readonly number[] {
		const { block, out } = this;
		this.left ??= out.length === 0 ? block.named : block.named.filter((at) => !out.includes(at));
		return this.left;
	}

	private userOn(at: number): FileUser {
		const reading = this.block.readings[at] as LineReading;
		return new FileUser(reading.name ?? "", reading, this.file, this.from + at);
	}
}

const NONE: readonly number[] = [];

const indexesOf = factOf((_: Tree["lineage"]) => new WeakMap<AclEvaluator, BlockIndex<AclBlock>>());

/** One for each document and evaluator. */
function namesIn(lineage: Tree["lineage"], evaluator: AclEvaluator): BlockIndex<AclBlock> {
	const indexes = indexesOf(lineage);
	let index = indexes.get(evaluator);
	if (index === undefined) {
		index = new BlockIndex((block) => block.names.map(numberOfText));
		indexes.set(evaluator, index);
	}
	return index;
}

function namesTwiceIn(blocks: ReadonlySet<AclBlock>, numbers: BlockIndex<AclBlock>["repeated"]): ReadonlySet<string> {
	const seen = new Set<string>();
	const twice = new Set<string>();
	for (const { names } of blocks) {
		for (const name of names) if (numbers.has(numberOfText(name))) (seen.has(name) ? twice : seen).add(name);
	}
	return twice;
}

function byLine(a: AclUser, b: AclUser): number {
	if (a.source !== b.source) return a.source === "implied" ? -1 : 1;
	return a.line - b.line;
}
