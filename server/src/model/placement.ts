// model: where a directive stands or belongs in a file, and the edits that set, remove or add a line there.
import type { Edit, Place } from "../base/span";
import { blocksWithWords, factOf } from "../syntax/blocks";
import type { Block, Line, Tree } from "../syntax/tree";
import type { Settings, Snapshot, SourceFile, Statement } from "./types";

/** Where a person would look for a directive that no line sets: its commented-out form (of several, the first that is there), else the first line. */
export function anchorOf(tree: Tree, file: string, directives: string | readonly string[]): Place {
	for (const directive of [directives].flat()) {
		const line = commentedOut(tree, directive);
		if (line === undefined) continue;
		const text = (tree.line(line)?.text ?? "").trimEnd();
		return { file, line, start: text.length - text.trimStart().length, end: text.length };
	}
	return { file, line: 0, start: 0, end: (tree.line(0)?.text ?? "").trimEnd().length };
}

/** Replaces the line in force, or adds one where it belongs in the root file. Empty where the file is not known. */
export function setDirective(snapshot: Snapshot, settings: Settings, directive: string, values: readonly string[]): Edit[] {
	const origin = settings.get(directive)?.origin;
	if (origin?.from === "line") return [replaceStatement(origin.statement, [origin.statement.words[0]?.value ?? directive, ...values])];
	const root = snapshot.files.get(snapshot.root);
	return root ? addDirective(root, directive, values) : [];
}

/** Adds a line beside the commented-out directive, else after the last directive of the same family (`tls-*`, `replica-*`), else at the end. */
export function addDirective(file: SourceFile, directive: string, values: readonly string[]): Edit[] {
	if (file.state !== "text") return [];
	const { tree, uri } = file;
	const text = writeLine([directive, ...values]);
	const after = commentedOut(tree, directive) ?? lastOfFamily(tree, directive);
	return [after === undefined ? appendLine(tree, uri, text) : insertAfter(tree, uri, after, text)];
}

/** Replaces the words of a statement and keeps the space around them. */
export function replaceStatement(statement: Statement, words: readonly string[]): Edit {
	const start = statement.words[0]?.start ?? 0;
	// To the server a form feed at the end belongs to the last word.
	const end = Math.max(statement.line.text.trimEnd().length, statement.words.at(-1)?.end ?? 0);
	const { file, lineNumber: line } = statement;
	return { file, start: { line, character: start }, end: { line, character: end }, newText: writeLine(words) };
}

/** Inserts a whole line below line `after` (0-based). */
function insertAfter(tree: Tree, file: string, after: number, text: string): Edit {
	if (after >= tree.source.lineCount - 1) return appendLine(tree, file, text);
	const at = { line: after + 1, character: 0 };
	return { file, start: at, end: at, newText: `${text}${endOfLine(tree)}` };
}

/** Inserts a whole line above line `before` (0-based). */
export function insertBefore(tree: Tree, file: string, before: number, text: string): Edit {
	const at = { line: before, character: 0 };
	return { file, start: at, end: at, newText: `${text}${endOfLine(tree)}` };
}

/** Adds a whole line at the end of the file. */
export function appendLine(tree: Tree, file: string, text: string): Edit {
	const line = tree.source.lineCount - 1;
	const last = tree.line(line)?.text ?? "";
	const eol = endOfLine(tree);
	const at = { line, character: last.length };
	return { file, start: at, end: at, newText: last.trim() === "" ? `${text}${eol}` : `${eol}${text}${eol}` };
}

/** Removes a whole line with its line end. */
export function removeLine(tree: Tree, file: string, line: number): Edit {
	if (line < tree.source.lineCount - 1) return { file, start: { line, character: 0 }, end: { line: line + 1, character: 0 }, newText: "" };
	const length = tree.line(line)?.text.length ?? 0;
	if (line === 0) return { file, start: { line, character: 0 }, end: { line, character: length }, newText: "" };
	const before = (tree.line(line - 1)?.text ?? "").replace(/\r$/, "").length;
	return { file, start: { line: line - 1, character: before }, end: { line, character: length }, newText: "" };
}

