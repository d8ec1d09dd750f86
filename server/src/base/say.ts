// base: words for people that can be said in another language. English stands in the source; a bundle of translations is applied where they are shown.

/** What stands in a placeholder: a value of the person's, or other words. */
export type Argument = string | number | bigint | Text;

/** Words for people. A plain string is shown as it is in every language. */
export type Words = string | Text;

/**
 * A sentence with its values kept apart. Where it meets a string, it is its own English.
 * Immutable; its id is the English with "{0}", "{1}" in place of the values.
 */
export class Text {
	constructor(
		/** One more than arguments: what stands before, between and after them. */
		private readonly parts: readonly string[],
		readonly args: readonly Argument[],
	) {}

	/** The key in a bundle. */
	get id(): string {
		let id = ids.get(this.parts);
		if (id === undefined) {
			id = this.parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
			ids.set(this.parts, id);
		}
		return id;
	}

	toString(): string {
		const { parts, args } = this;
		let english = parts[0] ?? "";
		for (let index = 0; index < args.length; index++) english += `${args[index]}${parts[index + 1] ?? ""}`;
		return english;
	}

	toJSON(): string {
		return this.toString();
	}

	/** The same sentence with other values; those within values included. */
	withArgs(change: (arg: string) => string): Text {
		return new Text(
			this.parts,
			this.args.map((arg) => (arg instanceof Text ? arg.withArgs(change) : typeof arg === "string" ? change(arg) : arg)),
		);
	}
}

/** The parts of a template are one object for each place in the source. */
const ids = new WeakMap<readonly string[], string>();

/** say`The user ${name} may run ${count} commands.` */
export function say(parts: TemplateStringsArray, ...args: readonly Argument[]): Text {
	return new Text(parts, args);
}

/** Whole sentences, one after the other; those that are empty or not there are left out. */
export function sentences(...all: readonly (Words | undefined)[]): Words {
	const said = all.filter((one): one is Words => one !== undefined && one !== "");
	return said.length === 0 ? "" : said.reduce((before, next) => say`${before} ${next}`);
}

/** Things in a row, such as names: "a, b, c". */
export function listed(items: readonly Argument[]): Words {
	return rowOf(items, (before, next) => say`${before}, ${next}`);
}

/** "a, b and c". */
export function listedWithAnd(items: readonly Argument[]): Words {
	const last = items.at(-1);
	return items.length < 2 || last === undefined ? listed(items) : say`${listed(items.slice(0, -1))} and ${last}`;
}

/** "a, b or c". */
export function listedWithOr(items: readonly Argument[]): Words {
	const last = items.at(-1);
	return items.length < 2 || last === undefined ? listed(items) : say`${listed(items.slice(0, -1))} or ${last}`;
}

/** "a or b or c". */
export function listedWithEachOr(items: readonly Argument[]): Words {
	return rowOf(items, (before, next) => say`${before} or ${next}`);
}

/** Parts that no language joins otherwise, such as the lines of Markdown. */
export function joined(parts: readonly Argument[], separator: string): Text {
	return new Text(["", ...parts.map((_, index) => (index === parts.length - 1 ? "" : separator))], parts);
}

/** The English, as it stands in the source. */
export function english(words: Words): string {
	return words.toString();
}

/** Translations by id. */
export type Bundle = ReadonlyMap<string, string>;

/** For English. */
export const NO_BUNDLE: Bundle = new Map();

/** The words in the language of the bundle; what it lacks stays English. */
export function translated(words: Words, bundle: Bundle): string {
	if (typeof words === "string" || bundle.size === 0) return words.toString();
	const pattern = bundle.get(words.id) ?? words.id;
	const row = ROW.exec(pattern);
	const args = row ? rowIn(words) : words.args;
	const values = args.map(
		(arg): Piece => (arg instanceof Text ? { text: translated(arg, bundle), isOurs: true } : { text: String(arg), isOurs: false }),
	);
	if (row) return together(values.flatMap((value, index) => (index === 0 ? [value] : [{ text: row[1] as string, isOurs: true }, value])));
	return together(
		pattern
			.split(/(\{\d+\})/)
			.map((text) => (PLACEHOLDER.test(text) ? values[Number(text.slice(1, -1))] : undefined) ?? { text, isOurs: true }),
	);
}

