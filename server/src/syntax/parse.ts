// syntax: the way from text to tree. Any text gives a tree; lines that did not change are taken over from the previous one.
import { splitAclLine } from "./splitAcl";
import { splitConfigLine } from "./splitConfig";
import type { Dialect, Line, Tree } from "./tree";

/** Parses `text`. With the `previous` tree of the same document, lines that are equal keep their identity. */
export function parse(text: string, dialect: Dialect, previous?: Tree): Tree {
	const texts = text.split("\n");
	const split = dialect === "acl" ? splitAclLine : splitConfigLine;
	const lines = previous?.dialect === dialect ? reuse(texts, previous.lines, split) : texts.map(split);
	return { dialect, text, lines, byteOrderMark: text.startsWith("\uFEFF") };
}

function reuse(texts: readonly string[], old: readonly Line[], split: (text: string) => Line): Line[] {
	const lines = new Array<Line>(texts.length);
	const shorter = Math.min(texts.length, old.length);
	let head = 0;
	while (head < shorter && texts[head] === (old[head] as Line).text) {
		lines[head] = old[head] as Line;
		head++;
	}
	let tail = 0;
	while (tail < shorter - head && texts[texts.length - 1 - tail] === (old[old.length - 1 - tail] as Line).text) {
		lines[texts.length - 1 - tail] = old[old.length - 1 - tail] as Line;
		tail++;
	}
	for (let i = head; i < texts.length - tail; i++) lines[i] = split(texts[i] as string);
	return lines;
}
