// support: files of a test, in memory. Names are relative to one folder.
import { normalizeUri, resolveUri } from "../../server/src/base/uri";
import { matchesWildcard } from "../../server/src/base/wildcard";
import type { Files, UnreadableReason } from "../../server/src/model/types";

export const FOLDER = "file:///etc/redis";

/** The address of a file by its name. */
export function uriOf(name: string): string {
	return resolveUri(FOLDER, name);
}

/** Files by name; a value that is an object is a file that cannot be read. */
export function memoryFiles(contents: Readonly<Record<string, string | { readonly unreadable: UnreadableReason }>>): Files {
	const byUri = new Map(Object.entries(contents).map(([name, content]) => [uriOf(name), content]));
	return {
		async read(uri) {
			const content = byUri.get(normalizeUri(uri));
			if (content === undefined) return { state: "unreadable", reason: "missing" };
			return typeof content === "string" ? { state: "text", text: content } : { state: "unreadable", reason: content.unreadable };
		},
		async glob(directory, pattern) {
			const full = decodeURIComponent(resolveUri(directory, pattern));
			return [...byUri.keys()].filter((uri) => matchesWildcard(full, decodeURIComponent(uri))).sort();
		},
		resolve: resolveUri,
	};
}
