// rules: the server speaks TLS, and beside it still everything in clear text.
import { say } from "../../base/say";
import { lineOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const plaintextPortBesideTls = defineRule({
	id: "plaintext-port-beside-tls",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: { network: "warning", local: "info" }, strict: { network: "error", local: "info" } },
	title: say`A port in clear text is open beside the TLS port`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const { listeners, uncertain } = server.exposure;
		// Sentinel listens in clear text on 26379 where no line says otherwise.
		const port = server.settings.get("port");
		const number = server.kind === "sentinel" && port?.origin.from === "default" ? 26379 : Number(port?.value ?? 0);
		if (!tls.listener || uncertain || !(number > 0)) return;
		const reach = listeners.some((one) => one.protocol !== "unix" && one.reach !== "loopback") ? "network" : "local";
		yield {
			at: lineOf(server, "port") ?? { absent: "port", file: server.snapshot.root },
			message: say`tls-port does not close the port in clear text: ${number} still answers${port?.origin.from === "line" ? "" : say`, since it is open unless a line closes it`}. Clients that use it send passwords and data readable for everybody on the way. Once every client uses TLS, set port 0.`,
			reach,
			fixes: [{ title: say`Close the port in clear text`, safety: "may-refuse-clients", edits: () => setTo(server, "port", "0") }],
		};
	},
});
