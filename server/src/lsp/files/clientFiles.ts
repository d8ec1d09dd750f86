// lsp: files that only the client can reach: virtual workspaces, and everything in the browser.
import type { Connection } from "vscode-languageserver";
import { type Folders, type GlobBudget, shellGlob } from "../../base/shellGlob";
import { resolveUri } from "../../base/uri";
import { type PemFile, readPem } from "../../model/tls/pem";
import type { FileText } from "../../model/types";
import type { Disk, FolderEntry } from "../host";
import { ListFolderRequest, ReadFileRequest } from "../ownClient/protocol";

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

	glob(directory: string, pattern: string, budget?: GlobBudget): Promise<readonly string[] | undefined> {
		return globOf(directory, pattern, (folder) => this.list(folder), budget);
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

async function globOf(
	directory: string,
	pattern: string,
	list: (folder: string) => Promise<readonly FolderEntry[]>,
	budget: GlobBudget | undefined,
): Promise<readonly string[] | undefined> {
	/** What need not be asked for its names. */
	const files = new Set<string>();
	const entriesOf = async (folder: string): Promise<readonly FolderEntry[]> => {
		if (files.has(folder)) return [];
		const entries = await list(folder);
		for (const { name, type } of entries) if (type === "file") files.add(resolveUri(folder, name));
		return entries;
	};
	const folders: Folders = {
		names: async (folder) => (await entriesOf(folder)).map(({ name }) => name),
		exists: async (uri) => (await entriesOf(resolveUri(uri, ".."))).some(({ name }) => resolveUri(resolveUri(uri, ".."), name) === uri),
		join: resolveUri,
	};
	const start = pattern.startsWith("/") ? resolveUri(directory, "/") : directory;
	return (await shellGlob(start, pattern, folders, budget))?.sort();
}
