// model/tls: what a certificate says of itself, read from its bytes. Whether a signature is true is for the host to say.
import { sha256 } from "@noble/hashes/sha2.js";
import { bitLength, type Der, hexOf, inside, oidOf, readDer, TAG, textOf, timeOf } from "./der";

export interface PublicKeyFacts {
	/** "RSA", "RSA-PSS", "EC", "Ed25519", "Ed448", "DSA", or the identifier of another kind. */
	readonly algorithm: string;
	/** 0 where it is not known. */
	readonly bits: number;
	/** The same for the same key, in a certificate and as what belongs to a private key: SHA-256 of its bytes in hexadecimal. */
	readonly id: string;
}

/** Facts of one X.509 certificate. */
export interface CertificateFacts {
	/** "CN=redis, O=Example". */
	readonly subject: string;
	readonly issuer: string;
	readonly commonName?: string;
	/** Bytes of the names in hexadecimal, to compare them. */
	readonly subjectId: string;
	readonly issuerId: string;
	/** Milliseconds since 1970. */
	readonly notBefore: number;
	readonly notAfter: number;
	/** Of the extension; without one the common name stands for the only host name. */
	readonly dnsNames: readonly string[];
	readonly addresses: readonly string[];
	/** Undefined where the certificate does not say. */
	readonly isCa: boolean | undefined;
	/** "keyCertSign", "digitalSignature", ...; undefined without the extension: for everything. */
	readonly keyUsage: readonly string[] | undefined;
	/** "serverAuth", "clientAuth", "any", or identifiers; undefined without the extension: for everything. */
	readonly extendedKeyUsage: readonly string[] | undefined;
	readonly publicKey: PublicKeyFacts;
	/** The hash that was signed: "SHA-1", "SHA-256", "MD5"; "" where the kind of signature has none of its own or is not known. */
	readonly signatureHash: string;
	/** SHA-256 of the whole certificate: "AB:CD:...". */
	readonly fingerprint: string;
	/** All its bytes. */
	readonly der: Uint8Array;
}

/** Undefined where the bytes are no certificate. */
export function readCertificate(der: Uint8Array): CertificateFacts | undefined {
	const [certificate] = readDer(der) ?? [];
	const [body, signature] = inside(certificate);
	const parts = inside(body);
	if (certificate?.tag !== TAG.sequence || body?.tag !== TAG.sequence || parts.length < 6) return undefined;
	// The version stands first since version 2, in a tag of its own.
	const [, , issuer, validity, subject, key, ...rest] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
	const [notBefore, notAfter] = inside(validity).map(timeOf);
	const publicKey = key && readPublicKey(key.whole);
	if (!issuer || !subject || !publicKey || notBefore === undefined || notAfter === undefined) return undefined;
	const names = attributes(subject);
	const commonName = names.find(([type]) => type === "CN")?.[1];
	return {
		subject: inWords(names),
		issuer: inWords(attributes(issuer)),
		...(commonName === undefined ? {} : { commonName }),
		subjectId: hexOf(subject.whole),
		issuerId: hexOf(issuer.whole),
		notBefore,
		notAfter,
		...extensionFacts(rest.find((part) => part.tag === 0xa3)),
		publicKey,
		signatureHash: SIGNATURES[oidOf(inside(signature)[0])] ?? "",
		fingerprint: (hexOf(sha256(certificate.whole)).toUpperCase().match(/../g) ?? []).join(":"),
		der: certificate.whole,
	};
}

/** Of the bytes of a SubjectPublicKeyInfo. */
export function readPublicKey(spki: Uint8Array): PublicKeyFacts | undefined {
	const [outer] = readDer(spki) ?? [];
	const [kind, bits] = inside(outer);
	const [algorithm, parameters] = inside(kind);
	if (!outer || !bits || !algorithm) return undefined;
	const oid = oidOf(algorithm);
	const name = KEYS[oid] ?? oid;
	return { algorithm: name, bits: keyBits(name, bits, parameters), id: hexOf(sha256(outer.whole)) };
}

function keyBits(name: string, bits: Der, parameters: Der | undefined): number {
	if (name === "EC") return CURVES[oidOf(parameters)] ?? 0;
	if (name === "Ed25519") return 256;
	if (name === "Ed448") return 456;
	if (name === "DSA") return bitLength(inside(parameters)[0]);
	// A bit string begins with the number of bits that its last byte leaves over.
	const [key] = readDer(bits.body.subarray(1)) ?? [];
	return bitLength(inside(key)[0]);
}

