// rules: a certificate or key file that the server cannot use: it does not start.
import { say, type Words } from "../../base/say";
import type { ServerModel } from "../../model/server";
import { type NamedFile, named } from "../../model/tls/material";
import type { PemFile } from "../../model/tls/pem";
import type { TlsFileName } from "../../model/tls/wanted";
import { defineRule } from "../define";

const NAMES: Readonly<Record<Exclude<TlsFileName, "tls-ca-cert-dir">, Words>> = {
	"tls-cert-file": say`a certificate`,
	"tls-key-file": say`a private key`,
	"tls-ca-cert-file": say`a certificate of an authority`,
	"tls-client-cert-file": say`a certificate`,
	"tls-client-key-file": say`a private key`,
	"tls-dh-params-file": "Diffie-Hellman parameters",
};

export const unusableTlsFile = defineRule({
	id: "unusable-tls-file",
	group: "encryption",
	subject: "tls",
	severity: { development: "error", production: "error", strict: "error" },
	title: say`A certificate or key file cannot be used`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1188],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		if (!tls.on) return;
		for (const name of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
			const line = named(server, name);
			const file = tls.file(name);
			const why = line && file && reasonOf(name, file, server);
			if (line && why) yield { at: line.setting.origin.at, message: say`${why} The server does not start with it.`, ...weight(file, line) };
		}
	},
});

/** A file that is missing here may be there on the machine that the configuration is for. */
function weight(file: PemFile, _: NamedFile): { severity?: "warning" } {
	return file.state === "unreadable" && file.reason === "missing" ? { severity: "warning" } : {};
}

/** Undefined for a file that is as it should be, and for one that only this program may not read. */
function reasonOf(name: keyof typeof NAMES, file: PemFile, server: ServerModel): Words | undefined {
	const what = NAMES[name];
	if (file.state === "unreadable") {
		if (file.reason === "missing" && !file.elsewhere) return say`There is no such file on this machine, where ${what} should be.`;
		if (file.reason === "not-a-file") return say`This is a folder, a pipe or a device, and not a file with ${what}.`;
		return file.reason === "too-large" ? say`This file is far too large to be ${what}.` : undefined;
	}
	if (name.endsWith("key-file")) {
		if (!file.key) return say`There is no private key in this file. ${holds(file)}It must be PEM: text that begins with "-----BEGIN".`;
		return file.key.opens === false ? locked(name, server) : undefined;
	}
	if (name === "tls-dh-params-file")
		return file.dhBits === undefined ? say`There are no ${what} in this file, or they are broken.` : undefined;
	if (file.certificates.length > 0 && !file.broken) return undefined;
	if (file.broken) return say`A certificate in this file is broken: part of it is missing, or it was changed. Copy it again.`;
	return say`There is no certificate in this file. ${holds(file)}It must be PEM: text that begins with "-----BEGIN CERTIFICATE-----".`;
}

function holds(file: PemFile & { state: "read" }): Words {
	if (file.key) return say`It holds a private key. `;
	return file.certificates.length > 0 ? say`It holds a certificate. ` : "";
}

function locked(name: TlsFileName, server: ServerModel): Words {
	const pass = `${name}-pass`;
	return server.settings.get(pass)?.value
		? say`${pass} does not open this key. Correct the pass phrase.`
		: say`This key is locked with a pass phrase, and ${pass} is not set. Set it, or keep the key without one in a file that only the server may read.`;
}
