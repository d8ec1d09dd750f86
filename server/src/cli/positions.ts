// cli: places of the parser, whose lines end at "\n" alone, as positions of the Language Server Protocol, where a lone "\r" ends a line too.
import type { Position } from "../base/span";
import type { Tree } from "../syntax/tree";

/** Gives positions of one text. */
export function positionsIn(tree: Tree): (line: number, character: number) => Position {
	if (!/\r(?!\n|$)/.test(tree.text)) return (line, character) => ({ line, character });
	const before: number[] = [];
	let extra = 0;
	for (const { text } of tree.lines) {
		before.push(extra);
		extra += breaksIn(text, text.length).count;
	}
	return (line, character) => {
		const { count, last } = breaksIn(tree.line(line)?.text ?? "", character);
		return { line: line + (before[line] ?? 0) + count, character: character - last };
	};
}

/** The line breaks inside a line of the parser before `end`; the "\r" before its line feed is part of that. */
function breaksIn(text: string, end: number): { count: number; last: number } {
	let count = 0;
	let last = 0;
	for (let at = text.indexOf("\r"); at !== -1 && at < end && at < text.length - 1; at = text.indexOf("\r", at + 1)) {
		count++;
		last = at + 1;
	}
	return { count, last };
}
