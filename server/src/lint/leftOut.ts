// lint: what is said where so much was found that the rest is left out.
import { english, say, type Words } from "../base/say";
import type { Finding, FoundFix, ShownFinding } from "./types";

/** Of a rule, or of a rule on one line. */
export const LEFT_OUT = say`There are more of these, which are left out.`;

/** Findings about the users of one server, after which no more users are asked. */
export const MOST_ABOUT_USERS = 100_000;

const UNASKED = say`So much is wrong with the users up to this line that those after it are not looked at. Correct these first.`;

/** Stands beside the last finding about users. */
export function usersLeftOut({ at, rule, severity }: ShownFinding): Finding {
	return { rule, severity, at, message: english(UNASKED), words: UNASKED, related: [], fixes: [] };
}

/** A message is longer only where somebody has given something a name that nobody reads to its end. */
const LONG = 4000;
const LONGEST_NAME = 100;

/** The findings with messages that a screen can show; to be called once secrets are masked, since a part of one would not be recognized. */
export function withShortNames<F extends ShownFinding>(findings: readonly F[]): readonly F[] {
	const isLong = (finding: F) =>
		finding.message.length > LONG ||
		finding.related.some(({ message }) => message.length > LONG) ||
		fixesOf(finding).some(({ title }) => title.length > LONG);
	return findings.some(isLong) ? findings.map((finding) => (isLong(finding) ? shortened(finding) : finding)) : findings;
}

function shortened<F extends ShownFinding>(finding: F): F {
	const related = finding.related.map((other) => ({ ...other, ...shortWords(other.words) }));
	const fixes = fixesOf(finding).map((fix): FoundFix => {
		const { words, message: title } = shortWords(fix.words);
		return { ...fix, words, title };
	});
	return { ...finding, ...shortWords(finding.words), related, ...(fixes.length > 0 && { fixes }) };
}

function fixesOf(finding: ShownFinding | Finding): readonly FoundFix[] {
	return "fixes" in finding ? finding.fixes : [];
}

function shortWords(given: Words): { readonly words: Words; readonly message: string } {
	const cut = (text: string) => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}...` : text);
	const words = typeof given === "string" ? cut(given) : given.withArgs(cut);
	return { words, message: english(words) };
}
