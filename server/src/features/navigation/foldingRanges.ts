// features: what can be folded: blocks of comment lines, sections, and what stands between "# region" and "# endregion".
import type { Tree } from "../../syntax/tree";
import { sectionsOf } from "./sections";

export interface FoldingRange {
	/** First and last line, 0-based. */
	readonly start: number;
	readonly end: number;
	readonly kind: "comment" | "region" | "section";
}

export function foldingRanges(tree: Tree): FoldingRange[] {
	if (tree.dialect === "acl") return [];
	return [...commentBlocks(tree), ...regions(tree), ...sections(tree)];
}

/** Two or more comment lines directly below each other. */
function commentBlocks(tree: Tree): FoldingRange[] {
	const blocks: FoldingRange[] = [];
	const headings = new Set(sectionsOf(tree).map((section) => section.start));
	let start: number | undefined;
	for (let line = 0; line <= tree.source.lineCount; line++) {
		const current = tree.lines[line];
		if (current?.kind === "comment" && !REGION.test(current.text) && !headings.has(line)) {
			start ??= line;
			continue;
		}
		if (start !== undefined && line - start > 1) blocks.push({ start, end: line - 1, kind: "comment" });
		start = undefined;
	}
	return blocks;
}

function sections(tree: Tree): FoldingRange[] {
	return sectionsOf(tree)
		.filter(({ start, end }) => end > start)
		.map(({ start, end }) => ({ start, end, kind: "section" }));
}

const REGION = /^\s*#+\s*(end)?region\b/;

function regions(tree: Tree): FoldingRange[] {
	const found: FoldingRange[] = [];
	const open: number[] = [];
	for (const [line, { kind, text }] of tree.lines.entries()) {
		const marker = kind === "comment" ? REGION.exec(text) : null;
		if (marker && marker[1] === undefined) open.push(line);
		else if (marker) {
			const start = open.pop();
			if (start !== undefined) found.push({ start, end: line, kind: "region" });
		}
	}
	return found;
}
