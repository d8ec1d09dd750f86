// model/verdict: whatever stands in a file, what is said of it has a place in the file and words for people.
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRelease, type Release } from "../../../server/src/knowledge/release";
import { configText } from "../../support/generateConf";
import { checkText } from "./cases";

it("every problem of a random file has a place in the file and words for people", () => {
	const release = parseRelease("redis-8.6") as Release;
	fc.assert(
		fc.property(configText(release), (text) => {
			const lines = text.split("\n");
			for (const problem of checkText("redis-8.6", text).problems) {
				expect(problem.code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
				expect(`${problem.message}`).toMatch(/^\S.*[.?]$/s);
				expect(problem.at.start).toBeLessThanOrEqual(problem.at.end);
				expect(problem.at.end).toBeLessThanOrEqual((lines[problem.at.line] as string).length);
			}
		}),
		{ numRuns: 500 },
	);
});
