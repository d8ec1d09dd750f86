// rules: the server announces which keys change, and a user hears of keys that are not its own.

import { say } from "../../base/say";
import { globMatches } from "../../model/acl/glob";
import { keySpacesOf } from "../../model/acl/keySpaces";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import type { Origin } from "../../model/types";
import { defineRule, type Fix } from "../define";
import { CommandGroup, isJudged, isLimitedToKeys, SILENT } from "../shared/rights";
import { isBroad } from "../shared/takeover";
import { appendRules, replaceRules } from "../shared/userEdits";

const LISTEN = new CommandGroup(["subscribe", "psubscribe"]);

export const keyspaceEventsLeakKeys = defineRule({
	id: "keyspace-events-leak-keys",
	group: "authorization",
	subject: "user",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`A user hears which keys of others change`,
	releases: { redis: ">=6.2", valkey: "*" },
	cwe: [200],
	compliance: ["iso-27001:A.8.3", "soc2:CC6.3", "gdpr:25"],
	isIdle: (server) => eventsIn(server) === undefined,
	check(subject, context) {
		const { server, user } = subject;
		const events = eventsIn(server);
		if (events === undefined) return SILENT;
		const { state } = user;
		if (!isLimitedToKeys(state) || !hears(user) || !keySpacesOf(server.acl.census).several) return SILENT;
		if (LISTEN.allowedBy(state.root, server.acl.evaluator.world).length === 0 || !isJudged(subject, context) || isBroad(subject))
			return SILENT;
		const index = user.tokens.findLastIndex(({ text }) => (state.root.allChannels ? isEveryChannel(text) : text.startsWith("&")));
		const token = user.tokens[index];
		return [
			{
				at: token
					? { file: user.file, line: user.line, start: token.start, end: token.end }
					: (user.nameAt ?? { absent: `user ${user.name}`, file: user.file }),
				message: say`${user.name} is limited to its own keys, but may listen to the channels on which the server announces every key that changes, of all users. Allow it only the channels that it needs.`,
				related: [{ at: events.origin.at, message: say`This line switches the announcements on.` }],
				fixes: state.root.allChannels && state.root.keys.length > 0 ? [ownChannels(user)] : [],
			},
		];
	},
});

/** The line that switches the announcements on. */
function eventsIn({ kind, settings }: ServerModel): { readonly origin: Origin & { from: "line" } } | undefined {
	const events = settings.get("notify-keyspace-events");
	return kind === "config" && events?.origin.from === "line" && announces(events.value) ? { origin: events.origin } : undefined;
}

/** K or E for the channels, and at least one kind of event. */
function announces(flags: string): boolean {
	return /[KE]/.test(flags) && /[^KE]/.test(flags);
}

/** Channels that carry the names of any key: as message, or in their own name. */
function hears({ state: { root } }: AclUser): boolean {
	if (root.allChannels) return true;
	return root.channels.some(
		({ pattern }) =>
			pattern.startsWith("__keyevent@") || globMatches(pattern, "__keyevent@0__:set") || globMatches(pattern, "__keyspace@0__:\u0001"),
	);
}

function isEveryChannel(text: string): boolean {
	return /^(?:&\*|allchannels)$/i.test(text);
}

/** Channels named like the user's keys, and the announcements of those keys. */
function ownChannels(user: AclUser): Fix {
	return {
		title: say`Allow ${user.name} only channels named like its keys`,
		safety: "may-refuse-clients",
		edits: () => {
			const patterns = user.state.root.keys.map(({ pattern }) => pattern);
			const rules = ["resetchannels", ...patterns.flatMap((pattern) => [`&${pattern}`, `&__keyspace@*__:${pattern}`])];
			const every = user.tokens.flatMap(({ text }, index) => (isEveryChannel(text) ? [index] : []));
			if (every.length === 0) return appendRules(user, rules);
			return replaceRules(user, new Map(every.map((index, at) => [index, at === every.length - 1 ? rules.join(" ") : ""])));
		},
	};
}
