// tools: starts a server for ourselves alone: on a unix socket in a folder of its own, nothing kept, always stopped.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RespClient } from "./resp";

/** What it takes to be private. CONFIG GET shows these instead of the defaults. */
const PRIVATE = (folder: string) => ["port 0", `unixsocket ${folder}/s`, `dir ${folder}`, "daemonize no"];

/** Directives that a private server sets, with their defaults. */
export const SET_BY_US: Readonly<Record<string, string>> = { port: "6379", unixsocket: "", dir: "./", daemonize: "no" };

/** Longest time a server may take to start or to refuse a file, in milliseconds. */
const LONGEST_START = 20_000;

/** How a start ended: the server runs, or it went away with these words. */
export interface Refusal {
	/** 1-based line of the file that the server names. */
	readonly line: number | undefined;
	/** What it prints about it, one line. */
	readonly message: string;
}

/** Runs `work` with a client of a private server, which is stopped in any case. */
export async function withPrivateServer<T>(
	program: string,
	work: (client: RespClient) => Promise<T>,
	args: readonly string[] = [],
): Promise<T> {
	return inFolder(async (folder) => {
		const outcome = await start(program, folder, PRIVATE(folder), args, async () => {
			const client = await RespClient.connect(join(folder, "s"));
			try {
				return { value: await work(client) };
			} finally {
				await client.call("SHUTDOWN", "NOSAVE").catch(() => undefined);
				client.close();
			}
		});
		if ("message" in outcome) throw new Error(`${program} does not start: ${outcome.message}`);
		return outcome.value;
	});
}

/** What the server says of a file with these lines after the private ones; undefined where it starts. Lines count from the first of `lines`. */
export async function refusal(program: string, lines: readonly string[], args: readonly string[] = []): Promise<Refusal | undefined> {
	return inFolder(async (folder) => {
		const before = PRIVATE(folder);
		const outcome = await start(program, folder, [...before, ...lines], args, async () => ({ value: undefined }));
		if (!("message" in outcome)) return undefined;
		return { line: outcome.line === undefined ? undefined : outcome.line - before.length, message: outcome.message };
	});
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "facts-"));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function start<T>(
	program: string,
	folder: string,
	lines: readonly string[],
	args: readonly string[],
	whenReady: () => Promise<{ value: T }>,
): Promise<{ value: T } | Refusal> {
	const file = join(folder, "server.conf");
	writeFileSync(file, `${lines.join("\n")}\n`);
	return new Promise((resolve, reject) => {
		const child = spawn(program, [file, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
		const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_START);
		let output = "";
		let work: Promise<{ value: T }> | undefined;
		const read = (chunk: Buffer) => {
			output += chunk.toString("latin1");
			if (work || !/ready to accept connections|Sentinel ID is/i.test(output) || !existsSync(join(folder, "s"))) return;
			clearTimeout(timer);
			work = whenReady();
			work.catch(() => undefined).finally(() => child.kill("SIGKILL"));
		};
		child.stdout.on("data", read);
		child.stderr.on("data", read);
		child.on("error", reject);
		child.on("close", () => {
			clearTimeout(timer);
			if (work) work.then(resolve, reject);
			else resolve(readRefusal(output));
		});
	});
}

/** After "FATAL CONFIG FILE ERROR" come the line number, the line and the reason; elsewhere the last lines of the log tell. */
function readRefusal(output: string): Refusal {
	const lines = output.split("\n").map((line) => line.trim());
	const at = lines.findIndex((line) => /at line \d+/.test(line));
	if (at !== -1) return { line: Number(/at line (\d+)/.exec(lines[at] ?? "")?.[1]), message: lines[at + 2] ?? "" };
	return {
		line: undefined,
		message: lines
			.filter((line) => line !== "")
			.slice(-3)
			.join(" | "),
	};
}
