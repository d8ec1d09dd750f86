// support: how much memory is in use, for tests that something does not grow.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use once everything that nobody holds is gone. */
export async function bytesInUse(): Promise<number> {
	// What a promise that was just awaited holds is free after a turn of the loop.
	await new Promise((resolve) => setImmediate(resolve));
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}
