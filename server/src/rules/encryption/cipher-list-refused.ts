// rules: a list of ciphers that the server refuses, or that leaves nothing which both sides could use.

import { nearest } from "../../base/nearest";
import { say, type Words } from "../../base/say";
import { lineOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { SUITES } from "../../model/tls/suites";
import { defineRule, type Report } from "../define";
import { setTo } from "../shared/directiveEdits";

export const cipherListRefused = defineRule({
	id: "cipher-list-refused",
	group: "encryption",
	subject: "tls",
	severity: { development: "error", production: "error", strict: "error" },
	title: say`The cipher list leaves nothing to use`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1188],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const older = lineOf(server, "tls-ciphers");
		const newer = lineOf(server, "tls-ciphersuites");
		const written = server.settings.get("tls-ciphersuites");
		if (older && tls.ciphers && !tls.ciphers.ok) yield refused(server, older, tls.ciphers.reason, tls.ciphers.unknown, tls.on);
		else if (older && tls.on && tls.protocols && tls.suites.length === 0 && tls.suites13.length === 0)
			yield {
				at: older,
				message: say`${tls.protocols.join(" and ")} and this list have no suite in common, so no client can connect. Offer TLSv1.2 with a suite of it, or take this line out.`,
			};
		if (
			newer &&
			written?.values.length === 1 &&
			written.value !== "" &&
			tls.unknownSuites13.length > 0 &&
			isEmpty(written.value, tls.unknownSuites13)
		)
			yield {
				at: newer,
				message: say`tls-ciphersuites names no suite of TLS 1.3. ${starts(tls.on)} Names are separated by colons, such as TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256; those of TLS 1.2 belong into tls-ciphers.`,
				fixes: [takeDefault(server, "tls-ciphersuites", "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256")],
			};
	},
});

function refused(server: ServerModel, at: Report["at"], reason: "invalid" | "empty", unknown: readonly string[], on: boolean): Report {
	const word = unknown[0];
	const meant = word === undefined ? undefined : (SUITES.find((suite) => suite.standard === word)?.name ?? nearest(word, WORDS, 1)[0]);
	const hint = meant === undefined ? "" : say` Did you mean ${meant} instead of ${word ?? ""}?`;
	const why =
		reason === "invalid"
			? say`This is not OpenSSL's notation for a list of ciphers: words joined by + and separated by colons, with ! or - before what is not wanted.`
			: say`OpenSSL knows no suite that this list means.`;
	return {
		at,
		message: say`${why} ${starts(on)}${hint}`,
		fixes: [takeDefault(server, "tls-ciphers", "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL:!aDSS:!PSK")],
	};
}

function isEmpty(text: string, unknown: readonly string[]): boolean {
	return text.split(":").every((name) => name.trim() === "" || unknown.includes(name.trim()));
}

function starts(on: boolean): Words {
	return on ? say`The server does not start with it.` : say`Nobody notices while TLS is off; the server will not start once it is on.`;
}

function takeDefault(server: ServerModel, directive: string, value: string): NonNullable<Report["fixes"]>[number] {
	return {
		title: say`Offer what is sound today`,
		safety: "safe",
		edits: () => setTo(server, directive, value),
	};
}

const WORDS = ["HIGH", "ALL", "ECDHE", "AESGCM", "CHACHA20", "DHE", "AES", ...SUITES.map((suite) => suite.name)];
