// features: the edits that lead from one text to another, by lines, so that what stays is not touched.
import type { Edit } from "../base/span";

/** Beyond this many differing lines the search stops, and everything between the first and the last difference is one edit. */
const MAX_DIFFERENCES = 500;

/** Edits of whole lines of `file`; applied to `before` they give `after`. */
export function lineEdits(file: string, before: string, after: string): Edit[] {
	const a = splitLines(before);
	const b = splitLines(after);
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	const hunks = differences(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
	return hunks.map(({ from, to, lines }) => ({
		file,
		start: positionOf(a, from + head),
		end: positionOf(a, to + head),
		newText: lines.join(""),
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

interface Hunk {
	/** Lines of the old text that go: `to` is exclusive. */
	readonly from: number;
	readonly to: number;
	readonly lines: readonly string[];
}

/** The fewest lines that must go and come, found as Myers described it in 1986: furthest reaching paths, one more difference at a time. */
function differences(a: readonly string[], b: readonly string[]): Hunk[] {
	if (a.length === 0 && b.length === 0) return [];
	const trace: Map<number, number>[] = [];
	let reach = new Map([[1, 0]]);
	for (let d = 0; d <= Math.min(a.length + b.length, MAX_DIFFERENCES); d++) {
		const next = new Map(reach);
		trace.push(reach);
		for (let k = -d; k <= d; k += 2) {
			const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
			let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
			while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
			next.set(k, x);
			if (x >= a.length && x - k >= b.length) return hunksOf(a, b, trace);
		}
		reach = next;
	}
	return [{ from: 0, to: a.length, lines: b }];
}

/** Walks the paths back from the end. */
function hunksOf(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): Hunk[] {
	const hunks: Hunk[] = [];
	let x = a.length;
	let y = b.length;
	for (let d = trace.length - 1; d > 0; d--) {
		const reach = trace[d] as Map<number, number>;
		const k = x - y;
		const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
		const before = down ? k + 1 : k - 1;
		const fromX = reach.get(before) ?? 0;
		const fromY = fromX - before;
		const hunk = down ? { from: fromX, to: fromX, lines: [b[fromY] as string] } : { from: fromX, to: fromX + 1, lines: [] };
		join(hunks, hunk);
		x = fromX;
		y = fromY;
	}
	return hunks;
}

/** Puts a hunk before the others; one that touches the first becomes part of it. */
function join(hunks: Hunk[], hunk: Hunk): void {
	const next = hunks[0];
	if (next?.from === hunk.to) hunks[0] = { from: hunk.from, to: next.to, lines: [...hunk.lines, ...next.lines] };
	else hunks.unshift(hunk);
}
