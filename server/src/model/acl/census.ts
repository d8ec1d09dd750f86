// model/acl: all users of a server, asked as a whole. They come in blocks, so that after an edit only users of changed blocks are asked again.
import type { Facts } from "../../syntax/text";
import type { AclUser } from "./types";

/** Users that stand together. */
export interface UserBlock {
	/** The same object for as long as the block has the same users, wherever they stand: what depends on each of them alone may be kept by it. */
	readonly key: object;
	/** Undefined where the users of the block are not kept from one version to the next, so that nothing need be kept of them. */
	readonly isKept: boolean;
	readonly count: number;
	/** Of a block whose users are all of one kind, `default` not among them: that kind. */
	readonly kind?: object | undefined;
	/** Present where `kind` is: the names of all users, and maybe of others. */
	readonly names?: readonly string[];
	/** Present in blocks of a kind whose passwords are all written as hashes: the ends of those in force, see `endOfHash`. */
	readonly hashEnds?: readonly number[] | undefined;
	/** The lines among which the users stand: the first (0-based), and how many. */
	readonly from: number;
	readonly lineCount: number;
	/** In the order of their lines; made when they are asked for. */
	readonly users: readonly AclUser[];
	/** The one at a position among them; no other is made. */
	userAt(position: number): AclUser | undefined;
}

/** Some of the users. An array is one as well. */
export interface UserSelection extends Iterable<AclUser> {
	readonly length: number;
	slice(from?: number, to?: number): readonly AclUser[];
}

/** For whom something holds. */
export class KnownAnswers {
	/** By the key of a block, the positions of those of its users. */
	readonly ofBlocks = new WeakMap<object, readonly number[]>();
	/** Of users who are alike, whether it holds for all of them. */
	readonly ofGroups = new WeakMap<object, boolean>();
}

export class Census {
	/** What was worked out about all users. */
	readonly facts: Facts = new Map();
	private readonly everybody = new Map<number, readonly number[]>();

	constructor(readonly blocks: readonly UserBlock[]) {}

	/** Whether there are more users than so many. */
	hasMoreThan(number: number): boolean {
		let sum = 0;
		return this.blocks.some(({ count }) => {
			sum += count;
			return sum > number;
		});
	}

	/**
	 * Those for whom it holds, `default` first where no line names it, then in the order of lines. It is asked of no user who has an
	 * answer in `known`, and of one user only among those for whom `alike` gives the same object.
	 */
	where(holds: (user: AclUser) => boolean, known = new KnownAnswers(), alike?: Alike): UserSelection {
		const found: Found[] = [];
		const question = alike ? new GroupQuestion(holds, alike, known.ofGroups) : undefined;
		for (const block of this.blocks) {
			const positions = this.answer(block, holds, known, question);
			if (positions.length > 0) found.push({ block, positions });
		}
		return new Selection(found);
	}

	/** Those whose name is such a one; no user of another name is made. */
	whereName(holds: (name: string) => boolean, known: KnownAnswers): UserSelection {
		const found: Found[] = [];
		for (const block of this.blocks) {
			const isAsked = known.ofBlocks.has(block.key) || block.names === undefined || block.names.some(holds);
			const positions = isAsked ? this.answer(block, ({ name }) => holds(name), known, undefined) : NOBODY;
			if (!isAsked && block.isKept) known.ofBlocks.set(block.key, NOBODY);
			if (positions.length > 0) found.push({ block, positions });
		}
		return new Selection(found);
	}

	/** What `work` makes of one block, kept in `known`. */
	about<T extends object>(block: UserBlock, work: (users: readonly AclUser[]) => T, known: WeakMap<object, T>): T {
		let answer = known.get(block.key);
		if (answer === undefined) {
			answer = work(block.users);
			if (block.isKept) known.set(block.key, answer);
		}
		return answer;
	}

	private answer(
		block: UserBlock,
		holds: (user: AclUser) => boolean,
		{ ofBlocks }: KnownAnswers,
		question: GroupQuestion | undefined,
	): readonly number[] {
		const old = ofBlocks.get(block.key);
		if (old !== undefined) return old;
		const isAsked = question?.ofBlock(block);
		const positions =
			isAsked === undefined
				? positionsOf(block, question ? (user) => question.ofUser(user) : holds)
				: isAsked
					? this.all(block.count)
					: NOBODY;
		if (block.isKept) ofBlocks.set(block.key, positions);
		return positions;
	}

	/** One list for all blocks of a size. */
	private all(count: number): readonly number[] {
		let positions = this.everybody.get(count);
		if (positions === undefined) {
			positions = Array.from({ length: count }, (_, at) => at);
			this.everybody.set(count, positions);
		}
		return positions;
	}
}

