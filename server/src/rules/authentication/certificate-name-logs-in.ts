// rules: the name in a certificate is a login, so whoever signs certificates decides who is who.
import { say } from "../../base/say";
import { lineOf, wordOf } from "../../model/inForce";
import { defineRule } from "../define";

export const certificateNameLogsIn = defineRule({
	id: "certificate-name-logs-in",
	group: "authentication",
	subject: "config",
	severity: { development: "off", production: "info", strict: "info" },
	title: say`The name in a client's certificate logs it in without a password`,
	releases: { redis: ">=8.6", valkey: ">=9.0" },
	cwe: [295],
	compliance: ["iso-27001:A.8.5", "soc2:CC6.1"],
	*check(server) {
		const at = lineOf(server, "tls-auth-clients-user");
		const field = wordOf(server, "tls-auth-clients-user");
		const hasTls = server.exposure.listeners.some(({ protocol }) => protocol === "tls");
		if (!at || (field !== "cn" && field !== "uri") || !hasTls || wordOf(server, "tls-auth-clients") === "no") return;
		yield {
			at,
			message: say`A client whose certificate names a user in its ${field.toUpperCase()} is logged in as that user, without AUTH. So everybody whom the CA gives a name of their choice can be any user, administrators too. Use a CA that signs for this server alone and checks the names.`,
		};
	},
});
