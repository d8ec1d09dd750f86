// rules: clients can write to a replica.
import { say } from "../../base/say";
import { isOn, lineOf } from "../../model/inForce";
import { mayReplicate } from "../../model/replication";
import { defineRule, type Report } from "../define";
import { setTo } from "../shared/directiveEdits";

export const writableReplica = defineRule({
	id: "writable-replica",
	group: "intrusion",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Clients may write to a replica`,
	releases: { redis: "*", valkey: "*" },
	cwe: [345, 732],
	compliance: ["iso-27001:A.8.9", "soc2:CC6.1"],
	*check(server) {
		const at = lineOf(server, "replica-read-only");
		if (!at || isOn(server, "replica-read-only") !== false) return;
		const report: Report = {
			at,
			message: say`Clients can write to this server while it is a replica. Its data then differs from the primary's, nobody notices, and the next full copy takes it away. A known fault also lets attackers run code on such replicas. Write yes, and send writes to the primary.`,
			fixes: [
				{ title: say`Make replicas read-only`, safety: "may-refuse-clients", edits: () => setTo(server, "replica-read-only", "yes") },
			],
		};
		yield mayReplicate(server) ? report : { ...report, severity: "info" };
	},
});
