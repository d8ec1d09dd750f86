// lsp: long work in short slices, so that typing is never held up.
import type { Steps } from "../base/steps";
import type { Timers } from "./host";

/** Long enough to get somewhere, short enough that nobody feels it. */
const SLICE_MS = 10;

/** The work was given up: somebody cancelled it, or the document has changed. */
export class Abandoned extends Error {
	override readonly name = "Abandoned";
}

/**
 * Runs `steps` to the end, with a pause after every 10 ms.
 * @throws Abandoned where `isStale` says so after a pause.
 */
export async function inSlices<T>(steps: Steps<T>, timers: Timers, isStale: () => boolean): Promise<T> {
	let end = timers.now() + SLICE_MS;
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (timers.now() < end) continue;
		await timers.pause();
		if (isStale()) throw new Abandoned();
		end = timers.now() + SLICE_MS;
	}
}
