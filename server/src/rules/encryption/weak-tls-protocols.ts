// rules: connections may be made with versions of TLS that are broken, or the list of versions is one that the server refuses.

import { listedWithAnd, say, type Words } from "../../base/say";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report } from "../define";
import { setTo } from "../shared/directiveEdits";

/** What a server takes, in any case, one space between. Seen with Redis 6.0 to 8.6 and Valkey 7.2 to 9.1. */
const KNOWN = ["tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];
const WEAK = ["tlsv1", "tlsv1.1"];
const GOOD = "TLSv1.2 TLSv1.3";

export const weakTlsProtocols = defineRule({
	id: "weak-tls-protocols",
	group: "encryption",
	subject: "config",
	severity: { development: "warning", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`TLS 1.0 or 1.1 is offered`,
	releases: { redis: "*", valkey: "*" },
	cwe: [326, 757],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check(server) {
		const setting = server.settings.get("tls-protocols");
		if (setting?.origin.from !== "line") return;
		const { at } = setting.origin;
		const [value, ...more] = setting.values;
		if (value === undefined || (value === "" && more.length === 0)) return;
		const used = isUsed(server);
		const refused = more.length > 0 ? say`A list of protocols must be one word: put quotes around it.` : reasonToRefuse(value);
		if (refused) {
			yield { at, message: refusal(refused, more.length > 0 || used), fixes: [offerOnlyGood(server, "safe")] };
			return;
		}
		const offered = value.split(" ").filter((token) => WEAK.includes(token.toLowerCase()));
		if (offered.length === 0) return;
		yield weak(server, at, offered, used);
	},
});

function weak(server: ServerModel, at: Report["at"], offered: readonly string[], used: boolean): Report {
	const names = listedWithAnd(offered);
	const [only] = offered.length === 1 ? offered : [];
	const what =
		only !== undefined
			? used
				? say`${only} is offered.`
				: say`${only} is offered as soon as TLS is on.`
			: used
				? say`${names} are offered.`
				: say`${names} are offered as soon as TLS is on.`;
	const report: Report = {
		at,
		message: say`${what} These versions are broken: somebody on the way can read or change what is sent. Offer TLSv1.2 and TLSv1.3 alone, which every client of the last ten years speaks.`,
		fixes: [offerOnlyGood(server, "may-refuse-clients")],
	};
	return used ? report : { ...report, severity: "info" };
}

function refusal(reason: Words, starts: boolean): Words {
	const effect = starts
		? say`The server does not start with this value.`
		: say`Nobody notices while TLS is off; the server will not start once it is on.`;
	return say`${reason} ${effect} Legal are TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3, with one space between; safe is "${GOOD}".`;
}

/** In words, why the server refuses a list. */
function reasonToRefuse(value: string): Words | undefined {
	const wrong = value.split(" ").find((token) => !KNOWN.includes(token.toLowerCase()));
	if (wrong === undefined) return undefined;
	if (wrong === "") return say`The list of protocols has a space too many.`;
	if (/[,;]/.test(wrong)) return say`The protocols must be separated by a space, not by a comma.`;
	return say`${JSON.stringify(wrong)} is no protocol that the server knows.`;
}

function isUsed(server: ServerModel): boolean {
	const { settings, exposure } = server;
	const on = (name: string) => settings.get(name)?.value.toLowerCase() === "yes";
	return exposure.listeners.some((listener) => listener.protocol === "tls") || on("tls-replication") || on("tls-cluster");
}

function offerOnlyGood(server: ServerModel, safety: Fix["safety"]): Fix {
	return {
		title: say`Offer only ${GOOD}`,
		safety,
		edits: () => setTo(server, "tls-protocols", GOOD),
	};
}
