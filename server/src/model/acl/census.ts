// model/acl: all users of a server, asked as a whole. They come in blocks, so that after an edit only users of changed blocks are asked again.
import type { AclUser } from "./types";

/** Users that stand together. */
export interface UserBlock {
	/** The same object for as long as the block has the same users, wherever they stand: what depends on each of them alone may be kept by it. */
	readonly key: object;
	/** Undefined where the users of the block are not kept from one version to the next, so that nothing need be kept of them. */
	readonly isKept: boolean;
	readonly count: number;
	/** The lines among which the users stand: the first (0-based), and how many. */
	readonly from: number;
	readonly lineCount: number;
	/** In the order of their lines; made when they are asked for. */
	readonly users: readonly AclUser[];
}

/** Some of the users. An array is one as well. */
export interface UserSelection extends Iterable<AclUser> {
	readonly length: number;
	slice(from?: number, to?: number): readonly AclUser[];
}

/** For each block, the positions of those of its users for whom something holds. */
export type KnownAnswers = WeakMap<object, readonly number[]>;

export class Census {
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
	 * Those for whom it holds, `default` first where no line names it, then in the order of lines. It is asked of no user of a block that has an
	 * answer in `known`, and of one user only among those for whom `alike` gives the same object.
	 */
	where(holds: (user: AclUser) => boolean, known: KnownAnswers, alike?: Alike): UserSelection {
		const found: Found[] = [];
		const ask = alike ? askedOnce(holds, alike) : holds;
		for (const block of this.blocks) {
			const positions = this.answer(block, ask, known);
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

	private answer(block: UserBlock, holds: (user: AclUser) => boolean, known: KnownAnswers): readonly number[] {
		const old = known.get(block.key);
		if (old !== undefined) return old;
		const positions: number[] = [];
		const { users } = block;
		for (let at = 0; at < users.length; at++) if (holds(users[at] as AclUser)) positions.push(at);
		if (block.isKept) known.set(block.key, positions.length === 0 ? NOBODY : positions);
		return positions;
	}
}

const NOBODY: readonly number[] = [];

/** What all users have in common of whom a question holds or does not; undefined for a user who is to be asked. */
export type Alike = (user: AclUser) => object | undefined;

/** For questions that are about the rules of a user, whatever its name, passwords and patterns. Of `default` more is to be said than its rules. */
export function byKind({ kind, name }: AclUser): object | undefined {
	return name === "default" ? undefined : kind;
}

function askedOnce(holds: (user: AclUser) => boolean, alike: Alike): (user: AclUser) => boolean {
	const answers = new Map<object, boolean>();
	return (user) => {
		const group = alike(user);
		if (group === undefined) return holds(user);
		let answer = answers.get(group);
		if (answer === undefined) {
			answer = holds(user);
			answers.set(group, answer);
		}
		return answer;
	};
}

/** Users who are not kept in blocks, such as those of `user` lines. */
export function censusOfList(users: readonly AclUser[]): Census {
	return new Census([{ key: {}, isKept: false, count: users.length, from: 0, lineCount: Number.POSITIVE_INFINITY, users }]);
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
				for (const position of positions.slice(Math.max(0, from - at), to - at)) users.push(block.users[position] as AclUser);
			}
			at += positions.length;
		}
		return users;
	}
}
