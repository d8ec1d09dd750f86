// rules: clients can fill the memory of the machine.
import { say } from "../../base/say";
import { isUnsure, lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";

export const noMaxmemory = defineRule({
	id: "no-maxmemory",
	group: "availability",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Nothing limits the memory that the server takes`,
	releases: { redis: "*", valkey: "*" },
	cwe: [770, 400],
	compliance: ["iso-27001:A.8.6", "soc2:A1.1"],
	*check(server) {
		if (!server.exposure.network || numberOf(server, "maxmemory") !== 0n || isUnsure(server, "maxmemory")) return;
		yield {
			at: lineOf(server, "maxmemory") ?? { absent: "maxmemory", file: server.snapshot.root },
			message: say`Without maxmemory a client on the network can fill the memory of the machine, until the system ends this server or another program. Set maxmemory to what the machine can spare, and choose with maxmemory-policy what happens when it is full.`,
		};
	},
});
