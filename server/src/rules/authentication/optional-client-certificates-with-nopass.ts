// rules: certificates look like the login, but nobody has to show one.
import { say } from "../../base/say";
import type { AclUser } from "../../model/acl/types";
import { lineOf, wordOf } from "../../model/inForce";
import { defineRule, type Report } from "../define";
import { setTo } from "../shared/directiveEdits";
import { isHarmless } from "../shared/rights";

export const optionalClientCertificatesWithNopass = defineRule({
	id: "optional-client-certificates-with-nopass",
	group: "authentication",
	subject: "config",
	severity: { development: { network: "warning", local: "info" }, production: { network: "error", local: "warning" }, strict: "error" },
	title: say`Client certificates are optional, and a user needs no password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306, 295],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	asksUsers: true,
	*check(server, context) {
		const at = lineOf(server, "tls-auth-clients");
		const { listeners } = server.exposure;
		const isTlsOnly = listeners.length > 0 && listeners.every(({ protocol }) => protocol === "tls");
		if (!at || !isTlsOnly || wordOf(server, "tls-auth-clients") !== "optional") return;
		// An open default is a hole with or without certificates, and reported as that.
		const open = (question: string, isMeant: (user: AclUser) => boolean) =>
			server.openDefault === false ? context.usersWhere((one) => isOpen(one) && isMeant(one), question).slice(0, 1)[0] : undefined;
		const user = open("harmful", (one) => !isHarmless(server, one)) ?? open("any", () => true);
		if (!user) return;
		const report: Report = {
			at,
			message: say`"optional" lets clients in that show no certificate, and ${user.name} needs no password: so everybody who reaches the TLS port can log in as ${user.name}. Require certificates with yes, or give the user a password.`,
			related: user.nameAt ? [{ at: user.nameAt, message: say`${user.name} needs no password.` }] : [],
			fixes: [
				{
					title: say`Require a certificate from every client`,
					safety: "may-refuse-clients",
					edits: () => setTo(server, "tls-auth-clients", "yes"),
				},
			],
		};
		yield isHarmless(server, user) ? { ...report, severity: "info" } : report;
	},
});

function isOpen({ name, source, state }: AclUser): boolean {
	return source === "line" && name !== "default" && state.enabled && state.nopass;
}
