// rules: keys and values can end up in the log file.
import { say } from "../../base/say";
import { isOn, lineOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const hideUserDataFromLogOff = defineRule({
	id: "hide-user-data-from-log-off",
	group: "audit",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Keys and values may be written to the log`,
	releases: { redis: ">=7.4", valkey: ">=8.0" },
	cwe: [532],
	compliance: ["pci-dss:3.5.1", "iso-27001:A.8.11", "soc2:CC6.1", "gdpr:32"],
	*check(server) {
		const at = lineOf(server, "hide-user-data-from-log");
		if (!at || isOn(server, "hide-user-data-from-log") !== false) return;
		yield {
			at,
			message: say`When the server crashes, it writes the command at hand to its log, with keys and values, and logs are copied to many places. Write yes, unless you are looking for the cause of a crash.`,
			fixes: [{ title: say`Keep user data out of the log`, safety: "safe", edits: () => setTo(server, "hide-user-data-from-log", "yes") }],
		};
	},
});
