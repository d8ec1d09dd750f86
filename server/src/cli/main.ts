// cli: the process: hands its streams to the program and ends with its status.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MAX_FILE_SIZE } from "../hosts/nodeFiles";
import type { Io, Output } from "./io";
import { run } from "./run";

const io: Io = {
	cwd: process.cwd(),
	env: process.env,
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	readStdin,
	knowledge: nearest("knowledge", join("..", "knowledge", "data")),
	newSeed: () => (require("node:crypto") as typeof import("node:crypto")).randomBytes(32).toString("hex"),
	version,
	serve: () => Promise.resolve(2),
};

// Who reads us may stop at any time, as "head" does; what is left to say has no listener then.
for (const stream of [process.stdout, process.stderr]) {
	stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? process.exitCode : 2));
}

run(process.argv.slice(2), io).then((status) => {
	process.exitCode = status;
});

function output(stream: NodeJS.WriteStream): Output {
	return {
		write: (text) => void stream.write(text),
		isTerminal: stream.isTTY ?? false,
		...(stream.columns > 0 && { columns: stream.columns }),
	};
}

async function readStdin(): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of process.stdin) {
		chunks.push(chunk as Buffer);
		length += (chunk as Buffer).length;
		if (length > MAX_FILE_SIZE) {
			process.stdin.destroy();
			return undefined;
		}
	}
	return Buffer.concat(chunks);
}

/** Beside the bundle, or where this file is run from its source. */
function nearest(built: string, source: string): string {
	const beside = join(__dirname, built);
	return existsSync(beside) ? beside : join(__dirname, source);
}

function version(): string {
	for (const folder of ["..", join("..", "..", "..")]) {
		try {
			const text = readFileSync(join(__dirname, folder, "package.json"), "utf8");
			const { name, version } = JSON.parse(text) as { name?: string; version?: string };
			if (name === "redis-security-lint" && version !== undefined) return version;
		} catch {
			// Not there: the next place.
		}
	}
	return "0.0.0";
}