/** A line of redis.conf that the server splits into exactly these words. */
export function writeLine(words: readonly string[]): string {
	return words.map(writeWord).join(" ");
}

/** One word as the server reads it back; quoted only where it must be. */
export function writeWord(value: string): string {
	if (value !== "" && !/[\s"'\\\x00-\x1f\x7f]/.test(value)) return value;
	const escaped = value.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");
	return `"${escaped.replace(/[\x00-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`;
}

/** "\r\n" where the file's first line ends so. */
export function endOfLine(tree: Tree): "\n" | "\r\n" {
	return tree.source.lineCount > 1 && tree.line(0)?.text.endsWith("\r") ? "\r\n" : "\n";
}

/** The last comment line that is this directive commented out: `# requirepass foobared`, `#requirepass`. */
function commentedOut(tree: Tree, directive: string): number | undefined {
	const [first = ""] = directive.split(" ", 1);
	const isMeant = ({ words }: Comment) => words.startsWith(directive) && /^(?:$|\s+\S)/.test(words.slice(directive.length));
	for (let at = tree.blocks.length - 1; at >= 0; at--) {
		const found = commentsWith(first, tree.blocks[at] as Block).findLast(isMeant);
		if (found) return (tree.source.starts[at] ?? 0) + found.index;
	}
	return undefined;
}

interface Comment {
	/** Position of the line in its block. */
	readonly index: number;
	/** Without the signs before it. */
	readonly words: string;
}

/** The comments of a block that may be directives and have this first word, in order. */
function commentsWith(first: string, block: Block): readonly Comment[] {
	const known = askedFor(block);
	let comments = known.get(first);
	if (comments === undefined) {
		comments = findComments(first, block);
		known.set(first, comments);
	}
	return comments;
}

/** By the words that somebody asked for: the few directives of which a finding says that they are absent. */
const askedFor = factOf((_: Block) => new Map<string, readonly Comment[]>());

function findComments(first: string, { lines, text, texts }: Block): readonly Comment[] {
	// Nearly all blocks are without it.
	if (!text.includes(first)) return NONE;
	const found: Comment[] = [];
	for (let index = 0; index < texts.length; index++) {
		if (!texts[index]?.includes(first)) continue;
		const { kind, text } = lines[index] as Line;
		if (kind !== "comment" || isProse(text)) continue;
		const words = text.trim().replace(/^#+\s?/, "");
		if (words.split(/\s/, 1)[0] === first) found.push({ index, words });
	}
	return found;
}

const NONE: readonly never[] = [];

/** A sign before the words of a comment. */
function isSign(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === HASH || code <= SPACE;
}

const HASH = 0x23;
const SPACE = 0x20;

/** A sentence that happens to begin with the name of a directive has many words or ends as sentences do. */
function isProse(comment: string): boolean {
	let end = comment.length;
	while (end > 0 && comment.charCodeAt(end - 1) <= SPACE) end--;
	if (".:,".includes(comment.charAt(end - 1))) return true;
	let start = 0;
	while (start < end && isSign(comment, start)) start++;
	let words = 1;
	for (let at = start; at < end && words <= MOST_WORDS; at++) {
		if (comment.charCodeAt(at) <= SPACE && comment.charCodeAt(at + 1) > SPACE) words++;
	}
	return words > MOST_WORDS;
}

/** Of a directive in a comment. */
const MOST_WORDS = 6;

function lastOfFamily(tree: Tree, directive: string): number | undefined {
	const family = directive.slice(0, directive.indexOf("-") + 1);
	if (family === "") return undefined;
	let found: number | undefined;
	for (const { lines, start } of blocksWithWords(tree)) {
		for (const { index, line } of lines) if (line.words[0]?.value.toLowerCase().startsWith(family)) found = start + index;
	}
	return found;
}
