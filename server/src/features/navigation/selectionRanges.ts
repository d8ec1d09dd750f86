// features: what is selected when a selection grows: word, arguments, line, paragraph, section, everything.
import { comparePositions, type Position, type Span } from "../../base/span";
import type { Tree, Word } from "../../syntax/tree";
import { insideQuotes } from "./occurrences";
import { sectionsOf } from "./sections";

export interface Stretch {
	readonly start: Position;
	readonly end: Position;
}

/** From the smallest to the largest, each larger than the one before. */
export function selectionRanges(tree: Tree, { line, character }: Position): Stretch[] {
	const here = tree.line(line);
	const onLine = (start: number, end: number): Stretch => ({ start: { line, character: start }, end: { line, character: end } });
	const lines = (first: number, last: number): Stretch => ({
		start: { line: first, character: 0 },
		end: { line: last, character: lengthOf(tree, last) },
	});
	const found: Stretch[] = [];
	const word = here?.words.find(({ start, end }) => start <= character && character <= end);
	const words = here?.words ?? [];
	if (word) {
		const inner = insideQuotes(word);
		if (inner.start <= character && character <= inner.end) found.push(onLine(inner.start, inner.end));
		found.push(onLine(word.start, word.end));
		const selector = selectorAround(here?.text ?? "", words, character);
		if (selector) found.push(onLine(selector.start + 1, selector.end - 1), onLine(selector.start, selector.end));
		found.sort((a, b) => lengthOnLine(a) - lengthOnLine(b));
		const first = words[1];
		if (first && first.start <= character) found.push(onLine(first.start, words.at(-1)?.end ?? first.end));
	}
	const text = here?.text ?? "";
	const start = text.length - text.trimStart().length;
	if (here && here.kind !== "blank" && character >= start) found.push(onLine(start, text.trimEnd().length));
	found.push(lines(line, line));
	if (here && here.kind !== "blank") found.push(lines(edge(tree, line, -1), edge(tree, line, 1)));
	const section = sectionsOf(tree).find((one) => one.start <= line && line <= one.end);
	if (section) found.push(lines(section.start, section.end));
	found.push(lines(0, tree.source.lineCount - 1));
	const kept: Stretch[] = [];
	for (const one of found) {
		const last = kept.at(-1);
		if (!last || isLarger(one, last)) kept.push(one);
	}
	return kept;
}

/** The selector of a user that a point is in, with its parentheses. */
function selectorAround(text: string, [name]: readonly Word[], character: number): Span | undefined {
	if (name?.value.toLowerCase() !== "user") return undefined;
	const after = text.lastIndexOf(")", character - 1) + 1;
	const opened = text.slice(after, character).search(/(?<=[ \t"'])\(/);
	const closed = text.indexOf(")", character);
	return character === 0 || opened < 0 || closed < 0 ? undefined : { start: after + opened, end: closed + 1 };
}

/** The last line of the paragraph in one direction. */
function edge(tree: Tree, line: number, step: -1 | 1): number {
	let at = line;
	while ((tree.line(at + step)?.kind ?? "blank") !== "blank") at += step;
	return at;
}

function lengthOnLine({ start, end }: Stretch): number {
	return end.character - start.character;
}

function isLarger(a: Stretch, b: Stretch): boolean {
	const [start, end] = [comparePositions(a.start, b.start), comparePositions(a.end, b.end)];
	return start <= 0 && end >= 0 && start !== end;
}

function lengthOf(tree: Tree, line: number): number {
	return tree.line(line)?.text.replace(/\r$/, "").length ?? 0;
}
