// tools: the releases that are known already, seen from one that is being read.
import type { DirectiveRecord } from "../src/knowledge/data";
import { compareVersions, type Release } from "../src/knowledge/release";
import type { ReleaseFacts } from "./facts";

export interface Neighbor {
	readonly facts: ReleaseFacts;
	/** Of the same product and of a line before the one that is read. */
	readonly isOlder: boolean;
}

/** What the nearest release that knows a directive says of it. */
export interface Candidate {
	readonly name: string;
	readonly record: DirectiveRecord;
	readonly isOlder: boolean;
}

/** Nearest first: the same product and line, older ones from the newest on, newer ones from the oldest on; then the other product. */
export function neighborsOf(known: readonly ReleaseFacts[], release: Release): Neighbor[] {
	const order = ({ release: other }: ReleaseFacts) => compareVersions(other.line, release.line);
	const rank = (facts: ReleaseFacts) => (facts.release.product !== release.product ? 2 : order(facts) <= 0 ? 0 : 1);
	return [...known]
		.sort((a, b) => {
			if (rank(a) !== rank(b)) return rank(a) - rank(b);
			const difference = compareVersions(a.release.line, b.release.line);
			return rank(a) === 1 ? difference : -difference;
		})
		.map((facts) => ({ facts, isOlder: rank(facts) === 0 && order(facts) < 0 }));
}

/**
 * A candidate for each directive that a known release has, with an alias only where the server has the alias too.
 * `here` are the names that the server shows. A release may have turned a name into an alias of another one, or the other way round.
 */
export function candidatesFor(here: ReadonlySet<string>, neighbors: readonly Neighbor[]): Candidate[] {
	const aliases = aliasesHere(here, neighbors);
	const taken = new Set(aliases.values());
	const result = new Map<string, Candidate>();
	for (const { facts, isOlder } of neighbors) {
		for (const [own, { alias, ...plain }] of facts.directives) {
			const name = !here.has(own) && alias !== undefined && here.has(alias) ? alias : own;
			if (result.has(name) || taken.has(name)) continue;
			const aliasHere = aliases.get(name) ?? (here.has(name) || alias === undefined || name === alias ? undefined : alias);
			result.set(name, { name, record: aliasHere === undefined ? plain : { ...plain, alias: aliasHere }, isOlder });
		}
	}
	return [...result.values()];
}

/** By name: the alias that the nearest release with an opinion gives it, where the server shows both. */
function aliasesHere(here: ReadonlySet<string>, neighbors: readonly Neighbor[]): Map<string, string> {
	const result = new Map<string, string>();
	for (const { facts } of neighbors) {
		for (const [name, { alias }] of facts.directives) {
			if (alias === undefined || !here.has(name) || !here.has(alias)) continue;
			if (!result.has(name) && !result.has(alias)) result.set(name, alias);
		}
	}
	return result;
}
