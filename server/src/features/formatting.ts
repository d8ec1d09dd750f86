// features: formatting that the server cannot see: no indentation, one space between words, nothing behind the last one, a line end at the end.
import type { Edit } from "../base/span";
import { endOfLine } from "../model/placement";
import { splitAclLine } from "../syntax/splitAcl";
import { splitConfigLine } from "../syntax/splitConfig";
import type { Dialect, Line, Tree } from "../syntax/tree";

/** Lines to format, both ends included. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}

/** What an editor wants of the end of a document. */
export interface EndOptions {
	/** Without it the last line gets its line end. */
	readonly lineEnd?: "as it is";
	/** Without it blank lines at the end stay. */
	readonly blankLines?: "trimmed";
}

/** One edit for each line that changes. Order, comments, quotes and line ends stay as they are. */
export function formattingEdits(tree: Tree, file: string, range?: LineRange, { blankLines, lineEnd }: EndOptions = {}): Edit[] {
	const end = tree.source.lineCount - 1;
	const { first, last } = range ?? { first: 0, last: end };
	const edits: Edit[] = [];
	for (let line = Math.max(0, first); line <= Math.min(last, end); line++) {
		const text = (tree.line(line) as Line).text;
		const formatted = formatLine(tree.line(line) as Line, tree.dialect);
		if (formatted !== text) edits.push(lineEdit(file, line, text, formatted));
	}
	if (range !== undefined) return edits;
	if ((tree.line(end)?.text.trim() ?? "") !== "") return lineEnd === undefined ? withLineEnd(edits, tree, file) : edits;
	return blankLines === undefined ? edits : withoutBlankLines(edits, tree, file);
}

/** The line as it is written best; as it is where a change could mean something to the server. */
function formatLine(line: Line, dialect: Dialect): string {
	if (!MAY_CHANGE.test(line.text)) return line.text;
	const body = line.text.endsWith("\r") ? line.text.slice(0, -1) : line.text;
	if (body.startsWith("\uFEFF") || body.includes("\r") || line.error) return line.text;
	const formatted = dialect === "acl" ? formatAcl(body, line) : formatConfig(body, line);
	return isSame(line, formatted, dialect) ? formatted + line.text.slice(body.length) : line.text;
}

/** Space at an end, or more of it than one between words. */
const MAY_CHANGE = /^[ \t]|[ \t]\r?$|\t| {2}/;

function formatConfig(body: string, { kind, words }: Line): string {
	if (kind === "words") return words.map(({ start, end }) => body.slice(start, end)).join(" ");
	return kind === "blank" ? "" : withoutBlanks(body);
}

/** An ACL file knows no words but what stands between two single spaces. Behind the name, an empty one is a rule that does nothing. */
function formatAcl(body: string, { kind }: Line): string {
	if (kind === "blank") return "";
	const text = withoutBlanks(body);
	const head = /^user [^ ]+(?= )/.exec(text)?.[0];
	return head === undefined ? text : head + text.slice(head.length).replace(/ {2,}/g, " ");
}

/** Without the spaces and tabs around it. */
function withoutBlanks(text: string): string {
	const isBlank = (at: number) => text[at] === " " || text[at] === "\t";
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(start)) start++;
	while (end > start && isBlank(end - 1)) end--;
	return text.slice(start, end);
}

/** A last look with the server's eyes. */
function isSame(before: Line, text: string, dialect: Dialect): boolean {
	const after = dialect === "acl" ? splitAclLine(text) : splitConfigLine(text);
	if (after.kind !== before.kind || after.error) return false;
	const [was, is] = [before, after].map(({ words }) =>
		words.map(({ value }) => value).filter((value, index) => value !== "" || dialect !== "acl" || index < 2),
	);
	return was?.length === is?.length && (was?.every((value, index) => value === is?.[index]) ?? false);
}

/** From the first to the last character that differs. */
function lineEdit(file: string, line: number, before: string, after: string): Edit {
	let start = 0;
	while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
	let kept = 0;
	while (kept < Math.min(before.length, after.length) - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
	return {
		file,
		start: { line, character: start },
		end: { line, character: before.length - kept },
		newText: after.slice(start, after.length - kept),
	};
}

/** The line end of the last line that says something is the last one. */
function withoutBlankLines(edits: readonly Edit[], tree: Tree, file: string): Edit[] {
	const end = tree.source.lineCount - 1;
	let first = end;
	while (first > 0 && tree.line(first - 1)?.kind === "blank") first--;
	if (first === end) return [...edits];
	const kept = edits.filter((edit) => edit.start.line < first);
	const last = { line: end, character: tree.line(end)?.text.length ?? 0 };
	return [...kept, { file, start: { line: first, character: 0 }, end: last, newText: "" }];
}

function withLineEnd(edits: readonly Edit[], tree: Tree, file: string): Edit[] {
	const line = tree.source.lineCount - 1;
	const { length } = tree.line(line)?.text ?? "";
	const last = edits.at(-1);
	const eol = endOfLine(tree);
	if (last?.end.line === line && last.end.character === length) return [...edits.slice(0, -1), { ...last, newText: last.newText + eol }];
	const at = { line, character: length };
	return [...edits, { file, start: at, end: at, newText: eol }];
}
