// model: which users log in with the same password.
import { type Steps, toEnd } from "../base/steps";
import { factOf } from "../syntax/blocks";
import type { Tree } from "../syntax/tree";
import { BlockIndex } from "./acl/blockIndex";
import type { Census, UserBlock } from "./acl/census";
import type { AclEvaluator } from "./acl/evaluate";
import { passwordsInForce } from "./acl/fileUser";
import { numberOfText } from "./acl/numberMap";
import { endOfHash, passwordHash } from "./acl/passwords";
import type { AclUser } from "./acl/types";
import type { ServerModel } from "./server";

/** One user's rule that adds the password; -1 where the password comes from requirepass. */
export interface PasswordHolder {
	readonly user: AclUser;
	readonly token: number;
}

/** Groups of two and more users who are on and have a password in common, in the order of their lines. */
export function sharedPasswords(server: Pick<ServerModel, "acl">): readonly (readonly PasswordHolder[])[] {
	return toEnd(sharedPasswordsInSteps(server));
}

/** The same in steps, so that a caller can stop or take a break. The second call is free. */
export function* sharedPasswordsInSteps({ acl }: Pick<ServerModel, "acl">): Steps<readonly (readonly PasswordHolder[])[]> {
	const { census, evaluator, source } = acl;
	if (census === undefined) return [];
	const groups = groupsIn(census);
	if (groups.found === undefined) {
		const file = source.from === "file" && source.file.state === "text" ? source.file : undefined;
		const found = yield* (file ? indexOf(file.tree.lineage, evaluator) : new PasswordIndex()).groups(census);
		groups.found ??= found;
	}
	return groups.found;
}

const groupsIn = factOf((_: Census): { found?: readonly (readonly PasswordHolder[])[] } => ({}));
const indexesOf = factOf((_: Tree["lineage"]) => new WeakMap<AclEvaluator, PasswordIndex>());

/** One for all versions of a document. */
function indexOf(lineage: Tree["lineage"], evaluator: AclEvaluator): PasswordIndex {
	const indexes = indexesOf(lineage);
	const index = indexes.get(evaluator) ?? new PasswordIndex();
	indexes.set(evaluator, index);
	return index;
}

/** The passwords of the users of one block. */
class Written {
	readonly texts: string[] = [];
	/** Their ends, see `endOfHash`. */
	readonly hashes: readonly number[];
	private all: readonly number[] | undefined;

	constructor(block: UserBlock) {
		this.hashes = block.hashEnds ?? this.readUsers(block);
	}

	get allHashes(): readonly number[] {
		this.all ??= this.texts.length === 0 ? this.hashes : [...this.hashes, ...this.texts.map((text) => endOfHash(passwordHash(text), 0))];
		return this.all;
	}

	private readUsers({ users }: UserBlock): readonly number[] {
		const hashes: number[] = [];
		for (const user of users) {
			for (const password of passwordsInForce(user)) {
				// A clear text is hashed when somebody asks.
				if (password.text === undefined) hashes.push(endOfHash(password.hash, 0));
				else this.texts.push(password.text);
			}
		}
		return hashes;
	}
}

/** Clear texts are compared as such, and hashed only where hashes stand beside them: hashing costs more than all the rest. */
class PasswordIndex {
	private readonly written = new WeakMap<object, Written>();
	private readonly texts = new BlockIndex<object>((key) => this.written.get(key)?.texts.map(numberOfText) ?? []);
	private readonly hashes = new BlockIndex<object>((key) => this.written.get(key)?.allHashes ?? []);

	*groups(census: Census): Steps<readonly (readonly PasswordHolder[])[]> {
		let hasHashes = false;
		for (const block of census.blocks) {
			const isNew = !this.written.has(block.key);
			hasHashes = this.writtenIn(block).hashes.length > 0 || hasHashes;
			if (isNew) yield;
		}
		const keys = census.blocks.map(({ key }) => key);
		yield* (hasHashes ? this.hashes : this.texts).moveInSteps(keys);
		// Another version may have been looked at in a break.
		this.texts.moveTo(hasHashes ? [] : keys);
		this.hashes.moveTo(hasHashes ? keys : []);
		return hasHashes
			? groupsOf(census, this.hashes, ({ hash }) => ({ key: endOfHash(hash, 0), password: hash }))
			: groupsOf(census, this.texts, ({ text = "" }) => ({ key: numberOfText(text), password: text }));
	}

	private writtenIn(block: UserBlock): Written {
		let written = this.written.get(block.key);
		if (written === undefined) {
			written = new Written(block);
			this.written.set(block.key, written);
		}
		return written;
	}
}

/** Only users in whose blocks something is there twice are looked at. Passwords that have the same key may differ. */
function groupsOf(
	census: Census,
	index: BlockIndex<object>,
	nameOf: (password: Password) => { readonly key: number; readonly password: string },
): readonly (readonly PasswordHolder[])[] {
	if (index.repeated.size === 0) return [];
	const groups = new Map<string, PasswordHolder[]>();
	const touched = index.repeating;
	for (const block of census.blocks) {
		if (!touched.has(block.key)) continue;
		for (const user of block.users) {
			for (const one of passwordsInForce(user)) {
				const { key, password } = nameOf(one);
				if (!index.repeated.has(key)) continue;
				const holders = groups.get(password) ?? [];
				groups.set(password, holders);
				holders.push({ user, token: one.token });
			}
		}
	}
	return [...groups.values()].filter(({ length }) => length > 1);
}

type Password = ReturnType<typeof passwordsInForce>[number];
