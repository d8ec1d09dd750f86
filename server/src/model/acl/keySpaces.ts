// model/acl: whether the users of a server share it, each limited to keys of its own. The index behind rules that speak of what users see of each other.
import { factOf } from "../../syntax/blocks";
import type { Census } from "./census";
import type { AclUser } from "./types";

export interface KeySpaces {
	/** At least two users who are on are limited to different keys. */
	readonly several: boolean;
	/** At least one user who is on is limited to keys. */
	readonly any: boolean;
}

/** Nobody where the users are not known. */
export function keySpacesOf(census: Census | undefined): KeySpaces {
	return census === undefined ? NONE : spacesOf(census);
}

const spacesOf = factOf((census: Census): KeySpaces => {
	const found = new Set<string>();
	for (const block of census.blocks) {
		for (const space of census.about(block, findSpaces, inBlocks)) found.add(space);
		if (found.size > 1) break;
	}
	return { several: found.size > 1, any: found.size > 0 };
});

const NONE: KeySpaces = { several: false, any: false };
const inBlocks = new WeakMap<object, readonly string[]>();

/** The keys that users are limited to: two different ones at most, which say enough. */
function findSpaces(users: readonly AclUser[]): readonly string[] {
	let first: string | undefined;
	for (const { state } of users) {
		const { allKeys, keys } = state.root;
		if (!state.enabled || allKeys || keys.length === 0 || keys.some(({ pattern }) => pattern === "*")) continue;
		const space = keys
			.map(({ pattern }) => pattern)
			.sort()
			.join("\n");
		if (first !== undefined && space !== first) return [first, space];
		first = space;
	}
	return first === undefined ? NO_SPACES : [first];
}

const NO_SPACES: readonly string[] = [];
