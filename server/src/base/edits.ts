// base: applying edits to text.
import { comparePositions, type Edit, type Position } from "./span";

/** True where two edits of one file touch the same text, or insert at the same point. */
export function overlaps(a: Edit, b: Edit): boolean {
	if (a.file !== b.file) return false;
	const [first, second] = comparePositions(a.start, b.start) <= 0 ? [a, b] : [b, a];
	if (comparePositions(first.end, second.start) > 0) return true;
	return comparePositions(first.start, second.start) === 0;
}

/**
 * The text after all `edits`, which must be of one file and must not overlap.
 * @throws RangeError for an edit that lies outside the text or overlaps another.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	const starts = lineStarts(text);
	const sorted = [...edits].sort((a, b) => comparePositions(a.start, b.start) || comparePositions(a.end, b.end));
	let result = "";
	let from = 0;
	for (const edit of sorted) {
		const start = offsetAt(text, starts, edit.start);
		const end = offsetAt(text, starts, edit.end);
		if (start < from || end < start) throw new RangeError("edits overlap");
		result += text.slice(from, start) + edit.newText;
		from = end;
	}
	return result + text.slice(from);
}

/** Offsets at which the lines of `text` begin; lines end at "\n". */
export function lineStarts(text: string): number[] {
	const starts = [0];
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}

function offsetAt(text: string, starts: readonly number[], position: Position): number {
	const start = starts[position.line];
	if (start === undefined) throw new RangeError(`line ${position.line} is outside the text`);
	const end = starts[position.line + 1] ?? text.length;
	const offset = start + position.character;
	if (offset > end) throw new RangeError(`character ${position.character} is outside line ${position.line}`);
	return offset;
}
