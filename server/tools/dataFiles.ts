// tools: facts of all releases to the text of the generated files, and back. The same facts always give the same text.
import type { ByRelease, CommandsFile, DirectivesFile, SentinelFile } from "../src/knowledge/data";
import { compareVersions, parseRelease, type Release } from "../src/knowledge/release";
import { setsOf, valueFor, writeSet } from "../src/knowledge/releaseSet";
import type { ReleaseFacts } from "./facts";

export interface DataFiles {
	readonly directives: string;
	readonly commands: string;
	readonly sentinel: string;
}

export function writeDataFiles(facts: readonly ReleaseFacts[]): DataFiles {
	const sorted = [...facts].sort((a, b) => compareReleases(a.release, b.release));
	const known = sorted.map((entry) => entry.release);
	const directives: DirectivesFile = {
		releases: Object.fromEntries(sorted.map((entry) => [entry.release.id, entry.version])),
		directives: layTogether(sorted, known, (entry) => entry.directives),
	};
	const commands: CommandsFile = {
		categories: categorySets(sorted, known),
		commands: layTogether(sorted, known, (entry) => entry.commands),
	};
	const sentinel: SentinelFile = {
		directives: layTogether(sorted, known, (entry) => entry.sentinel),
		commands: layTogether(sorted, known, (entry) => entry.sentinelCommands),
	};
	return { directives: toText(directives), commands: toText(commands), sentinel: toText(sentinel) };
}

export function readDataFiles(files: DataFiles): ReleaseFacts[] {
	const directives = JSON.parse(files.directives) as DirectivesFile;
	const commands = JSON.parse(files.commands) as CommandsFile;
	const sentinel = JSON.parse(files.sentinel) as SentinelFile;
	return Object.entries(directives.releases).map(([id, version]) => {
		const release = parseRelease(id);
		if (release?.id !== id) throw new RangeError(`release.ts does not list ${id}`);
		const has = setsOf(release);
		return {
			release,
			version,
			directives: pick(directives.directives, has),
			commands: pick(commands.commands, has),
			categories: Object.keys(commands.categories).filter((name) => has(commands.categories[name] ?? "")),
			sentinel: pick(sentinel.directives, has),
			sentinelCommands: pick(sentinel.commands, has),
		};
	});
}

/** Redis before Valkey, older before newer. */
export function compareReleases(a: Release, b: Release): number {
	return a.product === b.product ? compareVersions(a.line, b.line) : a.product === "redis" ? -1 : 1;
}

/** Every name once, with each distinct record once and the releases where it holds. */
function layTogether<T extends object>(
	facts: readonly ReleaseFacts[],
	known: readonly Release[],
	tableOf: (entry: ReleaseFacts) => ReadonlyMap<string, T>,
): Record<string, ByRelease<T>> {
	const names = [...new Set(facts.flatMap((entry) => [...tableOf(entry).keys()]))].sort(compareNames);
	return Object.fromEntries(
		names.map((name) => {
			const records = new Map<string, { record: T; members: Release[] }>();
			for (const entry of facts) {
				const record = tableOf(entry).get(name);
				if (record === undefined) continue;
				const canonical = withSortedKeys(record);
				const group = records.get(JSON.stringify(canonical));
				if (group) group.members.push(entry.release);
				else records.set(JSON.stringify(canonical), { record: canonical, members: [entry.release] });
			}
			return [name, Object.fromEntries(Array.from(records.values(), ({ record, members }) => [writeSet(members, known), record]))];
		}),
	);
}

function categorySets(facts: readonly ReleaseFacts[], known: readonly Release[]): Record<string, string> {
	const names = [...new Set(facts.flatMap((entry) => entry.categories))].sort();
	return Object.fromEntries(
		names.map((name) => [
			name,
			writeSet(
				facts.filter((entry) => entry.categories.includes(name)).map((entry) => entry.release),
				known,
			),
		]),
	);
}

function pick<T>(entries: Readonly<Record<string, ByRelease<T>>>, has: (set: string) => boolean): Map<string, T> {
	const result = new Map<string, T>();
	for (const name in entries) {
		const record = valueFor(entries[name] ?? {}, has);
		if (record !== undefined) result.set(name, record);
	}
	return result;
}

/** A container before its subcommands, and those before the next name. */
function compareNames(a: string, b: string): number {
	const x = a.replace("|", "\0");
	const y = b.replace("|", "\0");
	return x < y ? -1 : x > y ? 1 : 0;
}

function withSortedKeys<T extends object>(record: T): T {
	const entries = Object.entries(record).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

/** JSON with one line for each entry of the second level, so that a change of one fact is a change of one line. */
function toText(file: object): string {
	const parts = Object.entries(file).map(([key, entries]) => {
		const lines = Object.entries(entries as object).map(([name, value]) => `\t\t${JSON.stringify(name)}: ${JSON.stringify(value)}`);
		return `\t${JSON.stringify(key)}: {\n${lines.join(",\n")}\n\t}`;
	});
	return `{\n${parts.join(",\n")}\n}\n`;
}
