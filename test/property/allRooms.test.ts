// property: a short run of what `npm run fuzz` does for minutes.
import fc from "fast-check";
import { expect, it } from "vitest";
import { SEED_OF_CI } from "../support/seeds";
import { checkAllRooms } from "./allRooms";
import { checkProtocol } from "./protocol";
import { hostileInput } from "./texts";

/** The same inputs each time: what a change breaks is then seen with that change. */
const SEED = Number(process.env.FUZZ_SEED ?? SEED_OF_CI);

it("any text, after any edits, goes through all rooms", async () => {
	await fc.assert(
		fc.asyncProperty(hostileInput(), async (input) => {
			expect(await checkAllRooms(input)).toBe(1 + input.edits.length);
		}),
		{ numRuns: 150, seed: SEED, interruptAfterTimeLimit: 6000 },
	);
});

it("any text, after any edits, is answered by the language server as if it were opened anew", async () => {
	await fc.assert(
		fc.asyncProperty(hostileInput(), async (input) => {
			expect(await checkProtocol(input)).toBe(1 + input.edits.length);
		}),
		{ numRuns: 60, seed: SEED, interruptAfterTimeLimit: 15_000 },
	);
});
