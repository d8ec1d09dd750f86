// model: the one place that awaits contents. It makes a snapshot; everything after it is pure.
import { newGlobBudget } from "../base/shellGlob";
import { type RunSteps, type Steps, toEnd } from "../base/steps";
import { blocksWithWords, inLinesWithWords } from "../syntax/blocks";
import { parse } from "../syntax/parse";
import type { Tree } from "../syntax/tree";
import { READ_LIMIT, readStatements, targetKey } from "./statements";
import type { PemFile } from "./tls/pem";
import { type TlsFileName, wantedTlsFiles } from "./tls/wanted";
import type { FileKind, Files, FileText, LoadLimits, Snapshot, SourceFile, Statement } from "./types";

const LOAD_LIMITS: LoadLimits = { files: 1000, characters: 16 * 1024 * 1024, patterns: 100, lines: READ_LIMIT.includes, depth: 16 };

/** No system opens longer paths. */
const MAX_PATH = 4096;

/** Of such a path, each of its bytes written with a percent sign. */
const LONGEST_ADDRESS = 3 * MAX_PATH;

/** Kinds whose lines follow the rules of redis.conf. */
export function dialectOf(kind: FileKind): Tree["dialect"] {
	return kind === "acl" ? "acl" : "config";
}

export interface LoadOptions {
	readonly limits?: LoadLimits;
	/** Does what takes long with very long files; it may take breaks, or stop by throwing. */
	readonly run?: RunSteps;
}

/**
 * Reads `root` and everything that it includes, and the ACL file that is in force at the end.
 * Relative paths count from an earlier `dir`, else from the folder of the root file, which stands for the working directory of the server.
 * Trees of `previous` are reused line by line. Rejects only where `run` stops the work: what cannot be read is in the snapshot with its reason.
 */
export async function load(
	root: string,
	kind: FileKind,
	files: Files,
	previous?: Snapshot,
	{ limits = LOAD_LIMITS, run = toEnd }: LoadOptions = {},
): Promise<Snapshot> {
	const loader = new Loader(root, kind, files, previous, limits, run);
	await loader.read(root, kind);
	if (kind !== "acl") {
		await loader.includes(root, 0);
		const { statements } = await run(readStatements(loader.loaded, loader.targets, root));
		await loader.aclFile(statements);
		await loader.tlsFiles(statements);
	}
	return loader.snapshot();
}

/**
 * The nearest file of this name, from the folder of `uri` upwards to `boundary` (a folder, itself included; without it only the folder of `uri`).
 * Undefined where there is none that can be read.
 */
export async function loadNearest(
	name: string,
	uri: string,
	boundary: string | undefined,
	files: Files,
): Promise<{ readonly uri: string; readonly text: string } | undefined> {
	const last = boundary?.replace(/\/+$/, "");
	for (let folder = files.resolve(uri, ".."); ; folder = files.resolve(folder, "..")) {
		const candidate = files.resolve(folder, name);
		const file = await files.read(candidate);
		if (file.state === "text") return { uri: candidate, text: file.text };
		const here = folder.replace(/\/+$/, "");
		if (last === undefined || here === last || !here.startsWith(`${last}/`)) return undefined;
	}
}

/** The lines that say where other files are, and of which. */
const leadingLines = inLinesWithWords(({ words }) => {
	const name = words.length === 2 ? words[0]?.value.toLowerCase() : undefined;
	return name === "dir" || name === "include" ? { name, path: words[1]?.value ?? "" } : undefined;
});

/** Splits lines into words, those that were not split before. */
function* split(tree: Tree): Steps<void> {
	for (const _ of blocksWithWords(tree)) yield;
}

/** The folder that relative paths count from, as `dir` lines change it. */
class WorkingDirectory {
	/** Lines since the folder was asked for, as one path. */
	private steps = "";
	private hasRoot = false;

	constructor(
		private readonly files: Files,
		private known: string,
	) {}

	change(path: string): void {
		this.hasRoot ||= path.startsWith("/");
		if (path.startsWith("/")) this.steps = path;
		else if (this.steps !== "") this.steps += `/${path}`;
		// Nothing is found below a path that no system opens; an absolute one leads out again.
		else if (this.known.length <= LONGEST_ADDRESS) this.steps = path;
		if (this.steps.length > MAX_PATH) this.settle();
	}

	/** Its address. */
	get uri(): string {
		this.settle();
		return this.known;
	}

	private settle(): void {
		if (this.steps !== "") this.known = this.files.resolve(this.known, this.steps);
		this.steps = "";
	}

	/** An absolute path was named. */
	get isKnown(): boolean {
		return this.hasRoot;
	}
}

class Loader {
	readonly loaded = new Map<string, SourceFile>();
	readonly targets = new Map<string, readonly string[]>();
	private readonly walked = new Set<string>();
	private readonly pems = new Map<TlsFileName, PemFile>();
	private readonly globs = new Map<string, readonly string[]>();
	private readonly budget = newGlobBudget();
	/** Of included files. */
	private characters = 0;
	private lines = 0;
	/** What stands for every file that is one too many. */
	private beyond: readonly string[] | undefined;
	private readonly directory: WorkingDirectory;

	constructor(
		private readonly root: string,
		private readonly kind: FileKind,
		private readonly files: Files,
		private readonly previous: Snapshot | undefined,
		private readonly limits: LoadLimits,
		private readonly run: RunSteps,
	) {
		this.directory = new WorkingDirectory(files, files.resolve(root, ".."));
	}

