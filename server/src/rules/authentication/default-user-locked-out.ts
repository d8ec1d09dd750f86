// rules: the user that every client starts as has no password at all, so that nobody gets in.
import { say } from "../../base/say";
import { othersWhoLogIn } from "../../model/acl/logins";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { newPasswordFix } from "../shared/newPassword";
import { appendRules } from "../shared/userEdits";
import { isPlaceholder, weaknessOf } from "../shared/weakPasswords";

export const defaultUserLockedOut = defineRule({
	id: "default-user-locked-out",
	group: "authentication",
	subject: "server",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: say`The user default is on, but has no password, so nobody can log in as it`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.8.9", "soc2:A1.2"],
	asksUsers: true,
	*check(server, context) {
		const user = server.acl.defaultUser;
		if (user?.source !== "line" || !user.state.enabled || user.state.nopass || user.state.passwords.length > 0) return;
		const requirepass = server.kind === "config" ? server.settings.get("requirepass")?.value : undefined;
		const others = othersWhoLogIn(server.acl.census).length > 0;
		const who = others ? say`Nobody can log in as default` : say`Nobody can log in at all`;
		const because = requirepass
			? say`requirepass does nothing beside a line for default`
			: say`a user without a password token refuses every password`;
		const report: Report = {
			at: user.nameAt ?? { absent: "user", file: user.file },
			message: say`${who}: default is on, but no rule gives it a password, and ${because}. Add # and the SHA-256 of a password${others ? say`, or say off if clients have users of their own` : ""}.`,
			fixes: [givePassword(server, user, requirepass, context)],
		};
		yield others ? { ...report, severity: "info" } : report;
	},
});

/** Another user has it already, and two with one password are two in name only. */
function isTaken(password: string, context: RuleContext<object>): boolean {
	const hash = context.sha256(password);
	return context.usersWhere(({ state }) => state.passwords.some((known) => known.hash === hash), hash).length > 0;
}

function givePassword(server: ServerModel, user: AclUser, requirepass: string | undefined, context: RuleContext<object>): Fix {
	if (!requirepass || isPlaceholder(requirepass) || weaknessOf(requirepass) || isTaken(requirepass, context))
		return newPasswordFix(server, user, [], context, "safe");
	return {
		title: say`Give default the password of requirepass, as its SHA-256`,
		safety: "safe",
		edits: () => appendRules(user, [`#${context.sha256(requirepass)}`]),
	};
}
