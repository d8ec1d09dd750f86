// rules: everybody may give orders to Sentinel.
import { say } from "../../base/say";
import { replaceStatement } from "../../model/placement";
import { type SentinelModel, sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { setTo } from "../shared/directiveEdits";
import { isPlaceholder, weaknessOf } from "../shared/weakPasswords";

export const sentinelMissingRequirepass = defineRule({
	id: "sentinel-missing-requirepass",
	group: "authentication",
	subject: "sentinel",
	severity: {
		development: { network: "warning", local: "info" },
		production: { network: "error", local: "info" },
		strict: { network: "error", local: "warning" },
	},
	title: say`Sentinel asks nobody for a password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	*check(server, context) {
		const sentinel = sentinelOf(server);
		if (sentinel.login !== "open") return;
		const { network } = sentinel.exposure;
		const who = network ? say`Everybody who reaches Sentinel's port` : say`Every program on this machine`;
		const sent = sentinel.own.has("sentinel-pass")
			? say` sentinel-pass does not change that: it is what this Sentinel sends to others.`
			: "";
		yield {
			at: place(server),
			message: say`Sentinel asks for no password. ${who} can start a failover, make Sentinel forget a primary, or name a server of its own as the primary, and clients follow.${sent} Set requirepass in the files of all Sentinels; each sends it to the others too.`,
			fixes: fixes(server, sentinel, context),
			reach: network ? "network" : "local",
		};
	},
});

function place(server: ServerModel): Report["at"] {
	const user = server.acl.defaultUser;
	const origin = server.settings.get("requirepass")?.origin;
	if (user?.source === "line" && user.nameAt) return user.nameAt;
	return origin?.from === "line" ? origin.at : { absent: "requirepass", file: server.snapshot.root };
}

/** A sentinel-pass that others are sent already is the password they expect, if they have the same file. */
function fixes(server: ServerModel, { own }: SentinelModel, context: RuleContext<object>): Fix[] {
	if (server.acl.defaultUser?.source === "line") return [];
	// There is one already, and an ACL file undoes it.
	if (server.settings.get("requirepass")?.value) return [];
	// What is sent for another user is that user's password, and no requirepass.
	if ((own.get("sentinel-user")?.words[2]?.value ?? "default") !== "default") return [];
	const statement = own.get("sentinel-pass");
	const sent = statement?.words[2]?.value;
	const isBad = sent !== undefined && (isPlaceholder(sent) || weaknessOf(sent) !== undefined);
	const password = isBad ? undefined : sent;
	return [
		{
			title: password
				? say`Set requirepass to the password of sentinel-pass (while Sentinel is stopped, since it rewrites its file)`
				: say`Set requirepass${isBad ? say` and sentinel-pass` : ""} to a new random password (while Sentinel is stopped, since it rewrites its file)`,
			safety: "may-refuse-clients",
			alone: true,
			edits: () => {
				const chosen = password ?? context.newPassword("default");
				const both = isBad && statement ? [replaceStatement(statement, ["sentinel", "sentinel-pass", chosen])] : [];
				return [...setTo(server, "requirepass", chosen), ...both];
			},
		},
	];
}
