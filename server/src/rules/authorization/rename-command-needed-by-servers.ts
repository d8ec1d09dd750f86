// rules: a command was renamed that the server, its replicas or Sentinel send under its own name.
import { say, sentences, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import type { AclUser, AclWorld, Permissions } from "../../model/acl/types";
import { isOn, lineOf, numberOf } from "../../model/inForce";
import { mayReplicate } from "../../model/replication";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type RuleContext } from "../define";
import { removeStatements } from "../shared/directiveEdits";
import { type RenameLine, renameLines } from "../shared/renameLines";
import { inWords, permissionsOf, usersInWords } from "../shared/rights";
import { isServiceUser } from "../shared/takeover";
import { appendRules } from "../shared/userEdits";

/** What comes of it, where the server writes an append-only file. Seen with Redis 6.2 to 7.2. */
const IN_THE_FILE = say`The append-only file holds it under its own name, and the server does not start again with such a file.`;

const FOR_FILE: Readonly<Record<string, Words>> = { select: IN_THE_FILE, multi: IN_THE_FILE, exec: IN_THE_FILE };

/** The same, where there are replicas. */
const FOR_REPLICAS: Readonly<Record<string, Words>> = {
	ping: say`Replicas cannot connect without it.`,
	psync: say`Replicas copy all data again after every pause.`,
	replconf: say`Replicas cannot say how far they are.`,
	select: say`A replica puts keys into the wrong database.`,
	multi: say`A replica cannot follow transactions.`,
	exec: say`A replica cannot follow transactions.`,
};

const SENTINEL = say`Sentinel cannot watch the server or fail over, unless sentinel rename-command tells it the new name.`;

const FOR_SENTINEL: ReadonlySet<string> = new Set("info publish subscribe slaveof config client script multi exec ping".split(" "));

export const renameCommandNeededByServers = defineRule({
	id: "rename-command-needed-by-servers",
	group: "authorization",
	subject: "config",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: say`A renamed command breaks the append-only file, replicas or Sentinel`,
	releases: { redis: "*", valkey: "*" },
	cwe: [684],
	compliance: ["iso-27001:A.8.14", "soc2:A1.2"],
	*check(server, context) {
		for (const { command, at, statement } of renameLines(server)) {
			const effects = effectsOf(server, command);
			if (effects.length === 0) continue;
			const name = inWords([command]);
			yield {
				at,
				message: say`${name} is renamed. ${sentences(...effects)} Take the line out and keep the command from users by their rules.`,
				fixes: [takeOut(server, { command, statement }, context)],
			};
		}
	},
});

/** Who may not run the command today is kept from it by rules, apart from administrators and users for replicas and Sentinel. */
function takeOut(
	server: ServerModel,
	{ command, statement }: Pick<RenameLine, "command" | "statement">,
	context: RuleContext<object>,
): Fix {
	const name = inWords([command]);
	const users = (server.acl.users ?? []).filter(
		(user) =>
			user.source === "line" && mayRun(server, user, command) && !context.administrators(user.name) && !isServiceUser({ server, user }),
	);
	return {
		title:
			server.acl.defaultUser?.source === "implied"
				? say`Take the line out: then whoever is in as default may run ${name}`
				: users.length > 0
					? say`Take the line out, and deny it to ${usersInWords(users)} by a rule`
					: say`Take the line out: no user gets ${name} by it but administrators`,
		safety: "may-refuse-clients",
		alone: true,
		edits: () => [...removeStatements(server, [statement]), ...users.flatMap((user) => deny(server, user, command))],
	};
}

/** Of the command, its subcommands or what can follow it. */
function isAllowed({ commands, firstArguments }: Permissions, command: string, { commands: table }: AclWorld): boolean {
	const found = table.find(command);
	const all = found ? [found, ...found.subcommands.flatMap((name) => table.find(name) ?? [])] : [];
	return all.some(({ index }) => commands.has(index) || firstArguments.has(index));
}

function mayRun(server: ServerModel, { state }: AclUser, command: string): boolean {
	return state.enabled && permissionsOf(state).some((one) => isAllowed(one, command, server.acl.evaluator.world));
}

function deny(server: ServerModel, user: AclUser, command: string): Edit[] {
	const lists = permissionsOf(user.state).flatMap((one, at) => (isAllowed(one, command, server.acl.evaluator.world) ? [at - 1] : []));
	return appendRules(user, [`-${command}`], lists);
}

function effectsOf(server: ServerModel, command: string): Words[] {
	const file = isOn(server, "appendonly") ? FOR_FILE[command] : undefined;
	const isReplicated = hasReplicas(server);
	const replicas = isReplicated ? FOR_REPLICAS[command] : undefined;
	const sentinel = isReplicated && !isOn(server, "cluster-enabled") && FOR_SENTINEL.has(command) ? SENTINEL : undefined;
	return [file, replicas, sentinel].flatMap((effect) => effect ?? []);
}

/** The files say that the server is a replica, may become one, or waits for its own. */
function hasReplicas(server: ServerModel): boolean {
	const waits = (numberOf(server, "min-replicas-to-write") ?? 0n) > 0n;
	const says = ["masterauth", "masteruser", "replica-announce-ip", "replica-announce-port"].some((name) => lineOf(server, name));
	return waits || says || mayReplicate(server);
}
