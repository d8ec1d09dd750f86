// rules: lines about TLS in a file that switches TLS on nowhere.
import { say, type Words } from "../../base/say";
import { placeOf } from "../../model/settings";
import type { Statement } from "../../model/types";
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
			message: say`TLS is off: no tls-port is set, and neither replication nor the cluster uses TLS. ${lines(written)} without effect, and all connections are in clear text. Set tls-port, and port 0 once every client uses TLS.`,
		};
	},
});

function lines(written: readonly Statement[]): Words {
	return written.length === 1 ? say`This line is` : say`This and ${written.length - 1} more lines about TLS are`;
}
