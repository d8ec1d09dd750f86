// test/property: what the language server remembers of a document does not grow while somebody types.
import { expect, it } from "vitest";
import { stockConfig, users } from "../bench/texts";
import { connect } from "../lsp/scriptedClient";
import { bytesInUse } from "../support/memory";

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
