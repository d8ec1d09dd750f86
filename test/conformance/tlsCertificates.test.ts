// A zoo of certificates made by the real openssl, read from a real disk: each gives exactly its finding, and none makes anybody wait.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { encryptionFindings } from "../support/encryption";
import { handshake, openssl } from "../support/openssl";
import { makePrivateFolder } from "../support/privateFolder";
import { redisVerdict, withRedis } from "../support/redis";

const folder = makePrivateFolder();
const at = (name: string) => join(folder, name);

const CONFIG = `
[req]
distinguished_name = dn
[dn]
[ca]
default_ca = own
[own]
database = ${at("index")}
serial = ${at("serial")}
new_certs_dir = ${folder}
policy = any
default_md = sha256
unique_subject = no
[any]
commonName = supplied
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[node]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth, clientAuth
[client]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = clientAuth
[server]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth
[elsewhere]
subjectAltName = DNS:elsewhere.example
extendedKeyUsage = serverAuth, clientAuth
`;

const DAY = 86_400_000;

/** As `openssl ca` wants it: the time so many days from now. */
function inDays(days: number): string {
	return new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]|\.\d+/g, "");
}

async function key(name: string, ...kind: string[]): Promise<void> {
	await openssl(["genpkey", ...(kind.length > 0 ? kind : ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]), "-out", at(name)]);
	chmodSync(at(name), 0o600);
}

interface Signing {
	readonly section?: string;
	readonly days?: readonly [number, number];
	readonly key?: string;
	readonly more?: readonly string[];
}

async function sign(name: string, { section = "node", days = [-1, 3650], key: own = "redis.key", more = [] }: Signing = {}): Promise<void> {
	await openssl(["req", "-new", "-key", at(own), "-subj", `/CN=${name}`, "-out", at(`${name}.csr`), "-config", at("cnf")]);
	const signer = section === "root" ? ["-selfsign", "-keyfile", at(own)] : ["-cert", at("ca.crt"), "-keyfile", at("ca.key")];
	const when = ["-startdate", inDays(days[0]), "-enddate", inDays(days[1])];
	const what = ["-in", at(`${name}.csr`), "-out", at(`${name}.crt`), "-extensions", section];
	await openssl(["ca", "-batch", "-notext", "-config", at("cnf"), ...signer, ...when, ...what, ...more]);
}

