// rules: the password for the primary crosses the network where everybody on the way can read it.
import { say } from "../../base/say";
import { isOn, isUnsure, lineOf } from "../../model/inForce";
import { primaryOf } from "../../model/replication";
import { defineRule } from "../define";

export const masterauthInClearText = defineRule({
	id: "masterauth-in-clear-text",
	group: "authentication",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`The password for the primary is sent in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319, 523],
	compliance: ["pci-dss:8.3.2", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check(server) {
		const at = lineOf(server, "masterauth");
		const primary = primaryOf(server);
		if (!at || !server.settings.get("masterauth")?.value || !primary || primary.reach === "loopback") return;
		if (isOn(server, "tls-replication") !== false || isUnsure(server, "tls-replication")) return;
		yield {
			at,
			message: say`This password goes to ${primary.host} in clear text each time the replica connects, and the data comes back the same way. Everybody on the way can read both. Set tls-replication yes, name the primary's TLS port in replicaof, and change the password.`,
		};
	},
});
