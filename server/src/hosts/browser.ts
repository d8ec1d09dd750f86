// hosts: the language server in a web worker. It has no disk: every file comes from the client, its own data too.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createKnowledge } from "../knowledge/access";
import type { KnowledgeFile } from "../knowledge/types";
import { startServer } from "../lsp/server";

const FILES: readonly KnowledgeFile[] = ["directives", "commands", "sentinel", "texts", "advisories"];

const scope = self as unknown as DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
	// Not fetched by the worker itself: the address of an extension's file is one that only the client can always read.
	knowledge: async (shipped) => {
		const texts = await Promise.all(FILES.map(async (name) => [name, await shipped(`knowledge/${name}.json`)] as const));
		const byName = new Map<KnowledgeFile, string>(texts);
		return createKnowledge((name) => byName.get(name) ?? "{}");
	},
	newSeed: () => crypto.getRandomValues(new Uint32Array(8)).join("-"),
	timers: { now: () => performance.now(), pause: () => new Promise((resolve) => setTimeout(resolve, 0)) },
});
