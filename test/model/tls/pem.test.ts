// model/tls: what stands in files of certificates and keys.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeCrypto } from "../../../server/src/hosts/certificates";
import { chainTo, covers } from "../../../server/src/model/tls/material";
import { readPem } from "../../../server/src/model/tls/pem";

const text = (name: string) => readFileSync(new URL(`../../support/pem/${name}`, import.meta.url), "latin1");
const pem = (name: string, passphrase?: string) =>
	readPem(text(name), { readAt: 0, ...(passphrase === undefined ? {} : { passphrase }) }, nodeCrypto);

test("reads a certificate as Node does", () => {
	const [facts] = pem("redis.crt").certificates;
	const node = new X509Certificate(text("redis.crt"));
	expect(facts).toMatchObject({
		subject: "CN=redis",
		issuer: "CN=Test authority",
		commonName: "redis",
		notBefore: Date.parse(node.validFrom),
		notAfter: Date.parse(node.validTo),
		dnsNames: ["localhost", "redis.example"],
		addresses: ["127.0.0.1", "0:0:0:0:0:0:0:1", "10.0.0.5"],
		isCa: false,
		extendedKeyUsage: ["serverAuth", "clientAuth"],
		publicKey: { algorithm: "EC", bits: 256 },
		signatureHash: "SHA-256",
		fingerprint: node.fingerprint256,
	});
	expect(pem("ca.crt").certificates[0]).toMatchObject({ isCa: true, keyUsage: ["keyCertSign", "cRLSign"], subject: "CN=Test authority" });
	expect(pem("small.crt").certificates[0]?.publicKey).toMatchObject({ algorithm: "RSA", bits: 1024 });
	expect(pem("sha1.crt").certificates[0]?.signatureHash).toBe("SHA-1");
	expect(pem("dh1024.pem").dhBits).toBe(1024);
});

test("keys belong to certificates, and give away nothing else", () => {
	const own = pem("redis.crt").certificates[0]?.publicKey.id;
	expect(pem("redis.key").key).toMatchObject({ encrypted: false, publicKey: { id: own } });
	expect(pem("locked.key").key).toEqual({ encrypted: true, opens: false });
	expect(pem("locked.key", "wrong").key).toEqual({ encrypted: true, opens: false });
	expect(pem("locked.key", "open-sesame").key).toMatchObject({ opens: true, publicKey: { id: own } });
	expect(pem("stranger.key").key?.publicKey?.id).not.toBe(own);
});

test("chains", () => {
	expect(chainTo(pem("redis.crt"), pem("ca.crt"))).toBe("leads");
	expect(chainTo(pem("redis.crt"), pem("otherca.crt"))).toBe("unknown-issuer");
	expect(chainTo(readPem(text("redis.crt"), { readAt: 0 }), pem("ca.crt"))).toBe("untold");
});

describe("names", () => {
	const certificate = pem("redis.crt").certificates[0];
	test.each([
		["localhost", true],
		["REDIS.example", true],
		["redis.example.", true],
		["127.0.0.1", true],
		["::1", true],
		["0:0::1", true],
		["10.0.0.6", false],
		["other.example", false],
		["redis", false],
	])("%s: %s", (name, expected) => {
		expect(certificate && covers(certificate, name)).toBe(expected);
	});
	test("a star stands for one label", () => {
		const star = certificate && { ...certificate, dnsNames: ["*.redis.example"] };
		expect(star && ["a.redis.example", "redis.example", "a.b.redis.example"].map((name) => covers(star, name))).toEqual([
			true,
			false,
			false,
		]);
	});
});

test("broken bytes never throw", () => {
	const good = text("redis.crt");
	fc.assert(
		fc.property(fc.nat(good.length - 1), fc.string({ maxLength: 4 }), fc.nat(60), (at, put, cut) => {
			const facts = readPem(good.slice(0, at) + put + good.slice(at + cut), { readAt: 0 }, nodeCrypto);
			expect(facts.certificates.length).toBeLessThanOrEqual(1);
		}),
		{ numRuns: 500 },
	);
});

describe("a file made to do harm", () => {
	const der = (tag: number, ...parts: readonly (readonly number[])[]): number[] => [tag, parts.flat().length, ...parts.flat()];
	const keyOf = (rounds: readonly number[]) => {
		const parameters = der(0x30, der(0x04, [1, 2, 3, 4, 5, 6, 7, 8]), der(0x02, rounds));
		const derivation = der(0x30, der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c]), parameters);
		const algorithm = der(0x30, der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]), der(0x30, derivation));
		const bytes = Buffer.from(der(0x30, algorithm, der(0x04, [0, 0])));
		return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${bytes.toString("base64")}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
	};

	test.each([
		["as usual", [0x08, 0x00], 1],
		["a million", [0x0f, 0x42, 0x40], 1],
		["two million", [0x1e, 0x84, 0x80], 0],
		["two thousand million", [0x7f, 0xff, 0xff, 0xff], 0],
	])("that wants its pass phrase worked through %s times", (_, rounds, times) => {
		let tries = 0;
		const crypto = { ...nodeCrypto, publicKeyOf: () => void tries++ as undefined };
		expect(readPem(keyOf(rounds), { readAt: 0, passphrase: "x" }, crypto).key).toEqual({ encrypted: true, opens: undefined });
		expect(tries).toBe(times);
	});
});
