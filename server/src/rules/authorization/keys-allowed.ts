// rules: one command that looks at every key of a database.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { CommandGroup, grantOf, isJudged, isLimitedToKeys, isUndone, SILENT, takeAwayFix } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const KEYS = new CommandGroup(["keys"]);

export const keysAllowed = defineRule({
	id: "keys-allowed",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`A user who is no administrator may run KEYS`,
	releases: { redis: "*", valkey: "*" },
	cwe: [400, 732],
	compliance: ["iso-27001:A.8.6", "soc2:A1.1"],
	check(subject, context) {
		const { server, user } = subject;
		if (KEYS.allowedTo(user.state, server.acl.evaluator.world).length === 0) return SILENT;
		if (!isJudged(subject, context) || isBroad(subject) || isUndone(subject, ["keys"])) return SILENT;
		const { at, because } = grantOf(subject, "keys");
		const names = isLimitedToKeys(user.state) ? say` It also shows the names of all keys, whatever patterns limit the user.` : "";
		return [
			{
				at,
				message: say`${user.name} may run KEYS, which looks at every key of the database while everybody else waits.${names}${because} Take it away; SCAN does the same in small steps.`,
				fixes: [takeAwayFix(subject, ["keys"])],
			},
		];
	},
});
