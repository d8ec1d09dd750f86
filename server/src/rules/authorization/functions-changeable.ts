// rules: users who write data may also replace or delete the functions that others run, since +@write says so.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { CommandGroup, grantOf, inWords, isJudged, isUndone, takeAwayFromAll, usersInWords } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const FUNCTIONS = new CommandGroup(["function|load", "function|restore", "function|delete", "function|flush", "function|kill"]);
/** Who may run scripts of its own is spoken of by name. */
const SCRIPTS = new CommandGroup(["eval", "eval_ro", "script|load"]);

/** Said once for all users: nearly everybody who writes data has it. */
export const functionsChangeable = defineRule({
	id: "functions-changeable",
	group: "authorization",
	subject: "server",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Users who are no administrators may replace or delete functions`,
	releases: { redis: ">=7.0", valkey: "*" },
	cwe: [269, 732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "soc2:CC6.3"],
	asksUsers: true,
	*check(server, context) {
		const { world } = server.acl.evaluator;
		const users = context.usersOfKindsWhere(
			(user) =>
				FUNCTIONS.allowedTo(user.state, world).length > 0 &&
				SCRIPTS.allowedTo(user.state, world).length === 0 &&
				isJudged({ server, user }, context) &&
				!isBroad({ server, user }) &&
				!isUndone({ server, user }, FUNCTIONS.allowedTo(user.state, world)),
		);
		const [user] = users.slice(0, 1);
		if (!user) return;
		const names = FUNCTIONS.allowedTo(user.state, world);
		const { at, because } = grantOf({ server, user }, names[0] as string);
		yield {
			at,
			message:
				users.length === 1
					? say`${usersInWords(users)} is able to run ${inWords(names)}, and so to put other code in the place of functions that others run with their rights, or to delete them.${because} Take it away from all but those who deploy functions.`
					: say`${usersInWords(users)} are able to run ${inWords(names)}, and so to put other code in the place of functions that others run with their rights, or to delete them.${because} Take it away from all but those who deploy functions.`,
			related: users.slice(1, 6).flatMap(({ nameAt }) => (nameAt ? [{ at: nameAt, message: say`So is this user.` }] : [])),
			fixes: [takeAwayFromAll(server, users, FUNCTIONS)],
		};
	},
});