	snapshot(): Snapshot {
		const tls = this.pems.size > 0 ? { tlsFiles: this.pems } : {};
		return { root: this.root, kind: this.kind, files: this.loaded, targets: this.targets, ...tls };
	}

	async read(uri: string, kind: FileKind): Promise<SourceFile> {
		const known = this.loaded.get(uri);
		if (known) return known;
		const text = await this.files.read(uri);
		if (text.state === "text" && !text.source) this.characters += text.text.length;
		const file: SourceFile =
			text.state === "text"
				? {
						uri,
						state: "text",
						kind,
						tree: this.parse(uri, kind, text),
						latin1: text.latin1 ?? false,
						...(text.hiddenMark ? { hiddenMark: true } : {}),
						...(text.mode === undefined ? {} : { mode: text.mode }),
					}
				: { uri, state: "unreadable", kind, reason: text.reason, ...(text.isFolder && { isFolder: true }) };
		this.loaded.set(uri, file);
		return file;
	}

	/** Walks the lines of a file in order, since a `dir` line changes what later paths mean. */
	async includes(uri: string, depth: number): Promise<void> {
		const file = this.loaded.get(uri);
		if (file?.state !== "text" || this.walked.has(uri)) return;
		this.walked.add(uri);
		// The root counts as one file, whatever its size.
		if (depth === 0) this.characters = 0;
		await this.run(split(file.tree));
		for (const [lineNumber, { name, path }] of leadingLines(file.tree)) {
			if (name === "dir") this.directory.change(path);
			else await this.include(uri, lineNumber, path, depth);
		}
	}

	/** Loads the ACL file named by the last `aclfile` line; its path counts from the last `dir`. */
	async aclFile(statements: readonly Statement[]): Promise<void> {
		const last = statements.findLast((statement) => statement.name === "aclfile");
		const path = last?.words[1]?.value;
		if (!last || !path) return;
		const uri = this.files.resolve(this.directory.uri, path);
		this.targets.set(targetKey(last.file, last.lineNumber), [uri]);
		await this.read(uri, "acl");
	}

	/** Reads the certificates and keys that the last lines name, as the server does after the whole configuration. */
	async tlsFiles(statements: readonly Statement[]): Promise<void> {
		const { files } = this;
		if (!files.pem) return;
		for (const { name, path, passphrase } of wantedTlsFiles(statements)) {
			const pem = await files.pem(files.resolve(this.directory.uri, path), passphrase);
			// A relative path counts from where the server is started, which nobody knows without a dir line.
			const isGuess = pem.state === "unreadable" && pem.reason === "missing" && !path.startsWith("/") && !this.directory.isKnown;
			if (!isGuess) this.pems.set(name, pem);
		}
	}

	private async include(from: string, lineNumber: number, path: string, depth: number): Promise<void> {
		// Whoever reads the lines in their order stops following them at the same one.
		if (this.lines++ >= this.limits.lines) return;
		const key = targetKey(from, lineNumber);
		const meant = await this.meant(path);
		const uris = meant.flatMap((uri) => (this.isFull && !this.loaded.has(uri) ? this.tooMany(uri) : [uri]));
		this.targets.set(key, uris);
		if (depth >= this.limits.depth) return;
		for (const uri of uris) {
			// While the others are read it may become too much.
			if (this.isFull && !this.loaded.has(uri)) this.loaded.set(uri, this.tooLarge(uri));
			else {
				await this.read(uri, this.kind);
				await this.includes(uri, depth + 1);
			}
		}
	}

	/** No more files may be read. */
	private get isFull(): boolean {
		return this.loaded.size >= this.limits.files || this.characters >= this.limits.characters;
	}

	/** One file stands for all that are left out, since there may be a million of them. */
	private tooMany(uri: string): readonly string[] {
		if (this.beyond === undefined) {
			this.beyond = [uri];
			this.loaded.set(uri, this.tooLarge(uri));
		}
		return this.beyond;
	}

	private tooLarge(uri: string): SourceFile {
		return { uri, state: "unreadable", kind: this.kind, reason: "too-large" };
	}

	/** The files that an include line means; of too many, one more than may be read. */
	private async meant(path: string): Promise<readonly string[]> {
		const directory = this.directory.uri;
		const itself = this.files.resolve(directory, path);
		if (path.length > MAX_PATH || !/[*?[]/.test(path)) return [itself];
		const key = `${directory}\n${path}`;
		const known = this.globs.get(key);
		if (known) return known;
		if (this.globs.size >= this.limits.patterns) return this.tooMany(itself);
		const found = await this.files.glob(directory, path, this.budget);
		if (!found) this.loaded.set(itself, this.tooLarge(itself));
		const uris = found?.slice(0, this.limits.files + 1) ?? [itself];
		this.globs.set(key, uris);
		return uris;
	}

	private parse(uri: string, kind: FileKind, content: FileText & { readonly state: "text" }): Tree {
		const old = this.previous?.files.get(uri);
		return parse(content.source ?? content.text, dialectOf(kind), old?.state === "text" && old.kind === kind ? old.tree : undefined);
	}
}

/** The file that an `aclfile` statement leads to, where it was loaded. */
export function targetOf(snapshot: Snapshot, statement: Statement): SourceFile | undefined {
	const uri = snapshot.targets.get(targetKey(statement.file, statement.lineNumber))?.[0];
	return uri === undefined ? undefined : snapshot.files.get(uri);
}
