// features: what a certificate or key file holds, under the path that names it. Of a key only its kind.
import { joined, listed, say, type Words } from "../../base/say";
import { tlsOf } from "../../model/tls/evaluate";
import type { PemFacts, PemFile } from "../../model/tls/pem";
import { TLS_FILES, type TlsFileName } from "../../model/tls/wanted";
import type { CertificateFacts } from "../../model/tls/x509";
import { type RedisDocument, statementAt } from "../document";
import { code } from "../texts/markdown";

/** Undefined where the line does not count, or nothing is known of the file. */
export function certificateInWords(document: RedisDocument, line: number, directive: string): Words | undefined {
	const name = TLS_FILES.find((known) => known === directive);
	const { server } = document;
	const origin = name && server.settings.get(name)?.origin;
	if (!name || origin?.from !== "line" || origin.statement !== statementAt(document, line)) return undefined;
	const file = tlsOf(server).file(name);
	return file && inWords(name, file);
}

function inWords(name: TlsFileName, file: PemFile): Words | undefined {
	if (file.state === "unreadable" && file.folder && name === "tls-ca-cert-dir")
		return file.folder.hashed ? say`A folder of authorities.` : say`A folder without names by which OpenSSL looks for authorities.`;
	if (file.state === "unreadable") return UNREADABLE[file.reason];
	if (name.endsWith("key-file")) return keyInWords(file);
	if (name === "tls-dh-params-file") return file.dhBits === undefined ? undefined : say`Diffie-Hellman parameters of ${file.dhBits} bits.`;
	const shown = file.certificates.slice(0, SHOWN).map((certificate) => certificateTable(certificate, file.readAt));
	const left = file.certificates.length - SHOWN;
	const more = left > 0 ? [left === 1 ? say`and 1 more certificate` : say`and ${left} more certificates`] : [];
	return shown.length === 0 ? say`There is no certificate in this file.` : joined([...shown, ...more], "\n\n");
}

/** Of a chain or a bundle. */
const SHOWN = 3;

const UNREADABLE: Partial<Record<string, Words>> = {
	missing: say`There is no such file on this machine.`,
	denied: say`This file may not be read here.`,
	"not-a-file": say`This is no file.`,
	"too-large": say`This file is too large to be read.`,
};

function keyInWords({ key }: PemFacts): Words {
	if (!key) return say`There is no private key in this file.`;
	const kind = key.publicKey ? sizeOf(key.publicKey) : say`of a kind that is not known here`;
	if (!key.encrypted) return say`A private key: ${kind}.`;
	return key.opens === false ? say`A private key, locked with a pass phrase.` : say`A private key: ${kind}, locked with a pass phrase.`;
}

function certificateTable(certificate: CertificateFacts, now: number): Words {
	const { subject, issuer, dnsNames, addresses, publicKey, fingerprint } = certificate;
	const names = [...dnsNames, ...addresses];
	const rows: readonly Words[] = [
		say`| Subject | ${cell(code(subject))} |`,
		subject === issuer ? say`| Issuer | itself |` : say`| Issuer | ${cell(code(issuer))} |`,
		say`| Valid | ${validity(certificate, now)} |`,
		say`| Names | ${names.length === 0 ? say`none` : cell(names.map(code).join(" "))} |`,
		say`| Uses | ${uses(certificate)} |`,
		say`| Key | ${sizeOf(publicKey)} |`,
		`| SHA-256 | ${code(fingerprint)} |`,
	];
	return joined(["| | |", "|---|---|", ...rows], "\n");
}

/** "2025-11-21 to 2026-11-21 (12 days left)". */
function validity({ notBefore, notAfter }: CertificateFacts, now: number): Words {
	const [from, to] = [dateOf(notBefore), dateOf(notAfter)];
	const days = Math.floor((notAfter - now) / 86_400_000);
	if (days < 0) return say`${from} to ${to} (expired)`;
	if (now < notBefore) return say`${from} to ${to} (not valid yet)`;
	return days === 1 ? say`${from} to ${to} (1 day left)` : say`${from} to ${to} (${days} days left)`;
}

function uses({ extendedKeyUsage, isCa }: CertificateFacts): Words {
	return listed([...(isCa ? [say`authority`] : []), ...(extendedKeyUsage ?? [say`every use`])]);
}

function sizeOf({ algorithm, bits }: NonNullable<CertificateFacts["publicKey"]>): Words {
	return say`${algorithm}, ${bits} bits`;
}

/** Text that does not end its cell of the table. */
function cell(text: string): string {
	return text.replaceAll("|", "\\|");
}

function dateOf(time: number): string {
	return Number.isNaN(time) ? "?" : new Date(time).toISOString().slice(0, 10);
}
