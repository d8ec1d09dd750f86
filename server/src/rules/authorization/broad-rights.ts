// rules: somebody who is not an administrator has an administrator's rights. Says at once what the other rules about rights would say one by one.
import { listed, say, sentences, type Words } from "../../base/say";
import { othersOn } from "../../model/acl/logins";
import type { Permissions } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { clientsThatNeed } from "../shared/clientNeeds";
import { describeDefault } from "../shared/newPassword";
import { grantOf, hasEveryKey, inWords, isJudged, reachOf, SILENT, type UserOfServer } from "../shared/rights";
import { denyDangerous, harmOf, isBroad, takeoverOf, withoutAliases, withWhatClientsNeed } from "../shared/takeover";

export const broadRights = defineRule({
	id: "broad-rights",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A user who is no administrator has the rights of one`,
	releases: { redis: "*", valkey: "*" },
	cwe: [250, 269, 732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "iso-27001:A.8.3", "soc2:CC6.3", "hipaa:164.312(a)", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		if (!isBroad(subject) || !isJudged(subject, context)) return SILENT;
		const takeover = takeoverOf(subject);
		const report: Report = {
			at: grantOf(subject, takeover[0] as string).at,
			message: sentences(
				rightsOf(user.name, user.state.root, inWords(withoutAliases(takeover))),
				harmOf(server, takeover[0] as string),
				advice(subject),
			),
			fixes: fixes(subject, context),
			reach: reachOf(server, user),
		};
		// With no other user, somebody has to be able to administer the server.
		return [isOnlyUser(server, user.name) ? { ...report, severity: "info" } : report];
	},
});

function rightsOf(user: string, root: Permissions, commands: Words): Words {
	if (!hasEveryKey(root)) return say`${user} may run nearly every command, also those for administrators: ${commands}.`;
	return root.allChannels
		? say`${user} may run nearly every command on every key and channel, also those for administrators: ${commands}.`
		: say`${user} may run nearly every command on every key, also those for administrators: ${commands}.`;
}

function advice({ server, user }: UserOfServer): Words {
	if (isOnlyUser(server, user.name)) return say`Add a user for each client with only what it needs, and one for administrators.`;
	return say`Give it only what it needs, such as -@all +@read +@write -@dangerous, or name it as an administrator in the settings.`;
}

function isOnlyUser({ acl }: ServerModel, name: string): boolean {
	return name === "default" && othersOn(acl.census).length === 0;
}

function fixes(subject: UserOfServer, context: RuleContext<object>): Fix[] {
	const { server, user } = subject;
	const denied = ["-@dangerous", "-@scripting"];
	const line = user.source === "line" ? undefined : describeDefault(server, context, withWhatClientsNeed(server, user.state.root, denied));
	if (user.source !== "line" && !line) return [];
	return [
		{
			title: say`Take the dangerous commands and scripting away from ${user.name}, but leave it what client libraries ask for (${listed(clientsThatNeed(["eval"]))} need scripting)`,
			safety: "may-refuse-clients",
			edits: () => line?.edits() ?? denyDangerous(subject, denied),
		},
	];
}
