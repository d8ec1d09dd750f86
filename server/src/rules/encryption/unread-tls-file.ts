// rules: a certificate or key file could not be read here, so nothing is said about what is in it.
import { listed, say, sentences, type Words } from "../../base/say";
import { type NamedFile, named } from "../../model/tls/material";
import type { PemFile } from "../../model/tls/pem";
import { TLS_FILES } from "../../model/tls/wanted";
import { defineRule } from "../define";

export const unreadTlsFile = defineRule({
	id: "unread-tls-file",
	group: "encryption",
	subject: "tls",
	severity: { development: "off", production: "hint", strict: "info" },
	title: say`A certificate or key file that could not be read here`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check({ server, tls }) {
		if (!tls.on) return;
		const unread: { readonly line: NamedFile; readonly why: Words }[] = [];
		for (const name of TLS_FILES) {
			const line = named(server, name);
			const why = line && reasonOf(tls.file(name));
			if (line && why) unread.push({ line, why });
		}
		const [first, ...others] = unread;
		if (!first) return;
		yield {
			at: first.line.setting.origin.at,
			message: sentences(
				say`This file was not read (${first.why}).`,
				others.length === 0 ? undefined : say`The same goes for ${listed(others.map(({ line }) => line.name))}.`,
				say`What depends on it is not checked: when it expires, its names, and whether key and certificate fit. Lint it where the server runs, as the server's user.`,
			),
		};
	},
});

/** Undefined for what was read, for what others rules speak of, and for a file of another machine. */
function reasonOf(file: PemFile | undefined): Words | undefined {
	return file?.state === "unreadable" ? REASONS[file.reason] : undefined;
}

const REASONS: Partial<Record<(PemFile & { state: "unreadable" })["reason"], Words>> = {
	denied: say`this account may not read it`,
	changed: say`it changed while it was read`,
	unsupported: say`certificates cannot be read from here`,
	outside: say`it lies outside the folders that may be read`,
};
