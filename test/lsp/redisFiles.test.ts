// lsp: how many of the files that nobody has open are read to be told from others.
import { expect, it } from "vitest";
import { nameOfUri } from "../../server/src/base/uri";
import { RedisFiles, SEARCH_LIMITS } from "../../server/src/lsp/files/redisFiles";
import { knowledge } from "../support/knowledge";

const FOLDER = "file:///w";

/** As many files of this many characters in all; gives which of them are found and how many are read. */
async function search(count: number, characters: number) {
	const text = `port 6379\n#${" ".repeat(Math.ceil(characters / count))}\n`;
	let reads = 0;
	const files = new RedisFiles({
		files: {
			read: async () => {
				reads++;
				return { state: "text", text };
			},
			list: async () => Array.from({ length: count }, (_, n) => ({ name: `redis-${n}.conf`, type: "file" as const })),
			generation: () => 0,
		},
		workspace: { find: () => undefined, folders: [FOLDER] },
		knowledge: async () => knowledge,
	});
	const { uris, isComplete } = await files.in();
	const again = await files.in();
	expect(again).toEqual({ uris, isComplete });
	return { found: uris.map(nameOfUri), isComplete, reads };
}

it("all are read where they are small together", async () => {
	const { found, isComplete, reads } = await search(4, SEARCH_LIMITS.characters / 2);
	expect({ found: found.length, isComplete, reads }).toEqual({ found: 4, isComplete: true, reads: 4 });
});

it("behind very many characters no further one is read, and the search is not complete", async () => {
	const { found, isComplete, reads } = await search(8, SEARCH_LIMITS.characters * 2);
	expect({ found, isComplete, reads }).toEqual({
		found: ["redis-0.conf", "redis-1.conf", "redis-2.conf", "redis-3.conf"],
		isComplete: false,
		reads: 4,
	});
});
