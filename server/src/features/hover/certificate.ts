// features: what a certificate or key file holds, under the path that names it. Of a key only its kind.
import { tlsOf } from "../../model/tls/evaluate";
import type { PemFacts, PemFile } from "../../model/tls/pem";
import { TLS_FILES, type TlsFileName } from "../../model/tls/wanted";
import type { CertificateFacts } from "../../model/tls/x509";
import { code } from "../aclMarkdown";
import { type RedisDocument, statementAt } from "../document";

/** Undefined where the line does not count, or nothing is known of the file. */
export function certificateInWords(document: RedisDocument, line: number, directive: string): string | undefined {
	const name = TLS_FILES.find((known) => known === directive);
	const { server } = document;
	const origin = name && server.settings.get(name)?.origin;
	if (!name || origin?.from !== "line" || origin.statement !== statementAt(document, line)) return undefined;
	const file = tlsOf(server).file(name);
	return file && inWords(name, file);
}

function inWords(name: TlsFileName, file: PemFile): string | undefined {
	if (file.state === "unreadable" && file.folder && name === "tls-ca-cert-dir")
		return file.folder.hashed ? "A folder of authorities." : "A folder without names by which OpenSSL looks for authorities.";
	if (file.state === "unreadable") return UNREADABLE[file.reason];
	if (name.endsWith("key-file")) return keyInWords(file);
	if (name === "tls-dh-params-file") return file.dhBits === undefined ? undefined : `Diffie-Hellman parameters of ${file.dhBits} bits.`;
	const shown = file.certificates.slice(0, SHOWN).map((certificate) => certificateTable(certificate, file.readAt));
	const more = file.certificates.length > SHOWN ? [`and ${file.certificates.length - SHOWN} more certificates`] : [];
	return shown.length === 0 ? "There is no certificate in this file." : [...shown, ...more].join("\n\n");
}

/** Of a chain or a bundle. */
const SHOWN = 3;

const UNREADABLE: Partial<Record<string, string>> = {
	missing: "There is no such file on this machine.",
	denied: "This file may not be read here.",
	"not-a-file": "This is no file.",
	"too-large": "This file is too large to be read.",
};

function keyInWords({ key }: PemFacts): string {
	if (!key) return "There is no private key in this file.";
	const kind = key.publicKey ? `${key.publicKey.algorithm}, ${key.publicKey.bits} bits` : "of a kind that is not known here";
	if (!key.encrypted) return `A private key: ${kind}.`;
	return key.opens === false ? "A private key, locked with a pass phrase." : `A private key: ${kind}, locked with a pass phrase.`;
}

function certificateTable(certificate: CertificateFacts, now: number): string {
	const { subject, issuer, notBefore, notAfter, dnsNames, addresses, publicKey, fingerprint, extendedKeyUsage, isCa } = certificate;
	const names = [...dnsNames, ...addresses];
	const days = Math.floor((notAfter - now) / 86_400_000);
	const state = days < 0 ? "expired" : now < notBefore ? "not valid yet" : `${days} days left`;
	const uses = [...(isCa ? ["authority"] : []), ...(extendedKeyUsage ?? ["every use"])].join(", ");
	const rows = [
		["Subject", code(subject)],
		["Issuer", subject === issuer ? "itself" : code(issuer)],
		["Valid", `${dateOf(notBefore)} to ${dateOf(notAfter)} (${state})`],
		["Names", names.length === 0 ? "none" : names.map(code).join(" ")],
		["Uses", uses],
		["Key", `${publicKey.algorithm}, ${publicKey.bits} bits`],
		["SHA-256", code(fingerprint)],
	];
	return `| | |\n|---|---|\n${rows.map(([what, value]) => `| ${what} | ${(value ?? "").replaceAll("|", "\\|")} |`).join("\n")}`;
}

function dateOf(time: number): string {
	return Number.isNaN(time) ? "?" : new Date(time).toISOString().slice(0, 10);
}
