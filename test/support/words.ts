// support: finds words of ours that no translation would reach.
import { Text, type Words } from "../../server/src/base/say";

const ENGLISH =
	/\b(?:the|is|are|of|to|with|which|that|and|or|by|it|this|from|not|has|have|may|can|no|in|on|more|others?|anybody|everybody) [a-z]+\b/;

/** Sentences with words that stay as they are: what a server prints, and what the facts about flaws say. */
const QUOTING: ReadonlySet<string> = new Set([
	' The server says: "{0}"',
	"{0} has a known flaw: {1}.",
	"{0} has a known flaw ({1}): {2}.",
	"{0} has known flaws ({1}). The worst: {2}.",
]);

/** Texts in the places of values that are sentences of ours, and whole texts that are not marked as words. */
export function unsaid(words: Words): string[] {
	if (!(words instanceof Text)) return words === "" ? [] : [words];
	if (QUOTING.has(words.id)) return [];
	return words.args.flatMap((arg) => (arg instanceof Text ? unsaid(arg) : typeof arg === "string" && ENGLISH.test(arg) ? [arg] : []));
}
