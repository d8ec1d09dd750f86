// rules: Sentinel talks to what it watches, and to other Sentinels, in clear text.
import { say } from "../../base/say";
import { isUnsure } from "../../model/inForce";
import { sentinelOf } from "../../model/sentinel";
import { placeOf } from "../../model/settings";
import { defineRule } from "../define";

export const sentinelInClearText = defineRule({
	id: "sentinel-in-clear-text",
	group: "encryption",
	subject: "tls",
	severity: { development: "off", production: "warning", strict: "error" },
	title: say`Sentinel sends passwords and orders in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319, 523],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		if (server.kind !== "sentinel" || tls.replication || isUnsure(server, "tls-replication") || server.settings.unread.length > 0) return;
		const remote = sentinelOf(server).primaries.filter(({ reach }) => reach !== "loopback");
		const first = remote[0];
		if (!first) return;
		const others = remote.length === 1 ? "" : say` and ${remote.length - 1} more`;
		yield {
			at: placeOf(first.monitor),
			message: say`Sentinel talks to ${first.name}${others}, to the replicas and to other Sentinels in clear text${tls.listener ? say`: tls-port is for those who connect here` : ""}. Everybody on the way reads the passwords it sends and can give orders in its name. Set tls-replication yes here, which makes Sentinel use TLS for all of them, and name the primary's TLS port.`,
			reach: "network",
		};
	},
});
