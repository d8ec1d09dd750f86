// rules: everybody who can get a certificate from a public authority has one that this server accepts.
import { lineOf } from "../../model/inForce";
import { named } from "../../model/tls/material";
import type { PemFacts } from "../../model/tls/pem";
import { defineRule } from "../define";

/** Where systems keep the authorities of the whole web. */
const BUNDLES =
	/^\/(?:etc\/ssl\/certs\/?(?:ca-(?:certificates|bundle)\.crt)?|etc\/ssl\/cert\.pem|etc\/pki\/tls\/certs\/?(?:ca-bundle(?:\.trust)?\.crt)?|etc\/pki\/tls\/cert\.pem|etc\/pki\/ca-trust\/extracted\/pem\/tls-ca-bundle\.pem|etc\/ssl\/ca-bundle\.pem|usr\/(?:local\/)?share\/ca-certificates\/?|usr\/local\/etc\/(?:openssl(?:@3)?|ssl)\/cert\.pem)$/;

/** The names of authorities that sign for everybody who proves to own a domain. */
const PUBLIC =
	/O=(?:Internet Security Research Group|Let's Encrypt|DigiCert|GlobalSign|Google Trust Services|Amazon|Sectigo|Comodo|COMODO|GoDaddy|Starfield|Entrust|ZeroSSL|Buypass|Certum|Unizeto|IdenTrust|SSL Corp|The USERTRUST Network|Baltimore|QuoVadis|Actalis)/;

export const publicAuthorityTrusted = defineRule({
	id: "public-authority-trusted",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: "Certificates of public authorities are accepted from clients",
	releases: { redis: "*", valkey: "*" },
	cwe: [295, 287],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1"],
	*check({ server, tls }) {
		if (!tls.on || tls.uncertain || (tls.clientCertificates === "no" && !tls.cluster)) return;
		for (const name of ["tls-ca-cert-file", "tls-ca-cert-dir"]) {
			const at = lineOf(server, name);
			const path = server.settings.get(name)?.value ?? "";
			const facts = name === "tls-ca-cert-file" && named(server, name) ? tls.facts(name) : undefined;
			if (!at || !(BUNDLES.test(path) || (facts && isPublic(facts)))) continue;
			yield {
				at,
				message:
					"These are authorities of the whole web: everybody who owns a domain has a certificate that this server accepts from a client, since names are not checked. Make an authority of your own for this server and its clients, and name only that one.",
			};
		}
	},
});

function isPublic({ certificates }: PemFacts): boolean {
	return certificates.length > 20 || certificates.some(({ issuer }) => PUBLIC.test(issuer));
}
