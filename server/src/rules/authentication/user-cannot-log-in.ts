// rules: a user that is on, and that nobody can log in as.
import { say } from "../../base/say";
import { wordOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { newPasswordFix } from "../shared/newPassword";
import { SILENT } from "../shared/rights";

export const userCannotLogIn = defineRule({
	id: "user-cannot-log-in",
	group: "authentication",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A user is on, but has no password to log in with`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.5.16", "soc2:CC6.2"],
	check({ server, user }, context) {
		const { state } = user;
		if (user.source !== "line" || user.name === "default" || !state.enabled || state.nopass || state.passwords.length > 0) return SILENT;
		if (hasOtherLogin(server)) return SILENT;
		const report: Report = {
			at: user.nameAt ?? { absent: "user", file: user.file },
			message: say`Nobody can log in as ${user.name}: the user is on, but no rule gives it a password, and every password is refused. Add # and the SHA-256 of a password, or switch the user off.`,
			fixes: [newPasswordFix(server, user, [], context, "safe")],
		};
		// A server that only the ACL file is known of may log users in by their certificates.
		return [server.kind === "acl" ? { ...report, severity: "info" } : report];
	},
});

/** By the name in a certificate, or by a module. */
function hasOtherLogin(server: ServerModel): boolean {
	return (
		!["", "off"].includes(wordOf(server, "tls-auth-clients-user")) ||
		server.settings.list("loadmodule").length > 0 ||
		server.settings.unread.length > 0
	);
}