/** Two things with a sign or a word between them. */
const ROW = /^\{0\}([^{}]+)\{1\}$/;
const PLACEHOLDER = /^\{\d+\}$/;

/** A row is nested as deep as it is long: what stands in it, in order. */
function rowIn(words: Text): Argument[] {
	const items: Argument[] = [];
	let inner: Argument = words;
	while (inner instanceof Text && inner.id === words.id && inner.args.length === 2) {
		items.push(inner.args[1] as Argument);
		inner = inner.args[0] as Argument;
	}
	return [...items, inner].reverse();
}

/**
 * A bundle of foreign contents: an object of texts by id. Left out is what is no text, and what has other placeholders than its id,
 * since it would lose or repeat a value.
 */
export function readBundle(contents: unknown): Bundle {
	const bundle = new Map<string, string>();
	if (typeof contents !== "object" || contents === null) return bundle;
	for (const [id, text] of Object.entries(contents)) {
		if (typeof text === "string" && placeholders(id) === placeholders(text)) bundle.set(id, text);
	}
	return bundle;
}

/** "{0} {2}": the placeholders of a pattern in order of number, as one text. */
export function placeholders(pattern: string): string {
	if (!pattern.includes("{")) return "";
	return [...pattern.matchAll(/\{\d+\}/g)]
		.map(([placeholder]) => placeholder)
		.sort()
		.join(" ");
}

interface Piece {
	readonly text: string;
	/** Not what a person wrote. */
	readonly isOurs: boolean;
}

/**
 * The pieces of a sentence. In Chinese the space between two depends on what meets: none between its own signs or beside its punctuation,
 * one between a sign and a Latin word. What a person wrote keeps its spaces.
 */
function together(pieces: readonly Piece[]): string {
	const texts: string[] = [];
	let before: Piece | undefined;
	for (const piece of pieces) {
		if (piece.text === "") continue;
		if (piece.text === " " && before) {
			// The space belongs to what stands before it.
			texts.push(`${texts.pop() ?? ""} `);
			before = { text: `${before.text.slice(-1)} `, isOurs: before.isOurs };
			continue;
		}
		const gap = before ? gapBetween(before, piece) : "as it is";
		if (gap === "none") texts.push((texts.pop() ?? "").trimEnd(), piece.text.trimStart());
		else texts.push(gap === "one" ? ` ${piece.text}` : piece.text);
		before = piece;
	}
	return texts.join("");
}

function gapBetween(before: Piece, after: Piece): "as it is" | "none" | "one" {
	const [end, start] = [before.text, after.text];
	const spaces = Number(end.endsWith(" ")) + Number(start.startsWith(" "));
	const left = end.charAt(end.length - (end.endsWith(" ") ? 2 : 1));
	const right = start.charAt(start.startsWith(" ") ? 1 : 0);
	if (left === "" || right === "" || !(CHINESE.test(left) || CHINESE.test(right))) return "as it is";
	if (STOPS.test(left) || STOPS.test(right)) return spaces === 1 ? "none" : "as it is";
	if (CHINESE.test(left) && CHINESE.test(right)) return spaces === 1 && before.isOurs && after.isOurs ? "none" : "as it is";
	return spaces === 0 && (LATIN.test(left) || LATIN.test(right)) ? "one" : "as it is";
}

const STOPS = /[，。：；、！？（）]/;
const CHINESE = /[\u4e00-\u9fff，。：；、！？（）]/;
const LATIN = /[A-Za-z0-9"`+~&@%#/-]/;

function rowOf(items: readonly Argument[], join: (before: Argument, next: Argument) => Text): Words {
	const [first = "", ...rest] = items;
	const row = rest.reduce<Argument>(join, first);
	return row instanceof Text ? row : String(row);
}
