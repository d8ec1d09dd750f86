// hosts: contents from the disk of this machine, for the command line and the language server under Node.
import { isUtf8 } from "node:buffer";
import { constants, readFileSync, type Stats } from "node:fs";
import { type FileHandle, lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Folders, type GlobBudget, shellGlob } from "../base/shellGlob";
import { isInside, normalizeUri, resolveUri } from "../base/uri";
import type { KnowledgeSource } from "../knowledge/types";
import type { PemFile } from "../model/tls/pem";
import type { Files, FileText } from "../model/types";
import { MOST_LINES, type UnreadableReason } from "../model/unreadable";
import { PemFiles } from "./certificates";
import { linksOn } from "./links";
import { isMadeUp } from "./madeUp";
import { codeOf, reasonOf } from "./reasons";

export { reasonOf } from "./reasons";

export interface NodeFilesOptions {
	/** Addresses of the folders outside which nothing is read, links followed; without it every file may be read. */
	readonly only?: readonly string[];
	/** The clock by which certificates are judged: milliseconds since 1970. Without it the machine's. */
	readonly now?: () => number;
}

export type DiskFiles = Files &
	Required<Pick<Files, "pem">> & {
		/** Addresses of the links that lead to a file, and of the place where they end; none where there are none. */
		trail(uri: string): Promise<readonly string[]>;
	};

/** The largest file that is read, in bytes. */
export const MAX_FILE_SIZE = 64 * 1024 * 1024;

/** Files of `file:` addresses. No method rejects, and none waits for a pipe or a device. */
export function createNodeFiles(options: NodeFilesOptions = {}): DiskFiles {
	return new NodeFiles(options.only, options.now ?? Date.now);
}

/** Text of the bytes of a file: UTF-8 where they are that, else Latin-1, in which every byte is a character. A byte order mark stays. */
export function decode(bytes: Buffer): FileText & { readonly state: "text" } {
	return isUtf8(bytes) ? { state: "text", text: bytes.toString("utf8") } : { state: "text", text: bytes.toString("latin1"), latin1: true };
}

/** Their text, where a file may have that many lines. */
export function decodeFile(bytes: Buffer): FileText {
	let lines = 1;
	for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
		if (++lines > MOST_LINES) return unreadable("too-large");
	}
	return decode(bytes);
}

const LINE_FEED = 0x0a;

/** The bytes to write for a text that `decode` gave. */
export function encode(text: string, latin1: boolean): Buffer {
	return Buffer.from(text, latin1 ? "latin1" : "utf8");
}

/** The `file:` address of an absolute path of this machine. */
export function uriOfPath(path: string): string {
	return normalizeUri(pathToFileURL(path).href);
}

/** The path of a `file:` address on this machine; undefined for other addresses. */
export function pathOfFileUri(uri: string): string | undefined {
	try {
		return fileURLToPath(uri);
	} catch {
		return undefined;
	}
}

/** Reads the generated facts from a folder of JSON files, each when it is first wanted. */
export function knowledgeSource(directory: string): KnowledgeSource {
	return (name) => {
		try {
			return readFileSync(join(directory, `${name}.json`), "utf8");
		} catch (error) {
			if (codeOf(error) === "ENOENT") return "{}";
			throw error;
		}
	};
}

class NodeFiles implements DiskFiles {
	private readonly pems: PemFiles;

	constructor(
		private readonly only: readonly string[] | undefined,
		now: () => number,
	) {
		this.pems = new PemFiles(now);
	}

	async read(uri: string): Promise<FileText> {
		const path = pathOfFileUri(uri);
		if (path === undefined) return unreadable("unsupported");
		try {
			if (!(await this.isAllowed(uri, path))) return unreadable("outside");
			return await readRegular(path);
		} catch (error) {
			return unreadable(reasonOf(error));
		}
	}

	async pem(uri: string, passphrase?: string): Promise<PemFile> {
		const path = pathOfFileUri(uri);
		if (path === undefined) return { state: "unreadable", reason: "unsupported" };
		try {
			if (!(await this.isAllowed(uri, path))) return { state: "unreadable", reason: "outside" };
		} catch {
			return { state: "unreadable", reason: "outside" };
		}
		return this.pems.read(path, passphrase);
	}

