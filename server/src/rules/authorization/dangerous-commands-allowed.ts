// rules: somebody who is not an administrator may run what only administrators need.
import { say, sentences } from "../../base/say";
import { defineRule, type Fix, type Report } from "../define";
import { CommandGroup, grantOf, inWords, isJudged, isUndone, reachOf, SILENT, takeAwayFix, type UserOfServer } from "../shared/rights";
import { denyDangerous, harmOf, isBroad, isServiceUser, takeoverOf, withoutAliases } from "../shared/takeover";

/** They disturb others, and give nothing away. */
const NUISANCES = new CommandGroup([
	"client|kill",
	"client|pause",
	"save",
	"bgsave",
	"bgrewriteaof",
	"config|rewrite",
	"config|resetstat",
	"acl|save",
	"slowlog|reset",
	"latency|reset",
]);

/** Up to 6.2 these are no commands of their own: CLIENT is asked for by every client, and the others do no harm worth a word. */
const OLD_NUISANCES = new CommandGroup(["save", "bgsave", "bgrewriteaof"]);

/** What changes secrets, and what shows them. */
const READERS = [
	["config|set", new CommandGroup(["config|get"])],
	["acl|setuser", new CommandGroup(["acl|list", "acl|getuser"])],
] as const;

/** More are not denied one by one. */
const MOST_NAMES = 8;

export const dangerousCommandsAllowed = defineRule({
	id: "dangerous-commands-allowed",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A user who is no administrator may run commands for administrators`,
	releases: { redis: "*", valkey: "*" },
	cwe: [250, 269, 732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "iso-27001:A.8.18", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		const { world } = server.acl.evaluator;
		const nuisances = (world.commands.hasSubcommands ? NUISANCES : OLD_NUISANCES).allowedTo(user.state, world);
		const worst = takeoverOf(subject);
		const all = [...worst, ...nuisances];
		if (all.length === 0 || !isJudged(subject, context) || isBroad(subject) || isServiceUser(subject)) return SILENT;
		if (isUndone(subject, all)) return SILENT;
		const { at, because } = grantOf(subject, all[0] as string);
		const harms = withoutAliases(worst)
			.slice(0, 3)
			.map((name) => harmOf(server, name));
		const why =
			worst.length === 0
				? say`That can disturb everybody else: cut connections, make the server wait, or fill the disk.`
				: sentences(...harms);
		const named = withoutAliases(all);
		const lead =
			named.length === 1
				? say`${user.name} may run ${inWords(named)}, which is for administrators.`
				: say`${user.name} may run ${inWords(named)}, which are for administrators.`;
		const advice =
			named.length === 1
				? say`Take it away at the end of the rules, or name the user as an administrator in the settings.`
				: say`Take them away at the end of the rules, or name the user as an administrator in the settings.`;
		const report: Report = {
			at,
			message: sentences(say`${sentences(lead, why)}${because}`, advice),
			fixes: [all.length > MOST_NAMES ? denyAll(subject) : takeAwayFix(subject, [...all, ...readersOf(subject, all)])],
			reach: reachOf(server, user),
		};
		return [worst.length === 0 ? { ...report, severity: "info" } : report];
	},
});

/** Who may no longer change passwords shall not read them either. */
function readersOf({ server, user }: UserOfServer, taken: readonly string[]): readonly string[] {
	const { world } = server.acl.evaluator;
	return READERS.flatMap(([writer, readers]) => (taken.includes(writer) ? readers.allowedTo(user.state, world) : []));
}

/** All that these users may run is in one category, with what other rules would take away next. */
function denyAll(subject: UserOfServer): Fix {
	return {
		title: say`Take all dangerous commands away from ${subject.user.name}, but leave it what client libraries ask for`,
		safety: "may-refuse-clients",
		edits: () => denyDangerous(subject, ["-@dangerous"]),
	};
}
