// rules: Sentinel, which starts without protected mode, lets other hosts in without a password.
import { say } from "../../base/say";
import { isRelease } from "../../knowledge/release";
import { lineOf } from "../../model/inForce";
import { sentinelOf } from "../../model/sentinel";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const sentinelProtectedModeOff = defineRule({
	id: "sentinel-protected-mode-off",
	group: "network",
	subject: "sentinel",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Sentinel runs without protected mode and without a password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306, 1188, 1327],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const { exposure, login } = sentinelOf(server);
		if (login !== "open" || exposure.protectedMode !== "off" || !exposure.network || exposure.uncertain) return;
		const at = lineOf(server, "protected-mode");
		// There a bind line ends protected mode anyway, and switching it on would change nothing.
		if (lineOf(server, "bind") && isRelease(server.world.release, { redis: "<7.0" })) return;
		const bind = lineOf(server, "bind") ? "" : say` There is no bind line either, so every network interface is open.`;
		yield {
			at: at ?? { absent: "protected-mode", file: server.snapshot.root },
			message: say`${at ? say`Protected mode is off` : say`Sentinel, unlike the server, starts with protected mode off`}, so other hosts reach it without a login.${bind} Bind to the addresses of the other Sentinels and clients and set a password. Where Sentinel serves this machine alone, switch protected mode on. Edit the file while Sentinel is stopped, since it rewrites it.`,
			fixes: [
				{
					title: say`Switch protected mode on, which refuses other hosts (while Sentinel is stopped, since it rewrites its file)`,
					safety: "may-refuse-clients",
					alone: true,
					edits: () => setTo(server, "protected-mode", "yes"),
				},
			],
		};
	},
});
