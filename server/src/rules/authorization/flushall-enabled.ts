// rules: somebody who is not an administrator can delete everything with one command.
import { listedWithAnd, say, sentences } from "../../base/say";
import { decidingToken } from "../../model/acl/commandRules";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { withLoopbackBind } from "../shared/loopbackBind";
import { describeDefault } from "../shared/newPassword";
import { SILENT, takeAway } from "../shared/rights";

const COMMANDS = ["flushall", "flushdb"] as const;

export const flushallEnabled = defineRule({
	id: "flushall-enabled",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`A user who is no administrator may run FLUSHALL or FLUSHDB`,
	releases: { redis: "*", valkey: "*" },
	cwe: [732, 269],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "soc2:CC6.3", "gdpr:32"],
	check({ server, user }, context) {
		// Where ACLs exist, an open default is reported as that.
		if (user.name === "default" && server.openDefault && server.acl.source.from !== "nothing") return SILENT;
		if (user.source === "implied") {
			return COMMANDS.every((command) => server.renamed.has(command)) ? SILENT : [unlimited(server, context)];
		}
		if (!user.state.enabled || context.administrators(user.name)) return SILENT;
		const allowed = COMMANDS.filter((command) => mayRun(server, user, command).length > 0);
		return allowed.length > 0 ? [allowedTo(server, user, allowed)] : SILENT;
	},
});

/** No line about default and no rename-command: whoever is in as default may run everything. */
function unlimited(server: ServerModel, context: RuleContext<object>): Report {
	const line = describeDefault(
		server,
		context,
		COMMANDS.map((command) => `-${command}`),
	);
	const fix: Fix | undefined = line && {
		title: say`Take FLUSHALL and FLUSHDB away from default by a user line`,
		safety: "may-refuse-clients",
		edits: line.edits,
	};
	return {
		at: { absent: ["user", "aclfile", "rename-command"], file: server.snapshot.root },
		message: sentences(
			say`Everybody who is in as the user default may delete all data with FLUSHALL or FLUSHDB. Describe the users with user lines or an aclfile, and leave the two commands to administrators.`,
			line && HOW[line.password],
		),
		fixes: !fix ? [] : line?.password === "added" ? withLoopbackBind(server, fix) : [fix],
	};
}

const HOW = {
	kept: say`The new line carries the password of requirepass as a hash.`,
	added: say`The fix sets a new random password too, since a user line without one would lock everybody out.`,
	replaced: say`The fix sets a new random password too, since the one in force is easy to guess.`,
} as const;

function allowedTo(server: ServerModel, user: AclUser, allowed: readonly string[]): Report {
	const first = allowed[0] ?? "flushall";
	const selectors = [...new Set(allowed.flatMap((command) => mayRun(server, user, command)))];
	const names = listedWithAnd(allowed.map((command) => command.toUpperCase()));
	const granting = grantedBy(server, user, first, selectors);
	const token = granting === undefined ? undefined : user.tokens[granting];
	const because = token ? say` ${token.text.startsWith("(") ? say`A selector of this user` : token.text} grants it.` : "";
	return {
		at: token
			? { file: user.file, line: user.line, start: token.start, end: token.end }
			: (user.nameAt ?? { absent: "user", file: user.file }),
		message: say`${user.name} may run ${names} and so delete all data of the server at once, whatever keys it is limited to.${because} Take it away at the end of the rules, or name the user as an administrator in the settings.`,
		fixes: [
			{
				title: say`Take ${names} away from ${user.name}`,
				safety: "may-refuse-clients",
				edits: () => takeAway({ server, user }, allowed),
			},
		],
	};
}

/** Which permissions allow a command: -1 for the root, else the selector's index. */
function mayRun(server: ServerModel, user: AclUser, command: string): number[] {
	// A command that was renamed or taken away is not reached under its name.
	const index = server.acl.evaluator.world.commands.find(command)?.index;
	if (index === undefined || server.renamed.has(command)) return [];
	const allowed = user.state.root.commands.has(index) ? [-1] : [];
	for (const [at, selector] of user.state.selectors.entries()) if (selector.commands.has(index)) allowed.push(at);
	return allowed;
}

/** The token that decided. */
function grantedBy(server: ServerModel, user: AclUser, command: string, selectors: readonly number[]): number | undefined {
	const index = server.acl.evaluator.world.commands.find(command)?.index;
	if (index !== undefined && selectors.includes(-1)) return decidingToken(user.state.root, index);
	return user.state.selectors[selectors[0] ?? -1]?.token;
}
