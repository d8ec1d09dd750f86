// bench: the part of `npm test`: no benchmark may fall far behind its recorded time. Processor time is told as a multiple of a fixed piece of
// work, measured in turns with it, so that a slow or busy machine changes both.
import { readFileSync, writeFileSync } from "node:fs";
import { calibration } from "./calibration";
import { leastWork } from "./measure";
import { isBuilt, startTimes } from "./processes";
import { featuresOf, lint, load, parseText } from "./steps";
import { comments, oneLine, stockConfig, users } from "./texts";

const RECORD = new URL("../../test/bench/ratios.json", import.meta.url);

/** A benchmark that is further behind in each of three repeats has become slower. */
const MOST_BEHIND = 1.3;
const REPEATS = 3;

type Ratios = Readonly<Record<string, number>>;

/** Benchmarks by name; each gives its work, after everything that it needs is made. */
async function benchmarks(): Promise<ReadonlyMap<string, () => unknown>> {
	const [stock, some, blank, long] = [stockConfig(), users(1000), comments(1), oneLine(1)];
	const features = await featuresOf(stock);
	const feature = (name: string) => features.get(name) as () => unknown;
	return new Map<string, () => unknown>([
		["parse a long redis.conf", () => parseText(stock)],
		["load a long redis.conf", () => load(stock)],
		["lint a long redis.conf", () => lint(stock)],
		["lint an ACL file of 1,000 users", () => lint(some)],
		["lint a megabyte of comments", () => lint(blank)],
		["lint a line of a megabyte", () => lint(long)],
		["completion", feature("completion")],
		["outline", feature("outline")],
	]);
}

/** Whether all benchmarks keep their recorded ratios; says which do not. */
export async function keepsRatios(): Promise<boolean> {
	const record = recorded();
	if (!record) {
		console.log(`No ratios are recorded for Node.js ${major()}; npm run bench -- --record writes them. 0 passed, 0 failed`);
		return true;
	}
	let behind: readonly string[] = Object.keys(record);
	let ratios: Ratios = {};
	for (let repeat = 0; repeat < REPEATS && behind.length > 0; repeat++) {
		ratios = { ...ratios, ...(await measured(behind)) };
		behind = behind.filter((name) => (ratios[name] ?? Number.POSITIVE_INFINITY) > MOST_BEHIND * (record[name] ?? 0));
	}
	for (const [name, limit] of Object.entries(record)) {
		const ratio = ratios[name] ?? Number.NaN;
		const verdict = behind.includes(name) ? `SLOWER: more than ${Math.round((MOST_BEHIND - 1) * 100)} % in ${REPEATS} repeats` : "ok";
		console.log(`${name}: ${ratio.toFixed(3)}, recorded ${limit.toFixed(3)} (${(ratio / limit).toFixed(2)}): ${verdict}`);
	}
	return behind.length === 0;
}

/** Writes the ratios of this machine down as those to be kept: the most of three repeats. */
export async function recordRatios(): Promise<void> {
	const runs: Ratios[] = [];
	for (let repeat = 0; repeat < REPEATS; repeat++) runs.push(await measured());
	const names = Object.keys(runs[0] ?? {});
	const most = (name: string) => Math.max(...runs.map((run) => run[name] ?? 0));
	const ratios = Object.fromEntries(names.map((name) => [name, Number(most(name).toPrecision(3))]));
	const all = { ...readRecord(), [major()]: ratios };
	writeFileSync(RECORD, `${JSON.stringify(all, undefined, "\t")}\n`);
	console.log(JSON.stringify(ratios, undefined, 2));
}

/** The least processor time of several turns of each, as a multiple of the least of the fixed work. */
async function measured(names?: readonly string[]): Promise<Ratios> {
	const wanted = [...(await benchmarks())].filter(([name]) => names?.includes(name) ?? true);
	await leastWork(calibration, 50, 1);
	const ratios: Record<string, number> = {};
	for (const [name, work] of wanted) {
		const once = await leastWork(work, 5, 3);
		const times = Math.max(1, Math.ceil(TURN_MS / once));
		await leastWork(work, times, 3);
		let best = Number.POSITIVE_INFINITY;
		let unit = Number.POSITIVE_INFINITY;
		for (let turn = 0; turn < TURNS; turn++) {
			unit = Math.min(unit, await leastWork(calibration, 10, 1));
			best = Math.min(best, await leastWork(work, times, 1));
		}
		ratios[name] = best / unit;
	}
	if (isBuilt() && (names?.includes(START) ?? true)) {
		const { cli, node } = await startTimes(12);
		ratios[START] = cli / node;
	}
	return ratios;
}

/** Long beside what a clock tells, short beside what a person waits. */
const TURN_MS = 30;
const TURNS = 15;

/** As a multiple of the start of Node.js. */
const START = "first finding of the command line";

function recorded(): Ratios | undefined {
	return readRecord()[major()];
}

/** By the main version of Node.js, since each has another engine. */
function readRecord(): Readonly<Record<string, Ratios>> {
	try {
		return JSON.parse(readFileSync(RECORD, "utf8"));
	} catch {
		return {};
	}
}

function major(): string {
	return process.versions.node.split(".")[0] ?? "";
}
