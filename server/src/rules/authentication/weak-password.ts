// rules: a password that somebody finds by trying.
import { say, type Words } from "../../base/say";
import { requirepassInForce, type WrittenPassword } from "../../model/passwords";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { setTo } from "../shared/directiveEdits";
import { newPasswordFix } from "../shared/newPassword";
import { SILENT } from "../shared/rights";
import { hashesOfCommon, isPlaceholder, type Weakness, weaknessOf } from "../shared/weakPasswords";

export const weakPassword = defineRule({
	id: "weak-password",
	group: "authentication",
	subject: "password",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A password is easy to guess`,
	releases: { redis: "*", valkey: "*" },
	cwe: [521, 1391],
	compliance: ["pci-dss:8.3.6", "iso-27001:A.5.17", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	asksUsers: true,
	hashes: hashesOfCommon,
	check({ server, password }, context) {
		const weakness = weaknessIn(password, context);
		if (!weakness || isSaidElsewhere(password, server, context)) return SILENT;
		const report: Report = {
			at: password.at,
			message: say`${subject(password)} is easy to guess: ${weakness.reason}. A server answers many thousands of tries a second and locks nobody out. ${advice(password)}`,
			fixes: fixes(password, server, context),
			reach: password.reach,
		};
		return [weakness.guessable ? report : { ...report, severity: password.reach === "network" ? "warning" : "info" }];
	},
});

function weaknessIn({ text, hash, user }: WrittenPassword, context: RuleContext<object>): Weakness | undefined {
	// A text that waits to be filled in is another rule's finding.
	if (text !== undefined) return isPlaceholder(text) ? undefined : weaknessOf(text, user?.name);
	if (hash === undefined || !hashesOfCommon(context).has(hash)) return undefined;
	return { reason: say`its SHA-256 is that of a password that everybody tries first`, guessable: true };
}

/** A password that opens the server as well as it is sent from it is changed in both places at once. */
function isSaidElsewhere({ of, text }: WrittenPassword, server: ServerModel, context: RuleContext<object>): boolean {
	if (of !== "masterauth" && of !== "sentinel-pass") return false;
	if (text === undefined || text === requirepassInForce(server)?.value) return text !== undefined;
	const name =
		(of === "masterauth" ? server.settings.get("masteruser")?.value : sentinelOf(server).own.get("sentinel-user")?.words[2]?.value) ||
		"default";
	const [user] = context.usersWhere((one) => one.name === name, name).slice(0, 1);
	return user?.source === "line" && user.state.enabled && user.state.passwords.some(({ hash }) => hash === context.sha256(text));
}

function subject({ of, user }: WrittenPassword): Words {
	if (user) return say`The password of ${user.name}`;
	return of === "requirepass" ? say`This password` : say`The password in ${of}`;
}

function advice({ of }: WrittenPassword): Words {
	if (of === "masterauth" || of === "auth-pass") return say`Give the primary a long random password, then write it here.`;
	if (of === "sentinel-pass") return say`Give all Sentinels a long random password, then write it here.`;
	return say`Replace it by a long random one; a hash does not help, since it can be guessed as well.`;
}

function fixes(password: WrittenPassword, server: ServerModel, context: RuleContext<object>): Fix[] {
	const { of, user, token, text } = password;
	if (user && token !== undefined) return [newPasswordFix(server, user, [token], context)];
	if (of !== "requirepass" || server.kind === "sentinel") return [];
	const both = server.settings.get("masterauth")?.value === text;
	return [
		{
			title: say`Replace it by a new random password${both ? say`, in masterauth too` : ""}`,
			safety: "may-refuse-clients",
			edits: () => {
				const fresh = context.newPassword("default");
				return [...setTo(server, "requirepass", fresh), ...(both ? setTo(server, "masterauth", fresh) : [])];
			},
		},
	];
}
