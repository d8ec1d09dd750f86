// bench: programs that people know, over the same content in the form that each reads.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Configuration } from "markdownlint";
import { lint as lintMarkdown } from "markdownlint/sync";
import type * as JsonService from "vscode-json-languageservice";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";
import { timeOf } from "./measure";
import type { MeasuredText } from "./texts";

const require = createRequire(import.meta.url);

/** A program at work: what it reads, and how long it takes for that, in milliseconds. */
export interface Peer {
	readonly name: string;
	readonly kind: "JavaScript" | "native";
	/** What its text is, beside ours. */
	readonly reads: string;
	readonly bytes: number;
	readonly run: () => Promise<number> | number;
	/** Of a process: how long it takes over a file of nothing. */
	readonly bare?: () => number;
}

/** All peers over the content of a text. Files that they need are made in a folder that `work` may use. */
export async function withPeers<T>(measured: MeasuredText, work: (peers: readonly Peer[]) => Promise<T>): Promise<T> {
	const folder = makePrivateFolder();
	try {
		const inJavaScript = measured.text.length > LONG ? [jsonService(measured)] : [markdownlint(measured), jsonService(measured)];
		return await work([...inJavaScript, ...natives(measured, folder)]);
	} finally {
		removePrivateFolder(folder);
	}
}

/** For longer texts markdownlint takes minutes. */
const LONG = 1_000_000;

/** Any text is Markdown. */
function markdownlint({ text }: MeasuredText): Peer {
	const config: Configuration = { default: true };
	return {
		name: "markdownlint",
		kind: "JavaScript",
		reads: "the same bytes, as Markdown",
		bytes: text.length,
		run: () => timeOf(() => lintMarkdown({ strings: { text }, config })),
	};
}

/** Its work: parsing and validation against a schema. */
function jsonService(measured: MeasuredText): Peer {
	const text = asJson(measured);
	const { getLanguageService, TextDocument }: typeof JsonService = require("vscode-json-languageservice");
	const service = getLanguageService({});
	const user = { type: "object", additionalProperties: { type: "array", items: { type: "string", minLength: 1 } } };
	return {
		name: "vscode-json-languageservice",
		kind: "JavaScript",
		reads: "the same lines and words, as JSON with a schema",
		bytes: text.length,
		run: async () => {
			const started = performance.now();
			const document = TextDocument.create("file:///users.json", "json", 1, text);
			await service.doValidation(document, service.parseJSONDocument(document), {}, { type: "array", items: user } as object);
			return performance.now() - started;
		},
	};
}

/** Without what it takes to start them. */
function natives(measured: MeasuredText, folder: string): Peer[] {
	// Long beside the start of a process.
	const copies = Math.ceil(4_000_000 / measured.text.length);
	const long = { ...measured, text: `${measured.text}\n`.repeat(copies) };
	const json = asJson(long);
	const script = asScript(long);
	const files = { "empty.json": "[]\n", "large.json": json, "empty.js": "export default 1;\n", "large.js": script };
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	const settings = { files: { maxSize: 1_000_000_000 }, vcs: { enabled: false }, linter: { enabled: true } };
	writeFileSync(join(folder, "biome.json"), JSON.stringify(settings));
	const ofProgram = (name: string, program: string, args: readonly string[], extension: string) => {
		const path = binOf(name, program);
		const over = (file: string) => () => timeOf(() => ran(path, [...args, `${file}.${extension}`], folder));
		return { run: over("large"), bare: over("empty") };
	};
	const biome = ["lint", "--max-diagnostics=1", "--colors=off"];
	const oxlint = ["--threads=1", "--quiet"];
	return [
		{
			name: "Biome",
			kind: "native",
			reads: "the same lines and words many times, as JSON",
			bytes: json.length,
			...ofProgram("@biomejs/biome", "biome", biome, "json"),
		},
		{
			name: "oxlint",
			kind: "native",
			reads: "the same lines and words many times, as JavaScript",
			bytes: script.length,
			...ofProgram("oxlint", "oxlint", oxlint, "js"),
		},
	];
}

function asJson({ text }: MeasuredText): string {
	const lines = text.split("\n").filter((line) => line !== "");
	const objects = lines.map((line) => {
		const [first = "", ...rest] = line.split(" ").filter((word) => word !== "");
		return `  { ${JSON.stringify(first)}: ${JSON.stringify(rest.length > 0 ? rest : ["-"])} }`;
	});
	return `[\n${objects.join(",\n")}\n]\n`;
}

function asScript(measured: MeasuredText): string {
	return `export const lines = ${asJson(measured).trimEnd()};\n`;
}

/** The path of a package's program. */
function binOf(name: string, program: string): string {
	const manifest = require.resolve(`${name}/package.json`);
	const { bin } = require(manifest) as { bin: Record<string, string> };
	return join(manifest, "..", bin[program] ?? "");
}

/** What it finds does not matter. */
function ran(program: string, args: readonly string[], cwd: string): void {
	try {
		execFileSync(process.execPath, [program, ...args], { cwd, stdio: "ignore", env: { ...process.env, RAYON_NUM_THREADS: "1" } });
	} catch (error) {
		if ((error as { status?: number | null }).status == null) throw error;
	}
}
