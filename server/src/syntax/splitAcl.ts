// syntax: one line of an ACL file, split as the server does it: at every single space, without quotes or escapes.
import type { Line, LineError, Word } from "./tree";

/**
 * Splits one line, given without its line feed. Two spaces in a row give an empty word between them. The words are found when they are
 * first asked for: most lines of a large file are never looked at word by word.
 */
export function splitAclLine(text: string): Line {
	const start = firstKept(text, 0, text.length);
	if (start === text.length) return { kind: "blank", text, words: NO_WORDS };
	return new AclLine(text, text.charCodeAt(start) === HASH ? "comment" : "words", start);
}

class AclLine implements Line {
	declare readonly error?: LineError;
	private found: readonly Word[] | undefined;

	constructor(
		readonly text: string,
		readonly kind: "comment" | "words",
		private readonly start: number,
	) {
		const nul = text.indexOf("\0");
		if (nul !== -1) this.error = { code: "nul", start: nul, end: nul + 1 };
	}

	get words(): readonly Word[] {
		this.found ??= splitWords(this.text, this.start);
		return this.found;
	}
}

function splitWords(text: string, start: number): Word[] {
	const end = lastKept(text, start, text.length);
	const words: Word[] = [];
	for (let at = start; ; ) {
		let space = text.indexOf(" ", at);
		if (space === -1 || space > end) space = end;
		words.push(trimmedWord(text, at, space));
		if (space === end) return words;
		at = space + 1;
	}
}

/** Tabs at either end of a word are dropped by the server; inside it they are part of the word. */
function trimmedWord(text: string, from: number, to: number): Word {
	const start = firstKept(text, from, to);
	const end = lastKept(text, start, to);
	return { start, end, value: text.slice(start, end), quote: "none" };
}

function firstKept(text: string, from: number, to: number): number {
	let at = from;
	while (at < to && isTrimmed(text.charCodeAt(at))) at++;
	return at;
}

function lastKept(text: string, from: number, to: number): number {
	let at = to;
	while (at > from && isTrimmed(text.charCodeAt(at - 1))) at--;
	return at;
}

function isTrimmed(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0d;
}

const HASH = 0x23;
const NO_WORDS: readonly Word[] = [];
