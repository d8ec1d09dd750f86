// knowledge: typed access to the generated facts. A file is parsed on first use, a release's tables are built on first use.
import { type AdvisoriesFile, flawsOf } from "./advisories";
import { commandsOf } from "./commands";
import type { ByRelease, CommandRecord, CommandsFile, DirectiveRecord, DirectivesFile, SentinelFile } from "./data";
import { directivesOf } from "./directives";
import { allReleases, compareVersions, type Release } from "./release";
import { isInSet } from "./releaseSet";
import { sentinelDirectivesOf } from "./sentinel";
import type {
	Commands,
	Directives,
	DirectiveText,
	Knowledge,
	KnowledgeFile,
	KnowledgeSource,
	NameHistory,
	SentinelDirective,
} from "./types";

/** @throws SyntaxError on first use of a file that is not JSON. */
export function createKnowledge(source: KnowledgeSource): Knowledge {
	const file = <T extends object>(name: KnowledgeFile) => once(() => JSON.parse(source(name)) as T);
	const directivesFile = file<DirectivesFile>("directives");
	const commandsFile = file<CommandsFile>("commands");
	const sentinelFile = file<SentinelFile>("sentinel");
	const texts = file<Record<string, DirectiveText>>("texts");
	const advisories = file<AdvisoriesFile>("advisories");

	const known = once(() => releasesWithFacts(directivesFile()));
	const directives = perRelease<Directives>(known, (release) => directivesOf(directivesFile(), release));
	const commands = perRelease<Commands>(known, (release) => commandsOf(commandsFile(), release));
	const sentinel = perRelease<readonly SentinelDirective[]>(known, (release) => sentinelDirectivesOf(sentinelFile(), release));
	const sentinelCommands = perRelease<Commands>(known, (release) => commandsOf(commandsFile(), release, sentinelFile().commands));
	const directiveHistory = once(() => historyOf(directivesFile().directives, known()));
	const commandHistory = once(() => historyOf(commandsFile().commands, known()));

	return {
		directives,
		commands,
		sentinelDirectives: sentinel,
		sentinelCommands,
		history: (directive) => directiveHistory().get(directive.toLowerCase()),
		releasesWith: (directive) => directiveHistory().get(directive.toLowerCase())?.releases ?? [],
		commandHistory: (name) => commandHistory().get(name.toLowerCase()),
		text: (directive) => {
			const all = texts();
			const name = directive.toLowerCase();
			return Object.hasOwn(all, name) ? all[name] : undefined;
		},
		flaws: (release) => (release.version === undefined ? [] : flawsOf(advisories(), release)),
	};
}

function once<T extends object>(make: () => T): () => T {
	let made: T | undefined;
	return () => {
		made ??= make();
		return made;
	};
}

function releasesWithFacts(file: DirectivesFile): readonly Release[] {
	return allReleases().filter((release) => release.id in file.releases);
}

/** Tables by release line. A line without facts of its own uses those of the nearest older one. */
function perRelease<T>(known: () => readonly Release[], build: (release: Release) => T): (release: Release) => T {
	const built = new Map<string, T>();
	return (release) => {
		let tables = built.get(release.id);
		if (tables === undefined) {
			tables = build(nearestOlder(release, known()));
			built.set(release.id, tables);
		}
		return tables;
	};
}

function nearestOlder(release: Release, known: readonly Release[]): Release {
	const lines = known.filter((candidate) => candidate.product === release.product);
	const nearest = lines.filter((candidate) => compareVersions(candidate.line, release.line) <= 0).at(-1) ?? lines[0];
	if (!nearest) throw new RangeError(`no facts about ${release.product}`);
	return nearest;
}

function historyOf(
	entries: Readonly<Record<string, ByRelease<DirectiveRecord | CommandRecord>>>,
	known: readonly Release[],
): Map<string, NameHistory> {
	const found = new Map<string, Set<string>>();
	const add = (name: string, ids: readonly string[]) => {
		const all = found.get(name) ?? new Set();
		for (const id of ids) all.add(id);
		found.set(name, all);
	};
	const idsOf = new Map<string, readonly string[]>();
	for (const name in entries) {
		for (const [set, record] of Object.entries(entries[name] ?? {})) {
			const ids = idsOf.get(set) ?? known.filter((release) => isInSet(release, set)).map((release) => release.id);
			idsOf.set(set, ids);
			add(name, ids);
			if ("alias" in record && record.alias !== undefined) add(record.alias, ids);
		}
	}
	const order = known.map((release) => release.id);
	return new Map(Array.from(found, ([name, ids]) => [name, { name, releases: order.filter((id) => ids.has(id)) }]));
}
