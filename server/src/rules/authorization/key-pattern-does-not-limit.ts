// rules: users share a server, each with keys of its own, and some of them see the names of all keys.
import { say } from "../../base/say";
import { keySpacesOf } from "../../model/acl/keySpaces";
import { isOn } from "../../model/inForce";
import { defineRule } from "../define";
import { CommandGroup, grantOf, isJudged, isLimitedToKeys, takeAwayFromAll, usersInWords } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const NAMES = new CommandGroup(["scan", "randomkey"]);
const NAMES_IN_CLUSTER = new CommandGroup(["scan", "randomkey", "cluster|getkeysinslot"]);

/** Said once for all users: it is true of nearly all of them, and a matter of what the names of keys tell. */
export const keyPatternDoesNotLimit = defineRule({
	id: "key-pattern-does-not-limit",
	group: "authorization",
	subject: "server",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Users see the names of keys that their patterns do not allow`,
	releases: { redis: "*", valkey: "*" },
	cwe: [200, 863],
	compliance: ["iso-27001:A.8.3", "soc2:CC6.3", "gdpr:25"],
	asksUsers: true,
	*check(server, context) {
		if (!keySpacesOf(server.acl.census).several) return;
		const group = isOn(server, "cluster-enabled") ? NAMES_IN_CLUSTER : NAMES;
		const { world } = server.acl.evaluator;
		const users = context.usersOfKindsWhere(
			(user) =>
				group.allowedTo(user.state, world).length > 0 &&
				isLimitedToKeys(user.state) &&
				isJudged({ server, user }, context) &&
				!isBroad({ server, user }),
		);
		const [user] = users.slice(0, 1);
		const name = user && group.allowedTo(user.state, world)[0];
		if (!user || name === undefined) return;
		const { at, because } = grantOf({ server, user }, name);
		yield {
			at,
			message:
				users.length === 1
					? say`${usersInWords(users)} is limited to keys of its own, but SCAN and RANDOMKEY show the names of everybody's.${because} Take them away where names tell something, such as the address of a customer.`
					: say`${usersInWords(users)} are limited to keys of their own, but SCAN and RANDOMKEY show the names of everybody's.${because} Take them away where names tell something, such as the address of a customer.`,
			related: users.slice(1, 6).flatMap(({ nameAt }) => (nameAt ? [{ at: nameAt, message: say`This user sees them too.` }] : [])),
			fixes: [takeAwayFromAll(server, users, group)],
		};
	},
});
