// rules: connections can take the memory that was meant for data.
import { say } from "../../base/say";
import { isUnsure, lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

const SHARE = "5%";

export const noMaxmemoryClients = defineRule({
	id: "no-maxmemory-clients",
	group: "availability",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Nothing limits the memory that connections take together`,
	releases: { redis: ">=7.0", valkey: "*" },
	cwe: [770, 400],
	compliance: ["iso-27001:A.8.6", "soc2:A1.1"],
	*check(server) {
		if (!server.exposure.network || isUnsure(server, "maxmemory-clients")) return;
		// Without maxmemory there is no limit at all, which is another rule's finding.
		if (numberOf(server, "maxmemory-clients") !== 0n || (numberOf(server, "maxmemory") ?? 0n) === 0n) return;
		yield {
			at: lineOf(server, "maxmemory-clients") ?? { absent: "maxmemory-clients", file: server.snapshot.root },
			message: say`Buffers of connections count towards maxmemory: clients that ask for much and read nothing push the data out. Set maxmemory-clients, for example to ${SHARE} of maxmemory; the server then closes the connections that take most.`,
			fixes: [
				{
					title: say`Limit connections to ${SHARE} of maxmemory`,
					safety: "may-refuse-clients",
					edits: () => setTo(server, "maxmemory-clients", SHARE),
				},
			],
		};
	},
});
