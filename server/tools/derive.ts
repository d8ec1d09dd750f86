// tools: facts of releases that nobody read off a running server, put together from their neighbors as derivations.json says.
import type { CommandRecord, DirectiveRecord } from "../src/knowledge/data";
import { compareVersions, parseRelease } from "../src/knowledge/release";
import type { ReleaseFacts } from "./facts";

/** What a release has of its older and what of its newer neighbor. The public sources are named in data/SOURCES.md. */
export interface Derivation {
	/** Such as "redis-8.2". */
	readonly release: string;
	/** The full version that the sources speak of. */
	readonly version: string;
	/** Everything that is not named below is as in this release. */
	readonly older: string;
	readonly newer: string;
	readonly directives: {
		/** As in the newer neighbor. */
		readonly fromNewer: readonly string[];
		/** As in neither. */
		readonly own?: Readonly<Record<string, DirectiveRecord>>;
	};
	readonly commands: {
		/** Commands of the newer neighbor that came with this line or before are here too; these are so as well. */
		readonly fromNewer: readonly string[];
		readonly own?: Readonly<Record<string, CommandRecord>>;
	};
}

/** The given facts and those that `derivations` add, in order: a later one may build on an earlier one. */
export function deriveReleases(facts: readonly ReleaseFacts[], derivations: readonly Derivation[]): ReleaseFacts[] {
	const names = new Set(derivations.map((derivation) => derivation.release));
	const all = facts.filter((entry) => !names.has(entry.release.id));
	for (const derivation of derivations) all.push(derive(all, derivation));
	return all;
}

function derive(facts: readonly ReleaseFacts[], derivation: Derivation): ReleaseFacts {
	const release = parseRelease(derivation.release);
	if (release?.id !== derivation.release) throw new RangeError(`release.ts does not list ${derivation.release}`);
	const older = neighbor(facts, derivation.older);
	const newer = neighbor(facts, derivation.newer);
	const directives = merge(older.directives, newer.directives, derivation.directives.fromNewer, derivation.directives.own);
	const camePerSince = Array.from(newer.commands)
		.filter(([name, { since }]) => !older.commands.has(name) && since !== undefined && compareVersions(lineOf(since), release.line) <= 0)
		.map(([name]) => name);
	const commands = merge(older.commands, newer.commands, [...camePerSince, ...derivation.commands.fromNewer], derivation.commands.own);
	return { ...older, release, version: derivation.version, directives, commands };
}

function neighbor(facts: readonly ReleaseFacts[], id: string): ReleaseFacts {
	const found = facts.find((entry) => entry.release.id === id);
	if (!found) throw new RangeError(`no facts about ${id}`);
	return found;
}

function merge<T>(older: ReadonlyMap<string, T>, newer: ReadonlyMap<string, T>, fromNewer: readonly string[], own = {}): Map<string, T> {
	const result = new Map(older);
	for (const name of fromNewer) {
		const record = newer.get(name);
		if (record === undefined) throw new RangeError(`the newer release has no ${name}`);
		result.set(name, record);
	}
	for (const [name, record] of Object.entries<T>(own)) result.set(name, record);
	return result;
}

/** "8.2" of "8.2.0". */
function lineOf(version: string): string {
	return version.split(".").slice(0, 2).join(".");
}
