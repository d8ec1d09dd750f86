// lsp: files that only the client can reach: virtual workspaces, and everything in the browser.
import type { Connection } from "vscode-languageserver";
import { resolveUri } from "../base/uri";
import { type PemFile, readPem } from "../model/tls/pem";
import type { FileText } from "../model/types";
import type { Disk, FolderEntry } from "./host";
import { ListFolderRequest, ReadFileRequest } from "./protocol";

/** Characters of a certificate file. */
const MAX_PEM_SIZE = 4 * 1024 * 1024;

const UNREADABLE: FileText = { state: "unreadable", reason: "unsupported" };

/** Reads through requests to the client. A request that fails is a file that cannot be read. */
export class ClientFiles implements Disk {
	constructor(private readonly connection: Connection) {}

	read(uri: string): Promise<FileText> {
		return this.connection.sendRequest(ReadFileRequest, { uri }).catch(() => UNREADABLE);
	}

	/** What can be read without cryptography: all that certificates say, and nothing of signatures and keys. */
	async pem(uri: string, passphrase?: string): Promise<PemFile> {
		const file = await this.read(uri);
		if (file.state !== "text") return file;
		if (file.text.length > MAX_PEM_SIZE) return { state: "unreadable", reason: "too-large" };
		return readPem(file.text, passphrase === undefined ? { readAt: Date.now() } : { readAt: Date.now(), passphrase });
	}

	list(folder: string): Promise<readonly FolderEntry[]> {
		return this.connection.sendRequest(ListFolderRequest, { uri: folder }).catch(() => []);
	}

	glob(directory: string, pattern: string): Promise<readonly string[]> {
		return expandGlob(pattern, directory, (folder) => this.list(folder));
	}

	resolve(directory: string, path: string): string {
		return resolveUri(directory, path);
	}
}

/** For a client that reads no files, and a server without a disk. */
export const NO_FILES: Disk = {
	read: async () => UNREADABLE,
	list: async () => [],
	glob: async () => [],
	resolve: resolveUri,
};

/** The addresses that a shell's pattern means, folder by folder, in the order of their names. */
async function expandGlob(
	pattern: string,
	directory: string,
	list: (folder: string) => Promise<readonly FolderEntry[]>,
): Promise<readonly string[]> {
	let found = [pattern.startsWith("/") ? resolveUri(directory, "/") : directory];
	const segments = pattern.split("/").filter((segment) => segment !== "");
	for (const [index, segment] of segments.entries()) {
		if (!/[*?[]/.test(segment)) {
			found = found.map((folder) => resolveUri(folder, segment));
			continue;
		}
		const fits = matcherOf(segment);
		const last = index === segments.length - 1;
		const lists = await Promise.all(found.map(async (folder) => ({ folder, entries: await list(folder) })));
		found = lists.flatMap(({ folder, entries }) =>
			entries.filter((entry) => (last || entry.type === "folder") && fits(entry.name)).map((entry) => resolveUri(folder, entry.name)),
		);
	}
	return found.sort();
}

/** `*`, `?` and `[...]` never match a leading dot. */
function matcherOf(segment: string): (name: string) => boolean {
	const parts = segment.match(/\[[!^]?\]?[^\]]*\]|./gsu) ?? [];
	const source = parts.map((part) => {
		if (part === "*") return ".*";
		if (part === "?") return ".";
		if (part.length === 1 || !part.startsWith("[")) return part.replace(/[^\p{L}\p{N}_]/gu, "\\$&");
		const negated = /^\[[!^]/.test(part);
		return `[${negated ? "^" : ""}${part.slice(negated ? 2 : 1, -1).replace(/[\\\]^[&]/g, "\\$&")}]`;
	});
	const pattern = new RegExp(`^${source.join("")}$`, "su");
	return (name) => (segment.startsWith(".") || !name.startsWith(".")) && pattern.test(name);
}
