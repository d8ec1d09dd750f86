// rules: scripts get back the functions that were taken away because scripts escaped with them.
import { say } from "../../base/say";
import { isOn, lineOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

/** Of newer releases the name of the other one is an alias, so that either finds the line. */
const NAME = "lua-enable-deprecated-api";

export const luaInsecureApi = defineRule({
	id: "lua-insecure-api",
	group: "intrusion",
	subject: "config",
	severity: { development: "info", production: "error", strict: "error" },
	title: say`Scripts may use functions that break out of their bounds`,
	releases: { redis: ">=7.0", valkey: ">=8.1" },
	cwe: [693, 749],
	compliance: ["pci-dss:2.2.4", "iso-27001:A.8.9", "soc2:CC6.8"],
	*check(server) {
		const at = lineOf(server, NAME);
		if (!at || !isOn(server, NAME)) return;
		const name = server.settings.get(NAME)?.name ?? NAME;
		yield {
			at,
			message: say`This gives scripts newproxy, getfenv and setfenv back. With them a script can change what other scripts run, under the rights of another user, and attack the server. Write no, and change the scripts that need them.`,
			fixes: [{ title: say`Set ${name} to no`, safety: "may-refuse-clients", edits: () => setTo(server, NAME, "no") }],
		};
	},
});
