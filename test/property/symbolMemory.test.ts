// test/property: what the language server remembers of a workspace does not grow with the files that are searched for a name.
import { expect, it } from "vitest";
import { connect } from "../lsp/scriptedClient";
import { bytesInUse } from "../support/memory";

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
