// test/property: what the language server remembers of a document does not grow while somebody types.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { stockConfig, users } from "../bench/texts";
import { connect } from "../lsp/scriptedClient";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use once everything that nobody holds is gone. */
async function bytesInUse(): Promise<number> {
	// What a promise that was just awaited holds is free after a turn of the loop.
	await new Promise((resolve) => setImmediate(resolve));
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}

const EDITS = 100;

it.each([stockConfig(), users(1000)])("of $what no version is kept but the last", async ({ name, text }) => {
	const client = await connect();
	const uri = await client.open(name, text);
	const type = async (times: number) => {
		for (let i = 0; i < times; i++) {
			const start = { line: 7 * (i >> 1), character: 0 };
			const added = { start, end: { ...start, character: 1 } };
			await client.change(uri, [i % 2 === 0 ? { range: { start, end: start }, text: "x" } : { range: added, text: "" }]);
			await client.pull(uri);
		}
	};
	await type(2 * EDITS);
	const before = await bytesInUse();
	await type(EDITS);
	const grown = (await bytesInUse()) - before;
	expect(grown / EDITS).toBeLessThan(20_000);
});
