// rules: connections that nobody uses any more stay open.
import { say } from "../../base/say";
import { isUnsure, lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

const SECONDS = "300";

export const idleClientsForEver = defineRule({
	id: "idle-clients-for-ever",
	group: "availability",
	subject: "config",
	severity: { development: "off", production: "off", strict: "info" },
	title: say`Idle connections are never closed`,
	releases: { redis: "*", valkey: "*" },
	cwe: [613, 770],
	compliance: ["iso-27001:A.8.6", "soc2:CC6.1"],
	*check(server) {
		if (!server.exposure.network || numberOf(server, "timeout") !== 0n || isUnsure(server, "timeout")) return;
		yield {
			at: lineOf(server, "timeout") ?? { absent: "timeout", file: server.snapshot.root },
			message: say`With timeout 0 a connection stays open and logged in for as long as the client likes, and forgotten ones add up. Close those that are idle for ${SECONDS} seconds; clients with a pool connect again by themselves, and subscribers are left alone.`,
			fixes: [
				{
					title: say`Close connections that are idle for ${SECONDS} seconds`,
					safety: "may-refuse-clients",
					edits: () => setTo(server, "timeout", SECONDS),
				},
			],
		};
	},
});
