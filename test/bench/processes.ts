// bench: the built command line and server as processes of their own: their start, a workspace, their memory.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { EDITOR } from "../lsp/builtServer";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";
import { timeOf } from "./measure";
import { type MeasuredText, smallConfig, users } from "./texts";

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const SERVER = fileURLToPath(new URL("../../dist/server.js", import.meta.url));
const PEAK = fileURLToPath(new URL("../../test/bench/peak.cjs", import.meta.url));

export function isBuilt(): boolean {
	return existsSync(CLI) && existsSync(SERVER);
}

/** Milliseconds from the start of the process to its first output: the command line on a small file, and Node.js alone. */
export async function startTimes(times: number): Promise<{ readonly cli: number; readonly node: number }> {
	return inFolder({ "redis.conf": smallConfig().text }, async (folder) => {
		const best = { cli: Number.POSITIVE_INFINITY, node: Number.POSITIVE_INFINITY };
		for (let i = 0; i < times; i++) {
			best.node = Math.min(best.node, await firstOutput(["-e", "process.stdout.write('x')"], folder));
			best.cli = Math.min(best.cli, await firstOutput([CLI, "redis.conf"], folder));
		}
		return best;
	});
}

function firstOutput(args: readonly string[], cwd: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "ignore"] });
		let first: number | undefined;
		child.stdout.on("data", () => {
			first ??= performance.now() - started;
		});
		child.on("error", reject);
		child.on("close", () => (first === undefined ? reject(new Error(`${args[0]} said nothing`)) : resolve(first)));
	});
}

/** Milliseconds of the command line over a folder of files, above the start of Node.js. */
export async function workspaceTime(count: number): Promise<{ readonly milliseconds: number; readonly bytes: number }> {
	const texts = Array.from({ length: count }, (_, i): [string, string] => {
		const folder = `service-${i >> 4}`;
		if (i % 4 === 3) return [`${folder}/users-${i}.acl`, users(3).text];
		return [`${folder}/redis-${i}.conf`, `# Service ${i}\nport ${1024 + i}\nmaxmemory ${i + 1}mb\n${smallConfig().text}`];
	});
	const bytes = texts.reduce((sum, [, text]) => sum + text.length, 0);
	return inFolder(Object.fromEntries(texts), async (folder) => {
		const run = () => timeOf(() => finished([CLI, "--format", "json", "."], folder));
		const bare = Math.min(...[1, 2, 3].map(() => timeOf(() => finished(["-e", "0"], folder))));
		return { milliseconds: Math.min(run(), run(), run()) - bare, bytes };
	});
}

/** Bytes that linting a text takes at peak, above Node.js alone. */
export async function peakOfCli({ name, text }: MeasuredText): Promise<number> {
	return inFolder({ [name]: text }, async (folder) => peak([CLI, "--format", "json", name], folder) - peak(["-e", "0"], folder));
}

function peak(args: readonly string[], folder: string): number {
	const file = join(folder, "peak");
	finished(["--require", PEAK, ...args], folder, { PEAK_FILE: file });
	return Number(readFileSync(file, "utf8"));
}

/** Of longer texts some answers take long. */
const LONG = 1_000_000;

/** Bytes that the server takes at peak above Node.js alone, over an hour of a person's work in a minute: files, edits, questions. */
export async function peakOfServer(files: readonly { readonly name: string; readonly text: string }[]): Promise<number> {
	const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
	return inFolder(texts, async (folder) => {
		const file = join(folder, "peak");
		const child = spawn(process.execPath, ["--require", PEAK, SERVER, "--stdio"], {
			stdio: ["pipe", "pipe", "inherit"],
			env: { ...process.env, PEAK_FILE: file },
		});
		const ended = new Promise((resolve) => child.on("close", resolve));
		const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
		connection.listen();
		const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: "work" }];
		await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, workspaceFolders, capabilities: EDITOR });
		await connection.sendNotification("initialized", {});
		for (const [name, text] of Object.entries(texts)) {
			const uri = pathToFileURL(join(folder, name)).href;
			const languageId = name.endsWith(".acl") ? "redis-acl" : "redis-conf";
			await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
			const lines = text.split("\n").length;
			for (let i = 0; i < (text.length > LONG ? 10 : 100); i++) {
				const start = { line: (i * 37) % lines, character: 0 };
				const range = { start, end: start };
				const contentChanges = [{ range, text: i % 2 === 0 ? "#" : "\n" }];
				await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: i + 2 }, contentChanges });
				const about = { textDocument: { uri }, position: start, range, context: { diagnostics: [], triggerKind: 1 } };
				for (const method of ASKED) await connection.sendRequest(method, about);
			}
		}
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		await ended;
		connection.dispose();
		return Number(readFileSync(file, "utf8")) - peak(["-e", "0"], folder);
	});
}

const ASKED = [
	"textDocument/diagnostic",
	"textDocument/completion",
	"textDocument/hover",
	"textDocument/codeAction",
	"textDocument/documentSymbol",
	"textDocument/inlayHint",
	"textDocument/foldingRange",
];

/** Its findings, and so its exit status, do not matter. */
function finished(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): void {
	try {
		execFileSync(process.execPath, args, { cwd, stdio: "ignore", env: { ...process.env, ...env } });
	} catch (error) {
		if ((error as { status?: number | null }).status == null) throw error;
	}
}

async function inFolder<T>(files: Readonly<Record<string, string>>, work: (folder: string) => Promise<T>): Promise<T> {
	const folder = makePrivateFolder();
	try {
		for (const [name, text] of Object.entries(files)) {
			mkdirSync(join(folder, name, ".."), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
		return await work(folder);
	} finally {
		removePrivateFolder(folder);
	}
}
