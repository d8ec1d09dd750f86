// cli: the lines around a finding, with its range underlined and secrets masked.
import type { Place, Span } from "../../base/span";
import type { Knowledge } from "../../knowledge/types";
import { type MaskedLine, maskLine } from "../../lint/mask";
import type { SourceFile, TextFile } from "../../model/types";
import type { Line } from "../../syntax/tree";
import { type Cell, cellOf } from "./display";

export interface FrameStyle {
	readonly dim: (text: string) => string;
	readonly mark: (text: string) => string;
	/** Columns of the terminal. */
	readonly columns: number;
}

/** Lines above and below that are shown too, where there is something on them. */
const CONTEXT = 1;

/** Lines of text without line feeds; none for a file without text. */
export function codeFrame(source: TextFile, at: Place, knowledge: Knowledge, style: FrameStyle): string[] {
	const { lines } = source.tree;
	const marked = lines[at.line];
	if (!marked || source.tree.text === "") return [];
	const first = firstShown(lines, at.line);
	const last = lastShown(lines, at.line);
	const digits = String(last + 1).length;
	const width = Math.max(20, style.columns - digits - 6);
	const underlined = cut(cellsOf(marked, source, knowledge, at), width);
	const frame: string[] = [];
	for (let number = first; number <= last; number++) {
		const gutter = style.dim(`  ${String(number + 1).padStart(digits)} │ `);
		if (number === at.line) {
			frame.push(`${gutter}${underlined.text}`.trimEnd());
			frame.push(`${style.dim(`  ${" ".repeat(digits)} │ `)}${" ".repeat(underlined.from)}${style.mark("^".repeat(underlined.length))}`);
		} else {
			const line = lines[number] as Line;
			frame.push(`${gutter}${style.dim(cut(cellsOf(line, source, knowledge, { start: 0, end: 0 }), width).text)}`.trimEnd());
		}
	}
	return frame;
}

function firstShown(lines: readonly Line[], line: number): number {
	let first = line;
	while (first > 0 && line - first < CONTEXT && lines[first - 1]?.kind !== "blank") first--;
	return first;
}

function lastShown(lines: readonly Line[], line: number): number {
	let last = line;
	while (last < lines.length - 1 && last - line < CONTEXT && lines[last + 1]?.kind !== "blank") last++;
	return last;
}

/** A line as cells, and the cells that are underlined. */
interface Cells {
	readonly cells: readonly Cell[];
	readonly from: number;
	readonly to: number;
	/** The line goes on before and after these. */
	readonly isCut: { readonly before: boolean; readonly after: boolean };
}

/** Of a longer line only what is near the range is looked at: several screens to either side. */
const NEAR = 1000;

function cellsOf(line: Line, source: SourceFile, knowledge: Knowledge, span: Span): Cells {
	const masked = maskedOnce(line, source, knowledge);
	const whole = masked.place(span);
	const first = Math.max(0, whole.start - NEAR);
	const text = masked.text.slice(first, whole.start + 2 * NEAR).replace(/\r$/, "");
	const isCut = { before: first > 0, after: first + text.length < masked.text.replace(/\r$/, "").length };
	const place = { start: whole.start - first, end: whole.end - first };
	const cells: Cell[] = [];
	let from = -1;
	let to = -1;
	let offset = 0;
	for (const char of text) {
		if (from === -1 && offset >= place.start) from = cells.length;
		if (to === -1 && offset >= place.end) to = cells.length;
		cells.push(cellOf(char));
		offset += char.length;
	}
	return { cells, from: from === -1 ? cells.length : from, to: to === -1 ? cells.length : to, isCut };
}

/** Many findings may stand on one line. */
function maskedOnce(line: Line, source: SourceFile, knowledge: Knowledge): MaskedLine {
	let masked = maskedLines.get(line);
	if (!masked) {
		masked = maskLine(line, source.kind, knowledge);
		maskedLines.set(line, masked);
	}
	return masked;
}

const maskedLines = new WeakMap<Line, MaskedLine>();

/** The part of a long line that holds the beginning of the range. */
function cut({ cells, from, to, isCut }: Cells, width: number): { text: string; from: number; length: number } {
	const widthOf = (start: number, end: number) => cells.slice(start, end).reduce((sum, cell) => sum + cell.width, 0);
	if (!isCut.before && !isCut.after && widthOf(0, cells.length) <= width)
		return { text: textOf(cells), from: widthOf(0, from), length: Math.max(1, widthOf(from, to)) };
	let start = from;
	while (start > 0 && widthOf(start - 1, from) <= width / 4) start--;
	if (!isCut.before && widthOf(0, from) <= width / 2) start = 0;
	let end = start;
	let used = 2;
	while (end < cells.length && used + (cells[end]?.width ?? 0) <= width) used += cells[end++]?.width ?? 0;
	const before = start > 0 || isCut.before ? "…" : "";
	const after = end < cells.length || isCut.after ? "…" : "";
	const text = before + textOf(cells.slice(start, end)) + after;
	return { text, from: before.length + widthOf(start, from), length: Math.max(1, widthOf(from, Math.min(to, end))) };
}

function textOf(cells: readonly Cell[]): string {
	return cells.map((cell) => cell.text).join("");
}
