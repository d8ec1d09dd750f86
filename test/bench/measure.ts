// bench: how time is taken.
import { Bench } from "tinybench";

export function timeOf(work: () => void): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

/** Milliseconds, warm: the least of what fits into a third of a second, and of five tries; of what takes long, processor time. */
export async function quickestWarm(name: string, work: () => unknown): Promise<number> {
	const once = await warmed(work);
	if (once > LONG_MS) return leastWork(work, Math.ceil((10 * LONG_MS) / once), once > 200 * LONG_MS ? 5 : 25);
	const bench = new Bench({ time: 300, warmup: false });
	bench.add(name, async () => {
		await work();
	});
	await bench.run();
	const result = bench.tasks[0]?.result;
	if (!result || !("latency" in result) || !result.latency) throw new Error(`${name} was not measured`);
	return result.latency.min;
}

/** What takes longer is often interrupted by other programs. */
const LONG_MS = 1;
/** So long every program has at least to become warm. */
export const WARM_MS = 450;

/** As long as other programs have at least, a program gets to become warm. The least time of a run, of two or more. */
async function warmed(work: () => unknown): Promise<number> {
	const until = performance.now() + WARM_MS;
	let least = Number.POSITIVE_INFINITY;
	for (let runs = 0; runs < 2 || performance.now() < until; runs++) {
		const started = performance.now();
		await work();
		least = Math.min(least, performance.now() - started);
	}
	return least;
}

/** Milliseconds of processor time, the least of some tries: what else the machine does is not in it. Takes `times` runs for one try. */
export async function leastWork(work: () => unknown, times: number, tries: number): Promise<number> {
	let best = Number.POSITIVE_INFINITY;
	for (let i = 0; i < tries; i++) {
		const started = process.cpuUsage();
		for (let j = 0; j < times; j++) await work();
		const { user, system } = process.cpuUsage(started);
		best = Math.min(best, (user + system) / 1000 / times);
	}
	return best;
}
