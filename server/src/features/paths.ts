// features: which arguments are paths, and where they lead.
import { resolveUri } from "../base/uri";
import type { ServerModel } from "../model/server";

/** What a path names: a file to read, a file or folder that the server writes, or a file of a certain kind. */
export interface PathKind {
	readonly what: "file" | "folder";
	/** Endings that are offered first. */
	readonly endings: readonly string[];
}

const PATHS: Readonly<Record<string, PathKind>> = {
	include: { what: "file", endings: [".conf"] },
	aclfile: { what: "file", endings: [".acl"] },
	"tls-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-key-file": { what: "file", endings: [".key", ".pem"] },
	"tls-client-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-client-key-file": { what: "file", endings: [".key", ".pem"] },
	"tls-ca-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-dh-params-file": { what: "file", endings: [".dh", ".pem"] },
	"tls-ca-cert-dir": { what: "folder", endings: [] },
	dir: { what: "folder", endings: [] },
	loadmodule: { what: "file", endings: [".so"] },
	logfile: { what: "file", endings: [".log"] },
	pidfile: { what: "file", endings: [".pid"] },
	unixsocket: { what: "file", endings: [".sock"] },
};

export function pathKindOf(directive: string): PathKind | undefined {
	return Object.hasOwn(PATHS, directive) ? PATHS[directive] : undefined;
}

export function isPathDirective(directive: string): boolean {
	return pathKindOf(directive) !== undefined;
}

/** The folder that relative paths count from at the end of reading: the last `dir`, which counts from the one before, else that of the root. */
export function directoryOf(server: ServerModel): string {
	let directory = resolveUri(server.snapshot.root, "..");
	for (const { words } of server.settings.list("dir")) {
		const path = words[1]?.value;
		if (words.length === 2 && path) directory = resolveUri(directory, path);
	}
	return directory;
}

/** The address that a path means which the server opens after reading its configuration. */
export function pathUri(server: ServerModel, path: string): string {
	return resolveUri(directoryOf(server), path);
}
