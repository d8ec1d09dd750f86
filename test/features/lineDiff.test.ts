// features: the edits between two texts leave alone what both have.
import { describe, expect, it } from "vitest";
import { lineEdits } from "../../server/src/features/lineDiff";

describe("line edits", () => {
	it.each([
		["nothing", "a\nb\n", "a\nb\n", []],
		["a line in the middle", "a\nb\nc\n", "a\nx\nc\n", ["1-2 x\n"]],
		["two places", "a\nb\nc\nd\ne\n", "x\nb\nc\nd\ny\n", ["0-1 x\n", "4-5 y\n"]],
		["lines that come", "a\nc\n", "a\nb\nc\nd\n", ["1-1 b\n", "2-2 d\n"]],
		["a line that goes", "a\nb\nc\n", "a\nc\n", ["1-2 "]],
		["far too much", "a\n".repeat(600), "b\n".repeat(600), [`0-600 ${"b\n".repeat(600)}`]],
	])("touch only what differs: %s", (_, before, after, expected) => {
		expect(lineEdits("f", before, after).map(({ start, end, newText }) => `${start.line}-${end.line} ${newText}`)).toEqual(expected);
	});

	it("may follow a last line without an end", () => {
		expect(lineEdits("f", "a", "a\nb\n")).toEqual([
			{ file: "f", start: { line: 0, character: 0 }, end: { line: 0, character: 1 }, newText: "a\nb\n" },
		]);
	});
});
