// rules: the server listens on an address of the internet.
import { say, type Words } from "../../base/say";
import type { Listener } from "../../model/exposure";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Severity } from "../define";
import { setTo } from "../shared/directiveEdits";

export const publicAddressBound = defineRule({
	id: "public-address-bound",
	group: "network",
	subject: "config",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`The server listens on a public address`,
	releases: { redis: "*", valkey: "*" },
	cwe: [668, 1327],
	compliance: ["pci-dss:1.4.4", "iso-27001:A.8.20", "soc2:CC6.6", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check(server) {
		if (server.exposure.uncertain) return;
		const open = server.exposure.listeners.filter(({ protocol, reach, at }) => protocol !== "unix" && reach === "public" && at);
		for (const address of new Set(open.map((listener) => listener.address))) {
			const mine = open.filter((listener) => listener.address === address);
			const at = mine[0]?.at;
			if (!at) continue;
			const [severity, effect] = weigh(server, mine);
			yield {
				at,
				message: say`${address} is an address of the internet. ${effect} Bind to an address of a private network, or put a firewall or a VPN in front of the server.`,
				fixes: fixes(server, address, severity),
				...(severity && { severity }),
			};
		}
	},
});

/** Undefined for the rule's own severity. */
function weigh({ openDefault, exposure }: ServerModel, listeners: readonly Listener[]): [Severity | undefined, Words] {
	if (exposure.protectedMode === "protecting") return ["info", say`Only protected mode refuses the connections that arrive there.`];
	if (openDefault) return [undefined, say`Everybody can use the server, and is found within hours: no password is asked for.`];
	if (listeners.every(({ protocol }) => protocol === "tls"))
		return ["info", say`Everybody can try passwords there, and every fault in the server can be used.`];
	return ["warning", say`Everybody can try passwords there, and what is sent can be read on its way.`];
}

/** Only where other addresses remain; which one should take its place is for a person to say. */
function fixes(server: ServerModel, address: string, severity: Severity | undefined): Fix[] {
	const rest = server.settings.get("bind")?.values.filter((value) => value.replace(/^-/, "") !== address) ?? [];
	if (rest.length === 0) return [];
	const fix: Fix = { title: say`Do not listen on ${address}`, safety: "may-refuse-clients", edits: () => setTo(server, "bind", ...rest) };
	return [severity === undefined ? fix : { ...fix, alone: true }];
}
