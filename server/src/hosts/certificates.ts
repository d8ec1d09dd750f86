// hosts: certificates and keys from the disk of this machine, and what Node's cryptography says of them.
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { constants } from "node:fs";
import { open, opendir, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { PemCrypto, PemFacts, PemFile } from "../model/tls/pem";
import { readPem } from "../model/tls/pem";
import { readPublicKey } from "../model/tls/x509";
import { isMadeUp } from "./madeUp";
import { reasonOf } from "./reasons";

/** The largest file that is read, in bytes; a bundle of every public authority has about 250,000. */
export const MAX_PEM_SIZE = 4 * 1024 * 1024;

/** Every public authority has two names. */
const MAX_NAMES = 10_000;

/** Files of which it is remembered what they hold. */
const MOST_REMEMBERED = 16;

/** A change in the same moment in which the file was read may leave its times as they were. In milliseconds. */
const MOMENT = 2000;

/**
 * Reads PEM files. What a file holds is worked out again when it is another one by its size or times, since a chain of thousands of certificates
 * takes long, as does a pass phrase.
 */
export class PemFiles {
	/** By path and pass phrase, the one that was asked for last at the end. */
	private readonly known = new Map<string, { readonly is: string; readonly facts: PemFacts }>();

	/** @param now the clock by which certificates are judged: milliseconds since 1970. */
	constructor(private readonly now: () => number) {}

	/** Never rejects, and waits for no pipe or device. */
	async read(path: string, passphrase: string | undefined): Promise<PemFile> {
		const key = `${path}\n${passphrase ?? ""}`;
		const is = await stampOf(path, this.now());
		const known = this.known.get(key);
		this.known.delete(key);
		if (is !== undefined && known?.is === is) {
			this.known.set(key, known);
			return { ...known.facts, readAt: this.now() };
		}
		const file = await readPemFile(path, passphrase, this.now);
		if (is === undefined || file.state !== "read" || (await stampOf(path, this.now())) !== is) return file;
		this.known.set(key, { is, facts: file });
		for (const oldest of this.known.keys()) {
			if (this.known.size <= MOST_REMEMBERED) break;
			this.known.delete(oldest);
		}
		return file;
	}
}

/** The same as long as the file is; undefined where that cannot be said. */
async function stampOf(path: string, now: number): Promise<string | undefined> {
	const status = await stat(path, { bigint: true }).catch(() => undefined);
	if (!status?.isFile() || now - Number(status.ctimeMs) < MOMENT) return undefined;
	const { ctimeNs, dev, ino, mode, mtimeNs, size } = status;
	return [dev, ino, size, mode, mtimeNs, ctimeNs].join(" ");
}

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
		const status = await handle.stat();
		if (!status.isFile()) return undefined;
		// One more than it has now, so that it is seen when it grows.
		const buffer = Buffer.alloc(Math.min(status.size, MAX_PEM_SIZE) + 1);
		let length = 0;
		for (;;) {
			const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
			length += bytesRead;
			if (bytesRead === 0 || length === buffer.length) break;
		}
		return length === buffer.length ? undefined : buffer.toString("latin1", 0, length);
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
