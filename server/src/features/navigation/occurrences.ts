// features: names that stand in several places, and where: users, monitored primaries, renamed commands, files, and directives that are set more than once.
import type { Place, Position, Span } from "../../base/span";
import type { ServerModel } from "../../model/server";
import { targetKey } from "../../model/statements";
import type { Statement, TextFile } from "../../model/types";
import type { Line, Word } from "../../syntax/tree";
import { type RedisDocument, wordAt } from "../document";

export interface Named {
	readonly kind: "user" | "primary" | "command" | "directive" | "file";
	/** Of a file its address, of a command and a directive its own name in lower case. */
	readonly name: string;
}

export interface NamedAt extends Named {
	/** Relative to the line. */
	readonly at: Span;
	/** Further files that the same pattern means. */
	readonly others?: readonly string[];
}

export interface Occurrence {
	readonly at: Place;
	readonly role: "definition" | "reference";
}

/** What the word at a point names; undefined where it names nothing. */
export function namedAt(document: RedisDocument, point: Position): NamedAt | undefined {
	const found = wordAt(document, point);
	if (!found) return undefined;
	const { index, line, name, word } = found;
	const at = insideQuotes(word);
	if (name === "user") {
		// Only there the server tells capitals apart.
		if (document.file.kind === "acl" && line.words[0]?.value !== "user") return undefined;
		if (index === 1) return { kind: "user", name: word.value, at };
		return index > 1 ? renamedAt(document.server, line, word, point.character) : undefined;
	}
	if (document.file.kind === "acl") return undefined;
	if (index === 0) return directiveAt(document, name, at);
	if (name === "sentinel") return sentinelName(document, line.words, index, at);
	if (name === "rename-command" && (index === 1 || index === 2))
		return { kind: "command", name: line.words[1]?.value.toLowerCase() ?? "", at };
	if (index !== 1) return undefined;
	if (USER_DIRECTIVES.has(name)) return { kind: "user", name: word.value, at };
	if (name !== "include" && name !== "aclfile") return undefined;
	const [uri, ...others] = document.server.snapshot.targets.get(targetKey(document.file.uri, point.line)) ?? [];
	return uri === undefined ? undefined : { kind: "file", name: uri, at, others };
}

/** Everywhere in what one root leads to, in order of files and lines; each place once. */
export function occurrencesOf(server: ServerModel, named: Named): Occurrence[] {
	const found = new Map<string, Occurrence>();
	for (const one of FINDERS[named.kind](server, named.name)) found.set(`${one.at.file} ${one.at.line} ${one.at.start}`, one);
	return [...found.values()].sort((a, b) => compare(a.at, b.at));
}

/** Settings that name a user. */
export const USER_DIRECTIVES: ReadonlySet<string> = new Set(["masteruser", "primaryuser"]);

const FINDERS: Readonly<Record<Named["kind"], (server: ServerModel, name: string) => Iterable<Occurrence>>> = {
	user: users,
	primary: primaries,
	command: commands,
	directive: directives,
	file: files,
};

function* users(server: ServerModel, name: string): Iterable<Occurrence> {
	for (const file of server.snapshot.files.values()) {
		if (file.state === "text" && file.kind === "acl") yield* usersOfFile(file, name);
	}
	for (const statement of server.settings.list("user")) yield* word(statement, 1, name, "definition");
	for (const directive of USER_DIRECTIVES)
		for (const statement of server.settings.list(directive)) yield* word(statement, 1, name, "reference");
	for (const statement of server.settings.list("sentinel")) {
		if (statement.words[1]?.value.toLowerCase() === "sentinel-user") yield* word(statement, 2, name, "reference");
	}
}

/** By the text alone, so that no line of a large file is taken apart. */
function* usersOfFile(file: TextFile, name: string): Iterable<Occurrence> {
	const head = `user ${name}`;
	for (const [line, { text }] of file.tree.lines.entries()) {
		const start = text.indexOf(head);
		if (start === -1 || text.slice(0, start).trim() !== "" || !/^[ \t\r]?$/.test(text.charAt(start + head.length))) continue;
		const from = start + head.length - name.length;
		yield { at: { file: file.uri, line, start: from, end: from + name.length }, role: "definition" };
	}
}

function* primaries(server: ServerModel, name: string): Iterable<Occurrence> {
	for (const statement of server.settings.list("sentinel")) {
		if (namesPrimary(server, statement.words)) {
			yield* word(statement, 2, name, statement.words[1]?.value.toLowerCase() === "monitor" ? "definition" : "reference");
		}
	}
}

