// bench: how time is taken.
import { Bench } from "tinybench";

export function timeOf(work: () => void): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

/** Milliseconds, warm: the quickest of what fits into a third of a second, and at least of five. */
export async function quickestWarm(name: string, work: () => unknown): Promise<number> {
	const once = await timed(work);
	const bench = new Bench(once > 30 ? { time: 0, iterations: 5, warmupTime: 0, warmupIterations: 1 } : { time: 300, warmupTime: 150 });
	bench.add(name, async () => {
		await work();
	});
	await bench.run();
	const result = bench.tasks[0]?.result;
	if (!result || !("latency" in result) || !result.latency) throw new Error(`${name} was not measured`);
	return result.latency.min;
}

/** Milliseconds of the quickest of many tries: what else the machine does counts least there. */
export async function quickestOf(work: () => unknown, milliseconds: number, least = 3): Promise<number> {
	let best = Number.POSITIVE_INFINITY;
	const end = performance.now() + milliseconds;
	for (let times = 0; times < least || performance.now() < end; times++) best = Math.min(best, await timed(work));
	return best;
}

export async function timed(work: () => unknown): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
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
