// hosts: certificates and keys from the disk of this machine, and what Node's cryptography says of them.
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { constants } from "node:fs";
import { open, opendir, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { PemCrypto, PemFile } from "../model/tls/pem";
import { readPem } from "../model/tls/pem";
import { readPublicKey } from "../model/tls/x509";
import { isMadeUp } from "./madeUp";
import { reasonOf } from "./reasons";

/** The largest file that is read, in bytes; a bundle of every public authority has about 250,000. */
export const MAX_PEM_SIZE = 4 * 1024 * 1024;

/** Every public authority has two names. */
const MAX_NAMES = 10_000;

/** Reads one PEM file by its path. Never rejects, and waits for no pipe or device. `now`: milliseconds since 1970. */
export async function readPemFile(path: string, passphrase: string | undefined, now: () => number): Promise<PemFile> {
	try {
		const before = await stat(path);
		if (before.isDirectory()) return { state: "unreadable", reason: "not-a-file", folder: { hashed: await hasHashedNames(path) } };
		if (!before.isFile() || isMadeUp(await realpath(path))) return { state: "unreadable", reason: "not-a-file" };
		if (before.size > MAX_PEM_SIZE) return { state: "unreadable", reason: "too-large" };
		const text = await contents(path);
		if (text === undefined) return { state: "unreadable", reason: "too-large" };
		const mode = process.platform === "win32" ? {} : { mode: before.mode & 0o777 };
		return readPem(text, { readAt: now(), ...mode, ...(passphrase === undefined ? {} : { passphrase }) }, nodeCrypto);
	} catch (error) {
		const reason = reasonOf(error);
		const isElsewhere =
			reason === "missing" &&
			!(await stat(dirname(path)).then(
				(folder) => folder.isDirectory(),
				() => false,
			));
		return isElsewhere ? { state: "unreadable", reason, elsewhere: true } : { state: "unreadable", reason };
	}
}

/** Looks at the first names only: a folder can hold any number of them. */
async function hasHashedNames(path: string): Promise<boolean> {
	let seen = 0;
	for await (const { name } of await opendir(path)) {
		if (/^[0-9a-f]{8}\.\d+$/.test(name)) return true;
		if (++seen >= MAX_NAMES) break;
	}
	return false;
}

/** Undefined where the file is another or a larger one than it was. */
async function contents(path: string): Promise<string | undefined> {
	const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
	try {
		if (!(await handle.stat()).isFile()) return undefined;
		const buffer = Buffer.alloc(MAX_PEM_SIZE + 1);
		let length = 0;
		for (;;) {
			const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
			if (bytesRead === 0) break;
			length += bytesRead;
		}
		return length > MAX_PEM_SIZE ? undefined : buffer.toString("latin1", 0, length);
	} finally {
		await handle.close().catch(() => undefined);
	}
}

export const nodeCrypto: PemCrypto = {
	publicKeyOf(pem, passphrase) {
		try {
			const key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
			return readPublicKey(createPublicKey(key).export({ type: "spki", format: "der" }));
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code ?? "";
			const isWrong = /BAD_DECRYPT|BAD_PASSWORD|MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED|PASSWORD/.test(code);
			return passphrase !== undefined && isWrong ? null : undefined;
		}
	},
	isSignedBy(certificate, issuer) {
		try {
			return new X509Certificate(certificate.der).verify(new X509Certificate(issuer.der).publicKey);
		} catch {
			return undefined;
		}
	},
};
