// rules: a password was set, and with that the port is open to every network.
import { say } from "../../base/say";
import type { Place } from "../../base/span";
import { containerOf } from "../../model/container";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { bindAdvice } from "../shared/bindAdvice";
import { setTo } from "../shared/directiveEdits";
import { loopback } from "../shared/loopbackBind";

export const passwordEndsProtectedMode = defineRule({
	id: "password-ends-protected-mode",
	group: "network",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`The password ends protected mode, and without a bind line every network reaches the port`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1327, 319],
	compliance: ["pci-dss:1.4.1", "pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const { listeners, uncertain, protectedMode } = server.exposure;
		const open = listeners.filter(({ protocol, reach }) => protocol !== "unix" && reach === "every-interface");
		if (uncertain || open.length === 0 || server.openDefault !== false) return;
		if (protectedMode !== "idle" || server.settings.get("bind")?.origin.from !== "default") return;
		const isClear = open.some(({ protocol }) => protocol === "plain");
		const cause = causeOf(server);
		const container = containerOf(server);
		const report: Report = {
			at: { absent: "bind", file: server.snapshot.root },
			message: say`Protected mode keeps other hosts out only while the user default needs no password. ${server.acl.defaultUser?.state.enabled ? say`Now it has one` : say`Now default is off`}, and there is no bind line: the port is open on every network interface${isClear ? say`, in clear text` : ""}. ${bindAdvice(server)}`,
			related: cause ? [{ at: cause, message: say`This ends protected mode.` }] : [],
			fixes: container.is
				? []
				: [
						{
							title: say`Bind to this machine only`,
							safety: "may-refuse-clients",
							alone: true,
							edits: () => setTo(server, "bind", ...loopback(server)),
						},
					],
		};
		yield isClear && !container.is ? report : { ...report, severity: "info" };
	},
});

function causeOf({ acl, settings }: ServerModel): Place | undefined {
	if (acl.defaultUser?.source === "line") return acl.defaultUser.nameAt;
	const origin = settings.get("requirepass")?.origin;
	return origin?.from === "line" ? origin.at : undefined;
}
