// model: which users log in with the same password.
import { BlockIndex } from "./acl/blockIndex";
import type { Census, UserBlock } from "./acl/census";
import type { AclEvaluator } from "./acl/evaluate";
import { passwordsInForce } from "./acl/fileUser";
import { passwordHash } from "./acl/passwords";
import type { AclUser } from "./acl/types";
import type { ServerModel } from "./server";

/** One user's rule that adds the password; -1 where the password comes from requirepass. */
export interface PasswordHolder {
	readonly user: AclUser;
	readonly token: number;
}

/** Groups of two and more users who are on and have a password in common, in the order of their lines. */
export function sharedPasswords({ acl }: ServerModel): readonly (readonly PasswordHolder[])[] {
	const { census, evaluator, source } = acl;
	if (census === undefined) return [];
	let groups = known.get(census);
	if (groups === undefined) {
		const file = source.from === "file" && source.file.state === "text" ? source.file : undefined;
		groups = (file ? indexOf(file.tree.lineage, evaluator) : new PasswordIndex()).groups(census);
		known.set(census, groups);
	}
	return groups;
}

const known = new WeakMap<Census, readonly (readonly PasswordHolder[])[]>();
const indexes = new WeakMap<object, WeakMap<AclEvaluator, PasswordIndex>>();

/** One for all versions of a document. */
function indexOf(lineage: object, evaluator: AclEvaluator): PasswordIndex {
	const own = indexes.get(lineage) ?? new WeakMap<AclEvaluator, PasswordIndex>();
	indexes.set(lineage, own);
	const index = own.get(evaluator) ?? new PasswordIndex();
	own.set(evaluator, index);
	return index;
}

/** The passwords of the users of one block. */
class Written {
	readonly texts: string[] = [];
	readonly hashes: string[] = [];
	private all: readonly string[] | undefined;

	constructor(users: readonly AclUser[]) {
		for (const user of users) {
			for (const password of passwordsInForce(user)) {
				if (password.text === undefined) this.hashes.push(password.hash);
				else this.texts.push(password.text);
			}
		}
	}

	get allHashes(): readonly string[] {
		this.all ??= this.texts.length === 0 ? this.hashes : [...this.hashes, ...this.texts.map(passwordHash)];
		return this.all;
	}
}

/** Clear texts are compared as such, and hashed only where hashes stand beside them: hashing costs more than all the rest. */
class PasswordIndex {
	private readonly written = new WeakMap<object, Written>();
	private readonly texts = new BlockIndex<object>((key) => this.written.get(key)?.texts ?? []);
	private readonly hashes = new BlockIndex<object>((key) => this.written.get(key)?.allHashes ?? []);

	groups(census: Census): readonly (readonly PasswordHolder[])[] {
		let hasHashes = false;
		for (const block of census.blocks) hasHashes = this.writtenIn(block).hashes.length > 0 || hasHashes;
		const keys = census.blocks.map(({ key }) => key);
		const [index, other] = hasHashes ? [this.hashes, this.texts] : [this.texts, this.hashes];
		index.moveTo(keys);
		other.moveTo([]);
		return index.repeated.size === 0 ? [] : this.holders(census, index, hasHashes);
	}

	private holders(census: Census, index: BlockIndex<object>, byHash: boolean): PasswordHolder[][] {
		const groups = new Map<string, PasswordHolder[]>();
		const touched = new Set(Array.from(index.repeated).flatMap((password) => index.holdersOf(password)));
		for (const block of census.blocks) {
			if (!touched.has(block.key)) continue;
			for (const user of block.users) {
				for (const password of passwordsInForce(user)) {
					const name = byHash ? password.hash : (password.text ?? "");
					if (!index.repeated.has(name)) continue;
					const holders = groups.get(name) ?? [];
					groups.set(name, holders);
					holders.push({ user, token: password.token });
				}
			}
		}
		return [...groups.values()];
	}

	private writtenIn(block: UserBlock): Written {
		let written = this.written.get(block.key);
		if (written === undefined) {
			written = new Written(block.users);
			this.written.set(block.key, written);
		}
		return written;
	}
}
