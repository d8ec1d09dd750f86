// rules: other hosts reach the server, and nothing is encrypted.
import { say } from "../../base/say";
import { defineRule } from "../define";

export const noTlsOnAReachableAddress = defineRule({
	id: "no-tls-on-a-reachable-address",
	group: "encryption",
	subject: "config",
	severity: { development: "off", production: "warning", strict: "error" },
	title: say`Other hosts reach the server in clear text alone`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check(server) {
		const { listeners, uncertain, protectedMode } = server.exposure;
		if (uncertain || protectedMode === "protecting") return;
		if (listeners.some(({ protocol }) => protocol === "tls") || server.settings.unread.length > 0) return;
		// Without a bind line the open port itself is the root, and reported as that.
		const open = listeners.find(({ protocol, reach, at }) => protocol === "plain" && reach !== "loopback" && at);
		if (!open?.at) return;
		yield {
			at: open.at,
			message: say`Whoever is on the way to this address reads and changes all that is sent: keys, values and passwords. Set up TLS with tls-port, tls-cert-file and tls-key-file and close the port in clear text, or let a private tunnel carry the traffic.`,
			reach: "network",
		};
	},
});