function positionsOf({ users }: UserBlock, holds: (user: AclUser) => boolean): readonly number[] {
	const positions: number[] = [];
	for (let at = 0; at < users.length; at++) if (holds(users[at] as AclUser)) positions.push(at);
	return positions.length === 0 ? NOBODY : positions;
}

const NOBODY: readonly number[] = [];

/** What users have in common of whom a question holds or does not; undefined for users who are to be asked one by one. */
export interface Alike {
	ofUser(user: AclUser): object | undefined;
	/** Of all users of a block. */
	ofBlock(block: UserBlock): object | undefined;
}

/** For questions that are about the rules of a user, whatever its name, passwords and patterns. Of `default` more is to be said than its rules. */
export const BY_KIND: Alike = {
	ofUser: ({ kind, name }) => (name === "default" ? undefined : kind),
	ofBlock: ({ kind }) => kind,
};

/** By kind, too, but for users of whom more is to be said than their rules. */
export function alikeBut(isApart: (name: string) => boolean): Alike {
	const blocks = new Map<UserBlock, object | null>();
	return {
		ofUser: (user) => (isApart(user.name) ? undefined : BY_KIND.ofUser(user)),
		ofBlock(block) {
			if (block.kind === undefined) return undefined;
			let kind = blocks.get(block);
			if (kind === undefined) {
				kind = block.names?.some(isApart) ? null : block.kind;
				blocks.set(block, kind);
			}
			return kind ?? undefined;
		},
	};
}

/** A question that is asked of one user of each group. */
class GroupQuestion {
	constructor(
		private readonly holds: (user: AclUser) => boolean,
		private readonly alike: Alike,
		private readonly answers: KnownAnswers["ofGroups"],
	) {}

	ofUser(user: AclUser): boolean {
		const group = this.alike.ofUser(user);
		return group === undefined ? this.holds(user) : this.ofGroup(group, user);
	}

	/** Undefined where the users are to be asked one by one. */
	ofBlock(block: UserBlock): boolean | undefined {
		const group = this.alike.ofBlock(block);
		if (group === undefined) return undefined;
		const known = this.answers.get(group);
		if (known !== undefined) return known;
		const user = block.userAt(0);
		return user && this.ofGroup(group, user);
	}

	private ofGroup(group: object, user: AclUser): boolean {
		let answer = this.answers.get(group);
		if (answer === undefined) {
			answer = this.holds(user);
			this.answers.set(group, answer);
		}
		return answer;
	}
}

/** Users who are not kept in blocks, such as those of `user` lines. */
export function censusOfList(users: readonly AclUser[]): Census {
	const blocks: ListBlock[] = [];
	for (let from = 0; from < users.length; from += USERS_OF_A_BLOCK) {
		const own = users.slice(from, from + USERS_OF_A_BLOCK);
		let [first, last] = [Number.POSITIVE_INFINITY, 0];
		for (const { line } of own) {
			first = Math.min(first, line);
			last = Math.max(last, line);
		}
		blocks.push(new ListBlock(own, first, last - first + 1));
	}
	return new Census(blocks);
}

/** So few that rules are done with them in some milliseconds. */
const USERS_OF_A_BLOCK = 200;

/** Users of whom nothing is kept. */
export class ListBlock implements UserBlock {
	readonly key = {};
	readonly isKept = false;

	constructor(
		readonly users: readonly AclUser[],
		readonly from: number,
		readonly lineCount: number,
	) {}

	get count(): number {
		return this.users.length;
	}

	userAt(position: number): AclUser | undefined {
		return this.users[position];
	}
}

interface Found {
	readonly block: UserBlock;
	readonly positions: readonly number[];
}

class Selection implements UserSelection {
	readonly length: number;

	constructor(private readonly found: readonly Found[]) {
		this.length = found.reduce((sum, { positions }) => sum + positions.length, 0);
	}

	*[Symbol.iterator](): Iterator<AclUser> {
		for (const { block, positions } of this.found) {
			const { users } = block;
			for (const at of positions) yield users[at] as AclUser;
		}
	}

	slice(from = 0, to = this.length): readonly AclUser[] {
		const users: AclUser[] = [];
		let at = 0;
		for (const { block, positions } of this.found) {
			if (at >= to) break;
			if (at + positions.length > from) {
				for (const position of positions.slice(Math.max(0, from - at), to - at)) users.push(block.userAt(position) as AclUser);
			}
			at += positions.length;
		}
		return users;
	}
}
