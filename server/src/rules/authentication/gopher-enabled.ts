// rules: keys can be read over an old protocol that asks for no password.
import { say } from "../../base/say";
import { isOn, lineOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const gopherEnabled = defineRule({
	id: "gopher-enabled",
	group: "authentication",
	subject: "config",
	severity: { development: "warning", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`Requests of the Gopher protocol are answered without a login`,
	releases: { redis: "<7.0" },
	cwe: [306, 288],
	compliance: ["pci-dss:2.2.4", "iso-27001:A.8.5", "soc2:CC6.1", "gdpr:32"],
	*check(server) {
		const at = lineOf(server, "gopher-enabled");
		if (!at || !isOn(server, "gopher-enabled")) return;
		// Threads that read requests do not speak Gopher.
		if (isOn(server, "io-threads-do-reads")) return;
		yield {
			at,
			message: say`With Gopher on, a request for "/name" is answered with the key of that name, whoever asks: no password and no rule about users counts. Switch it off unless this server is meant to publish such keys.`,
			fixes: [{ title: say`Switch Gopher off`, safety: "may-refuse-clients", edits: () => setTo(server, "gopher-enabled", "no") }],
		};
	},
});
