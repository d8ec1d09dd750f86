// rules: the certificates that are shown and the authority that is trusted do not belong together.
import { say } from "../../base/say";
import { chainTo, identitiesOf, named } from "../../model/tls/material";
import { defineRule } from "../define";

export const untrustedCertificate = defineRule({
	id: "untrusted-certificate",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: "warning", strict: "error" },
	title: say`The certificate does not lead to the authority`,
	releases: { redis: "*", valkey: "*" },
	cwe: [295, 296],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const ca = named(server, "tls-ca-cert-file");
		const authorities = tls.facts("tls-ca-cert-file");
		if (!ca || !authorities || authorities.certificates.length === 0 || !tls.on) return;
		const identities = identitiesOf(server);
		const shown = identities.flatMap(({ certificate }) => tls.facts(certificate.name)?.certificates.slice(0, 1) ?? []);
		const noAuthority = authorities.certificates.find(
			(one) =>
				one.isCa === false && !shown.some(({ fingerprint }) => fingerprint === one.fingerprint) && authorities.certificates.length === 1,
		);
		if (noAuthority) {
			yield {
				at: ca.setting.origin.at,
				message: say`${noAuthority.subject} is no authority: it may not sign certificates, so nobody's certificate is accepted. Name the certificate of the authority that signed yours (${noAuthority.issuer}).`,
			};
			return;
		}
		// A folder of authorities may hold the one that is missed here.
		if (server.settings.get("tls-ca-cert-dir")?.value) return;
		for (const { certificate, roles } of identities) {
			const facts = tls.facts(certificate.name);
			const leaf = facts?.certificates[0];
			const chain = facts && chainTo(facts, authorities);
			if (!leaf || (chain !== "broken" && chain !== "unknown-issuer")) continue;
			const peers = roles.includes("client");
			const why =
				chain === "broken"
					? say`An authority called ${leaf.issuer} is in tls-ca-cert-file, but it is another one with the same name`
					: say`${leaf.issuer}, who signed this certificate, is not in tls-ca-cert-file`;
			yield {
				at: certificate.setting.origin.at,
				message: peers
					? say`${why}. Servers that trust the same authority refuse it, so replicas, nodes and Sentinels cannot connect. Add the missing authority to tls-ca-cert-file, or the missing link of the chain to this file.`
					: say`${why}. Clients that are given that authority refuse the server. Give them the right one, or add the missing link of the chain to this file.`,
				...(peers || chain === "broken" ? {} : { severity: "info" as const }),
				related: [{ at: ca.setting.origin.at, message: say`The authorities.` }],
			};
		}
	},
});
