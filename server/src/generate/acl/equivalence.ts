// generate/acl: whether two users may log in alike and do exactly the same, however their rules are written.
import { isSameCommands } from "../../model/acl/effects";
import type { KeyPattern, Permissions, UserState } from "../../model/acl/types";

/**
 * True where no command, key, channel, database or login tells the two users apart. Beyond what `isSameUser` takes as equal: a key pattern that
 * another covers, selectors that allow nothing or stand twice, and the order of passwords and selectors.
 */
export function isEquivalentUser(one: UserState, other: UserState): boolean {
	return (
		one.enabled === other.enabled &&
		one.nopass === other.nopass &&
		one.sanitizePayload === other.sanitizePayload &&
		isSameSet(hashesOf(one), hashesOf(other)) &&
		isEquivalentPermissions(one.root, other.root) &&
		isSameSelectors(one.selectors.filter(allowsAnything), other.selectors.filter(allowsAnything))
	);
}

export function isEquivalentPermissions(one: Permissions, other: Permissions): boolean {
	return (
		isSameCommands(one, other) &&
		one.allKeys === other.allKeys &&
		isSameSet(neededKeys(one.keys).map(keyText), neededKeys(other.keys).map(keyText)) &&
		one.allChannels === other.allChannels &&
		isSameSet(
			one.channels.map(({ pattern }) => pattern),
			other.channels.map(({ pattern }) => pattern),
		) &&
		String(one.databases) === String(other.databases)
	);
}

/** A set of permissions without a command allows nothing that is not allowed anyhow. */
export function allowsAnything({ commands, firstArguments, futureCommands }: Permissions): boolean {
	return commands.size > 0 || firstArguments.size > 0 || futureCommands;
}

/** Without those that allow nothing, or nothing that another pattern does not allow as well. */
export function neededKeys(keys: readonly KeyPattern[]): KeyPattern[] {
	return keys.filter((key) => (key.read || key.write) && !keys.some((other) => other !== key && covers(other, key)));
}

/** Only where it is plain to see: `app:*` covers every pattern that begins with the same letters. Equal patterns do not stand twice. */
function covers(wide: KeyPattern, narrow: KeyPattern): boolean {
	if ((narrow.read && !wide.read) || (narrow.write && !wide.write)) return false;
	if (!wide.pattern.endsWith("*") || wide.pattern === narrow.pattern) return false;
	const prefix = wide.pattern.slice(0, -1);
	return !/[*?[\\]/.test(prefix) && narrow.pattern.startsWith(prefix);
}

/** "~app:*", "%R~app:*". */
export function keyText({ pattern, read, write }: KeyPattern): string {
	if (read && write && pattern !== "*") return `~${pattern}`;
	return `%${read ? "R" : ""}${write ? "W" : ""}~${pattern}`;
}

function hashesOf({ passwords }: UserState): string[] {
	return passwords.map(({ hash }) => hash);
}

function isSameSelectors(one: readonly Permissions[], other: readonly Permissions[]): boolean {
	const within = (these: readonly Permissions[], those: readonly Permissions[]) =>
		these.every((selector) => those.some((match) => isEquivalentPermissions(selector, match)));
	return within(one, other) && within(other, one);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
	const all = new Set(one);
	return all.size === new Set(other).size && other.every((item) => all.has(item));
}
