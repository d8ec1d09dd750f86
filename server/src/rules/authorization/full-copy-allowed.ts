// rules: a user may have all data sent, as replicas do, whatever keys it is limited to.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { CommandGroup, grantOf, inWords, isJudged, reachOf, SILENT, takeAwayFix } from "../shared/rights";
import { isBroad, isServiceUser } from "../shared/takeover";

const COPY = new CommandGroup(["psync", "sync"]);

export const fullCopyAllowed = defineRule({
	id: "full-copy-allowed",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A user may copy all data, whatever keys it is limited to`,
	releases: { redis: "*", valkey: "*" },
	cwe: [200, 863],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		const names = COPY.allowedTo(user.state, server.acl.evaluator.world);
		if (names.length === 0 || !isJudged(subject, context) || isBroad(subject) || isServiceUser(subject)) return SILENT;
		const { at, because } = grantOf(subject, names[0] as string);
		return [
			{
				at,
				message: say`${user.name} may run ${inWords(names)}: the server then sends it all data of all databases, and every later change, whatever patterns limit the user.${because} Take it away; replicas log in as a user of their own, with +psync +replconf +ping.`,
				fixes: [takeAwayFix(subject, names)],
				reach: reachOf(server, user),
			},
		];
	},
});
