// base: long work in steps, so that whoever runs it can take a break between them, or leave it.

/** Work that yields often. One step takes a few milliseconds, however much there is to do. */
export type Steps<T> = Generator<void, T>;

/** Does the work; it may take breaks, or stop by throwing. */
export type RunSteps = <T>(steps: Steps<T>) => T | Promise<T>;

/** Does all of it at once. */
export function toEnd<T>(steps: Steps<T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** Things that are looked at in one step where each takes about a microsecond. */
export const MANY = 1000;
