// model/verdict: tables of texts and what a release says of them. «…» marks the place of each problem.
import { expect, it } from "vitest";
import { parseRelease, type Release } from "../../../server/src/knowledge/release";
import { type CheckResult, checkConfig } from "../../../server/src/model/verdict/check";
import { parse } from "../../../server/src/syntax/parse";
import { knowledge } from "../../support/knowledge";
import { readMarks } from "../../support/marks";

/** "accept", "reject 3", "reject" (no line named), "crash" */
export type Said = string;

export type Case = readonly [release: string, text: string, said: Said, ...codes: string[]];

export function checkText(release: string, text: string, kind: "config" | "sentinel" = "config"): CheckResult {
	return checkConfig(parse(text, "config"), kind, { knowledge, release: parseRelease(release) as Release }, { file: "f" });
}

function saidOf({ verdict }: CheckResult): Said {
	return verdict.outcome === "accept" || verdict.line === null ? verdict.outcome : `${verdict.outcome} ${verdict.line}`;
}

/** One test per case: verdict, codes and places must be these and no others. */
export function testCases(cases: readonly Case[], kind: "config" | "sentinel" = "config"): void {
	for (const [release, marked, said, ...codes] of cases) {
		it(`${release}: ${JSON.stringify(marked)}`, () => {
			const { text, marks } = readMarks(marked);
			const result = checkText(release, text, kind);
			expect(result.problems.map((problem) => problem.code)).toEqual(codes);
			expect(result.problems.map(({ at }) => ({ line: at.line, start: at.start, end: at.end }))).toEqual(marks);
			expect(saidOf(result)).toBe(said);
		});
	}
}
