// rules: lines about TLS in a file that switches TLS on nowhere.
import { say, sentences, type Words } from "../../base/say";
import { placeOf } from "../../model/settings";
import { defineRule } from "../define";

/** Those that somebody writes who believes that TLS is on. */
const MEANT = [
	"tls-cert-file",
	"tls-key-file",
	"tls-auth-clients",
	"tls-protocols",
	"tls-ciphers",
	"tls-ciphersuites",
	"tls-client-cert-file",
];

export const tlsSettingsWithoutEffect = defineRule({
	id: "tls-settings-without-effect",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`TLS is set up and not switched on`,
	releases: { redis: "*", valkey: "*" },
	cwe: [319],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		if (tls.on || tls.uncertain || server.settings.unread.length > 0) return;
		const written = MEANT.flatMap((name) => {
			const setting = server.settings.get(name);
			return setting?.origin.from === "line" && setting.value !== "" ? [setting.origin.statement] : [];
		});
		const first = written[0];
		// A list of protocols by itself is somebody's default, not a belief.
		if (!first || !written.some(({ name }) => name === "tls-cert-file" || name === "tls-key-file")) return;
		yield {
			at: placeOf(first),
			message: sentences(
				say`TLS is off: no tls-port is set, and neither replication nor the cluster uses TLS.`,
				effectOf(written.length - 1),
				say`Set tls-port, and port 0 once every client uses TLS.`,
			),
		};
	},
});

function effectOf(others: number): Words {
	if (others === 0) return say`This line has no effect, and all connections are in clear text.`;
	return others === 1
		? say`This line and 1 more about TLS have no effect, and all connections are in clear text.`
		: say`This line and ${others} more about TLS have no effect, and all connections are in clear text.`;
}
