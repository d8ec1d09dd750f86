// bench: what a keystroke costs. A client of its own types into the built server over standard input and output, and waits for each answer.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createProtocolConnection, type ProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";
import type { MeasuredText } from "./texts";

/** Files in one folder, and where somebody types. */
export interface Scene {
	readonly what: string;
	/** The file in which somebody types. */
	readonly typed: MeasuredText;
	/** Open beside it. */
	readonly open?: readonly MeasuredText[];
	/** On the disk, and not open. */
	readonly onDisk?: readonly MeasuredText[];
	/** Types at the ends of lines that say something, and not just anywhere. */
	readonly touches?: "settings";
}

/** Milliseconds over many edits. */
export interface Spread {
	readonly median: number;
	readonly p95: number;
	readonly worst: number;
}

export interface KeystrokeCosts {
	readonly what: string;
	/** From the file being opened to its first diagnostics. */
	readonly open: number;
	/** From the edit of one character being written to the answered diagnostics. */
	readonly keystroke: Spread;
	/** Processor time of the server's own thread for it, which other programs disturb less; where the system tells it. */
	readonly work?: Spread;
	/** The same for a line that is typed in or taken out, which moves all lines below. */
	readonly line: Spread;
	/** Each asked right after an edit. */
	readonly completion: Spread;
	readonly hover: Spread;
	readonly codeAction: Spread;
}

export interface KeystrokeOptions {
	/** The built server; without it, the one in `dist`. */
	readonly server?: string;
	/** Single characters that are typed; of everything else a fifth. */
	readonly edits?: number;
}

/**
 * So long somebody types before it counts. Of the first few thousand edits one in twenty waits while the engine compiles the server beside it; a person
 * types for hours, and with pauses in which that would happen.
 */
const WARM_MS = 4000;

const BUILT = fileURLToPath(new URL("../../dist/server.js", import.meta.url));

export function hasBuiltServer(): boolean {
	return existsSync(BUILT);
}

/** Starts a server, opens the files, types at places that are the same in every run, and stops the server. */
export async function keystrokeCosts(scene: Scene, options: KeystrokeOptions = {}): Promise<KeystrokeCosts> {
	const { server = BUILT, edits = 1000 } = options;
	const folder = makePrivateFolder();
	for (const { name, text } of scene.onDisk ?? []) writeFileSync(join(folder, name), text);
	const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
	const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
	connection.listen();
	try {
		const typist = new Typist(connection, scene, folder);
		const open = await typist.open();
		await typist.warm();
		const works: number[] = [];
		const keystroke = spreadOf(
			await typist.times(edits, async () => {
				const before = workOf(child.pid);
				const took = await typist.character();
				works.push(workOf(child.pid) - before);
				return took;
			}),
		);
		const work = spreadOf(works);
		const few = Math.ceil(edits / 5);
		const after = async (work: () => Promise<number>) => {
			await typist.times(few / 4, work);
			return spreadOf(await typist.times(few, work));
		};
		return {
			what: scene.what,
			open,
			keystroke,
			...(!Number.isNaN(work.median) && { work }),
			line: await after(() => typist.line()),
			completion: await after(() => typist.asked("textDocument/completion")),
			hover: await after(() => typist.asked("textDocument/hover")),
			codeAction: await after(() => typist.asked("textDocument/codeAction")),
		};
	} finally {
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		connection.dispose();
		await removePrivateFolder(folder);
	}
}

/** Milliseconds of processor time that the first thread of a process has had; not a number where the system does not tell. */
function workOf(pid: number | undefined): number {
	try {
		return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
	} catch {
		return Number.NaN;
	}
}

class Typist {
	private readonly uri: string;
	private readonly lines: readonly string[];
	/** Numbers of the lines in which a character is typed. */
	private readonly places: readonly number[];
	private version = 1;
	private resultId: string | undefined;
	private random = 12345;
	/** What is to be taken out again by the next edit. */
	private added: { readonly line: number; readonly character: number } | undefined;
	private addedLine: number | undefined;

	constructor(
		private readonly connection: ProtocolConnection,
		private readonly scene: Scene,
		private readonly folder: string,
	) {
		const { touches, typed } = scene;
		this.uri = this.uriOf(typed);
		this.lines = typed.text.split("\n");
		const says = (line: string) => line !== "" && !line.startsWith("#");
		this.places = this.lines.flatMap((line, number) => (touches === undefined || says(line) ? [number] : []));
	}

