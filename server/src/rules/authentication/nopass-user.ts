// rules: somebody other than default gets in with any password.
import { say } from "../../base/say";
import { canLogIn, othersWhoLogIn } from "../../model/acl/logins";
import type { AclUser } from "../../model/acl/types";
import { wordOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report } from "../define";
import { newPasswordFix } from "../shared/newPassword";
import { isHarmless, SILENT } from "../shared/rights";
import { replaceRules } from "../shared/userEdits";

export const nopassUser = defineRule({
	id: "nopass-user",
	group: "authentication",
	subject: "user",
	silentBy: "kind",
	severity: { development: { network: "warning", local: "info" }, production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A user may log in with any password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [258, 306],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	check({ server, user }, context) {
		const { state } = user;
		if (user.source !== "line" || user.name === "default" || !state.enabled || !state.nopass) return SILENT;
		const certificates = certificatesAsked(server);
		// That is the cause, and reported as such where default is not open too.
		if (certificates === "optional" && server.openDefault === false) return SILENT;
		const nopass = indexesOf(user, "nopass");
		const token = user.tokens[nopass.at(-1) ?? -1];
		const report: Report = {
			at: token
				? { file: user.file, line: user.line, start: token.start, end: token.end }
				: (user.nameAt ?? { absent: "user", file: user.file }),
			message: say`nopass lets everybody who reaches the server log in as ${user.name} with any password at all. Give the user a password instead${server.exposure.protectedMode === "idle" ? say`; protected mode does not help, since it looks at the user default only` : ""}.`,
			fixes: [newPasswordFix(server, user, loginsOf(user), context), ...switchOff(server, user)],
			reach: server.kind === "acl" || server.exposure.network || server.exposure.uncertain ? "network" : "local",
		};
		return [certificates === "yes" || isHarmless(server, user) ? { ...report, severity: "info" } : report];
	},
});

/** What `tls-auth-clients` says, where TLS is the only way in; a certificate that is asked for is a login of its own. */
function certificatesAsked(server: ServerModel): string | undefined {
	const { listeners } = server.exposure;
	const isTlsOnly = listeners.length > 0 && listeners.every(({ protocol }) => protocol === "tls");
	return isTlsOnly ? wordOf(server, "tls-auth-clients") : undefined;
}

/** `nopass`, and the passwords that it took away, which would count again without it. */
function loginsOf(user: AclUser): number[] {
	return user.tokens.flatMap(({ text }, index) => (text.toLowerCase() === "nopass" || /^[><#!]/.test(text) ? [index] : []));
}

/** Not where it is the last that anybody can log in as, beside a default that nobody can. */
function switchOff({ acl }: ServerModel, user: AclUser): Fix[] {
	const isDefaultLockedOut = acl.defaultUser?.state.enabled && !canLogIn(acl.defaultUser.state);
	if (isDefaultLockedOut && othersWhoLogIn(acl.census).length < 2) return [];
	const edits = () => replaceRules(user, new Map(indexesOf(user, "on").map((index) => [index, "off"])));
	return [{ title: say`Switch the user ${user.name} off`, safety: "may-refuse-clients", edits }];
}

function indexesOf(user: AclUser, word: string): number[] {
	return user.tokens.flatMap((token, index) => (token.text.toLowerCase() === word ? [index] : []));
}