beforeAll(async () => {
	writeFileSync(at("cnf"), CONFIG);
	writeFileSync(at("index"), "");
	writeFileSync(at("serial"), "1000");
	await Promise.all([
		key("ca.key"),
		key("redis.key"),
		key("stranger.key"),
		key("small.key", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
	]);
	await sign("ca", { section: "root", key: "ca.key" });
	await sign("good");
	await sign("expired", { days: [-30, -1] });
	await sign("tomorrow", { days: [1, 30] });
	await sign("soon", { days: [-1, 5] });
	await sign("sha1", { more: ["-md", "sha1"] });
	await sign("small", { key: "small.key" });
	await sign("elsewhere", { section: "elsewhere" });
	await sign("client", { section: "client" });
	await sign("server", { section: "server" });
	writeFileSync(at("broken.crt"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
	writeFileSync(at("text.crt"), "no certificate at all\n");
	writeFileSync(at("huge.crt"), Buffer.alloc(50 * 1024 * 1024, "x"));
	mkdirSync(at("folder.crt"));
	execFileSync("mkfifo", [at("pipe.crt")]);
	copyFileSync(at("redis.key"), at("open.key"));
	chmodSync(at("open.key"), 0o644);
	await openssl(["pkey", "-in", at("redis.key"), "-aes256", "-passout", "pass:sesame", "-out", at("locked.key")]);
	chmodSync(at("locked.key"), 0o600);
	copyFileSync(fileURLToPath(new URL("../support/pem/dh1024.pem", import.meta.url)), at("dh.pem"));
	copyFileSync(fileURLToPath(new URL("../support/pem/otherca.crt", import.meta.url)), at("otherca.crt"));
	for (const name of ["unhashed.d", "hashed.d"]) {
		mkdirSync(at(name));
		copyFileSync(at("ca.crt"), join(at(name), "ca.crt"));
	}
	await openssl(["rehash", at("hashed.d")]);
}, 60_000);

function config(lines: Readonly<Record<string, string>>): string {
	const all = {
		bind: "127.0.0.1",
		port: "0",
		"tls-port": "6379",
		"tls-cert-file": at("good.crt"),
		"tls-key-file": at("redis.key"),
		"tls-ca-cert-file": at("ca.crt"),
		...lines,
	};
	return Object.entries(all)
		.map(([name, value]) => `${name} ${value}\n`)
		.join("");
}

/** The rules of encryption that speak. */
async function findings(text: string): Promise<string[]> {
	writeFileSync(at("redis.conf"), text);
	return (await encryptionFindings(at("redis.conf"))).map(({ rule }) => rule);
}

const FOLDER = (folder: string) => ({ "tls-ca-cert-file": '""', "tls-ca-cert-dir": folder });

/** `starts`: what the real server of this machine does with it; undefined where it would wait for ever. */
const ZOO: readonly { name: string; lines: Readonly<Record<string, string>>; finding: string | undefined; starts: boolean | undefined }[] =
	[
		{ name: "good", lines: {}, finding: undefined, starts: true },
		{ name: "expired", lines: { "tls-cert-file": at("expired.crt") }, finding: "certificate-out-of-date", starts: true },
		{ name: "valid from tomorrow", lines: { "tls-cert-file": at("tomorrow.crt") }, finding: "certificate-out-of-date", starts: true },
		{ name: "expiring", lines: { "tls-cert-file": at("soon.crt") }, finding: "certificate-out-of-date", starts: true },
		{ name: "wrong key", lines: { "tls-key-file": at("stranger.key") }, finding: "key-does-not-fit-certificate", starts: false },
		{ name: "SHA-1", lines: { "tls-cert-file": at("sha1.crt") }, finding: "weak-certificate", starts: false },
		{
			name: "1024 bits",
			lines: { "tls-cert-file": at("small.crt"), "tls-key-file": at("small.key") },
			finding: "weak-certificate",
			starts: false,
		},
		{ name: "wrong name", lines: { "tls-cert-file": at("elsewhere.crt") }, finding: "certificate-for-another-name", starts: true },
		{ name: "a client's", lines: { "tls-cert-file": at("client.crt") }, finding: "certificate-for-another-use", starts: true },
		{
			name: "a server's, for a node",
			lines: { "tls-cert-file": at("server.crt"), "tls-replication": "yes" },
			finding: "certificate-for-another-use",
			starts: true,
		},
		{ name: "broken PEM", lines: { "tls-cert-file": at("broken.crt") }, finding: "unusable-tls-file", starts: false },
		{ name: "no PEM", lines: { "tls-cert-file": at("text.crt") }, finding: "unusable-tls-file", starts: false },
		{ name: "50 MB", lines: { "tls-cert-file": at("huge.crt") }, finding: "unusable-tls-file", starts: false },
		{ name: "a folder", lines: { "tls-cert-file": at("folder.crt") }, finding: "unusable-tls-file", starts: false },
		{ name: "missing", lines: { "tls-cert-file": at("missing.crt") }, finding: "unusable-tls-file", starts: false },
		{ name: "a locked key", lines: { "tls-key-file": at("locked.key") }, finding: "unusable-tls-file", starts: false },
		{
			name: "a locked key that opens",
			lines: { "tls-key-file": at("locked.key"), "tls-key-file-pass": "sesame" },
			finding: undefined,
			starts: true,
		},
		{ name: "a key for all to read", lines: { "tls-key-file": at("open.key") }, finding: "readable-private-key", starts: true },
		{
			name: "a wrong pass phrase",
			lines: { "tls-key-file": at("locked.key"), "tls-key-file-pass": "no" },
			finding: "unusable-tls-file",
			starts: false,
		},
		{ name: "a named pipe", lines: { "tls-cert-file": at("pipe.crt") }, finding: "unusable-tls-file", starts: undefined },
		{ name: "small Diffie-Hellman parameters", lines: { "tls-dh-params-file": at("dh.pem") }, finding: "weak-certificate", starts: false },
		{
			name: "another authority, for a node",
			lines: { "tls-ca-cert-file": at("otherca.crt"), "tls-replication": "yes" },
			finding: "untrusted-certificate",
			starts: true,
		},
		{ name: "authorities in a folder", lines: FOLDER(at("hashed.d")), finding: undefined, starts: true },
		{ name: "a folder in which none is found", lines: FOLDER(at("unhashed.d")), finding: "empty-ca-folder", starts: true },
		{ name: "a folder that is missing", lines: FOLDER(at("missing.d")), finding: "empty-ca-folder", starts: true },
		{ name: "an authority that is none", lines: { "tls-ca-cert-file": at("server.crt") }, finding: "untrusted-certificate", starts: true },
	];

describe("the zoo", () => {
	test.each(ZOO.map((animal) => [animal.name, animal] as const))("%s", async (_, { lines, finding, starts }) => {
		expect(await findings(config(lines))).toEqual(finding === undefined ? [] : [finding]);
		if (starts === undefined) return;
		const real = await redisVerdict(config(lines), { listen: "tls" });
		expect(real.outcome === "accept", real.reason).toBe(starts);
	});

	test.each([
		["hashed.d", true],
		["unhashed.d", false],
	])("a client is let in by the authorities of %s: %s", async (name, accepted) => {
		await sign("app", { section: "client" });
		await withRedis({ config: config(FOLDER(at(name))), listen: "tls" }, async ({ tlsPort: port }) => {
			expect((await handshake({ port, cert: { cert: at("app.crt"), key: at("redis.key") } })).accepted).toBe(accepted);
		});
	});
});
