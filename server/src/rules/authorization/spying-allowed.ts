// rules: a user may watch what others send.
import { say } from "../../base/say";
import { defineRule, type Report } from "../define";
import { CommandGroup, grantOf, inWords, isJudged, SILENT, takeAwayFix } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const WATCH = new CommandGroup(["monitor", "slowlog|get", "commandlog|get"]);

export const spyingAllowed = defineRule({
	id: "spying-allowed",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`A user may see the commands of others, with their values`,
	releases: { redis: "*", valkey: "*" },
	cwe: [200, 497],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		const names = WATCH.allowedTo(user.state, server.acl.evaluator.world);
		if (names.length === 0 || !isJudged(subject, context) || isBroad(subject)) return SILENT;
		const { at, because } = grantOf(subject, names[0] as string);
		const all = names.includes("monitor");
		const what = all ? say`every command of every client as it comes in` : say`the slow commands of all clients`;
		const report: Report = {
			at,
			message: say`${user.name} may run ${inWords(names)} and see ${what}, with keys and values, whatever patterns limit the user.${because} Take it away from everybody but administrators${all ? "" : say` and monitoring`}.`,
			fixes: [takeAwayFix(subject, names)],
		};
		return [all ? report : { ...report, severity: "info" }];
	},
});
