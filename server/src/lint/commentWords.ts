// lint: what became of the words in comments to this program, once all rules have run.
import { nearest } from "../base/nearest";
import { allReleases, isRelease, parseRelease } from "../knowledge/release";
import type { ServerModel } from "../model/server";
import type { CommentWord, Rule } from "../rules/define";
import { lintComments, type Suppressions } from "./suppress";
import type { LintSettings } from "./types";

/** The words of all comments in the files of one root. In a file that is included, nothing is unused: other roots may need it. */
export function* commentWords(
	server: ServerModel,
	suppressions: Suppressions,
	rules: readonly Rule[],
	settings: LintSettings,
): Generator<CommentWord> {
	const byId = new Map(rules.map((rule) => [rule.id, rule]));
	for (const file of server.snapshot.files.values()) {
		for (const { kind, words, line } of lintComments(file)) {
			for (const { text, start, end } of words) {
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
}

function releaseNames(): string[] {
	return allReleases().map((release) => release.id);
}

/** A rule that did not run says nothing about the comment. */
function isIdle(rule: Rule, server: ServerModel, settings: LintSettings): boolean {
	const off = settings.rules[rule.id] === "off" || rule.severity[settings.profile] === "off";
	return off || rule.subject === "comment" || !isRelease(server.world.release, rule.releases);
}