function* commands(server: ServerModel, name: string): Iterable<Occurrence> {
	for (const statement of server.settings.list("rename-command")) {
		const [, command] = statement.words;
		if (command?.value.toLowerCase() === name) yield { at: placeOf(statement, command), role: "definition" };
	}
	const rule = new RegExp(`[+-]${name.replace(/[^\w]/g, "\\$&")}(?![\\w-])`, "i");
	for (const file of server.snapshot.files.values()) {
		if (file.state !== "text") continue;
		for (const [line, source] of file.tree.lines.entries()) {
			const { text, kind, words } = source;
			if (!rule.test(text) || kind !== "words" || words[0]?.value.toLowerCase() !== "user") continue;
			for (const one of words.slice(2).flatMap((word) => commandsIn(source, word))) {
				if (one.name === name) yield { at: { file: file.uri, line, start: one.start, end: one.end }, role: "reference" };
			}
		}
	}
}

/** The line in force defines it; the others have lost. */
function* directives(server: ServerModel, name: string): Iterable<Occurrence> {
	const origin = server.settings.get(name)?.origin;
	for (const statement of server.settings.list(name)) {
		const [first] = statement.words;
		const wins = origin?.from === "line" && isSame(origin.statement, statement);
		if (first) yield { at: placeOf(statement, first), role: wins ? "definition" : "reference" };
	}
}

function* files(server: ServerModel, uri: string): Iterable<Occurrence> {
	yield { at: { file: uri, line: 0, start: 0, end: 0 }, role: "definition" };
	for (const name of ["include", "aclfile"]) {
		for (const statement of server.settings.list(name)) {
			const targets = server.snapshot.targets.get(targetKey(statement.file, statement.lineNumber)) ?? [];
			const [, path] = statement.words;
			if (path && targets.includes(uri)) yield { at: placeOf(statement, path), role: "reference" };
		}
	}
}

function directiveAt({ server, file }: RedisDocument, name: string, at: Span): NamedAt | undefined {
	const known = server.world.knowledge.directives(server.world.release).find(name);
	if (!known || known.type === "instruction" || file.kind === "acl") return undefined;
	return { kind: "directive", name: known.name, at };
}

function sentinelName({ server }: RedisDocument, words: readonly Word[], index: number, at: Span): NamedAt | undefined {
	if (index !== 2) return undefined;
	const name = words[2]?.value ?? "";
	if (words[1]?.value.toLowerCase() === "sentinel-user") return { kind: "user", name, at };
	return namesPrimary(server, words) ? { kind: "primary", name, at } : undefined;
}

function namesPrimary({ world }: ServerModel, words: readonly Word[]): boolean {
	const sub = words[1]?.value.toLowerCase();
	return world.knowledge
		.sentinelDirectives(world.release)
		.some(({ name, alias, namesPrimary: names }) => names && (name === sub || alias === sub));
}

/** The command of the rule at a point, where a rename-command line speaks of it. */
function renamedAt(server: ServerModel, line: Line, word: Word, character: number): NamedAt | undefined {
	const command = commandsIn(line, word).find(({ rule }) => rule.start <= character && character <= rule.end);
	if (!command || !server.renamed.has(command.name)) return undefined;
	return { kind: "command", name: command.name, at: { start: command.start, end: command.end } };
}

interface CommandAt extends Span {
	/** In lower case: "config" for `+config|get`. */
	readonly name: string;
	readonly rule: Span;
}

/** The commands that a word of a user line grants or denies: one, or those of a selector that is quoted as a whole. */
function commandsIn({ text }: Line, { start, end }: Word): CommandAt[] {
	return Array.from(
		text.slice(start, end).matchAll(/(?<=^|[\s("'])[+-]([a-z][\w-]*)(?:\|[\w-]*)?/gi),
		({ 0: rule, 1: name = "", index }) => {
			const from = start + index;
			return { name: name.toLowerCase(), start: from + 1, end: from + 1 + name.length, rule: { start: from, end: from + rule.length } };
		},
	);
}

function* word(statement: Statement, index: number, name: string, role: Occurrence["role"]): Iterable<Occurrence> {
	const found = statement.words[index];
	if (found?.value === name) yield { at: placeOf(statement, found), role };
}

function placeOf({ file, lineNumber }: Statement, found: Word): Place {
	return { file, line: lineNumber, ...insideQuotes(found) };
}

/** A word that is quoted as a whole, without its quotes. */
export function insideQuotes({ start, end, quote }: Word): Span {
	return (quote === "double" || quote === "single") && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function isSame(a: Statement, b: Statement): boolean {
	return a.file === b.file && a.lineNumber === b.lineNumber;
}

function compare(a: Place, b: Place): number {
	return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.start - b.start;
}