	async glob(directory: string, pattern: string, budget?: GlobBudget): Promise<readonly string[] | undefined> {
		const folder = pathOfFileUri(directory);
		if (folder === undefined) return [];
		const folders: Folders = {
			names: async (path) => ((await this.isListed(path)) ? readdir(path).catch(() => []) : []),
			exists: async (path) => (await this.isListed(posix.dirname(path))) && lstat(path).then(YES, NO),
			join: posix.join,
		};
		const found = await shellGlob(pattern.startsWith("/") ? "/" : folder, pattern, folders, budget);
		return found?.sort(byBytes).map(uriOfPath);
	}

	resolve(directory: string, path: string): string {
		return resolveUri(directory, path);
	}

	async trail(uri: string): Promise<readonly string[]> {
		const path = pathOfFileUri(uri);
		if (path === undefined || !(await this.isAllowed(uri, path).catch(() => false))) return [];
		return (await linksOn(path)).map(uriOfPath);
	}

	/** Not even names are read of what is elsewhere. */
	private async isListed(folder: string): Promise<boolean> {
		return this.isAllowed(uriOfPath(folder), folder).catch(NO);
	}

	/** Both the path as it is written and the one that its links lead to must lie inside. */
	private async isAllowed(uri: string, path: string): Promise<boolean> {
		if (this.only === undefined) return true;
		if (!this.only.some((folder) => isInside(uri, folder))) return false;
		const real = uriOfPath(await realpath(path));
		for (const folder of this.only) {
			const allowed = await realpath(pathOfFileUri(folder) ?? "").catch(() => undefined);
			if (allowed !== undefined && isInside(real, uriOfPath(allowed))) return true;
		}
		return false;
	}
}

const YES = () => true;
const NO = () => false;

function byBytes(a: string, b: string): number {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Enough for an editor that saves just now; a file that changes all the time is given up. */
const TRIES = 3;

async function readRegular(path: string): Promise<FileText> {
	// Asked before opening, since to open a device can already do something. What the kernel makes up looks like a file, and may never end.
	const status = await stat(path);
	if (status.isDirectory()) return { state: "unreadable", reason: "not-a-file", isFolder: true };
	if (!status.isFile() || isMadeUp(await realpath(path))) return unreadable("not-a-file");
	const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
	try {
		for (let tries = 0; tries < TRIES; tries++) {
			const before = await handle.stat();
			if (!before.isFile()) return unreadable("not-a-file");
			if (before.size > MAX_FILE_SIZE) return unreadable("too-large");
			const bytes = await readAll(handle, before.size);
			if (bytes === undefined) return unreadable("too-large");
			if (!isSame(before, await handle.stat())) continue;
			const text = decodeFile(bytes);
			return text.state === "text" ? { ...text, ...modeOf(before) } : text;
		}
		return unreadable("changed");
	} finally {
		await handle.close().catch(() => undefined);
	}
}

/** Windows has no such modes. */
function modeOf({ mode }: Stats): { readonly mode?: number } {
	return process.platform === "win32" ? {} : { mode: mode & 0o777 };
}

/** All bytes from the start to where the file ends now; undefined where they are too many. */
async function readAll(handle: FileHandle, expected: number): Promise<Buffer | undefined> {
	let buffer = Buffer.allocUnsafe(Math.max(expected, 4095) + 1);
	let length = 0;
	for (;;) {
		const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
		if (bytesRead === 0) return buffer.subarray(0, length);
		length += bytesRead;
		if (length > MAX_FILE_SIZE) return undefined;
		if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, MAX_FILE_SIZE + 1));
	}
}

function isSame(before: Stats, after: Stats): boolean {
	return before.size === after.size && before.mtimeMs === after.mtimeMs;
}

function unreadable(reason: UnreadableReason): FileText {
	return { state: "unreadable", reason };
}
