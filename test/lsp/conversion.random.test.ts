// lsp: whatever the line ends, an edit of the model and its form in the protocol do the same.
import fc from "fast-check";
import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { applyEdits, lineStarts } from "../../server/src/base/edits";
import type { Position } from "../../server/src/base/span";
import { Positions } from "../../server/src/lsp/conversion";

const texts = fc.array(fc.constantFrom("a", " ", "🔒", "é", "\r", "\n", "\r\n"), { maxLength: 30 }).map((parts) => parts.join(""));

/** A position of the model: lines end at "\n" alone. */
function positionAt(text: string, offset: number): Position {
	const starts = lineStarts(text);
	const line = starts.findLastIndex((start) => start <= offset);
	return { line, character: offset - (starts[line] ?? 0) };
}

it("edits", () => {
	fc.assert(
		fc.property(texts, fc.nat(30), fc.nat(30), texts, (text, a, b, newText) => {
			const [from = 0, to = 0] = [Math.min(a, text.length), Math.min(b, text.length)].sort((x, y) => x - y);
			const edit = { file: "f", start: positionAt(text, from), end: positionAt(text, to), newText };
			const document = TextDocument.create("f", "", 0, text);
			expect(TextDocument.applyEdits(document, [new Positions(text).textEdit(edit)])).toBe(applyEdits(text, [edit]));
		}),
		{ numRuns: 2000 },
	);
});

it("ranges", () => {
	fc.assert(
		fc.property(texts, fc.nat(30), fc.nat(30), (text, a, b) => {
			const lines = text.split("\n");
			const line = Math.min(a, lines.length - 1);
			const end = Math.min(b, lines[line]?.length ?? 0);
			const shown = TextDocument.create("f", "", 0, text).getText(new Positions(text).range({ line, start: 0, end }));
			// A range cannot end between "\r" and "\n", so the "\r" is left out.
			expect([lines[line]?.slice(0, end), lines[line]?.slice(0, end).replace(/\r$/, "")]).toContain(shown);
		}),
		{ numRuns: 2000 },
	);
});
