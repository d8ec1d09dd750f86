// rules: a password that opens nothing, because other lines say who the user default is.
import { say, type Words } from "../../base/say";
import type { AclUser } from "../../model/acl/types";
import { defineRule, type Report, type RuleContext } from "../define";
import { removeStatements } from "../shared/directiveEdits";

export const requirepassWithoutEffect = defineRule({
	id: "requirepass-without-effect",
	group: "authentication",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`requirepass does nothing, because the user default is described elsewhere`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.9", "soc2:CC6.1"],
	*check(server, context) {
		const requirepass = server.settings.get("requirepass");
		const user = server.acl.defaultUser;
		if (requirepass?.origin.from !== "line" || requirepass.values.length !== 1) return;
		// An ACL file that leaves default out, and a default that nobody can log in as, are other rules' findings.
		if (requirepass.value === "" || user?.source !== "line" || isLockedOut(user)) return;
		if (user.state.enabled && isItsPassword(user, requirepass.value, context)) return;
		const where =
			server.acl.source.from === "file" ? say`the aclfile describes the user default` : say`a user line describes the user default`;
		const report: Report = {
			at: requirepass.origin.at,
			message: say`This requirepass does nothing: ${where}, and that alone counts. ${effect(user)} Delete this line, so that nobody relies on it, and hand out the passwords of the users.`,
			related: user.nameAt ? [{ at: user.nameAt, message: say`This decides who may log in as default.` }] : [],
			fixes: [
				{
					title: say`Delete requirepass, which does nothing`,
					safety: "safe",
					edits: () => removeStatements(server, server.settings.list("requirepass")),
				},
			],
		};
		yield user.state.enabled ? report : { ...report, severity: "info" };
	},
});

function isLockedOut({ state }: AclUser): boolean {
	return state.enabled && !state.nopass && state.passwords.length === 0;
}

function isItsPassword(user: AclUser, password: string, context: RuleContext<object>): boolean {
	const hash = context.sha256(password);
	return user.state.passwords.some((known) => known.hash === hash);
}

function effect({ state }: AclUser): Words {
	if (!state.enabled) return say`default is off there, so nobody logs in with this password.`;
	if (state.nopass) return say`default needs no password there, so everybody gets in without this one.`;
	return say`default has another password there, and this one is refused.`;
}
