// features: comments that speak to this program: their names, rules, releases.
import { allReleases } from "../../knowledge/release";
import { COMMENT_DIRECTIVES, readLintComment } from "../lintComment";
import { releaseName } from "../texts/inWords";
import { GROUPS } from "../texts/ruleGroups";
import type { Completion, CompletionContext, Completions } from "./types";

export function commentCompletions({ line, point, rules, isAsked }: CompletionContext): Completions | undefined {
	const parts = readLintComment(line.text);
	if (!parts || point.character < parts.start) return undefined;
	const { directive, directiveAt, words } = parts;
	if (point.character <= directiveAt.end) {
		const typed = line.text.slice(parts.start, point.character);
		if (!"redis-security-lint-".startsWith(typed.slice(0, 20)) || (typed === "" && !isAsked)) return undefined;
		const items = Object.entries(COMMENT_DIRECTIVES).map(([label, note]): Completion => ({ label, kind: "keyword", note }));
		return { insert: { start: parts.start, end: point.character }, replace: directiveAt, items };
	}
	// What follows is for people.
	if (!directive || / --( |$)/.test(line.text.slice(directiveAt.end, point.character))) return undefined;
	const word = words.find(({ start, end }) => start <= point.character && point.character <= end);
	const start = word?.start ?? point.character;
	const place = { insert: { start, end: point.character }, replace: { start, end: word?.end ?? point.character } };
	if (directive === "redis-security-lint-server") {
		return words.length === 0 || words[0] === word ? { ...place, items: RELEASES } : undefined;
	}
	const given = new Set(words.filter((other) => other !== word).map(({ text }) => text));
	const items = rules
		.filter(({ id }) => !given.has(id))
		.map(({ id, group }): Completion => ({ label: id, kind: "rule", note: GROUPS[group], about: { what: "rule", name: id } }));
	return { ...place, items };
}

/** The newest first. */
const RELEASES: readonly Completion[] = allReleases()
	.toReversed()
	.sort((a, b) => (a.product < b.product ? -1 : a.product > b.product ? 1 : 0))
	.map((release, index) => ({ label: release.id, kind: "release", note: releaseName(release), sort: String(index).padStart(2, "0") }));
