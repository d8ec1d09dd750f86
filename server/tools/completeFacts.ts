// tools: what a release does not say of itself, completed from the others. Doing it twice changes nothing.
import type { CommandRecord, DirectiveRecord } from "../src/knowledge/data";
import { readKeySpecs } from "../src/knowledge/keySpecs";
import { compareVersions } from "../src/knowledge/release";
import type { KeySpec } from "../src/knowledge/types";
import { compareReleases } from "./dataFiles";
import type { ReleaseFacts } from "./facts";

interface KeyPositions {
	readonly flags: readonly string[];
	readonly first_key: number;
	readonly last_key: number;
	readonly step: number;
}

/** Key specifications made of first, last and step. Keys that move are unknown until a newer release tells where they are. */
export function legacyKeys(raw: KeyPositions): string {
	const flags = raw.flags.includes("readonly") ? "RO" : "RW";
	if (raw.flags.includes("movablekeys")) return `${flags} ? ?`;
	if (raw.first_key === 0) return "";
	const last = raw.last_key < 0 ? raw.last_key : raw.last_key - raw.first_key;
	return `${flags} ${raw.first_key} ${last}/${raw.step}/0`;
}

export function completeFacts(facts: readonly ReleaseFacts[]): ReleaseFacts[] {
	return completeSentinel(completeSecrets(completeCommands(facts)));
}

/** Where nobody read them off, a Sentinel has the commands of the nearest older release, each as this release's server has it. */
function completeSentinel(facts: readonly ReleaseFacts[]): ReleaseFacts[] {
	const done: ReleaseFacts[] = [];
	for (const entry of [...facts].sort((a, b) => compareReleases(a.release, b.release))) {
		const older = done.findLast((other) => other.release.product === entry.release.product);
		const commands = new Map(Array.from(older?.sentinelCommands ?? [], ([name, record]) => [name, entry.commands.get(name) ?? record]));
		done.push(entry.sentinelCommands.size > 0 ? entry : { ...entry, sentinelCommands: commands });
	}
	return done;
}

/** A directive that newer releases treat as a secret is one in the older releases too. */
function completeSecrets(facts: readonly ReleaseFacts[]): ReleaseFacts[] {
	const secrets = new Set<string>();
	for (const { directives } of facts) {
		for (const [name, record] of directives) {
			if (!record.flags?.includes("sensitive")) continue;
			secrets.add(name);
			if (record.alias !== undefined) secrets.add(record.alias);
		}
	}
	const complete = (name: string, { sensitive, ...record }: DirectiveRecord): DirectiveRecord =>
		secrets.has(name) && !record.flags?.includes("sensitive") ? { ...record, sensitive: 1 } : record;
	return facts.map((entry) => ({
		...entry,
		directives: new Map(Array.from(entry.directives, ([name, record]) => [name, complete(name, record)])),
	}));
}

/** Redis 6 knows no key specifications and documents only some commands; modules document theirs late. */
function completeCommands(facts: readonly ReleaseFacts[]): ReleaseFacts[] {
	const newestFirst = [...facts].sort((a, b) => compareReleases(b.release, a.release));
	const done: ReleaseFacts[] = [];
	for (const entry of newestFirst) {
		const newer = done.findLast((other) => other.release.product === entry.release.product);
		const commands = new Map(Array.from(entry.commands, ([name, record]) => [name, newer ? complete(name, record, entry, newer) : record]));
		done.push({ ...entry, commands });
	}
	return done.reverse();
}

function complete(name: string, record: CommandRecord, entry: ReleaseFacts, newer: ReleaseFacts): CommandRecord {
	const other = newer.commands.get(name);
	if (other === undefined) return record;
	const isOld = compareVersions(entry.version, "7.0") < 0;
	const known = other.since !== undefined && compareVersions(other.since, entry.version) <= 0 ? other.since : undefined;
	const since = isOld ? (known ?? record.since) : (record.since ?? known);
	const group = isOld ? (other.group ?? record.group) : record.group;
	const keys = isOld ? betterKeys(record.keys, keysOf(name, other, newer)) : record.keys;
	return { ...record, ...(since !== undefined && { since }), ...(group !== undefined && { group }), ...(keys !== undefined && { keys }) };
}

/** Those of a command or, where its subcommands are commands of their own by now, of all of them. */
function keysOf(name: string, record: CommandRecord, facts: ReleaseFacts): string | undefined {
	if (record.keys !== undefined) return record.keys;
	const inside = Array.from(facts.commands).filter(([other, sub]) => other.startsWith(`${name}|`) && sub.keys !== undefined);
	const distinct = [...new Set(inside.map(([, sub]) => sub.keys))];
	return distinct.length === 1 ? distinct[0] : undefined;
}

function betterKeys(own: string | undefined, newer: string | undefined): string | undefined {
	if (own === undefined || newer === undefined) return own;
	if (own.endsWith(" ? ?")) return newer;
	return [6, 7].every((words) => samePositions(readKeySpecs(own), readKeySpecs(newer), words)) ? newer : own;
}

function samePositions(a: readonly KeySpec[], b: readonly KeySpec[], words: number): boolean {
	const [x, y] = [positions(a, words), positions(b, words)];
	return x !== undefined && y !== undefined && x.size === y.size && [...x].every((at) => y.has(at));
}

/** Where the keys of a command of that many words are, its name counted; undefined where the specifications do not tell. */
function positions(specs: readonly KeySpec[], words: number): ReadonlySet<number> | undefined {
	const found = new Set<number>();
	for (const { beginSearch, findKeys } of specs) {
		if (beginSearch.type !== "index" || findKeys.type !== "range" || findKeys.limit > 1) return undefined;
		const last = findKeys.lastKey < 0 ? words + findKeys.lastKey : beginSearch.index + findKeys.lastKey;
		for (let at = beginSearch.index; at <= last; at += findKeys.keyStep) found.add(at);
	}
	return found;
}
