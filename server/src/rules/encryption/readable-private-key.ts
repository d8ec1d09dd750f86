// rules: every user of the machine may read the private key.
import { say } from "../../base/say";
import { type NamedFile, named } from "../../model/tls/material";
import { defineRule } from "../define";

export const readablePrivateKey = defineRule({
	id: "readable-private-key",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: "error", strict: "error" },
	title: say`Every user of the machine may read the private key`,
	releases: { redis: "*", valkey: "*" },
	cwe: [732],
	compliance: ["pci-dss:3.6.1", "iso-27001:A.8.24", "soc2:CC6.1"],
	*check({ server, tls }) {
		const keys = (["tls-key-file", "tls-client-key-file"] as const).map((name) => named(server, name));
		for (const key of keys.filter((file): file is NamedFile => file !== undefined)) {
			const facts = tls.facts(key.name);
			if (!facts?.key || facts.key.encrypted || facts.mode === undefined || (facts.mode & 0o007) === 0) continue;
			yield {
				at: key.setting.origin.at,
				message: say`Every user of this machine may read this key (mode ${facts.mode.toString(8).padStart(4, "0")}), and with it pretend to be this server. Give it to the user of the server alone: chown it to that user and chmod 600.`,
			};
		}
	},
});
