// model/acl: words to rules. A selector may be spread over several words; how far it reaches differs by release and place.
import { MOST_WORDS } from "../../syntax/splitConfig";
import type { Word } from "../../syntax/tree";
import { splitArguments } from "./arguments";
import type { AclDialect } from "./dialect";
import type { AclToken } from "./types";

/** The rules of one user, spans relative to the line. */
export interface RuleList {
	readonly tokens: readonly AclToken[];
	/** Position of the token whose parenthesis is never closed; it is the last one and reaches to the end of the line. */
	readonly unmatched?: number;
}

/** Of the words of a `user` line in redis.conf, those after the name. */
export function rulesOfWords(words: readonly Word[], dialect: AclDialect): RuleList {
	return merge(
		words.map(({ value, start, end, quote }) => ({ text: value, start, end, exact: quote === "none" })),
		dialect,
	);
}

/** Of the arguments of ACL SETUSER after the name. Spans count in the arguments joined by single spaces. */
export function rulesOfArguments(words: readonly string[], dialect: AclDialect): RuleList {
	let start = 0;
	const pieces = words.map((text) => {
		const piece = { text, start, end: start + text.length, exact: true };
		start = piece.end + 1;
		return piece;
	});
	return merge(pieces, dialect);
}

/** Of a line of an ACL file, from UTF-16 offset `from`: every single space ends a word, then tabs and carriage returns around a rule go. */
export function rulesOfAclLine(line: string, from: number, end: number, dialect: AclDialect): RuleList {
	const pieces: Piece[] = [];
	for (let at = from; at <= end; ) {
		const space = line.indexOf(" ", at);
		const stop = space === -1 || space > end || pieces.length >= MOST_WORDS ? end : space;
		pieces.push({ text: line.slice(at, stop), start: at, end: stop, exact: true });
		at = stop + 1;
	}
	const { tokens, ...rest } = merge(pieces, dialect);
	return { tokens: tokens.map((token) => trimmed(token, dialect)), ...rest };
}

interface Piece extends AclToken {
	/** Its text stands in the line as it is, without quotes or escapes. */
	readonly exact: boolean;
}

function merge(pieces: readonly Piece[], dialect: AclDialect): RuleList {
	if (!dialect.selectors) return { tokens: pieces.map(plain) };
	const tokens: AclToken[] = [];
	let open: Piece[] | undefined;
	for (const piece of pieces) {
		const opens = piece.text.startsWith("(") && !piece.text.endsWith(")");
		if (opens && (open === undefined || dialect.parenthesisRestarts)) {
			open = [piece];
		} else if (open !== undefined) {
			open.push(piece);
			if (piece.text.endsWith(")")) {
				tokens.push(selector(open, dialect));
				open = undefined;
			}
		} else {
			tokens.push(isSelector(piece.text) ? selector([piece], dialect) : plain(piece));
		}
	}
	if (open === undefined) return { tokens };
	const { start } = open[0] as Piece;
	const { end } = open.at(-1) as Piece;
	return { tokens: [...tokens, { text: textOf(open), start, end }], unmatched: tokens.length };
}

function plain({ text, start, end }: Piece): AclToken {
	return { text, start, end };
}

/** The server joins the words of a selector by single spaces. */
function textOf(pieces: readonly Piece[]): string {
	return pieces.map((piece) => piece.text).join(" ");
}

function selector(pieces: readonly Piece[], dialect: AclDialect): AclToken {
	const text = textOf(pieces);
	const place = placesIn(pieces);
	const inner = selectorRules(text, dialect).map((rule) => ({
		text: rule.text,
		start: place(rule.start + 1, "start"),
		end: place(rule.end + 1, "end"),
	}));
	return { text, start: (pieces[0] as Piece).start, end: (pieces.at(-1) as Piece).end, inner };
}

/** The rules inside a selector, given with its parentheses. Spans count from after the opening one. Quotes that do not fit give none. */
export function selectorRules(text: string, dialect: AclDialect): readonly AclToken[] {
	return splitArguments(text.slice(1, -1), dialect) ?? [];
}

/** From offsets in the joined text to offsets in the line; inside a quoted word, to that word's ends. */
function placesIn(pieces: readonly Piece[]): (offset: number, side: "start" | "end") => number {
	let at = 0;
	let from = 0;
	return (offset, side) => {
		// Asked from the beginning to the end.
		for (; at < pieces.length; at++) {
			const piece = pieces[at] as Piece;
			const to = from + piece.text.length;
			if (offset <= to) return piece.exact ? piece.start + (offset - from) : piece[side];
			from = to + 1;
		}
		return (pieces.at(-1) as Piece).end;
	};
}

function trimmed(token: AclToken, dialect: AclDialect): AclToken {
	const { text } = token;
	let first = 0;
	let last = text.length;
	while (first < last && isTrimmed(text.charCodeAt(first))) first++;
	while (last > first && isTrimmed(text.charCodeAt(last - 1))) last--;
	if (first === 0 && last === text.length) return token;
	const piece = { text: text.slice(first, last), start: token.start + first, end: token.start + last };
	return dialect.selectors && isSelector(piece.text) ? selector([{ ...piece, exact: true }], dialect) : piece;
}

export function isSelector(text: string): boolean {
	return text.startsWith("(") && text.endsWith(")");
}

function isTrimmed(code: number): boolean {
	return code === 0x09 || code === 0x0d;
}
