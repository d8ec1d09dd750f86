// rules: whoever talks to Sentinel chooses the program that it runs.

import { say } from "../../base/say";
import { replaceStatement } from "../../model/placement";
import { sentinelOf } from "../../model/sentinel";
import { placeOf } from "../../model/settings";
import { parseBool } from "../../model/values";
import { defineRule, type Report } from "../define";

export const sentinelScriptsReconfigurable = defineRule({
	id: "sentinel-scripts-reconfigurable",
	group: "network",
	subject: "sentinel",
	severity: { development: "warning", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`Sentinel's scripts can be changed over the network`,
	releases: { redis: "*", valkey: "*" },
	cwe: [749, 94],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.9", "soc2:CC6.8"],
	*check(server) {
		const { own, exposure, login } = sentinelOf(server);
		const statement = own.get("deny-scripts-reconfig");
		if (!statement || parseBool(statement.words[2]?.value ?? "") !== false) return;
		const who = login === "open" ? say`whoever reaches Sentinel` : say`whoever may log in to Sentinel`;
		const report: Report = {
			at: placeOf(statement),
			message: say`With this, ${who} can choose with SENTINEL SET which program Sentinel runs at the next event, under its own account. Write yes; scripts are then set in this file only. Edit it while Sentinel is stopped, since it rewrites it.`,
			fixes: [
				{
					title: say`Let scripts be set in this file only (while Sentinel is stopped, since it rewrites its file)`,
					safety: "safe",
					edits: () => [replaceStatement(statement, [...statement.words.slice(0, 2).map(({ value }) => value), "yes"])],
				},
			],
			reach: exposure.network ? "network" : "local",
		};
		yield login === "open" ? report : { ...report, severity: "warning" };
	},
});
