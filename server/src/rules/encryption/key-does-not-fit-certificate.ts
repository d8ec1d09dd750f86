// rules: the key belongs to another certificate: the server does not start.
import { say } from "../../base/say";
import { identitiesOf, shownBy } from "../../model/tls/material";
import { defineRule } from "../define";

export const keyDoesNotFitCertificate = defineRule({
	id: "key-does-not-fit-certificate",
	group: "encryption",
	subject: "tls",
	severity: { development: "error", production: "error", strict: "error" },
	title: say`The private key belongs to another certificate`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1188],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		for (const identity of identitiesOf(server)) {
			const { certificate, key } = identity;
			const shown = shownBy(tls, identity);
			const own = key && tls.facts(key.name)?.key?.publicKey;
			if (!shown || !own || own.id === shown.publicKey.id) continue;
			yield {
				at: key.setting.origin.at,
				message: say`This key belongs to another certificate than ${certificate.name} (${shown.subject}). The server does not start with the two. Name the key with which the certificate was requested.`,
				related: [{ at: certificate.setting.origin.at, message: say`The certificate.` }],
			};
		}
	},
});
