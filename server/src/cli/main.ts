// cli: the process: hands its streams to the program and ends with its status.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type Io, type Output } from "./io";
import { run } from "./run";

const io: Io = {
	cwd: process.cwd(),
	env: process.env,
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	readStdin: async () => (await import("./stdin")).readStdin(),
	knowledge: async () => (await import("./facts")).shippedFacts(),
	newSeed: () => crypto.getRandomValues(Buffer.alloc(32)).toString("hex"),
	version,
	serve,
};

// Who reads us may stop at any time, as "head" does; what is left to say has no listener then.
process.stderr.on("error", () => process.exit(EXIT.trouble));
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
	if (code === "EPIPE") process.exit();
	process.stderr.write(`redis-security-lint: standard output cannot be written: ${code}.\n`);
	process.exit(EXIT.trouble);
});

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

/** From the package that this program is part of. */
function version(): string {
	for (const folder of ["..", join("..", "..", "..")]) {
		const file = join(__dirname, folder, "package.json");
		const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string }) : {};
		if (manifest.name === "redis-security-lint" && manifest.version !== undefined) return manifest.version;
	}
	return "unknown";
}

/** The language server is a bundle of its own, which reads the arguments of the process and ends the process itself. */
async function serve(): Promise<number> {
	const server = join(__dirname, "server.js");
	if (!existsSync(server)) {
		io.stderr.write(`redis-security-lint: the language server is missing: ${server}. Install this program again, or build it.\n`);
		return EXIT.trouble;
	}
	if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
	require(server);
	return new Promise(() => {});
}
