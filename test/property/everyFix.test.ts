// Every fix of every finding: applied alone it leaves a file that the server takes, its finding is gone, and nothing as bad came.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eachFix, faultsOf, fixedAll, opened, type Texts } from "../support/fixProof";
import { realFiles } from "../support/realFiles";
import { ruleFiles } from "../support/ruleFiles";

const RELEASES = ["redis-6.0", "redis-7.0", "redis-8.6", "valkey-9.1"];

/** What is wrong with the fixes of some files, one by one and all at once. */
async function faultsIn(files: Texts, server: string): Promise<string[]> {
	const faults: string[] = [];
	const before = await opened(files, { server });
	for (const one of await eachFix(before, { server })) faults.push(...(await faultsOf(before, one, { server })));
	for (const safety of ["safe", "may-refuse-clients"] as const) {
		const after = await opened(fixedAll(before, safety), { server });
		if (before.refused.length === 0 && after.refused.length > 0) faults.push(`fix all, ${safety}: refused: ${after.refused.join("; ")}`);
		const again = fixedAll(after, safety);
		if (JSON.stringify(again) !== JSON.stringify(after.files)) faults.push(`fix all, ${safety}: a second run changes something`);
	}
	return faults;
}

describe("each fix, and all of them", () => {
	test("over random files", { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(ruleFiles(), async ({ server, files }) => {
				expect(await faultsIn(files, server)).toEqual([]);
			}),
			// The same files each time: what a change breaks is then seen with that change.
			{ numRuns: Number(process.env.FIX_RUNS ?? 300), seed: Number(process.env.FIX_SEED ?? 7) },
		);
	});

	test.each(RELEASES)("over real files, for %s", { timeout: 120_000 }, async (server) => {
		const faults: string[] = [];
		for (const { name, files } of realFiles()) for (const fault of await faultsIn(files, server)) faults.push(`${name}: ${fault}`);
		expect(faults).toEqual([]);
	});
});
