// rules: protected mode is on and does nothing.
import { say } from "../../base/say";
import { isOn, lineOf } from "../../model/inForce";
import { defineRule } from "../define";

export const protectedModeWithoutEffect = defineRule({
	id: "protected-mode-without-effect",
	group: "network",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Protected mode does nothing beside a bind line`,
	releases: { redis: "<7.0" },
	cwe: [1188],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const at = lineOf(server, "protected-mode");
		const bind = lineOf(server, "bind");
		const { network, uncertain } = server.exposure;
		if (!at || !bind || !isOn(server, "protected-mode") || !network || uncertain || !server.openDefault) return;
		yield {
			at,
			message: say`Up to Redis 6.2 protected mode ends with any bind line. Here it refuses nobody, although the user default needs no password. Do not rely on it: set a password, or bind to 127.0.0.1.`,
			related: [{ at: bind, message: say`This line ends protected mode.` }],
		};
	},
});
