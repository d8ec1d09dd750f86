// lsp: a folder may hold many large files, each of which could lead to the one that is open. Few of them are read.
import { expect, it } from "vitest";
import { Candidates } from "../../server/src/lsp/documents/candidates";
import { SEARCH_LIMITS } from "../../server/src/lsp/files/redisFiles";
import type { FileText } from "../../server/src/model/types";
import { knowledge } from "../support/knowledge";

/** What is read to know what leads to a document beside so many files of such a length. */
async function readsOf(count: number, length: number): Promise<{ reads: number; leading: number }> {
	const names = Array.from({ length: count }, (_, n) => `redis-${n}.conf`);
	const text = `include redis.conf\n#${"x".repeat(length)}\n`;
	const read = new Set<string>();
	const files = {
		read: async (uri: string): Promise<FileText> => {
			read.add(uri);
			return uri.endsWith("/redis.conf") ? { state: "text", text: "port 1\n" } : { state: "text", text };
		},
		list: async () => names.map((name) => ({ name, type: "file" as const })),
		generation: () => 0,
		resolve: (_: string, path: string) => (path === ".." ? "file:///w" : `file:///w/${path}`),
		glob: async () => [],
	};
	const redisFiles = { configurations: async () => [] };
	const timers = { now: () => 0, pause: async () => undefined };
	const sources = { files, timers, redisFiles, knowledge: async () => knowledge, openUris: () => [] };
	const candidates = new Candidates(sources as unknown as ConstructorParameters<typeof Candidates>[0]);
	const leading = await candidates.leadingTo("file:///w/redis.conf");
	read.delete("file:///w/redis.conf");
	return { reads: read.size, leading: leading.length };
}

it("of small files all are read", async () => {
	expect(await readsOf(100, 1000)).toEqual({ reads: 100, leading: 100 });
});

it("of large files no more than a search looks at", async () => {
	const length = SEARCH_LIMITS.characters / 8;
	expect(await readsOf(20, length)).toEqual({ reads: 8, leading: 8 });
});
