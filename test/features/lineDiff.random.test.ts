// features: whatever two texts are, the edits between them lead from the one to the other.
import fc from "fast-check";
import { expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { lineEdits } from "../../server/src/features/lineDiff";

const texts = fc.array(fc.constantFrom("a\n", "b\n", "c\n", "\n", "d\r\n", "e"), { maxLength: 12 }).map((lines) => lines.join(""));

it("line edits lead from the one text to the other", () => {
	fc.assert(
		fc.property(texts, texts, (before, after) => {
			expect(applyEdits(before, lineEdits("f", before, after))).toBe(after);
		}),
		{ numRuns: 5000 },
	);
});
