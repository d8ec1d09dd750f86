// rules: the safety net for servers without a password is switched off.
import { say } from "../../base/say";
import { isRelease } from "../../knowledge/release";
import { lineOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const protectedModeOff = defineRule({
	id: "protected-mode-off",
	group: "network",
	subject: "config",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`Protected mode is off and the user default needs no password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306, 1188],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const { protectedMode, network, uncertain } = server.exposure;
		const at = lineOf(server, "protected-mode");
		if (!at || protectedMode !== "off" || !network || uncertain || !server.openDefault) return;
		// There a bind line ends protected mode anyway, and switching it on would change nothing.
		if (lineOf(server, "bind") && isRelease(server.world.release, { redis: "<7.0" })) return;
		yield {
			at,
			message: say`Protected mode is off, and the user default needs no password: other hosts get in without a login. Switch it on, which refuses them, and set a password before you let them in.`,
			fixes: [{ title: say`Switch protected mode on`, safety: "may-refuse-clients", edits: () => setTo(server, "protected-mode", "yes") }],
		};
	},
});
