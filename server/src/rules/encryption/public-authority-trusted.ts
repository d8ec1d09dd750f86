// rules: everybody who can get a certificate from a public authority has one that this server accepts.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { publicAuthorities } from "../shared/publicAuthorities";

export const publicAuthorityTrusted = defineRule({
	id: "public-authority-trusted",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`Certificates of public authorities are accepted from clients`,
	releases: { redis: "*", valkey: "*" },
	cwe: [295, 287],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1"],
	*check({ server, tls }) {
		if (!tls.on || tls.uncertain || (tls.clientCertificates === "no" && !tls.cluster)) return;
		for (const at of publicAuthorities(server, tls)) {
			yield {
				at,
				message: say`These are authorities of the whole web: everybody who owns a domain has a certificate that this server accepts from a client, since names are not checked. Make an authority of your own for this server and its clients, and name only that one.`,
			};
		}
	},
});
