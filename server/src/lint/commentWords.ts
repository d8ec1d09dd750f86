// lint: what became of the words in comments to this program, once all rules have run.
import { nearest } from "../base/nearest";
import type { Place } from "../base/span";
import { allReleases, isRelease, parseRelease } from "../knowledge/release";
import type { AclUser } from "../model/acl/types";
import type { ServerModel } from "../model/server";
import type { CommentWord, Rule } from "../rules/define";
import { COMMENT_KINDS, isAbout, lintComments, type Suppressions } from "./suppress";
import type { LintSettings, Suppression } from "./types";

/** The words of all comments in the files of one root. In a file that is included, nothing is unused: other roots may need it. */
export function* commentWords(
	server: ServerModel,
	suppressions: Suppressions,
	rules: readonly Rule[],
	settings: LintSettings,
): Generator<CommentWord> {
	const byId = rulesById(rules);
	for (const file of server.snapshot.files.values()) {
		for (const { kind, words, line } of lintComments(file)) {
			for (const { text, start, end } of words) {
				if (kind === "unknown") {
					const at = { file: file.uri, line, start, end };
					yield { server, kind: "name", text, at, others: false, state: "unknown", suggestions: nearest(text, COMMENT_KINDS) };
					continue;
				}
				const word = { server, kind, text, at: { file: file.uri, line, start, end }, others: words.length > 1 };
				if (kind === "server") {
					const known = parseRelease(text) !== undefined;
					yield { ...word, state: known ? "used" : "unknown", suggestions: known ? [] : nearest(text, releaseNames()) };
					continue;
				}
				const rule = byId.get(text);
				const used =
					!rule || file.uri !== server.snapshot.root || isIdle(rule, server, settings) || suppressions.isUsed(file.uri, line, text);
				yield { ...word, state: !rule ? "unknown" : used ? "used" : "unused", suggestions: rule ? [] : nearest(text, byId.keys()) };
			}
		}
	}
	yield* projectWords(server, suppressions, byId, settings);
}

/** Rules that the project file names for a file of this root, and that say nothing there. Unknown ones are told of where the project file is read. */
function* projectWords(
	server: ServerModel,
	suppressions: Suppressions,
	rules: ReadonlyMap<string, Rule>,
	settings: LintSettings,
): Generator<CommentWord> {
	const userOf = userFinder(server);
	for (const { file, entry, rules: unused } of suppressions.unused()) {
		const user = entry.user === undefined ? undefined : userOf(entry, file);
		const at = user?.nameAt ?? firstLine(server, file);
		for (const text of unused) {
			const rule = rules.get(text);
			if (!rule || !at || isIdle(rule, server, settings)) continue;
			const about = entry.user === undefined ? {} : { user: entry.user };
			yield { server, kind: "project", text, at, ...about, others: entry.rules.length > 1, state: "unused", suggestions: [] };
		}
	}
}

/** The first user of a file that an entry is about: entries and users may both be very many. */
function userFinder({ acl }: ServerModel): (entry: Suppression, file: string) => AclUser | undefined {
	let named: Map<string, AclUser> | undefined;
	return (entry, file) => {
		const users = acl.users ?? [];
		if (entry.user?.includes("*")) return users.slice(0, MOST_COMPARED).find((one) => one.file === file && isAbout(entry, one.name));
		named ??= new Map(users.map((one) => [`${one.file} ${one.name}`, one] as const).reverse());
		return named.get(`${file} ${entry.user}`);
	};
}

const MOST_COMPARED = 1000;

function rulesById(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
	let known = tables.get(rules);
	if (known === undefined) {
		known = new Map(rules.map((rule) => [rule.id, rule]));
		tables.set(rules, known);
	}
	return known;
}

/** The list of rules is the same for all runs. */
const tables = new WeakMap<readonly Rule[], ReadonlyMap<string, Rule>>();

function firstLine({ snapshot }: ServerModel, uri: string): Place | undefined {
	const file = snapshot.files.get(uri);
	return file?.state === "text" ? { file: uri, line: 0, start: 0, end: (file.tree.line(0)?.text ?? "").trimEnd().length } : undefined;
}

function releaseNames(): string[] {
	return allReleases().map((release) => release.id);
}

/** A rule that did not run says nothing about the comment. */
function isIdle(rule: Rule, server: ServerModel, settings: LintSettings): boolean {
	const off = settings.rules[rule.id] === "off" || rule.severity[settings.profile] === "off";
	return off || rule.subject === "comment" || !isRelease(server.world.release, rule.releases);
}
