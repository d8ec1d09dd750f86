// rules: whoever reaches the TLS port may talk to the server, with or without a certificate.
import { say } from "../../base/say";
import { lineOf, wordOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";
import { publicAuthorities } from "../shared/publicAuthorities";

export const clientCertificatesNotRequired = defineRule({
	id: "client-certificates-not-required",
	group: "encryption",
	subject: "tls",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Clients need no certificate`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.8.5", "soc2:CC6.1"],
	*check({ server, tls }) {
		const at = lineOf(server, "tls-auth-clients");
		const isReached = server.exposure.listeners.some(({ protocol, reach }) => protocol === "tls" && reach !== "loopback");
		if (!at || tls.uncertain || tls.clientCertificates === "required" || !tls.listener || !isReached) return;
		const optional = tls.clientCertificates === "optional";
		const named = ["tls-ca-cert-file", "tls-ca-cert-dir"].some((name) => server.settings.get(name)?.value);
		// A certificate that everybody can have keeps nobody out, and one whose name logs in is a matter of its own.
		const namesLogIn = !["", "off"].includes(wordOf(server, "tls-auth-clients-user"));
		const ca = named && !namesLogIn && publicAuthorities(server, tls).length === 0;
		yield {
			at,
			message: say`${optional ? say`"optional" checks a certificate that is shown, and lets clients in that show none` : say`Clients show no certificate`}: everybody who reaches the port can try passwords and use faults in the server. With tls-auth-clients yes, only clients with a certificate of your own authority can say anything.`,
			fixes: ca
				? [
						{
							title: say`Require a certificate from every client`,
							safety: "may-refuse-clients",
							edits: () => setTo(server, "tls-auth-clients", "yes"),
						},
					]
				: [],
		};
	},
});
