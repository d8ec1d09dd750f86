// rules: the certificate may not be used for what the server shows it for.
import { say, sentences } from "../../base/say";
import { identitiesOf, mayBe, shownBy } from "../../model/tls/material";
import { defineRule } from "../define";

export const certificateForAnotherUse = defineRule({
	id: "certificate-for-another-use",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`The certificate may not be used for this`,
	releases: { redis: "*", valkey: "*" },
	cwe: [295],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		for (const identity of identitiesOf(server)) {
			const shown = shownBy(tls, identity);
			if (!shown) continue;
			const { at } = identity.certificate.setting.origin;
			if (identity.roles.includes("server") && !mayBe(shown, "serverAuth")) {
				yield {
					at,
					message: say`The certificate of ${shown.subject} may not be used by a server: its usages lack serverAuth. Clients that check it refuse the connection. Have it issued with serverAuth, for nodes also with clientAuth.`,
				};
			} else if (identity.roles.includes("client") && tls.clientCertificates !== "no" && !mayBe(shown, "clientAuth")) {
				yield {
					at,
					message: sentences(
						server.kind === "sentinel"
							? say`Sentinel also connects to servers and to other Sentinels, and shows this certificate there.`
							: say`This server also connects to its primary or to the nodes of its cluster, and shows this certificate there.`,
						say`Its usages lack clientAuth, so servers that ask for a certificate refuse it, and the link stays down.`,
						identity.certificate.name === "tls-cert-file"
							? say`Issue it again with both usages, or name one for clients in tls-client-cert-file.`
							: say`Have it issued with clientAuth.`,
					),
				};
			}
		}
	},
});
