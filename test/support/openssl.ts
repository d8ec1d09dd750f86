// test support: certificates made by the real openssl, and its client, which can offer what Node's own no longer does.
import { execFile, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePrivateFolder } from "./privateFolder";

/** Paths of PEM files. */
export interface KeyPair {
	readonly cert: string;
	readonly key: string;
}

export interface Certificates {
	readonly folder: string;
	readonly ca: string;
	/** For localhost and 127.0.0.1, good as a server and as a client: replicas and cluster nodes are both. */
	readonly server: KeyPair;
	/** Good as a client only; its name is "app". */
	readonly client: KeyPair;
	/** Good as a server only: refused where it is shown by a client. */
	readonly serverOnly: KeyPair;
	/** A client's, from an authority that nobody trusts. */
	readonly stranger: KeyPair;
}

let made: Promise<Certificates> | undefined;

/** The same certificates for the whole test file. */
export function testCertificates(): Promise<Certificates> {
	made ??= makeCertificates(makePrivateFolder());
	return made;
}

/** How `openssl s_client` names the protocols. */
export type TlsProtocol = "tls1" | "tls1_1" | "tls1_2" | "tls1_3";

export interface HandshakeOptions {
	readonly port: number;
	/** Offers this one only; without it whatever openssl offers. */
	readonly protocol?: TlsProtocol;
	readonly cert?: KeyPair;
	/** Offers the ciphers of security level 0: without them a current openssl offers neither TLS 1.0 nor 1.1. */
	readonly seclevel0?: true;
	/** For what does not speak the Redis protocol, such as the cluster bus: whether the handshake ends well is all that is asked. */
	readonly silent?: true;
}

export interface Handshake {
	/** The handshake went well and, unless it was to be silent, the server answered PING: with TLS 1.3 it refuses a missing certificate only then. */
	readonly accepted: boolean;
	/** "TLSv1.2", ... */
	readonly protocol: string | undefined;
	/** The first line of the answer to PING: "+PONG", "-NOAUTH ...". */
	readonly reply: string | undefined;
	/** All that openssl said. */
	readonly output: string;
}

/** Connects to a loopback port by `openssl s_client`. */
export async function handshake(options: HandshakeOptions): Promise<Handshake> {
	const argv = ["s_client", "-connect", `127.0.0.1:${options.port}`, "-brief", "-ign_eof"];
	if (options.protocol) argv.push(`-${options.protocol}`);
	if (options.seclevel0) argv.push("-cipher", "ALL:@SECLEVEL=0");
	if (options.cert) argv.push("-cert", options.cert.cert, "-key", options.cert.key);
	const child = spawn("openssl", argv, { stdio: ["pipe", "pipe", "pipe"] });
	return new Promise((resolve, reject) => {
		let out = "";
		let said = "";
		const done = () => options.silent && said.includes("CONNECTION ESTABLISHED");
		child.stdout.on("data", (chunk: Buffer) => {
			out += chunk.toString("latin1");
			if (out.includes("\r\n")) child.kill("SIGKILL");
		});
		child.stderr.on("data", (chunk: Buffer) => {
			said += chunk.toString("latin1");
			if (done()) child.kill("SIGKILL");
		});
		child.stdin.on("error", () => undefined);
		if (!options.silent) child.stdin.write("PING\r\n");
		child.once("error", reject);
		child.once("close", () => {
			const reply = /^[+-][^\r\n]*/.exec(out)?.[0];
			const protocol = /Protocol version: (\S+)/.exec(said)?.[1];
			resolve({ accepted: options.silent ? done() === true : reply !== undefined, protocol, reply, output: said + out });
		});
	});
}

/** Runs openssl; rejects with what it said. */
export function openssl(argv: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile("openssl", argv, (error, stdout, stderr) => (error ? reject(new Error(stderr || error.message)) : resolve(stdout)));
	});
}

const EXTENSIONS = `
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth, clientAuth
[serverOnly]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth
[client]
extendedKeyUsage = clientAuth
`;

async function makeCertificates(folder: string): Promise<Certificates> {
	writeFileSync(join(folder, "extensions"), EXTENSIONS);
	const [ca, otherCa] = await Promise.all([selfSigned(folder, "ca"), selfSigned(folder, "other-ca")]);
	const [server, client, serverOnly, stranger] = await Promise.all([
		signed(folder, "server", "localhost", "server", ca),
		signed(folder, "client", "app", "client", ca),
		signed(folder, "server-only", "localhost", "serverOnly", ca),
		signed(folder, "stranger", "app", "client", otherCa),
	]);
	return { folder, ca: ca.cert, server, client, serverOnly, stranger };
}

async function selfSigned(folder: string, name: string): Promise<KeyPair> {
	const pair = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
	const config = join(folder, `${name}.cnf`);
	writeFileSync(config, `[req]\ndistinguished_name = dn\nx509_extensions = ca\n[dn]\n${EXTENSIONS}`);
	const subject = ["-subj", `/CN=${name}`, "-config", config];
	await openssl(["req", "-x509", ...NEW_KEY, "-keyout", pair.key, "-out", pair.cert, "-days", "2", ...subject]);
	return pair;
}

async function signed(folder: string, name: string, commonName: string, section: string, by: KeyPair): Promise<KeyPair> {
	const pair = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
	const request = join(folder, `${name}.csr`);
	await openssl(["req", ...NEW_KEY, "-keyout", pair.key, "-out", request, "-subj", `/CN=${commonName}`]);
	const signer = ["-CA", by.cert, "-CAkey", by.key, "-set_serial", String(SERIALS.indexOf(name) + 2)];
	await openssl([
		"x509",
		"-req",
		"-in",
		request,
		"-out",
		pair.cert,
		"-days",
		"2",
		...signer,
		"-extfile",
		join(folder, "extensions"),
		"-extensions",
		section,
	]);
	return pair;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
const SERIALS = ["server", "client", "server-only", "stranger"];
