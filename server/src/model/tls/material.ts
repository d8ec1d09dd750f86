// model/tls: certificates and keys in the roles that the server gives them.
import type { ServerModel } from "../server";
import type { Setting } from "../types";
import { type TlsModel, tlsOf } from "./evaluate";
import type { PemFacts } from "./pem";
import type { TlsFileName } from "./wanted";
import type { CertificateFacts } from "./x509";

/** A certificate with its key, and what it is shown as. */
export interface Identity {
	/** `server`: to those who connect. `client`: where this one connects itself, to a primary, a node, or what Sentinel watches. */
	readonly roles: readonly ("server" | "client")[];
	readonly certificate: NamedFile;
	readonly key: NamedFile | undefined;
}

/** A file that a line names. */
export interface NamedFile {
	readonly name: TlsFileName;
	readonly setting: Setting & { readonly origin: { readonly from: "line" } };
}

/** What is shown to others, as far as TLS is in use; each pair of files once. */
export function identitiesOf(server: ServerModel): Identity[] {
	const tls = tlsOf(server);
	const own = named(server, "tls-cert-file");
	const client = named(server, "tls-client-cert-file");
	const connects = tls.replication || tls.cluster;
	const identities: Identity[] = [];
	if (own && tls.on) {
		const roles = [...(tls.listener || tls.cluster ? ["server" as const] : []), ...(connects && !client ? ["client" as const] : [])];
		identities.push({ roles, certificate: own, key: named(server, "tls-key-file") });
	}
	if (client && connects) identities.push({ roles: ["client"], certificate: client, key: named(server, "tls-client-key-file") });
	return identities;
}

/** The line that names this file; undefined where none does. */
export function named(server: ServerModel, name: TlsFileName): NamedFile | undefined {
	const setting = server.settings.get(name);
	if (setting?.origin.from !== "line" || setting.value === "" || setting.uncertain) return undefined;
	return { name, setting: { ...setting, origin: setting.origin } };
}

/** The certificate that is shown: the first of its file. */
export function shownBy(tls: TlsModel, identity: Identity): CertificateFacts | undefined {
	return tls.facts(identity.certificate.name)?.certificates[0];
}

/**
 * Whether a chain leads from the first certificate of a file to an authority: `broken` where the issuer's name is there and its signature is not.
 */
export function chainTo(shown: PemFacts, authorities: PemFacts): "leads" | "broken" | "unknown-issuer" | "untold" {
	const [first, ...rest] = shown.certificates;
	const isSignedBy = shown.isSignedBy;
	if (!first || !isSignedBy) return "untold";
	const anchors = new Set(authorities.certificates.map((one) => one.fingerprint));
	const candidates = [...authorities.certificates, ...rest];
	let at: CertificateFacts = first;
	for (let steps = 0; steps < 10; steps++) {
		const current: CertificateFacts = at;
		if (anchors.has(current.fingerprint) && current.subjectId === current.issuerId) return "leads";
		const namesakes = candidates.filter((one) => one.subjectId === current.issuerId && one.fingerprint !== current.fingerprint);
		const next = namesakes.find((one) => isSignedBy(current, one) === true);
		if (!next) return namesakes.some((one) => isSignedBy(current, one) === false) ? "broken" : "unknown-issuer";
		at = next;
	}
	return "untold";
}

/** Whether a certificate may be used so; one without the extension may be used for everything. */
export function mayBe(certificate: CertificateFacts, purpose: "serverAuth" | "clientAuth"): boolean {
	const uses = certificate.extendedKeyUsage;
	return uses === undefined || uses.includes(purpose) || uses.includes("any");
}

/** Whether the certificate speaks for a host name or an address. */
export function covers(certificate: CertificateFacts, name: string): boolean {
	const wanted = normal(name);
	if (/^[\d.]+$/.test(wanted) || wanted.includes(":")) return certificate.addresses.some((address) => normal(address) === wanted);
	const hasNames = certificate.dnsNames.length > 0 || certificate.addresses.length > 0;
	const names = hasNames ? certificate.dnsNames : [certificate.commonName ?? ""];
	return names.some((pattern) => {
		const text = pattern.toLowerCase();
		return text === wanted || (text.startsWith("*.") && wanted.slice(wanted.indexOf(".")) === text.slice(1) && !wanted.startsWith("."));
	});
}

/** Of IPv6 every group in full, without zeros before it. */
function normal(name: string): string {
	const text = name.toLowerCase().replace(/\.$/, "");
	if (!text.includes(":")) return text;
	const [head = "", tail] = text.split("::");
	const groups = (part: string) => (part === "" ? [] : part.split(":"));
	const before = groups(head);
	const after = tail === undefined ? [] : groups(tail);
	const middle = tail === undefined ? [] : Array<string>(Math.max(8 - before.length - after.length, 0)).fill("0");
	return [...before, ...middle, ...after].map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}
