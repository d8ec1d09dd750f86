// rules: up to Redis 6.2 one command reads keys that the user's patterns do not allow.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { CommandGroup, grantOf, isJudged, isLimitedToKeys, SILENT, takeAwayFix } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const SORT = new CommandGroup(["sort"]);

export const sortReadsOtherKeys = defineRule({
	id: "sort-reads-other-keys",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`A user reads other keys by SORT`,
	releases: { redis: "<7.0" },
	cwe: [863, 200],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		if (SORT.allowedTo(user.state, server.acl.evaluator.world).length === 0 || !isLimitedToKeys(user.state)) return SILENT;
		if (user.state.root.keys.length === 0 || !isJudged(subject, context) || isBroad(subject)) return SILENT;
		const { at, because } = grantOf(subject, "sort");
		return [
			{
				at,
				message: say`${user.name} is limited to its own keys, but in this release SORT with GET or BY reads any key by its name.${because} Take it away, or move to Redis 7.0, which refuses that.`,
				fixes: [takeAwayFix(subject, ["sort"])],
			},
		];
	},
});
