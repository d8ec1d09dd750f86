// syntax: one line of redis.conf or sentinel.conf, split into words as the server does it (seen with Redis 6.0 to 8.6 and Valkey 7.2 to 9.1).
import type { Line, LineError, Quote, Word } from "./tree";

/** Splits one line, given without its line feed. */
export function splitConfigLine(text: string): Line {
	let first = 0;
	while (isTrimmed(text.charCodeAt(first))) first++;
	if (first >= text.length) return { kind: "blank", text, words: NO_WORDS };
	if (text[first] === "#") return { kind: "comment", text, words: NO_WORDS };
	return new Splitter(text, first).split();
}

const NO_WORDS: readonly Word[] = [];

class Splitter {
	private readonly words: Word[] = [];
	private readonly end: number;
	private error: LineError | undefined;

	constructor(
		private readonly text: string,
		private at: number,
	) {
		let end = text.length;
		while (isTrimmed(text.charCodeAt(end - 1))) end--;
		const nul = text.indexOf("\0");
		if (nul !== -1 && nul < end) {
			this.error = { code: "nul", start: nul, end: nul + 1 };
			end = nul;
		}
		this.end = end;
	}

	split(): Line {
		const { text, words } = this;
		for (;;) {
			while (this.at < this.end && isSpace(text.charCodeAt(this.at))) this.at++;
			if (this.at >= this.end) break;
			if (words.length < MOST_WORDS) this.word();
			else this.rest();
		}
		return this.error ? { kind: "words", text, words, error: this.error } : { kind: "words", text, words };
	}

	private rest(): void {
		const start = this.at;
		this.at = this.end;
		this.words.push({ start, end: this.end, value: this.text.slice(start, this.end), quote: "mixed" });
	}

	private word(): void {
		const start = this.at;
		let value = "";
		let quote: Quote = "none";
		let highBytes = false;
		while (this.at < this.end) {
			const code = this.text.charCodeAt(this.at);
			if (code === DOUBLE || code === SINGLE) {
				quote = quote === "none" && this.at === start ? (code === DOUBLE ? "double" : "single") : "mixed";
				const part = code === DOUBLE ? this.doubleQuoted() : this.singleQuoted();
				value += part.value;
				highBytes ||= part.highBytes;
				if (this.at >= this.end || isSpace(this.text.charCodeAt(this.at))) break;
				this.error ??= { code: "text-after-quote", start: this.at, end: this.endOfText() };
				quote = "mixed";
				continue;
			}
			if (endsWord(code)) break;
			const from = this.at++;
			while (this.at < this.end && !endsPlain(this.text.charCodeAt(this.at))) this.at++;
			value += this.text.slice(from, this.at);
		}
		this.words.push(highBytes ? { start, end: this.at, value, quote, highBytes } : { start, end: this.at, value, quote });
	}

	private doubleQuoted(): { value: string; highBytes: boolean } {
		const open = this.at++;
		let value = "";
		let highBytes = false;
		while (this.at < this.end) {
			const char = this.text[this.at] as string;
			if (char === '"') {
				this.at++;
				return { value, highBytes };
			}
			if (char === "\\" && this.at + 1 < this.end) {
				const hex = /^x([0-9a-fA-F]{2})/.exec(this.text.slice(this.at + 1, Math.min(this.at + 4, this.end)));
				if (hex) {
					const byte = Number.parseInt(hex[1] as string, 16);
					highBytes ||= byte > 0x7f;
					value += String.fromCharCode(byte);
					this.at += 4;
				} else {
					const escaped = this.text[this.at + 1] as string;
					value += ESCAPES[escaped] ?? escaped;
					this.at += 2;
				}
				continue;
			}
			value += this.plain(DOUBLE);
		}
		this.error ??= { code: "unclosed-quote", start: open, end: this.end };
		return { value, highBytes };
	}

	private singleQuoted(): { value: string; highBytes: boolean } {
		const open = this.at++;
		let value = "";
		while (this.at < this.end) {
			const char = this.text[this.at] as string;
			if (char === "'") {
				this.at++;
				return { value, highBytes: false };
			}
			if (char === "\\" && this.at + 1 < this.end && this.text[this.at + 1] === "'") {
				value += "'";
				this.at += 2;
				continue;
			}
			value += this.plain(SINGLE);
		}
		this.error ??= { code: "unclosed-quote", start: open, end: this.end };
		return { value, highBytes: false };
	}

	/** The character here, whatever it is, and those after it up to a backslash or this quote: a text put together from single ones takes much memory. */
	private plain(quote: number): string {
		const from = this.at++;
		for (; this.at < this.end; this.at++) {
			const code = this.text.charCodeAt(this.at);
			if (code === quote || code === BACKSLASH) break;
		}
		return this.text.slice(from, this.at);
	}

	private endOfText(): number {
		let end = this.at;
		while (end < this.end && !isSpace(this.text.charCodeAt(end))) end++;
		return end;
	}
}

const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKSLASH = 0x5c;

/** Of one line. What is behind so many words is taken as one more: no server is set up like that, and each word takes memory. */
export const MOST_WORDS = 250_000;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", a: "\x07" };

/** Taken off both ends of a line. */
function isTrimmed(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0d;
}

/** Ends a word. Vertical tab and form feed do not: they only count as space before a word and after a quote. */
function endsWord(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0d;
}

/** Ends a stretch of characters that stand for themselves. */
function endsPlain(code: number): boolean {
	return code === DOUBLE || code === SINGLE || endsWord(code);
}

function isSpace(code: number): boolean {
	return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
