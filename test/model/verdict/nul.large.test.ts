// model/verdict: lines that a NUL joins with the next, very many of them: four times the lines take about four times as long.
import { expect, it } from "vitest";
import { newestRelease } from "../../../server/src/knowledge/release";
import { snapshotOf } from "../../../server/src/model/snapshot";
import { verdictOf } from "../../../server/src/model/verdict/verdictOf";
import { knowledge } from "../../support/knowledge";

/** The shortest of several, since others use the machine too. In milliseconds. */
function timeOf(lines: number): number {
	const text = "port\0 6379\n".repeat(lines);
	const times = Array.from({ length: 4 }, () => {
		const file = snapshotOf("file:///redis.conf", "config", text).files.get("file:///redis.conf");
		if (file?.state !== "text") throw new Error("no text");
		const start = performance.now();
		expect(verdictOf(file, { knowledge, release: newestRelease("redis") }).outcome).toBe("reject");
		return performance.now() - start;
	});
	return Math.min(...times);
}

it("are read in linear time", () => {
	timeOf(1000);
	expect(timeOf(120_000) / timeOf(30_000)).toBeLessThan(9);
});
