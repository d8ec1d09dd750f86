// test/property: what the language server remembers of a workspace does not grow with the files that are searched for a name.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { connect } from "../lsp/scriptedClient";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

async function bytesInUse(): Promise<number> {
	// What a promise that was just awaited holds is free after a turn of the loop.
	await new Promise((resolve) => setImmediate(resolve));
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}

const FOLDERS = ["a", "b", "c", "d", "e", "f"];

it("files that nobody has open are let go of", async () => {
	const text = Array.from({ length: 25_000 }, (_, index) => `user app${index} on ~app:* +get\n`).join("");
	const client = await connect({ files: Object.fromEntries(FOLDERS.map((folder) => [`${folder}/redis.conf`, text])) });
	await client.pull(await client.open("small.conf", "port 6379\n"));
	const before = await bytesInUse();
	const search = () => client.connection.sendRequest<object[] | null>("workspace/symbol", { query: "nobody" });
	for (let letters = 0; letters < 2; letters++) expect(await search()).toEqual([]);
	const ofAll = (await bytesInUse()) - before;
	await client.pull(await client.open("a/redis.conf"));
	const ofOne = (await bytesInUse()) - before - ofAll;
	expect(ofAll).toBeLessThan(ofOne);
});
