// rules: among users who keep to their own keys, one may touch all of them.

import { say, sentences } from "../../base/say";
import { keySpacesOf } from "../../model/acl/keySpaces";
import { hasKeys } from "../../model/acl/keys";
import type { AclUser, Permissions } from "../../model/acl/types";
import { defineRule } from "../define";
import { hasEveryKey, isJudged, permissionsOf, SILENT, type UserOfServer } from "../shared/rights";
import { isBroad } from "../shared/takeover";

export const unlimitedKeysAndChannels = defineRule({
	id: "unlimited-keys-and-channels",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`A user may touch every key, although others are limited to their own`,
	releases: { redis: "*", valkey: "*" },
	cwe: [732, 269],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:25"],
	check(subject, context) {
		const { server, user } = subject;
		const unlimited = permissionsOf(user.state).find(hasEveryKey);
		// The user that was there before all others serves those who were not given one of their own.
		if (!unlimited || user.name === "default" || !isJudged(subject, context) || isBroad(subject)) return SILENT;
		// Where nobody is limited, the server belongs to one application.
		if (!keySpacesOf(server.acl.census).any || !reachesKeys(subject, unlimited)) return SILENT;
		const what =
			unlimited.allChannels && reachesChannels(subject, unlimited)
				? say`${user.name} may touch every key and listen to every channel, although other users keep to their own.`
				: say`${user.name} may touch every key, although other users keep to their own.`;
		return [
			{
				at: placeOf(user, unlimited),
				message: sentences(
					what,
					say`Whoever gets its password reads the data of all of them. Name the keys that it needs, such as ~app:* or %R~app:* for reading only.`,
				),
			},
		];
	},
});

function reachesKeys({ server }: UserOfServer, { commands }: Permissions): boolean {
	const all = server.acl.evaluator.world.commands.all();
	return Array.from(commands).some((index) => {
		const command = all[index];
		return command !== undefined && hasKeys(command);
	});
}

function reachesChannels({ server }: UserOfServer, { commands }: Permissions): boolean {
	const table = server.acl.evaluator.world.commands;
	return ["subscribe", "psubscribe"].some((name) => commands.has(table.find(name)?.index ?? -1));
}

/** The rule that says so. */
function placeOf(user: AclUser, unlimited: Permissions) {
	const index = unlimited.token ?? user.tokens.findLastIndex(({ text }) => /^(?:~\*|%(?:r|w|rw|wr)~\*|allkeys)$/i.test(text));
	const token = user.tokens[index];
	if (!token) return user.nameAt ?? { absent: `user ${user.name}`, file: user.file };
	return { file: user.file, line: user.line, start: token.start, end: token.end };
}
