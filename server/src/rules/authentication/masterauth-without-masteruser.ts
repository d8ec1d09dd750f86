// rules: a replica logs in as the user default, which is off.
import { say } from "../../base/say";
import { isUnsure, lineOf } from "../../model/inForce";
import { mayReplicate } from "../../model/replication";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type RuleContext } from "../define";
import { setTo } from "../shared/directiveEdits";

export const masterauthWithoutMasteruser = defineRule({
	id: "masterauth-without-masteruser",
	group: "authentication",
	subject: "config",
	severity: { development: "info", production: "info", strict: "warning" },
	title: say`A replica logs in as the user default, which is off`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.8.14", "soc2:A1.2"],
	asksUsers: true,
	*check(server, context) {
		const at = lineOf(server, "masterauth");
		const user = server.acl.defaultUser;
		if (!at || !server.settings.get("masterauth")?.value || !mayReplicate(server)) return;
		if (user?.source !== "line" || user.state.enabled || server.settings.get("masteruser")?.value || isUnsure(server, "masteruser")) return;
		yield {
			at,
			message: say`Without masteruser this password is sent for the user default, which is off here. If the primary has the same users, it refuses the replica, which then never gets the data. Name a user with masteruser, one that may run PSYNC, REPLCONF and PING.`,
			related: user.nameAt ? [{ at: user.nameAt, message: say`default is off.` }] : [],
			fixes: fixes(server, context),
		};
	},
});

/** The user whose password it is, where there is exactly one. */
function fixes(server: ServerModel, context: RuleContext<object>): Fix[] {
	const hash = context.sha256(server.settings.get("masterauth")?.value ?? "");
	const holders = context.usersWhere(({ state }) => state.enabled && state.passwords.some((known) => known.hash === hash), hash);
	const name = holders.length === 1 ? holders.slice(0, 1)[0]?.name : undefined;
	return name === undefined
		? []
		: [{ title: say`Set masteruser to ${name}, whose password this is`, safety: "safe", edits: () => setTo(server, "masteruser", name) }];
}
