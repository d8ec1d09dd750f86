// model/tls: what a PEM file holds, as facts. Keys are never kept, only what belongs to them.
import type { UnreadableReason } from "../unreadable";
import { bitLength, type Der, fromBase64, inside, readDer } from "./der";
import { type CertificateFacts, type PublicKeyFacts, readCertificate } from "./x509";

/** A file that a configuration names for TLS, as the host found it. */
export type PemFile =
	| {
			readonly state: "unreadable";
			readonly reason: UnreadableReason;
			/** The folder is missing too: the configuration is for another machine. */
			readonly elsewhere?: true;
			/** It is a folder: whether something in it has a name by which OpenSSL looks for authorities, such as "5ed36f99.0". */
			readonly folder?: { readonly hashed: boolean };
	  }
	| PemFacts;

export interface PemFacts {
	readonly state: "read";
	readonly certificates: readonly CertificateFacts[];
	/** The first private key. */
	readonly key?: KeyFacts;
	/** Bits of Diffie-Hellman parameters. */
	readonly dhBits?: number;
	/** There is a block of PEM in it that cannot be read. */
	readonly broken: boolean;
	/** Permission bits; undefined where the system has none. */
	readonly mode?: number;
	/** When it was read, by the host's clock: milliseconds since 1970. */
	readonly readAt: number;
	/** Whether the second certificate's key made the first one's signature; undefined where the host cannot tell. */
	readonly isSignedBy?: (certificate: CertificateFacts, issuer: CertificateFacts) => boolean | undefined;
}

export interface KeyFacts {
	readonly encrypted: boolean;
	/** False where the pass phrase does not open it, or there is none; undefined where the host cannot tell. */
	readonly opens: boolean | undefined;
	/** The public key that belongs to it, where it is known. */
	readonly publicKey?: PublicKeyFacts;
}

/** What only a host with cryptography can say. */
export interface PemCrypto {
	/** The public key (SubjectPublicKeyInfo) of a private key in PEM; null where the pass phrase does not open it. */
	publicKeyOf(pem: string, passphrase: string | undefined): PublicKeyFacts | null | undefined;
	isSignedBy(certificate: CertificateFacts, issuer: CertificateFacts): boolean | undefined;
}

export function readPem(
	text: string,
	at: { readonly readAt: number; readonly mode?: number; readonly passphrase?: string },
	crypto?: PemCrypto,
): PemFacts {
	const certificates: CertificateFacts[] = [];
	let key: KeyFacts | undefined;
	let dhBits: number | undefined;
	let broken = false;
	for (const { label, whole, body } of blocksOf(text)) {
		if (/^(X509 |TRUSTED )?CERTIFICATE$/.test(label)) {
			const bytes = fromBase64(body);
			const certificate = bytes && readCertificate(bytes);
			if (certificate) certificates.push(certificate);
			else broken = true;
		} else if (/PRIVATE KEY$/.test(label)) {
			key ??= readKey({ label, whole, body }, at.passphrase, crypto);
		} else if (/^(X9\.42 )?DH PARAMETERS$/.test(label)) {
			const [parameters] = readDer(fromBase64(body) ?? new Uint8Array()) ?? [];
			const bits = bitLength(inside(parameters)[0]);
			if (bits > 0) dhBits ??= bits;
			else broken = true;
		}
	}
	// A block that begins and does not end.
	if (certificates.length === 0 && key === undefined && dhBits === undefined && text.includes("-----BEGIN ")) broken = true;
	return {
		state: "read",
		certificates,
		...(key === undefined ? {} : { key }),
		...(dhBits === undefined ? {} : { dhBits }),
		broken,
		...(at.mode === undefined ? {} : { mode: at.mode }),
		readAt: at.readAt,
		...(crypto ? { isSignedBy: (certificate, issuer) => crypto.isSignedBy(certificate, issuer) } : {}),
	};
}

/** Equal but for the time of reading, as long as the day is the same. */
export function isSamePem(a: PemFile | undefined, b: PemFile): boolean {
	if (a?.state !== "read" || b.state !== "read")
		return a?.state === b.state && a.state !== "read" && b.state !== "read" && a.reason === b.reason;
	const essence = ({ certificates, key, dhBits, broken, mode, readAt }: PemFacts) =>
		JSON.stringify([certificates.map((one) => one.fingerprint), key, dhBits, broken, mode, Math.floor(readAt / 86_400_000)]);
	return essence(a) === essence(b);
}

function readKey({ label, whole, body }: Block, passphrase: string | undefined, crypto: PemCrypto | undefined): KeyFacts {
	const encrypted = label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type:.*ENCRYPTED/m.test(whole);
	if (encrypted && passphrase === undefined) return { encrypted, opens: false };
	if (label === "ENCRYPTED PRIVATE KEY" && isCostly(body)) return { encrypted, opens: undefined };
	const publicKey = crypto?.publicKeyOf(whole, encrypted ? passphrase : undefined);
	if (publicKey === null) return { encrypted, opens: false };
	return publicKey ? { encrypted, opens: true, publicKey } : { encrypted, opens: undefined };
}

/** Rounds that a pass phrase is worked through; tools take some thousand to a million, which is half a second, and a key made to do harm as many as take for ever. */
const MOST_ROUNDS = 1_000_000;

/** Whether a number in the description of the encryption says so: the description comes first, the key itself after it. */
function isCostly(body: string): boolean {
	const [key] = readDer(fromBase64(body) ?? new Uint8Array()) ?? [];
	const holdsLarge = (element: Der | undefined, depth: number): boolean => {
		if (!element || depth > 8) return false;
		if (element.tag === INTEGER) return element.body.reduce((value, byte) => value * 256 + byte, 0) > MOST_ROUNDS;
		return element.tag === SEQUENCE && inside(element).some((part) => holdsLarge(part, depth + 1));
	};
	return holdsLarge(inside(key)[0], 0);
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;

interface Block {
	readonly label: string;
	readonly whole: string;
	/** Base64 without the lines above it that older keys have. */
	readonly body: string;
}

/** Kinds of blocks that never end; the whole text is looked through for each. */
const MOST_ENDLESS = 10;

function* blocksOf(text: string): Generator<Block> {
	const begin = /^-----BEGIN ([A-Z0-9. ]+)-----[ \t]*\r?$/gm;
	/** What never ends behind one place does not behind a later one. */
	const endless = new Set<string>();
	for (let match = begin.exec(text); match; match = begin.exec(text)) {
		const label = match[1] as string;
		if (endless.has(label)) continue;
		const end = text.indexOf(`-----END ${label}-----`, begin.lastIndex);
		if (end === -1) {
			if (endless.size >= MOST_ENDLESS) return;
			endless.add(label);
			continue;
		}
		const inner = text.slice(begin.lastIndex, end);
		const whole = `-----BEGIN ${label}-----${inner}-----END ${label}-----\n`;
		begin.lastIndex = end;
		yield { label, whole, body: inner.replace(/^[A-Za-z-]+:.*$/gm, "") };
	}
}
