// model/acl: the words inside a selector. The server splits them like a command typed by hand: quotes and escapes count there.
import type { Span } from "../../base/span";

/** A word, and where it stands in the text it was split from, quotes included. */
export interface Argument extends Span {
	readonly text: string;
}

/** Undefined where quotes do not fit: the server then takes the selector as empty. `joinsAfterQuote`: text after a closing quote goes on with the word. */
export function splitArguments(text: string, options: { readonly joinsAfterQuote: boolean }): Argument[] | undefined {
	const found: Argument[] = [];
	let at = 0;
	for (;;) {
		while (at < text.length && isSpace(text.charCodeAt(at))) at++;
		if (at >= text.length || text[at] === "\0") return found;
		const start = at;
		let word = "";
		while (at < text.length && !endsWord(text.charCodeAt(at))) {
			const quote = text[at];
			if (quote !== '"' && quote !== "'") {
				const from = at++;
				while (at < text.length && !endsPlain(text.charCodeAt(at))) at++;
				word += text.slice(from, at);
				continue;
			}
			const part = quote === '"' ? doubleQuoted(text, at + 1) : singleQuoted(text, at + 1);
			if (part === undefined) return undefined;
			word += part.text;
			at = part.end;
			if (at >= text.length || isSpace(text.charCodeAt(at))) break;
			if (!options.joinsAfterQuote) return undefined;
		}
		found.push({ text: word, start, end: at });
	}
}

interface Quoted {
	readonly text: string;
	/** After the closing quote. */
	readonly end: number;
}

function doubleQuoted(text: string, from: number): Quoted | undefined {
	let word = "";
	for (let at = from; at < text.length; at++) {
		const char = text[at] as string;
		if (char === '"') return { text: word, end: at + 1 };
		if (char !== "\\" || at + 1 >= text.length) {
			const from = at;
			while (at + 1 < text.length && !isQuoteOrBackslash(text.charCodeAt(at + 1))) at++;
			word += text.slice(from, at + 1);
			continue;
		}
		const hex = /^x([0-9a-fA-F]{2})/.exec(text.slice(at + 1, at + 4));
		if (hex) {
			word += String.fromCharCode(Number.parseInt(hex[1] as string, 16));
			at += 3;
		} else {
			const escaped = text[++at] as string;
			word += ESCAPES[escaped] ?? escaped;
		}
	}
	return undefined;
}

function singleQuoted(text: string, from: number): Quoted | undefined {
	let word = "";
	for (let at = from; at < text.length; at++) {
		if (text[at] === "'") return { text: word, end: at + 1 };
		if (text[at] === "\\" && text[at + 1] === "'") at++;
		const from = at;
		while (at + 1 < text.length && !isQuoteOrBackslash(text.charCodeAt(at + 1))) at++;
		word += text.slice(from, at + 1);
	}
	return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", a: "\x07" };

function isSpace(code: number): boolean {
	return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isQuoteOrBackslash(code: number): boolean {
	return code === 0x22 || code === 0x27 || code === 0x5c;
}

function endsPlain(code: number): boolean {
	return code === 0x22 || code === 0x27 || endsWord(code);
}

/** Vertical tab and form feed do not end a word that has begun. */
function endsWord(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0;
}
