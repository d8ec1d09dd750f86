// model: which users log in with the same password.
import { passwordHash } from "./acl/passwords";
import type { AclUser } from "./acl/types";
import type { ServerModel } from "./server";

/** One user's rule that adds the password; -1 where the password comes from requirepass. */
export interface PasswordHolder {
	readonly user: AclUser;
	readonly token: number;
}

const indexes = new WeakMap<ServerModel, readonly (readonly PasswordHolder[])[]>();

/** Groups of two and more users who are on and have a password in common, in the order of their lines. One pass over all users; worked out once. */
export function sharedPasswords(server: ServerModel): readonly (readonly PasswordHolder[])[] {
	let groups = indexes.get(server);
	if (groups === undefined) {
		groups = group(server.acl.users ?? []);
		indexes.set(server, groups);
	}
	return groups;
}

function group(users: readonly AclUser[]): PasswordHolder[][] {
	// Clear texts are compared as such, and hashed only where hashes stand beside them: hashing costs more than all the rest.
	const texts = new Index();
	const hashes = new Index();
	for (const user of users) {
		const { state } = user;
		if (!state.enabled) continue;
		for (const password of state.passwords) {
			const text = password.clearText ? user.tokens[password.token]?.text.slice(1) : undefined;
			if (text === undefined) hashes.add(password.hash, user, password.token);
			else texts.add(text, user, password.token);
		}
	}
	if (hashes.size === 0) return texts.groups();
	texts.moveTo(hashes);
	return hashes.groups();
}

/** Holders by password. Most have one holder, for whom no list is made. */
class Index {
	private readonly single = new Map<string, PasswordHolder>();
	private readonly several = new Map<string, PasswordHolder[]>();

	get size(): number {
		return this.single.size;
	}

	add(key: string, user: AclUser, token: number): void {
		const known = this.single.get(key);
		if (known === undefined) this.single.set(key, { user, token });
		else if (this.several.has(key)) this.several.get(key)?.push({ user, token });
		else this.several.set(key, [known, { user, token }]);
	}

	/** Adds the clear texts of this index to another one by their hashes. */
	moveTo(hashes: Index): void {
		for (const [text, first] of this.single) {
			const hash = passwordHash(text);
			for (const { user, token } of this.several.get(text) ?? [first]) hashes.add(hash, user, token);
		}
	}

	groups(): PasswordHolder[][] {
		const groups = [...this.several.values()];
		for (const holders of groups) holders.sort((a, b) => a.user.line - b.user.line);
		return groups;
	}
}
