// knowledge: which releases a fact holds for, kept as runs of lines per product.
import type { ByRelease, ReleaseSet } from "./data";
import { compareVersions, type Release } from "./release";

/** Whether `release` lies in one of the runs of `set`. */
export function isInSet(release: Release, set: ReleaseSet): boolean {
	return set.split(" ").some((run) => {
		const match = /^(redis|valkey):(\d+\.\d+)?-(\d+\.\d+)?$/.exec(run);
		if (!match) throw new RangeError(`not a set of releases: ${set}`);
		const [, product, from, to] = match;
		if (product !== release.product) return false;
		return (from === undefined || compareVersions(release.line, from) >= 0) && (to === undefined || compareVersions(release.line, to) <= 0);
	});
}

/** A test for one release that reads each distinct set once. */
export function setsOf(release: Release): (set: ReleaseSet) => boolean {
	const known = new Map<ReleaseSet, boolean>();
	return (set) => {
		let answer = known.get(set);
		if (answer === undefined) {
			answer = isInSet(release, set);
			known.set(set, answer);
		}
		return answer;
	};
}

/** What holds for the release that `has` tests; undefined where nothing does. */
export function valueFor<T>(byRelease: ByRelease<T>, has: (set: ReleaseSet) => boolean): T | undefined {
	for (const set in byRelease) {
		if (has(set)) return byRelease[set];
	}
	return undefined;
}

/**
 * The set that holds exactly `members`, which must be among `known`: the lines with facts, by product, oldest first.
 * The same members always give the same text.
 */
export function writeSet(members: readonly Release[], known: readonly Release[]): ReleaseSet {
	const wanted = new Set(members.map((member) => member.id));
	const runs: string[] = [];
	for (const product of ["redis", "valkey"] as const) {
		const lines = known.filter((release) => release.product === product);
		for (let from = 0; from < lines.length; from++) {
			if (!wanted.has(lines[from]?.id ?? "")) continue;
			let to = from;
			while (wanted.has(lines[to + 1]?.id ?? "")) to++;
			runs.push(`${product}:${from === 0 ? "" : lines[from]?.line}-${to === lines.length - 1 ? "" : lines[to]?.line}`);
			from = to;
		}
	}
	return runs.join(" ");
}
