// features: the edits that lead from one text to another, by lines, so that what stays is not touched.
import { diffArrays } from "diff";
import type { Edit } from "../base/span";

/** Beyond this many differing lines the search stops, and everything between the first and the last difference is one edit. */
const MAX_DIFFERENCES = 500;

/** Edits of whole lines of `file`; applied to `before` they give `after`. */
export function lineEdits(file: string, before: string, after: string): Edit[] {
	const lines = splitLines(before);
	return lineHunks(before, after).map(({ from, to, lines: come }) => ({
		file,
		start: positionOf(lines, from),
		end: positionOf(lines, to),
		newText: come.join(""),
	}));
}

export interface Hunk {
	/** Lines of the old text that go: `to` is exclusive. */
	readonly from: number;
	readonly to: number;
	/** Those that come in their place, with their line feeds. */
	readonly lines: readonly string[];
}

/** Where two texts differ, in order. */
export function lineHunks(before: string, after: string): Hunk[] {
	const a = splitLines(before);
	const b = splitLines(after);
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	return differences(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).map(({ from, to, lines }) => ({
		from: from + head,
		to: to + head,
		lines,
	}));
}

/** Lines with their line feeds; a last line without one is a line too. */
function splitLines(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The start of a line; after the last one, the end of the text. */
function positionOf(lines: readonly string[], line: number): Edit["start"] {
	const last = lines.at(-1);
	if (line < lines.length || last === undefined || last.endsWith("\n")) return { line, character: 0 };
	return { line: lines.length - 1, character: last.length };
}

/** The fewest lines that must go and come. */
function differences(a: readonly string[], b: readonly string[]): Hunk[] {
	if (a.length === 0 && b.length === 0) return [];
	const changes = diffArrays([...a], [...b], { maxEditLength: MAX_DIFFERENCES });
	if (!changes) return [{ from: 0, to: a.length, lines: b }];
	const hunks: Hunk[] = [];
	let line = 0;
	let open: { from: number; to: number; lines: string[] } | undefined;
	for (const { added, removed, value } of changes) {
		if (!added && !removed) {
			open = undefined;
			line += value.length;
			continue;
		}
		if (!open) {
			open = { from: line, to: line, lines: [] };
			hunks.push(open);
		}
		if (added) open.lines.push(...value);
		else {
			line += value.length;
			open.to = line;
		}
	}
	return hunks;
}
