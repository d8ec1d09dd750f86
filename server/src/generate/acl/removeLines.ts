// generate/acl: several whole lines removed at once.
import type { Edit } from "../../base/span";
import type { Tree } from "../../syntax/tree";

/** With their line ends; neighbors in one edit, so that no two edits touch the same text. `lines` are 0-based, each once. */
export function removeLines(tree: Tree, file: string, lines: readonly number[]): Edit[] {
	const edits: Edit[] = [];
	const sorted = [...lines].sort((a, b) => a - b);
	for (let i = 0; i < sorted.length; ) {
		const first = sorted[i] as number;
		let last = first;
		while (sorted[++i] === last + 1) last++;
		edits.push(removed(tree, file, first, last));
	}
	return edits;
}

function removed({ lines }: Tree, file: string, first: number, last: number): Edit {
	const end = last + 1 < lines.length ? { line: last + 1, character: 0 } : { line: last, character: lines[last]?.text.length ?? 0 };
	const isWhole = first === 0 || last + 1 < lines.length;
	const start = isWhole
		? { line: first, character: 0 }
		: { line: first - 1, character: (lines[first - 1]?.text ?? "").replace(/\r$/, "").length };
	return { file, start, end, newText: "" };
}
