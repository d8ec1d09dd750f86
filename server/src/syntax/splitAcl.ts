// syntax: one line of an ACL file, split as the server does it: at every single space, without quotes or escapes.
import type { Line, Word } from "./tree";

/** Splits one line, given without its line feed. Two spaces in a row give an empty word between them. */
export function splitAclLine(text: string): Line {
	let start = 0;
	let end = text.length;
	while (start < end && isTrimmed(text.charCodeAt(start))) start++;
	while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
	if (start === end) return { kind: "blank", text, words: [] };
	const words: Word[] = [];
	for (let at = start; ; ) {
		let space = text.indexOf(" ", at);
		if (space === -1 || space > end) space = end;
		words.push(trimmedWord(text, at, space));
		if (space === end) break;
		at = space + 1;
	}
	const kind = text[start] === "#" ? "comment" : "words";
	const nul = text.indexOf("\0");
	if (nul === -1) return { kind, text, words };
	return { kind, text, words, error: { code: "nul", start: nul, end: nul + 1 } };
}

/** Tabs at either end of a word are dropped by the server; inside it they are part of the word. */
function trimmedWord(text: string, from: number, to: number): Word {
	let start = from;
	let end = to;
	while (start < end && isTrimmed(text.charCodeAt(start))) start++;
	while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
	return { start, end, value: text.slice(start, end), quote: "none" };
}

function isTrimmed(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0d;
}
