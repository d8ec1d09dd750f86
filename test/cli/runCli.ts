// test support: runs the command line in this process, over files in a private folder.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Output } from "../../server/src/cli/io";
import { run } from "../../server/src/cli/run";
import { knowledge } from "../support/knowledge";
import { makePrivateFolder } from "../support/privateFolder";

export interface Ran {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
	/** The bytes of standard output. */
	readonly bytes: Buffer;
}

export interface RunOptions {
	readonly stdin?: string | Buffer;
	/** Called before standard input is read; files named before it have been read then. */
	readonly onStdin?: () => void;
	readonly env?: Readonly<Record<string, string>>;
	readonly terminal?: "terminal";
}

/** A folder with these files; the command line runs in it. */
export class Workplace {
	readonly folder = makePrivateFolder();

	constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
		for (const [name, text] of Object.entries(files)) this.write(name, text);
	}

	path(name: string): string {
		return join(this.folder, name);
	}

	write(name: string, text: string | Buffer): void {
		mkdirSync(dirname(this.path(name)), { recursive: true });
		writeFileSync(this.path(name), text);
	}

	read(name: string): string {
		return readFileSync(this.path(name), "utf8");
	}

	async run(argv: readonly string[] | string, options: RunOptions = {}): Promise<Ran> {
		const stdout = new Collected(options.terminal === "terminal");
		const stderr = new Collected(options.terminal === "terminal");
		const status = await run(typeof argv === "string" ? argv.split(" ").filter((word) => word !== "") : argv, {
			cwd: this.folder,
			env: options.env ?? {},
			stdout,
			stderr,
			readStdin: async () => {
				options.onStdin?.();
				return Buffer.from(options.stdin ?? "");
			},
			knowledge: async () => knowledge,
			newSeed: () => "seed of the tests",
			version: () => "1.2.3",
			serve: async () => 0,
		});
		return { status, stdout: stdout.text, stderr: stderr.text, bytes: stdout.bytes };
	}
}

class Collected implements Output {
	private readonly chunks: Buffer[] = [];
	readonly columns = 100;

	constructor(readonly isTerminal: boolean) {}

	write(text: string | Uint8Array): void {
		this.chunks.push(Buffer.from(text as string));
	}

	get bytes(): Buffer {
		return Buffer.concat(this.chunks);
	}

	get text(): string {
		return this.bytes.toString("utf8");
	}
}

/** The JSON of `lint`, as other programs read it. */
export interface LintJson {
	readonly version: number;
	readonly files: readonly FileJson[];
}

export interface FileJson {
	readonly path: string;
	readonly kind: string | null;
	readonly server: string;
	readonly includedBy: readonly string[];
	readonly verdict: { readonly outcome: string; readonly line: number | null; readonly reason: string | null };
	readonly findings: readonly {
		readonly rule: string;
		readonly severity: string;
		readonly message: string;
		readonly range: { readonly start: PositionJson; readonly end: PositionJson };
		readonly related: readonly { readonly path: string; readonly message: string }[];
		readonly fixes: readonly { readonly title: string; readonly safety: string }[];
	}[];
}

interface PositionJson {
	readonly line: number;
	readonly character: number;
}
