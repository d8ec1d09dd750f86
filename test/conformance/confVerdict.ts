// conformance: what a real server says of one configuration file, found by starting it without a port and ending it as soon as it is up.
import { spawn } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asciiLower } from "../../server/src/base/utf8";
import { splitConfigLine } from "../../server/src/syntax/splitConfig";
import { endWithUs, makePrivateFolder } from "../support/privateFolder";

export interface LiveVerdict {
	readonly outcome: "accept" | "reject" | "crash";
	/** 1-based, null where the server names none. */
	readonly line: number | null;
	readonly output: string;
	/** It stopped for what depends on the machine: a file, an address, how the program was built. */
	readonly machine: boolean;
}

/** Starts one server after the other in a folder of its own. Not for use by two callers at once. */
export class VerdictServer {
	private readonly folder = makePrivateFolder();

	constructor(private readonly program: string) {}

	async verdictOn(text: string, kind: "config" | "sentinel"): Promise<LiveVerdict> {
		for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { recursive: true, force: true });
		writeFileSync(join(this.folder, "redis.conf"), text);
		const { output, signal, ready } = await this.run([
			"./redis.conf",
			...(kind === "sentinel" ? ["--sentinel"] : []),
			...this.overrides(kind),
		]);
		if (ready) return { outcome: "accept", line: null, output, machine: false };
		const line = /^Reading the configuration file, at line (\d+)$/m.exec(output)?.[1];
		const named = line === undefined ? lineOfLeftOver(output, text) : Number(line);
		const crashed = signal !== null || /ASSERTION FAILED|BUG REPORT|Guru Meditation/.test(output);
		return {
			outcome: crashed ? "crash" : "reject",
			line: named,
			output,
			machine: MACHINE.test(output),
		};
	}

	/** Stand after the file and take back what would reach beyond the folder. */
	private overrides(kind: "config" | "sentinel"): string[] {
		const socket = join(this.folder, "s");
		const both = [
			"--port",
			"0",
			"--bind",
			"127.0.0.1",
			"--unixsocket",
			socket,
			"--daemonize",
			"no",
			"--loglevel",
			"notice",
			"--logfile",
			"",
		];
		return kind === "sentinel" ? both : [...both, "--save", ""];
	}

	private run(args: readonly string[]): Promise<{ output: string; signal: string | null; ready: boolean }> {
		return new Promise((resolve, reject) => {
			const child = spawn(this.program, args, { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"] });
			let output = "";
			let ready = false;
			const read = (chunk: Buffer) => {
				output += chunk.toString("latin1");
				if (ready || !UP.test(output)) return;
				ready = true;
				child.kill("SIGKILL");
			};
			child.stdout.on("data", read);
			child.stderr.on("data", read);
			child.on("error", reject);
			child.on("close", (_code, signal) => resolve({ output, signal: ready ? null : signal, ready }));
			if (child.pid !== undefined) endWithUs(this.folder, child.pid);
		});
	}
}

/** Redis 8 prints names that no module took, without their lines: the first line that begins with one of them counts. */
function lineOfLeftOver(output: string, text: string): number | null {
	if (!output.includes("Unresolved Configuration(s) Detected")) return null;
	const names = new Set(
		Array.from(output.matchAll(/>>> '([^ ]+) .*'$/gm), (match) => Buffer.from(match[1] as string, "latin1").toString()),
	);
	const lines = text.split("\n").map((line) => asciiLower(splitConfigLine(line).words[0]?.value ?? ""));
	const index = lines.findIndex((name) => names.has(name));
	return index === -1 ? null : index + 1;
}

const UP = /eady to accept connections|Sentinel ID is /;

const MACHINE = new RegExp(
	[
		"opening file '[^']*': No such file or directory",
		"cannot open shared object file",
		"Failed to load certificate",
		"Failed to configure CA certificate",
		"Failed to load private key",
		"Active defragmentation cannot be enabled",
		"Failed to configure LOCALE",
		"Failed listening on port",
		"Can't resolve master instance hostname",
		"Wrong hostname or port for",
	].join("|"),
);
