// model: characters that nobody sees, or that change the order in which text is shown. The server takes them as parts of words.
import { say, type Words } from "../base/say";
import { inLines, inLinesWithWords, isPlain } from "../syntax/blocks";
import type { Line } from "../syntax/tree";
import type { Problem, Snapshot } from "./types";

/** What such a character is to a person. */
interface Hidden {
	readonly pattern: RegExp;
	readonly what: Words;
}

/** By their kind in Unicode: first those that a person can name. */
const KINDS: readonly Hidden[] = [
	{ pattern: /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/, what: say`turns the order of the text around it` },
	{ pattern: /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/, what: say`looks like a space and is none to the server` },
	{ pattern: /[\u2028\u2029\x85]/, what: say`looks like the end of the line and is none to the server` },
	{ pattern: /[\uD800-\uDFFF]/u, what: say`is half of a character` },
	{ pattern: /[\x01-\x08\x0E-\x1F\x7F-\x9F]/, what: say`is a control character` },
];

/** What Unicode calls ignorable, halves of characters, ends of lines and spaces of other kinds, and control characters. */
const HIDDEN =
	/[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Zl}\p{Zp}\xA0\u2000-\u200A\u202F\u205F\u3000\uFFF9-\uFFFB\x01-\x08\x0E-\x1F\x7F-\x9F]/u;

const NOT_PLAIN = /[^\t-\r -~]/;

const inUsers = inLines(firstHidden, (block) => !isPlain(block) && NOT_PLAIN.test(block.text) && HIDDEN.test(block.text));
const inDirectives = inLinesWithWords(firstHidden);

function firstHidden({ kind, text }: Line): { readonly start: number; readonly character: string } | undefined {
	// Most lines are plain, which is seen much sooner.
	if (kind !== "words" || !NOT_PLAIN.test(text)) return undefined;
	// A byte order mark before the first word has a finding of its own.
	const from = text.startsWith("\uFEFF") ? 1 : 0;
	const match = HIDDEN.exec(text.slice(from));
	return match ? { start: from + match.index, character: match[0] } : undefined;
}

/** The first hidden character of each line with words. A file in Latin-1 is left out: there such bytes are letters of another table. */
export function hiddenCharacters({ files }: Snapshot): Problem[] {
	const problems: Problem[] = [];
	for (const file of files.values()) {
		if (file.state !== "text" || file.latin1) continue;
		const hiddenIn = file.kind === "acl" ? inUsers : inDirectives;
		for (const [line, { start, character }] of hiddenIn(file.tree)) {
			problems.push({
				code: "hidden-characters",
				at: { file: file.uri, line, start, end: start + character.length },
				message: say`The character ${nameOf(character)} here ${whatOf(character)}. The server takes it as a part of the word, so a name or password is not what it looks like. Take it out, or type the word again.`,
				effect: "misread",
			});
		}
	}
	return problems;
}

/** The text as it looks: without the hidden characters, and with plain spaces. */
export function asItLooks(text: string): string {
	return text.replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, " ").replace(new RegExp(HIDDEN.source, "gu"), "");
}

function nameOf(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function whatOf(character: string): Words {
	return KINDS.find(({ pattern }) => pattern.test(character))?.what ?? say`cannot be seen`;
}
