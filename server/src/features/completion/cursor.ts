// features: where among the words of a line the cursor stands.
import type { Span } from "../../base/span";
import type { Line, Word } from "../../syntax/tree";

export interface Cursor {
	/** Position of the word that is typed, among the words of the line. */
	readonly index: number;
	/** What stands before the cursor in that word, without an opening quote. */
	readonly typed: string;
	/** Undefined where a new word begins. */
	readonly word: Word | undefined;
	/** The words before it. */
	readonly before: readonly string[];
	/** Words follow behind it. */
	readonly isLast: boolean;
	readonly insert: Span;
	readonly replace: Span;
}

export function cursorIn({ text, words }: Line, character: number): Cursor {
	const index = words.findIndex(({ end }) => character <= end);
	const candidate = words[index];
	const word = candidate && candidate.start <= character ? candidate : undefined;
	const position = index === -1 ? words.length : index;
	const quoted = word !== undefined && /^["']/.test(text.slice(word.start)) && character > word.start;
	const start = word ? word.start + (quoted ? 1 : 0) : character;
	return {
		index: position,
		typed: text.slice(start, character),
		word,
		before: words.slice(0, position).map(({ value }) => value),
		isLast: position >= words.length - (word ? 1 : 0),
		insert: { start, end: character },
		replace: { start, end: word ? Math.max(character, endOf(text, word, start)) : character },
	};
}

/** Of a word whose value begins behind a quote: before the closing one, where there is one. */
function endOf(text: string, word: Word, start: number): number {
	const closed = start > word.start && word.end - word.start > 1 && text[word.end - 1] === text[word.start];
	return closed ? word.end - 1 : word.end;
}

/** More than anybody looks through. */
const MOST = 500;

/** Of very many things those that go on from what is typed; the next letter may bring others. */
export function firstOf<T>(
	all: () => Iterable<T>,
	typed: string,
	nameOf: (one: T) => string,
): { readonly shown: readonly T[]; readonly isIncomplete?: true } {
	const first = upTo(MOST + 1, all());
	if (first.length <= MOST) return { shown: first };
	const begin = typed.toLowerCase();
	const fits = (one: T) => nameOf(one).slice(0, begin.length).toLowerCase() === begin;
	return { shown: begin === "" ? first.slice(0, MOST) : upTo(MOST, all(), fits), isIncomplete: true };
}

function upTo<T>(most: number, all: Iterable<T>, fits: (one: T) => boolean = () => true): T[] {
	const found: T[] = [];
	for (const one of all) {
		if (fits(one)) found.push(one);
		if (found.length >= most) break;
	}
	return found;
}

/** Only what follows the last of some separators is being typed: a part of a path, a flag, a suite. */
export function lastPart(cursor: Cursor, separators: RegExp): Pick<Cursor, "typed" | "insert" | "replace"> & { readonly head: string } {
	const at = cursor.typed.split("").findLastIndex((char) => separators.test(char)) + 1;
	return {
		head: cursor.typed.slice(0, at),
		typed: cursor.typed.slice(at),
		insert: { start: cursor.insert.start + at, end: cursor.insert.end },
		replace: { start: cursor.insert.start + at, end: cursor.insert.end },
	};
}
