// rules: a replica that asks everybody for a password, and sends none to its primary.
import { say } from "../../base/say";
import { isOn, isUnsure, lineOf } from "../../model/inForce";
import { requirepassInForce } from "../../model/passwords";
import { primaryOf } from "../../model/replication";
import type { ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import { defineRule, type Fix } from "../define";
import { setTo } from "../shared/directiveEdits";
import { isPlaceholder } from "../shared/weakPasswords";

export const missingMasterauth = defineRule({
	id: "missing-masterauth",
	group: "authentication",
	subject: "config",
	severity: { development: "info", production: "info", strict: "warning" },
	title: say`A replica sends no password to its primary`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.8.14", "soc2:A1.2"],
	*check(server) {
		const primary = primaryOf(server);
		const clusterAt = isOn(server, "cluster-enabled") ? lineOf(server, "cluster-enabled") : undefined;
		const at = primary ? placeOf(primary.statement) : clusterAt;
		if (!at || server.openDefault !== false) return;
		if (server.settings.get("masterauth")?.value || isUnsure(server, "masterauth")) return;
		const why = primary
			? say`This server asks for a password, but sends none to its primary. If the primary has the same settings, it refuses the replica, which then never gets the data`
			: say`The nodes of this cluster ask for a password, but send none to each other. A replica is then refused by its primary, and there is nobody to take over when a primary fails`;
		yield {
			at,
			message: say`${why}. Set masterauth to the primary's password, and masteruser where it is not that of the user default.`,
			fixes: fixes(server),
		};
	},
});

function fixes(server: ServerModel): Fix[] {
	const password = requirepassInForce(server)?.value;
	if (!password || isPlaceholder(password)) return [];
	return [
		{ title: say`Set masterauth to the password of requirepass`, safety: "safe", edits: () => setTo(server, "masterauth", password) },
	];
}
