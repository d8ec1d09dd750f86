// support: files of a test, in memory. Names are relative to one folder.
import { existsSync, readFileSync } from "node:fs";
import { normalizeUri, resolveUri } from "../../server/src/base/uri";
import { matchesWildcard } from "../../server/src/base/wildcard";
import { nodeCrypto } from "../../server/src/hosts/certificates";
import { type PemFile, readPem } from "../../server/src/model/tls/pem";
import type { Files } from "../../server/src/model/types";
import type { UnreadableReason } from "../../server/src/model/unreadable";

export const FOLDER = "file:///etc/redis";

/** The address of a file by its name. */
export function uriOf(name: string): string {
	return resolveUri(FOLDER, name);
}

/** What a file of a test holds: text, bytes that are no UTF-8 (here as the text they are in Latin-1), text with a mode, or nothing that can be read. */
export type Content =
	| string
	| { readonly latin1: string }
	| { readonly text: string; readonly mode: number }
	| { readonly unreadable: UnreadableReason };

/** Files by name. */
export function memoryFiles(contents: Readonly<Record<string, Content>>): Files {
	const byUri = new Map(Object.entries(contents).map(([name, content]) => [uriOf(name), content]));
	return {
		async read(uri) {
			const content = byUri.get(normalizeUri(uri));
			if (content === undefined) return { state: "unreadable", reason: "missing" };
			if (typeof content === "string") return { state: "text", text: content };
			if ("mode" in content) return { state: "text", ...content };
			return "latin1" in content
				? { state: "text", text: content.latin1, latin1: true }
				: { state: "unreadable", reason: content.unreadable };
		},
		async glob(directory, pattern) {
			const full = decodeURIComponent(resolveUri(directory, pattern));
			return [...byUri.keys()].filter((uri) => matchesWildcard(full, decodeURIComponent(uri))).sort();
		},
		resolve: resolveUri,
		pem: async (uri, passphrase) => testPem(uri, passphrase),
	};
}

/** When tests take place. */
const TEST_TIME = Date.UTC(2026, 5, 1);

const PEMS = new URL("pem/", import.meta.url);

/** What was read, by what it was asked for: opening a key takes milliseconds, and the files stay as they are. */
const opened = new Map<string, PemFile>();

/** `/etc/redis/tls/NAME` is the file NAME of `support/pem`; "open-NAME" is the same, readable by everybody. Any other belongs to another machine. */
function testPem(uri: string, passphrase: string | undefined): PemFile {
	const [, open = "", name = ""] = /^file:\/\/\/etc\/redis\/tls\/(open-)?([a-z0-9-]+\.[a-z]+)$/.exec(uri) ?? [];
	if (name === "pipe.crt") return { state: "unreadable", reason: "not-a-file" };
	if (name === "denied.key") return { state: "unreadable", reason: "denied" };
	if (name === "authorities.d" || name === "unhashed.d")
		return { state: "unreadable", reason: "not-a-file", folder: { hashed: name === "authorities.d" } };
	const file = new URL(name, PEMS);
	if (name === "" || !existsSync(file))
		return { state: "unreadable", reason: "missing", ...(name === "missing.crt" ? {} : { elsewhere: true }) };
	const question = JSON.stringify([open, name, passphrase]);
	const at = { readAt: TEST_TIME, mode: open === "" ? 0o600 : 0o644, ...(passphrase !== undefined && { passphrase }) };
	const pem = opened.get(question) ?? readPem(readFileSync(file, "latin1"), at, nodeCrypto);
	opened.set(question, pem);
	return pem;
}
