// conformance: what the model says of random configurations, held against real servers. `REDIS_SERVERS` names more programs, colon-separated;
// `CONF_FILES` and `CONF_SEED` set how many files are tried and where the randomness begins.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { checkConfig } from "../../server/src/model/verdict/check";
import { parse } from "../../server/src/syntax/parse";
import { configText, sentinelText } from "../support/generateConf";
import { knowledge } from "../support/knowledge";
import { otherServers, serverRelease } from "../support/redis";
import { SEED_OF_CI } from "../support/seeds";
import { VerdictServer } from "./confVerdict";

const FILES = Number(process.env.CONF_FILES ?? 2000);
const SEED = Number(process.env.CONF_SEED ?? (process.env.CI ? SEED_OF_CI : Date.now() & 0x7fffffff));

describe.each(["redis-server", ...otherServers()])("%s", (program) => {
	let release: Release;

	beforeAll(async () => {
		release = parseRelease(await serverRelease(program)) as Release;
	});

	test("random configurations get the verdict that the server gives", { timeout: 600_000 }, async () => {
		await hold("config", Math.ceil(FILES * 0.8));
	});

	test("random Sentinel configurations get the verdict that Sentinel gives", { timeout: 600_000 }, async () => {
		await hold("sentinel", Math.ceil(FILES * 0.2));
	});

	/** Two servers at a time, each with half of the files. */
	async function hold(kind: "config" | "sentinel", files: number): Promise<void> {
		const counts = { accept: 0, reject: 0, crash: 0, machine: 0 };
		const texts = kind === "sentinel" ? sentinelText(release) : configText(release);
		const half = async (seed: number) => {
			const live = new VerdictServer(program);
			await fc.assert(
				fc.asyncProperty(texts, async (text) => {
					const real = await live.verdictOn(text, kind);
					const { verdict } = checkConfig(parse(text, "config"), kind, { knowledge, release });
					const line = verdict.outcome === "accept" ? null : verdict.line;
					if (real.machine) {
						counts.machine++;
						return;
					}
					counts[real.outcome]++;
					expect({ outcome: verdict.outcome, line }, real.output).toEqual({ outcome: real.outcome, line: real.line });
				}),
				{ seed, numRuns: Math.ceil(files / 2) },
			);
		};
		console.log(`${program} (${release.id}), ${kind}: seeds ${SEED} and ${SEED + 1}`);
		await Promise.all([half(SEED), half(SEED + 1)]);
		console.log(`${program} (${release.id}), ${kind}: ${JSON.stringify(counts)}`);
		expect(counts.accept).toBeGreaterThan(0);
		expect(counts.reject).toBeGreaterThan(0);
	}
});