function extensionFacts(
	extensions: Der | undefined,
): Pick<CertificateFacts, "dnsNames" | "addresses" | "isCa" | "keyUsage" | "extendedKeyUsage"> {
	const values = new Map<string, Der | undefined>();
	for (const extension of inside(inside(extensions)[0])) {
		const parts = inside(extension);
		values.set(oidOf(parts[0]), parts.at(-1));
	}
	const names = inside(first(values.get("2.5.29.17")));
	const constraints = values.get("2.5.29.19");
	const usage = first(values.get("2.5.29.15"));
	const extended = values.get("2.5.29.37");
	return {
		dnsNames: names.filter((name) => name.tag === 0x82).map(textOf),
		addresses: names.filter((name) => name.tag === 0x87).map((name) => addressOf(name.body)),
		isCa: constraints && inside(first(constraints)).some((part) => part.tag === TAG.boolean && part.body[0] !== 0),
		keyUsage: usage && USAGES.filter((_, index) => (((usage.body[1 + (index >> 3)] ?? 0) << (index & 7)) & 0x80) !== 0),
		extendedKeyUsage: extended && inside(first(extended)).map((use) => PURPOSES[oidOf(use)] ?? oidOf(use)),
	};
}

function first(octets: Der | undefined): Der | undefined {
	return inside(octets).at(0);
}

function attributes(name: Der): (readonly [string, string])[] {
	return inside(name).flatMap((set) =>
		inside(set).flatMap((pair) => {
			const [type, value] = inside(pair);
			return type && value ? [[ATTRIBUTES[oidOf(type)] ?? oidOf(type), textOf(value)] as const] : [];
		}),
	);
}

/** The common name first, as people look for it. */
function inWords(names: readonly (readonly [string, string])[]): string {
	return [...names]
		.reverse()
		.map(([type, value]) => `${type}=${value}`)
		.join(", ");
}

function addressOf(bytes: Uint8Array): string {
	if (bytes.length === 4) return bytes.join(".");
	const groups: string[] = [];
	for (let at = 0; at + 1 < bytes.length; at += 2) groups.push((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
	return groups.join(":");
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
	"2.5.4.3": "CN",
	"2.5.4.6": "C",
	"2.5.4.7": "L",
	"2.5.4.8": "ST",
	"2.5.4.10": "O",
	"2.5.4.11": "OU",
	"1.2.840.113549.1.9.1": "emailAddress",
};

const KEYS: Readonly<Record<string, string>> = {
	"1.2.840.113549.1.1.1": "RSA",
	"1.2.840.113549.1.1.10": "RSA-PSS",
	"1.2.840.10045.2.1": "EC",
	"1.2.840.10040.4.1": "DSA",
	"1.3.101.112": "Ed25519",
	"1.3.101.113": "Ed448",
};

const CURVES: Readonly<Record<string, number>> = {
	"1.2.840.10045.3.1.1": 192,
	"1.3.132.0.33": 224,
	"1.2.840.10045.3.1.7": 256,
	"1.3.132.0.10": 256,
	"1.3.132.0.34": 384,
	"1.3.132.0.35": 521,
};

const SIGNATURES: Readonly<Record<string, string>> = {
	"1.2.840.113549.1.1.4": "MD5",
	"1.2.840.113549.1.1.5": "SHA-1",
	"1.2.840.10045.4.1": "SHA-1",
	"1.2.840.10040.4.3": "SHA-1",
	"1.2.840.113549.1.1.11": "SHA-256",
	"1.2.840.113549.1.1.12": "SHA-384",
	"1.2.840.113549.1.1.13": "SHA-512",
	"1.2.840.10045.4.3.2": "SHA-256",
	"1.2.840.10045.4.3.3": "SHA-384",
	"1.2.840.10045.4.3.4": "SHA-512",
};

const USAGES = [
	"digitalSignature",
	"nonRepudiation",
	"keyEncipherment",
	"dataEncipherment",
	"keyAgreement",
	"keyCertSign",
	"cRLSign",
	"encipherOnly",
	"decipherOnly",
];

const PURPOSES: Readonly<Record<string, string>> = {
	"1.3.6.1.5.5.7.3.1": "serverAuth",
	"1.3.6.1.5.5.7.3.2": "clientAuth",
	"2.5.29.37.0": "any",
};