	async open(): Promise<number> {
		const diagnostic = { relatedInformation: true, codeDescriptionSupport: true };
		const codeAction = {
			codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
			dataSupport: true,
			resolveSupport: { properties: ["edit"] },
		};
		await this.connection.sendRequest("initialize", {
			processId: process.pid,
			rootUri: null,
			capabilities: { textDocument: { diagnostic, codeAction } },
		});
		await this.connection.sendNotification("initialized", {});
		const started = performance.now();
		for (const file of [...(this.scene.open ?? []), this.scene.typed]) {
			const languageId = file.name === "users.acl" ? "redis-acl" : "redis-conf";
			await this.connection.sendNotification("textDocument/didOpen", {
				textDocument: { uri: this.uriOf(file), languageId, version: this.version, text: file.text },
			});
		}
		await this.pull();
		return performance.now() - started;
	}

	private uriOf({ name }: MeasuredText): string {
		return pathToFileURL(join(this.folder, name)).href;
	}

	async warm(): Promise<void> {
		const until = performance.now() + WARM_MS;
		for (let i = 0; i < 20 || performance.now() < until; i++) await this.character();
	}

	async times(count: number, work: () => Promise<number>): Promise<number[]> {
		const taken: number[] = [];
		for (let i = 0; i < count; i++) taken.push(await work());
		return taken;
	}

	/** Types a character somewhere, or takes the last one out again. */
	async character(): Promise<number> {
		const started = performance.now();
		await this.type();
		await this.pull();
		return performance.now() - started;
	}

	/** Opens a new line somewhere, or takes the last one out again. */
	async line(): Promise<number> {
		const started = performance.now();
		const line = this.addedLine ?? this.anyLine();
		const start = { line, character: 0 };
		if (this.addedLine === undefined) await this.change({ start, end: start }, "\n");
		else await this.change({ start, end: { line: line + 1, character: 0 } }, "");
		this.addedLine = this.addedLine === undefined ? line : undefined;
		await this.pull();
		return performance.now() - started;
	}

	/** Asks at the place of an edit, as an editor does while somebody types; the diagnostics of that edit are not waited for. */
	async asked(method: string): Promise<number> {
		const position = await this.type();
		const textDocument = { uri: this.uri };
		const started = performance.now();
		const range = { start: position, end: position };
		await this.connection.sendRequest(method, { textDocument, position, range, context: { diagnostics: [], triggerKind: 1 } });
		const took = performance.now() - started;
		await this.pull();
		return took;
	}

	private async type(): Promise<{ line: number; character: number }> {
		const place = this.added ?? this.anyPlace();
		const after = { line: place.line, character: place.character + 1 };
		if (this.added) await this.change({ start: place, end: after }, "");
		else await this.change({ start: place, end: place }, this.scene.touches === "settings" ? "1" : "x");
		this.added = this.added ? undefined : place;
		return place;
	}

	private async change(range: unknown, text: string): Promise<void> {
		await this.connection.sendNotification("textDocument/didChange", {
			textDocument: { uri: this.uri, version: ++this.version },
			contentChanges: [{ range, text }],
		});
	}

	private async pull(): Promise<void> {
		const { resultId } = await this.connection.sendRequest<{ resultId?: string }>("textDocument/diagnostic", {
			textDocument: { uri: this.uri },
			...(this.resultId !== undefined && { previousResultId: this.resultId }),
		});
		this.resultId = resultId;
	}

	private anyPlace(): { line: number; character: number } {
		const line = this.places[this.below(this.places.length)] ?? 0;
		const { length } = this.lines[line] ?? "";
		return { line, character: this.scene.touches === "settings" ? length : this.below(length + 1) };
	}

	private anyLine(): number {
		return this.below(this.lines.length);
	}

	/** A number from 0 on; the same ones in each run. */
	private below(limit: number): number {
		this.random = (Math.imul(this.random, 1103515245) + 12345) >>> 0;
		return Math.floor((this.random / 2 ** 32) * limit);
	}
}

function spreadOf(times: readonly number[]): Spread {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
	return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? Number.NaN };
}
