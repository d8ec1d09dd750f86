// client: answers the server's questions about files that it cannot reach itself, through VS Code's file systems.
import { FileSystemError, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileText, FindFilesRequest, type FolderEntry, ListFolderRequest, ReadFileRequest } from "./protocol";

const MAX_BYTES = 16 * 1024 * 1024;

export function answerFileRequests(client: BaseLanguageClient): void {
	client.onRequest(ReadFileRequest, ({ uri }) => readFile(Uri.parse(uri)));
	client.onRequest(ListFolderRequest, ({ uri }) => listFolder(Uri.parse(uri)));
	client.onRequest(FindFilesRequest, async ({ folder, glob, limit }) => {
		const found = await workspace.findFiles(new RelativePattern(Uri.parse(folder), glob), undefined, limit);
		return found.map((uri) => uri.toString());
	});
}

async function readFile(uri: Uri): Promise<FileText> {
	try {
		const { size, type } = await workspace.fs.stat(uri);
		if ((type & FileType.Directory) !== 0) return { state: "unreadable", reason: "not-a-file" };
		if (size > MAX_BYTES) return { state: "unreadable", reason: "too-large" };
		return decode(await workspace.fs.readFile(uri));
	} catch (error) {
		return { state: "unreadable", reason: reasonOf(error) };
	}
}

async function listFolder(uri: Uri): Promise<FolderEntry[]> {
	try {
		const entries = await workspace.fs.readDirectory(uri);
		// A link counts as a file, so that no search goes round in circles.
		return entries.map(([name, type]) => ({ name, type: type === FileType.Directory ? "folder" : "file" }));
	} catch {
		return [];
	}
}

/** UTF-8 where the bytes are that, else Latin-1, in which every byte is a character. A byte order mark stays. */
function decode(bytes: Uint8Array): FileText {
	try {
		return { state: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
	} catch {
		return { state: "text", text: latin1(bytes), latin1: true };
	}
}

/** Not by TextDecoder: what it calls Latin-1 is windows-1252. */
function latin1(bytes: Uint8Array): string {
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
	return parts.join("");
}

function reasonOf(error: unknown): "missing" | "denied" | "not-a-file" | "unsupported" {
	const code = error instanceof FileSystemError ? error.code : "";
	if (code === "FileNotFound" || code === "FileNotADirectory") return "missing";
	if (code === "NoPermissions") return "denied";
	return code === "FileIsADirectory" ? "not-a-file" : "unsupported";
}
