// model/acl: whether the users of a server share it, each limited to keys of its own. The index behind rules that speak of what users see of each other.
import type { AclUser } from "./types";

export interface KeySpaces {
	/** At least two users who are on are limited to different keys. */
	readonly several: boolean;
	/** At least one user who is on is limited to keys. */
	readonly any: boolean;
}

/** Worked out once for a list of users; stops looking as soon as the answer is known. */
export function keySpacesOf(users: readonly AclUser[]): KeySpaces {
	let spaces = known.get(users);
	if (spaces === undefined) {
		spaces = findKeySpaces(users);
		known.set(users, spaces);
	}
	return spaces;
}

const known = new WeakMap<readonly AclUser[], KeySpaces>();

function findKeySpaces(users: readonly AclUser[]): KeySpaces {
	let first: string | undefined;
	for (const { state } of users) {
		const { allKeys, keys } = state.root;
		if (!state.enabled || allKeys || keys.length === 0 || keys.some(({ pattern }) => pattern === "*")) continue;
		const space = keys
			.map(({ pattern }) => pattern)
			.sort()
			.join("\n");
		if (first !== undefined && space !== first) return { several: true, any: true };
		first = space;
	}
	return { several: false, any: first !== undefined };
}
