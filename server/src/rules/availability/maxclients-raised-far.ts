// rules: one machine may open so many connections that nobody else gets in.
import { say } from "../../base/say";
import { lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

/** The default of every release. */
const USUAL = 10_000;

export const maxclientsRaisedFar = defineRule({
	id: "maxclients-raised-far",
	group: "availability",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`maxclients allows far more connections than usual`,
	releases: { redis: "*", valkey: "*" },
	cwe: [770],
	compliance: ["iso-27001:A.8.6", "soc2:A1.1"],
	options: { most: 50_000 },
	*check(server, { options }) {
		const at = lineOf(server, "maxclients");
		const clients = numberOf(server, "maxclients");
		if (!at || !server.exposure.network || clients === undefined || clients <= BigInt(Math.trunc(options.most))) return;
		const fewer = String(Math.min(USUAL, Math.trunc(options.most)));
		yield {
			at,
			message: say`${clients} connections at a time are far more than the usual ${USUAL}. Each takes memory and a file handle before anybody has logged in, so somebody on the network can use up both. Allow what your clients need and some more.`,
			fixes: [{ title: say`Allow ${fewer} connections`, safety: "may-refuse-clients", edits: () => setTo(server, "maxclients", fewer) }],
		};
	},
});
