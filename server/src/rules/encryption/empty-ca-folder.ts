// rules: the folder of authorities holds none that the server would find: nobody's certificate is accepted.
import { say, type Words } from "../../base/say";
import { named } from "../../model/tls/material";
import type { PemFile } from "../../model/tls/pem";
import { defineRule } from "../define";

export const emptyCaFolder = defineRule({
	id: "empty-ca-folder",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`The folder of authorities holds none that is found`,
	releases: { redis: "*", valkey: "*" },
	cwe: [295],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const line = named(server, "tls-ca-cert-dir");
		const why = line && tls.on && reasonOf(tls.file("tls-ca-cert-dir"));
		if (!line || !why) return;
		const isAsked = tls.clientCertificates !== "no" || tls.replication || tls.cluster;
		const others = named(server, "tls-ca-cert-file") !== undefined;
		const effect = others
			? say`The server starts all the same, and trusts only the authorities in tls-ca-cert-file.`
			: say`The server starts all the same, and trusts nobody${isAsked ? say`: every certificate that others show is refused` : ""}.`;
		yield {
			at: line.setting.origin.at,
			message: say`${why} ${effect} Name a file of authorities in tls-ca-cert-file instead, or run openssl rehash on the folder.`,
			...(others || !isAsked ? { severity: "warning" as const } : {}),
		};
	},
});

/** Undefined for a folder as it should be, and where nothing is known of it. */
function reasonOf(file: PemFile | undefined): Words | undefined {
	if (file?.state === "read") return say`This is a file, and a folder is wanted here.`;
	if (file?.reason === "missing" && !file.elsewhere) return say`There is no such folder on this machine.`;
	return file?.folder?.hashed === false
		? say`No file in this folder has a name by which OpenSSL looks for authorities, such as 5ed36f99.0.`
		: undefined;
}
