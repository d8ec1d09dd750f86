// features: the outline of a document, and what is found by name in a whole workspace. Never a secret.
import { MASK } from "../../base/mask";
import type { Position, Span } from "../../base/span";
import type { Knowledge } from "../../knowledge/types";
import { maskLine, shownName } from "../../lint/mask";
import type { TextFile } from "../../model/types";
import type { Line, Word } from "../../syntax/tree";
import { sectionsOf } from "./sections";

export interface DocumentSymbol {
	readonly name: string;
	readonly detail?: string;
	readonly kind: "section" | "directive" | "file" | "user" | "primary";
	readonly start: Position;
	readonly end: Position;
	/** What is selected: the name. On the line of `start`. */
	readonly nameAt: Span;
	readonly children: readonly DocumentSymbol[];
}

/** More than anybody scrolls through; a file of 100,000 users would freeze the outline. */
const MOST = 5000;

/** Sections hold the lines below their heading. */
export function documentSymbols(file: TextFile, knowledge: Knowledge): DocumentSymbol[] {
	const lines = [...symbolsOfLines(file, knowledge)];
	const sections = sectionsOf(file.tree).slice(0, MOST);
	const [first] = sections;
	if (!first) return lines;
	const upTo = (line: number, from: number) => {
		let next = from;
		for (let symbol = lines[next]; symbol && symbol.start.line <= line; symbol = lines[next]) next++;
		return next;
	};
	let done = upTo(first.start, 0);
	const before = lines.slice(0, done);
	const nested = sections.map(({ start, end, titleAt }): DocumentSymbol => {
		const from = done;
		done = upTo(end, from);
		return {
			name: shownPart(file.tree.line(start), titleAt, file, knowledge),
			kind: "section",
			start: { line: start, character: 0 },
			end: { line: end, character: lengthOf(file, end) },
			nameAt: titleAt,
			children: lines.slice(from, done),
		};
	});
	return [...before, ...nested];
}

/** Users, primaries, sections, and directives, whose names hold these letters in this order. */
export function workspaceSymbols(file: TextFile, knowledge: Knowledge, query: string): DocumentSymbol[] {
	const found: DocumentSymbol[] = [];
	const letters = query.toLowerCase();
	const add = (symbol: DocumentSymbol) => {
		const isWanted = letters === "" ? symbol.kind !== "directive" : holds(`${symbol.name} ${symbol.kind}`.toLowerCase(), letters);
		if (isWanted) found.push(symbol);
		for (const child of symbol.children) add(child);
	};
	for (const symbol of documentSymbols(file, knowledge)) add(symbol);
	return found;
}

function* symbolsOfLines(file: TextFile, knowledge: Knowledge): Iterable<DocumentSymbol> {
	let count = 0;
	for (const [number, line] of file.tree.lines.entries()) {
		if (count >= MOST) return;
		if (line.kind !== "words") continue;
		const symbol = file.kind === "acl" ? user(line, number) : directive(line, number, file, knowledge);
		if (!symbol) continue;
		count++;
		yield symbol;
	}
}

function directive(line: Line, number: number, file: TextFile, knowledge: Knowledge): DocumentSymbol | undefined {
	const { words } = line;
	const [first, second, third] = words;
	if (!first) return undefined;
	const name = first.value.toLowerCase();
	if (name === "user") return user(line, number);
	if (name === "sentinel" && second?.value.toLowerCase() === "monitor" && third) {
		return symbolOf(line, number, "primary", third.value, third, shownFrom(line, 3, file, knowledge));
	}
	// A word that Sentinel does not know may be anything: it is shown as other arguments are.
	const own = name === "sentinel" && second ? `sentinel ${second.value.toLowerCase()}` : undefined;
	if (own !== undefined && second && knowledge.text(own)) {
		return symbolOf(line, number, "directive", own, second, shownFrom(line, 2, file, knowledge));
	}
	// Of a line that no release knows nobody knows either whether it holds a secret.
	const detail = knowledge.history(name) ? shownFrom(line, 1, file, knowledge) : undefined;
	return symbolOf(line, number, name === "include" ? "file" : "directive", nameOf(line, first, file, knowledge), first, detail);
}

/** What no directive is called may be a line of something else, such as a key. */
function nameOf(line: Line, first: Word, file: TextFile, knowledge: Knowledge): string {
	const shown = shownPart(line, first, file, knowledge);
	return (shown.includes(MASK) ? shown : first.value).split(/[=:]/, 1)[0] || MASK;
}

function user(line: Line, number: number): DocumentSymbol | undefined {
	const [first, name] = line.words;
	if (first?.value.toLowerCase() !== "user" || !name) return undefined;
	return symbolOf(line, number, "user", shownName(name.value), name, undefined);
}

function symbolOf(
	line: Line,
	number: number,
	kind: DocumentSymbol["kind"],
	name: string,
	at: Span,
	detail: string | undefined,
): DocumentSymbol {
	return {
		// A name may not be empty.
		name: name.trim() === "" ? '""' : name,
		kind,
		...(detail !== undefined && detail !== "" && { detail }),
		start: { line: number, character: line.words[0]?.start ?? 0 },
		end: { line: number, character: line.words.at(-1)?.end ?? line.text.length },
		nameAt: { start: at.start, end: at.end },
		children: [],
	};
}

function shownPart(line: Line | undefined, at: Span, file: TextFile, knowledge: Knowledge): string {
	if (!line) return "";
	const { text, place } = maskLine(line, file.kind, knowledge);
	const { start, end } = place(at);
	return text.slice(start, end);
}

function shownFrom(line: Line, index: number, file: TextFile, knowledge: Knowledge): string {
	const word = line.words[index];
	if (!word) return "";
	const { text, place } = maskLine(line, file.kind, knowledge);
	const shown = text.slice(place(word).start).trim();
	return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}

function lengthOf({ tree }: TextFile, line: number): number {
	return tree.line(line)?.text.replace(/\r$/, "").length ?? 0;
}

function holds(text: string, letters: string): boolean {
	let at = 0;
	for (const letter of letters) {
		at = text.indexOf(letter, at) + 1;
		if (at === 0) return false;
	}
	return true;
}
