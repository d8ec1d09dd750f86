// hosts: the main of `server.js`: for VS Code over a channel to its extension host, for any other editor with `--stdio`.
import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Connection, createConnection } from "vscode-languageserver/node";
import { createKnowledge } from "../knowledge/access";
import type { FolderEntry } from "../lsp/host";
import { startServer } from "../lsp/server";
import { createNodeFiles, knowledgeSource, pathOfFileUri, uriOfPath } from "./nodeFiles";
import { connectSocket, connectStdio, socketIn } from "./stdio";

// A client that reads no more is gone, which is no failure to tell of.
process.stdout.on("error", () => process.exit(1));

startServer(connection(), {
	knowledge: async () => createKnowledge(knowledgeSource(join(__dirname, "knowledge"))),
	disk: (only) => Object.assign(createNodeFiles(only ? { only } : {}), { list }),
	translations: async (language) => JSON.parse(await readFile(join(__dirname, `../l10n/bundle.l10n.${language}.json`), "utf8")),
	// Node.js keeps some of these in store: a tenth of the time of bytes that are asked for each time. 122 bits of each are random.
	newSeed: () => `${randomUUID()}${randomUUID()}`,
	timers: { now: () => performance.now(), pause: () => nextTurn() },
	rulePages: `${uriOfPath(join(__dirname, "rules"))}/`,
});

/** Without a word of where, the client is the process that has started this one. */
function connection(): Connection {
	if (process.argv.includes("--stdio")) return connectStdio();
	const socket = socketIn(process.argv.slice(2));
	return socket === undefined ? createConnection() : connectSocket(socket);
}

async function list(folder: string): Promise<FolderEntry[]> {
	const path = pathOfFileUri(folder);
	const entries = path === undefined ? [] : await readdir(path, { withFileTypes: true }).catch(() => []);
	// A link counts as a file, so that no search goes round in circles.
	return entries.map((entry) => ({ name: entry.name, type: entry.isDirectory() ? "folder" : "file" }));
}
