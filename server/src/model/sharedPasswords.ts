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
	const byText = new Map<string, PasswordHolder[]>();
	const byHash = new Map<string, PasswordHolder[]>();
	for (const user of users) {
		if (!user.state.enabled) continue;
		for (const password of user.state.passwords) {
			const holder = { user, token: password.token };
			const text = password.clearText ? user.tokens[password.token]?.text.slice(1) : undefined;
			if (text === undefined) add(byHash, password.hash, holder);
			else add(byText, text, holder);
		}
	}
	if (byHash.size > 0) for (const [text, holders] of byText) for (const holder of holders) add(byHash, passwordHash(text), holder);
	const groups = [...(byHash.size > 0 ? byHash : byText).values()].filter((holders) => holders.length > 1);
	for (const holders of groups) holders.sort((a, b) => a.user.line - b.user.line);
	return groups;
}

function add(index: Map<string, PasswordHolder[]>, key: string, holder: PasswordHolder): void {
	const known = index.get(key);
	if (known) known.push(holder);
	else index.set(key, [holder]);
}
