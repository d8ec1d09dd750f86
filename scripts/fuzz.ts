// scripts: `npm run fuzz -- [--minutes N] [--seed N]`: random and spoiled texts through all rooms, until the time is up.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { checkAllRooms } from "../test/property/allRooms";
import { checkProtocol } from "../test/property/protocol";
import { hostileInput } from "../test/property/texts";
import { SEED_OF_CI } from "../test/support/seeds";

const BATCH = 200;
const PROTOCOL_EVERY = 10;

/** A request that is never answered ends here; no input takes as long, however busy the machine is. */
const STUCK_MS = 300_000;

void main();

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { minutes: { type: "string", default: "2" }, seed: { type: "string" } } });
	const end = Date.now() + Number(values.minutes) * 60_000;
	let seed = Number(values.seed ?? (process.env.CI ? SEED_OF_CI : Date.now() % 2 ** 31));
	const first = seed;
	let texts = 0;
	/** One finding for each sort of failure: the same one is met again and again. */
	const found = new Map<string, number>();

	console.log(`first seed ${first}, ${BATCH} inputs for each seed`);
	for (let told = Date.now(); Date.now() < end; seed++) {
		const result = await fc.check(
			fc.asyncProperty(hostileInput(), async (input) => {
				texts += await checkAllRooms(input);
				// The protocol takes many times longer, and most mistakes are found below it.
				if (texts % PROTOCOL_EVERY === 0) await checkProtocol(input);
			}),
			{ seed, numRuns: BATCH, timeout: STUCK_MS, interruptAfterTimeLimit: Math.max(1000, end - Date.now()) },
		);
		if (result.failed && result.counterexample) {
			const sort = sortOf(result.errorInstance);
			const before = found.get(sort) ?? 0;
			found.set(sort, before + 1);
			if (before === 0) {
				console.log(`\nseed ${seed}: ${sort}\n${JSON.stringify(result.counterexample[0])}`);
				console.log(result.errorInstance instanceof Error ? describe(result.errorInstance) : result.errorInstance);
			}
		}
		if (Date.now() - told > 60_000) {
			told = Date.now();
			console.log(`${texts} texts, seed ${seed}`);
		}
	}
	console.log(`${texts} texts, seeds ${first} to ${seed - 1}, ${found.size} sorts of failure`);
	for (const [sort, times] of found) console.log(`${times} times: ${sort}`);
	process.exitCode = found.size === 0 ? 0 : 1;
}

/** The words of an error without what belongs to one input. */
function sortOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
	const name = /"rule":"([a-z0-9-]+)"/.exec(cause)?.[1];
	const words = (cause.split("\n")[0] ?? "").slice(0, 100).replace(/\d+/g, "N");
	return name === undefined ? words : `${words.slice(0, 40)} (${name})`;
}

function describe(error: Error): string {
	const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? ""}` : "";
	return `${error.stack ?? error.message}${cause}`.slice(0, 3000);
}
