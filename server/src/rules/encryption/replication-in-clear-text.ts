// rules: the whole data set crosses the network in clear text, from the primary to its replica.
import { say } from "../../base/say";
import { isUnsure } from "../../model/inForce";
import { primaryOf } from "../../model/replication";
import { placeOf } from "../../model/settings";
import { defineRule } from "../define";

export const replicationInClearText = defineRule({
	id: "replication-in-clear-text",
	group: "encryption",
	subject: "tls",
	severity: { development: "off", production: "warning", strict: "error" },
	title: say`Data comes from the primary in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const primary = primaryOf(server);
		if (!primary || primary.reach === "loopback" || tls.replication || isUnsure(server, "tls-replication")) return;
		// Where a password goes the same way, that is the worse half, and said there.
		if (server.settings.get("masterauth")?.value || server.settings.unread.length > 0) return;
		yield {
			at: placeOf(primary.statement),
			message: say`All data comes from ${primary.host} in clear text${tls.listener ? say`, for tls-port encrypts only what clients send here` : ""}. Everybody on the way reads it and can change it. Set tls-replication yes, and name the primary's TLS port in replicaof.`,
			reach: "network",
		};
	},
});
