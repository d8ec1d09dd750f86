// rules: a user may run programs of its own inside the server.
import { listed, say } from "../../base/say";
import { defineRule } from "../define";
import { clientsThatNeed } from "../shared/clientNeeds";
import { CommandGroup, grantOf, inWords, isJudged, reachOf, SILENT, takeAwayFix } from "../shared/rights";
import { isBroad } from "../shared/takeover";

/** Scripts of the user's own. */
const OWN = new CommandGroup(["eval", "eval_ro", "script|load", "function|load", "function|restore"]);
/** The ones that count: functions alone are another matter. */
const SCRIPTS = new CommandGroup(["eval", "eval_ro", "script|load"]);
/** With what is of no use without them, and what disturbs the scripts of others. */
const TAKEN = new CommandGroup([
	...OWN.names,
	"evalsha",
	"evalsha_ro",
	"function|flush",
	"function|delete",
	"function|kill",
	"script|flush",
	"script|kill",
]);

/** What is lost, for the title of a fix. */
const NEEDED = say` (${listed(clientsThatNeed(["eval"]))} need it)`;

export const scriptingAllowed = defineRule({
	id: "scripting-allowed",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A user who is no administrator may run scripts of its own in the server`,
	releases: { redis: "*", valkey: "*" },
	cwe: [94, 269],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "soc2:CC6.3"],
	check(subject, context) {
		const { server, user } = subject;
		const { world } = server.acl.evaluator;
		const [first] = SCRIPTS.allowedTo(user.state, world);
		if (first === undefined || !isJudged(subject, context) || isBroad(subject)) return SILENT;
		const own = OWN.allowedTo(user.state, world);
		const { at, because } = grantOf(subject, first);
		return [
			{
				at,
				message: say`${user.name} may run ${inWords(own)}. Scripts can make the server hang, and flaws in their engine have again and again let them run code on the machine.${because} Take it away from users who do not need it, or name the user as an administrator in the settings.`,
				fixes: [takeAwayFix(subject, TAKEN.allowedTo(user.state, world), NEEDED)],
				reach: reachOf(server, user),
			},
		];
	},
});
