// rules: suites are offered that no longer protect what is sent.
import { listedWithAnd, say, type Words } from "../../base/say";
import { lineOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { evaluateCipherList } from "../../model/tls/ciphers";
import { gravityOf, RARE_SUITES, SUITES, type Suite, type Weakness, weaknessOf } from "../../model/tls/suites";
import { defineRule, type Fix } from "../define";
import { setTo } from "../shared/directiveEdits";

/** Forward secrecy and authenticated encryption only: what Mozilla calls intermediate. */
const GOOD = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL:!aDSS:!PSK";

export const weakCiphers = defineRule({
	id: "weak-ciphers",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`Weak cipher suites are offered`,
	releases: { redis: "*", valkey: "*" },
	cwe: [326, 327],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const at = lineOf(server, "tls-ciphers");
		const list = tls.ciphers;
		if (!at || !list?.ok || !tls.on || (tls.protocols?.length === 1 && tls.protocols[0] === "TLSv1.3")) return;
		const rare = rareOf(server.settings.get("tls-ciphers")?.value ?? "", list.level);
		const weak = new Map<Weakness, Suite>();
		for (const suite of [...tls.suites, ...rare]) {
			const weakness = weaknessOf(suite);
			if (weakness && !weak.has(weakness)) weak.set(weakness, suite);
		}
		if (weak.size === 0) return;
		const broken = [...weak.keys()].some((weakness) => gravityOf(weakness) === "broken");
		const what = [...weak].map(([weakness, suite]) =>
			suite.rare ? say`${WORDS[weakness]} (${suite.name}, where OpenSSL is built with it)` : say`${WORDS[weakness]} (${suite.name})`,
		);
		const report = {
			at,
			message: say`This list offers ${inWords(what)}. ${broken ? say`What goes through them can be read or changed on the way.` : say`What is recorded today, or guarded by an old way to encrypt, may be read later.`} Offer only suites with forward secrecy and authenticated encryption, such as ${GOOD}.`,
			fixes: tls.protocols?.includes("TLSv1.2") === false ? [] : [fix(server)],
		};
		yield broken ? report : { ...report, severity: "warning" };
	},
});

/** TLS 1.2 brought these suites: without it the list would leave nothing to connect with. */
function fix(server: ServerModel): Fix {
	return {
		title: say`Offer only suites with forward secrecy and authenticated encryption`,
		safety: "may-refuse-clients",
		edits: () => setTo(server, "tls-ciphers", GOOD),
	};
}

/** Suites that most builds lack count where a list asks for them by a word of their own, not by ALL. */
function rareOf(text: string, level: number | undefined): Suite[] {
	if (!/3DES|RC4|DES-CBC3/.test(text.replace(/(^|[:, ;])[!-][^:, ;]*/g, ""))) return [];
	const list = evaluateCipherList(text, [...SUITES, ...RARE_SUITES]);
	if (!list.ok || (level ?? 0) > 2) return [];
	return list.suites.filter((suite) => suite.rare);
}

const WORDS: Readonly<Record<Weakness, Words>> = {
	anonymous: say`suites in which nobody shows a certificate`,
	NULL: say`suites that encrypt nothing`,
	RC4: "RC4",
	"3DES": "3DES",
	MD5: "MD5",
	"CBC with SHA-1": say`CBC with SHA-1`,
	"no forward secrecy": say`suites without forward secrecy`,
};

function inWords(parts: readonly Words[]): Words {
	return listedWithAnd(parts);
}
