// rules: the certificate names other hosts than those by which the server is reached.
import { listed, say } from "../../base/say";
import type { Place } from "../../base/span";
import { reachOf } from "../../model/exposure";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import { covers, identitiesOf, shownBy } from "../../model/tls/material";
import type { CertificateFacts } from "../../model/tls/x509";
import { defineRule, type Report } from "../define";

const ANNOUNCED = ["replica-announce-ip", "cluster-announce-ip", "cluster-announce-hostname"];

export const certificateForAnotherName = defineRule({
	id: "certificate-for-another-name",
	group: "encryption",
	subject: "tls",
	severity: { development: "info", production: { network: "warning", local: "warning" }, strict: "warning" },
	title: say`The certificate names other hosts`,
	releases: { redis: "*", valkey: "*" },
	cwe: [297],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		const identity = identitiesOf(server).find(({ roles }) => roles.includes("server"));
		const shown = identity && shownBy(tls, identity);
		if (!identity || !shown || !tls.listener) return;
		const wrong = missed(server, shown);
		if (!wrong) {
			yield* watched(server, shown, identity.certificate.setting.origin.at);
			return;
		}
		const names = [...shown.dnsNames, ...shown.addresses];
		const holds = names.length > 0 ? listed(names.slice(0, 5)) : say`no name of a host (subjectAltName)`;
		yield {
			at: identity.certificate.setting.origin.at,
			message: say`The server is reached as ${wrong.name}, and its certificate holds ${holds}. Clients that check the name, as most do, refuse it. Have it issued for every name and address by which clients connect.`,
			related: wrong.at ? [{ at: wrong.at, message: say`The name or address.` }] : [],
		};
	},
});

/** A certificate that holds one watched primary is meant for the primaries as well as for Sentinel, so it should hold all of them. */
function* watched(server: ServerModel, shown: CertificateFacts, at: Place): Iterable<Report> {
	if (server.kind !== "sentinel") return;
	const { primaries } = sentinelOf(server);
	const held = primaries.find(({ host }) => covers(shown, host));
	const wrong = primaries.find(({ host, reach }) => reach !== "loopback" && !covers(shown, host));
	if (!held || !wrong) return;
	yield {
		at,
		message: say`Sentinel sends clients of ${wrong.name} to ${wrong.host}. This certificate holds ${held.host}, where ${held.name} is, and not that one. If the primaries show it too, clients that check the name refuse ${wrong.name}. Have it issued for all of them.`,
		severity: "info",
		related: [{ at: placeOf(wrong.monitor), message: say`The name or address.` }],
	};
}

/** Something by which the server is surely reached and which the certificate does not hold. */
function missed(server: ServerModel, shown: CertificateFacts): { name: string; at?: Place } | undefined {
	for (const directive of ANNOUNCED) {
		const setting = server.settings.get(directive);
		if (setting?.origin.from === "line" && setting.value !== "" && !covers(shown, setting.value))
			return { name: setting.value, at: setting.origin.at };
	}
	const own = (server.settings.list("sentinel").findLast(({ words }) => words[1]?.value.toLowerCase() === "announce-ip")?.words ?? [])[2]
		?.value;
	if (own && !covers(shown, own)) return { name: own };
	const bound = server.exposure.listeners.filter(({ protocol }) => protocol === "tls");
	const addresses = bound.map(({ address }) => address).filter((address) => reachOf(address) !== "every-interface");
	if (addresses.length === 0 || addresses.length < bound.length || server.exposure.uncertain) return undefined;
	const first = bound.find(({ optional }) => !optional) ?? bound[0];
	const place = first?.at ? { at: first.at } : {};
	if (addresses.every((address) => reachOf(address) === "loopback")) {
		const local = ["localhost", "127.0.0.1", "::1", ...addresses];
		return local.some((name) => covers(shown, name)) ? undefined : { name: "localhost or 127.0.0.1", ...place };
	}
	// Clients may know it by a host name; a certificate that holds addresses was meant for addresses.
	if (shown.addresses.length === 0 || addresses.some((address) => covers(shown, address))) return undefined;
	return { name: addresses.find((address) => reachOf(address) !== "loopback") ?? "", ...place };
}
