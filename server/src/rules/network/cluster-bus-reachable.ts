// rules: whoever reaches the cluster bus can take part in the cluster.
import { say, type Words } from "../../base/say";
import { isOn, isUnsure, lineOf } from "../../model/inForce";
import { defineRule } from "../define";

export const clusterBusReachable = defineRule({
	id: "cluster-bus-reachable",
	group: "network",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`The cluster bus is open to other hosts and asks nobody to log in`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306, 319],
	compliance: ["pci-dss:1.4.1", "pci-dss:4.2.1", "iso-27001:A.8.20", "soc2:CC6.6", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check(server) {
		const at = lineOf(server, "cluster-enabled");
		if (!at || !isOn(server, "cluster-enabled") || server.exposure.uncertain) return;
		if (isOn(server, "tls-cluster") !== false || isUnsure(server, "tls-cluster")) return;
		// The bus listens on the addresses of the port; protected mode does not look at it.
		if (!server.exposure.listeners.some(({ protocol, reach }) => protocol !== "unix" && reach !== "loopback")) return;
		yield {
			at,
			message: say`The nodes talk to each other on ${busPort(server.settings.get("cluster-port")?.value)}, in clear text and without a password: whoever reaches it can join the cluster and take over slots. Set tls-cluster yes, which asks every node for a certificate, or let only the nodes reach that port.`,
		};
	},
});

function busPort(written: string | undefined): Words {
	return written === undefined || written === "0" || written === ""
		? say`the cluster bus, the port 10000 above that for clients`
		: say`the cluster bus, port ${written}`;
}
