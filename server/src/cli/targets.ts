// cli: which files a run is about: those named, those found in named folders, and standard input.
import { closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { isInside, pathOfUri } from "../base/uri";
import { decode, decodeFile, MAX_FILE_SIZE, pathOfFileUri, reasonOf, uriOfPath } from "../hosts/nodeFiles";
import type { Knowledge } from "../knowledge/types";
import { kindOfName, recognize, recognizeUnnamed } from "../model/recognize";
import type { FileKind } from "../model/types";
import { MOST_LINES, type UnreadableReason } from "../model/unreadable";
import type { RunFiles } from "./files";
import { type Io, UsageError } from "./io";
import { filesBelow, SKIPPED_FOLDERS } from "./walk";

/** A file that the run is about. */
export interface Target {
	readonly uri: string;
	/** As people read it: relative to the working directory, or absolute where it was given so. */
	readonly path: string;
	/** Null for a file that was named but is no Redis file. */
	readonly kind: FileKind | null;
	/** How its name alone would be taken; for what is no Redis file. */
	readonly nameKind: FileKind;
	readonly from: "name" | "folder" | "stdin";
	readonly unreadable?: UnreadableReason;
}

export interface TargetRequest {
	readonly paths: readonly string[];
	readonly kind?: FileKind;
	readonly stdinFilename?: string;
}

/** What `path` is called where no name is given for standard input. */
export const STDIN = "-";

export interface Targets {
	/** Each once, in the order of the paths. Unreadable files that were named are among them. */
	readonly files: readonly Target[];
	/** Addresses of the folders that were searched. */
	readonly folders: readonly string[];
}

/** Finds the files of a run. */
export async function findTargets(
	request: TargetRequest,
	io: Io,
	files: RunFiles,
	knowledge: Knowledge,
	onError: (message: string) => void,
): Promise<Targets> {
	return new Finder(request, io, files, knowledge, onError).find();
}

class Finder {
	private readonly targets = new Map<string, Target>();
	private readonly folders: string[] = [];

	constructor(
		private readonly request: TargetRequest,
		private readonly io: Io,
		private readonly files: RunFiles,
		private readonly knowledge: Knowledge,
		private readonly onError: (message: string) => void,
	) {}

	async find(): Promise<Targets> {
		const { paths, stdinFilename } = this.request;
		if (stdinFilename !== undefined && !paths.includes(STDIN)) {
			throw new UsageError('--stdin-filename names what comes from standard input: add "-" as the path.');
		}
		for (const path of paths.length === 0 ? ["."] : paths) {
			if (path === STDIN) await this.stdin();
			else if (path === "") throw new UsageError("A path is empty. Name a file or a folder.");
			else if (isFolder(resolve(this.io.cwd, path))) await this.folder(path);
			else await this.named(path, resolve(this.io.cwd, path));
		}
		return { files: [...this.targets.values()], folders: this.folders };
	}

	private async stdin(): Promise<void> {
		const name = this.request.stdinFilename;
		const path = name ?? STDIN;
		const uri = uriOfPath(resolve(this.io.cwd, name ?? "<stdin>"));
		if (this.targets.get(uri)?.from === "stdin") return;
		const bytes = await this.io.readStdin();
		this.files.provide(uri, bytes ? decodeFile(bytes) : { state: "unreadable", reason: "too-large" });
		this.targets.set(uri, await this.target(uri, path, name ?? "", "stdin"));
	}

	private async named(given: string, path: string): Promise<void> {
		const uri = uriOfPath(path);
		if (this.targets.get(uri)?.from !== undefined && this.targets.get(uri)?.from !== "folder") return;
		this.targets.set(uri, await this.target(uri, this.shown(given, path), path, "name"));
	}

	private async target(uri: string, path: string, name: string, from: "name" | "stdin"): Promise<Target> {
		const nameKind = this.request.kind ?? kindOfName(name) ?? "config";
		const file = await this.files.read(uri);
		if (file.state === "unreadable") return { uri, path, kind: this.request.kind ?? null, nameKind, from, unreadable: file.reason };
		return { uri, path, kind: this.request.kind ?? this.kindOfNamed(name, file.text), nameKind, from };
	}

	/** Who names a file means it as a Redis file, unless it is plainly something else. */
	private kindOfNamed(name: string, text: string): FileKind | null {
		const kind = recognize(name, text, this.knowledge) ?? recognize("redis.conf", text, this.knowledge);
		return kind === undefined || kind === "foreign" ? null : kind;
	}

	private async folder(given: string): Promise<void> {
		const folder = resolve(this.io.cwd, given);
		this.folders.push(uriOfPath(folder));
		const paths = filesBelow(folder, (path, error) => this.onError(cannotRead(this.shown(given, path), reasonOf(error))));
		for (const path of paths) {
			const uri = uriOfPath(path);
			if (this.targets.has(uri)) continue;
			const target = await this.found(uri, path, given);
			if (target) this.targets.set(uri, target);
		}
	}

	/** Undefined where the file is not one of Redis. With a kind given, only those of a telling name or text are taken all the same. */
	private async found(uri: string, path: string, given: string): Promise<Target | undefined> {
		const nameKind = kindOfName(path);
		const shown = this.shown(given, path);
		if (nameKind === undefined) {
			const kind = recognizeHead(path, this.knowledge);
			return kind && { uri, path: shown, kind: this.request.kind ?? kind, nameKind: kind, from: "folder" };
		}
		const file = await this.files.read(uri);
		if (file.state === "unreadable") return { uri, path: shown, kind: nameKind, nameKind, from: "folder", unreadable: file.reason };
		const kind = recognize(path, file.text, this.knowledge);
		if (kind === undefined || kind === "foreign") return undefined;
		return { uri, path: shown, kind: this.request.kind ?? kind, nameKind, from: "folder" };
	}

	private shown(given: string, path: string): string {
		return isAbsolute(given) ? path : shownPath(path, this.io.cwd);
	}
}

/** Whether a search of the folder looks at this place. */
export function isSearched(uri: string, folder: string): boolean {
	return (
		isInside(uri, folder) &&
		!pathOfUri(uri)
			.slice(pathOfUri(folder).length)
			.split("/")
			.some((name) => SKIPPED_FOLDERS.has(name))
	);
}

/** The path relative to the working directory. */
function shownPath(path: string, cwd: string): string {
	return relative(cwd, path) || ".";
}

/** For a file that nobody named: relative where it lies in the working directory. */
export function shownUri(uri: string, cwd: string): string {
	const path = pathOfFileUri(uri) ?? uri;
	const inside = relative(cwd, path);
	return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}

/** What is wrong with a file, why, and what to do. */
export function cannotRead(path: string, reason: UnreadableReason): string {
	return `${path} cannot be read: ${REASONS[reason]}`;
}

const REASONS: Readonly<Record<UnreadableReason, string>> = {
	missing: "there is no such file. Check the path.",
	denied: "you have no permission to read it. Run this as a user who has, or change its mode.",
	"not-a-file": 'it is no regular file. For a pipe, use "-" and standard input.',
	"too-large": `it is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB or has more than ${MOST_LINES / 1_000_000} million lines.`,
	changed: "it changed while it was read. Try again.",
	unsupported: "the system gave an error when it was opened.",
	outside: "it lies outside of the folders that may be read.",
};

function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}

