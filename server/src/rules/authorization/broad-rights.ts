// rules: somebody who is not an administrator has an administrator's rights. Says at once what the other rules about rights would say one by one.
import type { Permissions } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { clientsThatNeed } from "../clientNeeds";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { appendRules, defaultUserLine } from "../edits";
import { CommandGroup, grantOf, hasEveryKey, inWords, isJudged, permissionsOf, reachOf, SILENT, type UserOfServer } from "../rights";
import { harmOf, isBroad, takeoverOf, withoutAliases } from "../takeover";

/** What client libraries ask for when they connect, and what no category but @dangerous holds; none of it changes anything. */
const FOR_CLIENTS = new CommandGroup(["info", "client|list", "role", "sort", "sort_ro"]);
/** Up to 6.2 CLIENT goes as a whole. */
const OLD_FOR_CLIENTS: readonly string[] = ["info", "client|getname", "client|id", "client|list", "client|setname", "role"];

export const broadRights = defineRule({
	id: "broad-rights",
	group: "authorization",
	subject: "user",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: "A user who is no administrator has the rights of one",
	releases: { redis: "*", valkey: "*" },
	cwe: [250, 269, 732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		if (!isBroad(subject) || !isJudged(subject, context)) return SILENT;
		const takeover = takeoverOf(subject);
		const report: Report = {
			at: grantOf(subject, takeover[0] as string).at,
			message: `${user.name} may run nearly every command${reachOfKeys(user.state.root)}, also those for administrators: ${inWords(withoutAliases(takeover))}. ${harmOf(server, takeover[0] as string)}. ${advice(subject)}`,
			fixes: [fix(subject, context)],
			reach: reachOf(server, user),
		};
		// With no other user, somebody has to be able to administer the server.
		return [isOnlyUser(server, user.name) ? { ...report, severity: "info" } : report];
	},
});

function reachOfKeys(root: Permissions): string {
	const keys = hasEveryKey(root) ? " on every key" : "";
	return `${keys}${keys && root.allChannels ? " and channel" : ""}`;
}

function advice({ server, user }: UserOfServer): string {
	if (isOnlyUser(server, user.name)) return "Add a user for each client with only what it needs, and one for administrators.";
	return "Give it only what it needs, such as -@all +@read +@write -@dangerous, or name it as an administrator in the settings.";
}

function isOnlyUser({ acl }: ServerModel, name: string): boolean {
	return name === "default" && !acl.users?.some((user) => user.name !== name && user.state.enabled);
}

function fix(subject: UserOfServer, context: RuleContext<object>): Fix {
	const { server, user } = subject;
	const { world } = server.acl.evaluator;
	const sets = permissionsOf(user.state);
	return {
		title: `Take the dangerous commands and scripting away from ${user.name}, but leave it what client libraries ask for (${clientsThatNeed(["eval"]).join(", ")} need scripting)`,
		safety: "may-refuse-clients",
		edits: () => {
			if (user.source === "implied") {
				const password = server.settings.get("requirepass")?.value ?? "";
				return defaultUserLine(server, context.sha256(password), removals(server, sets[0] as Permissions));
			}
			return sets.flatMap((permissions, position) =>
				permissions.futureCommands ? appendRules(user, removals(server, permissions), [position - 1]) : [],
			);
		},
	};

	function removals({ acl }: ServerModel, permissions: Permissions): string[] {
		const names = world.commands.hasSubcommands
			? FOR_CLIENTS.allowedBy(permissions, acl.evaluator.world)
			: OLD_FOR_CLIENTS.filter((name) => permissions.commands.has(world.commands.find(name.split("|")[0] ?? "")?.index ?? -1));
		return ["-@dangerous", "-@scripting", ...names.map((name) => `+${name}`)];
	}
}
