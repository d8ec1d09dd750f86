// lint: which entry of the project file covers a finding. Entries are looked through once for each file, and not for each finding.
import { matchesWildcard, wildcardMatcher } from "../base/wildcard";
import type { FoundSuppression } from "./types";

export interface SuppressionIndex {
	/** The first entry that covers what a rule says in a file; `user` is asked where it matters. */
	find(rule: string, file: string, user: () => string | undefined): FoundSuppression | undefined;
}

export function indexSuppressions(entries: readonly FoundSuppression[]): SuppressionIndex {
	const byRule = new Map<string, FoundSuppression[]>();
	for (const entry of entries) {
		for (const rule of new Set(entry.rules)) {
			const list = byRule.get(rule);
			if (list) list.push(entry);
			else byRule.set(rule, [entry]);
		}
	}
	const order = new Map(entries.map((entry, position) => [entry, position]));
	const meant = new Map<string, ReadonlySet<FoundSuppression>>();
	const meantIn = (file: string) => {
		let found = meant.get(file);
		if (found === undefined) {
			const path = pathOf(file);
			found = new Set(entries.filter((entry) => entry.file === undefined || isPath(entry.file, path)));
			meant.set(file, found);
		}
		return found;
	};
	const known = new Map<string, UserIndex>();
	return {
		find(rule, file, user) {
			const own = byRule.get(rule);
			if (own === undefined) return undefined;
			const key = `${rule} ${file}`;
			let users = known.get(key);
			if (users === undefined) {
				const here = meantIn(file);
				users = new UserIndex(
					own.filter((entry) => here.has(entry)),
					(entry) => order.get(entry) ?? 0,
				);
				known.set(key, users);
			}
			return users.find(user);
		},
	};
}

/** Entries about the users of one file: of those that name the same one the first counts. */
class UserIndex {
	private readonly ofEverybody: FoundSuppression | undefined;
	private readonly named = new Map<string, FoundSuppression>();
	private readonly patterns: { readonly entry: FoundSuppression; readonly fits: (user: string) => boolean }[] = [];

	constructor(
		entries: readonly FoundSuppression[],
		private readonly order: (entry: FoundSuppression) => number,
	) {
		this.ofEverybody = entries.find(({ user }) => user === undefined);
		for (const entry of entries) {
			if (entry.user === undefined) continue;
			if (entry.user.includes("*")) this.patterns.push({ entry, fits: wildcardMatcher([entry.user]) });
			else if (!this.named.has(entry.user)) this.named.set(entry.user, entry);
		}
	}

	find(user: () => string | undefined): FoundSuppression | undefined {
		const { named, ofEverybody, order, patterns } = this;
		const name = named.size + patterns.length === 0 ? undefined : user();
		if (name === undefined) return ofEverybody;
		const found = [ofEverybody, named.get(name), patterns.find(({ fits }) => fits(name))?.entry];
		return found.reduce((first, one) => (first && (!one || order(first) < order(one)) ? first : one), undefined);
	}
}

/** `pattern` is the end of the file's path, or a glob of it. */
export function isFile(pattern: string, uri: string): boolean {
	return isPath(pattern, pathOf(uri));
}

function pathOf(uri: string): string {
	return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ""));
}

function isPath(pattern: string, path: string): boolean {
	if (path === pattern || path.endsWith(`/${pattern.replace(/^\.?\//, "")}`)) return true;
	return pattern.includes("*") && (matchesWildcard(pattern, path) || matchesWildcard(`*/${pattern}`, path));
}