/** Enough to know a Redis file by. */
const HEAD = 64 * 1024;

function recognizeHead(path: string, knowledge: Knowledge): FileKind | undefined {
	if (OTHERS.test(path)) return undefined;
	const head = readHead(path);
	if (head === undefined || head.length === 0 || head.includes(0)) return undefined;
	return recognizeUnnamed(decode(head).text, knowledge);
}

/** Names under which people keep programs, documents and data. */
const OTHERS =
	/\.(?:[cm]?[jt]sx?|map|py|rb|go|rs|c|cc|cpp|h|hpp|java|kt|scala|cs|php|lua|pl|sh|bash|zsh|ps1|bat|html?|css|scss|less|vue|svelte|md|markdown|rst|adoc|json[5c]?|ya?ml|toml|xml|svg|lock|log|csv|tsv|sql|ipynb|tf|proto)$/i;

function readHead(path: string): Buffer | undefined {
	let descriptor: number | undefined;
	try {
		// It may have become a pipe meanwhile, and those wait for somebody who writes.
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		const buffer = Buffer.allocUnsafe(HEAD);
		return buffer.subarray(0, readSync(descriptor, buffer, 0, HEAD, 0));
	} catch {
		return undefined;
	} finally {
		if (descriptor !== undefined) closeSync(descriptor);
	}
}
