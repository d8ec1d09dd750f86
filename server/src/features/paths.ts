// features: which arguments are paths, and where they lead.
import { resolveUri } from "../base/uri";
import type { ServerModel } from "../model/server";
import type { Statement } from "../model/types";

/** What a path names: a file to read, a file or folder that the server writes, or a file of a certain kind. */
export interface PathKind {
	readonly what: "file" | "folder";
	/** The server follows it while it reads the line, so only a `dir` above it counts. */
	readonly followed?: true;
	/** From 7.0 it may be a pattern. */
	readonly globs?: true;
	/** Endings that are offered first. */
	readonly endings: readonly string[];
}

const PATHS: Readonly<Record<string, PathKind>> = {
	include: { what: "file", endings: [".conf"], followed: true, globs: true },
	aclfile: { what: "file", endings: [".acl"] },
	"tls-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-key-file": { what: "file", endings: [".key", ".pem"] },
	"tls-client-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-client-key-file": { what: "file", endings: [".key", ".pem"] },
	"tls-ca-cert-file": { what: "file", endings: [".crt", ".pem", ".cer"] },
	"tls-dh-params-file": { what: "file", endings: [".dh", ".pem"] },
	"tls-ca-cert-dir": { what: "folder", endings: [] },
	dir: { what: "folder", endings: [], followed: true },
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
	return directoryAfter(server, server.settings.list("dir"));
}

/** The same where the server meets a line: an `include` and another `dir` are followed while they are read. */
export function directoryAt(server: ServerModel, { file, line }: { readonly file: string; readonly line: number }): string {
	const { statements } = server.reading;
	const here = statements.findIndex((statement) => statement.file === file && statement.lineNumber >= line);
	const end = statements.findLastIndex((statement) => statement.file === file || statement.via.some((include) => include.file === file));
	const before = statements.slice(0, here === -1 ? end + 1 : here);
	return directoryAfter(
		server,
		before.filter(({ name }) => name === "dir"),
	);
}

function directoryAfter({ snapshot }: ServerModel, dirs: readonly Statement[]): string {
	const paths = dirs.flatMap(({ words: [, path, ...more] }) => (path && more.length === 0 && path.value !== "" ? [path.value] : []));
	// As one path: to follow the lines one by one costs as much as they are, each time.
	const last = paths.findLastIndex((path) => path.startsWith("/"));
	return resolveUri(resolveUri(snapshot.root, ".."), paths.slice(Math.max(0, last)).join("/") || ".");
}

/** The address that a path means which the server opens after reading its configuration. */
export function pathUri(server: ServerModel, path: string): string {
	return resolveUri(directoryOf(server), path);
}
