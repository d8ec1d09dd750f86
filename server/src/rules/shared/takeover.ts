// rules: the commands that give a server away, and the users who are meant to have them. Opinions that the rules about rights share.

import { say, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import { isRelease } from "../../knowledge/release";
import { MOST_RULES } from "../../model/acl/effects";
import type { Permissions, UserState } from "../../model/acl/types";
import { isOn, wordOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { isUndoneGrant } from "./aclRules";
import { CommandGroup, permissionsOf, type UserOfServer } from "./rights";
import { appendRules, replaceRules } from "./userEdits";

type Harm = Words | ((server: ServerModel) => Words);

/** What somebody with bad intentions does with each; the worst first. */
const HARMS: Readonly<Record<string, Harm>> = {
	"config|set": (server) =>
		isRelease(server.world.release, { redis: "<7.0" })
			? say`CONFIG SET switches protection off, and chooses the folder where a dump becomes code.`
			: say`CONFIG SET switches protection off and changes passwords.`,
	"acl|setuser": say`ACL SETUSER takes every other right.`,
	"module|load": say`MODULE LOAD runs a program inside the server.`,
	"module|loadex": say`MODULE LOADEX runs a program inside the server.`,
	debug: say`DEBUG stops the server and changes data past every check.`,
	replicaof: replicaofHarm("REPLICAOF"),
	slaveof: replicaofHarm("SLAVEOF"),
	shutdown: say`SHUTDOWN stops the server.`,
	"acl|deluser": say`ACL DELUSER removes users.`,
	"acl|load": say`ACL LOAD undoes changes of users that were not written to the file.`,
	swapdb: say`SWAPDB exchanges whole databases, whatever the keys.`,
	migrate: say`MIGRATE sends keys to any host.`,
	restore: say`RESTORE reads data made by hand, in which flaws of the server have been used to run code.`,
	"restore-asking": say`RESTORE-ASKING reads data made by hand, in which flaws of the server have been used to run code.`,
	failover: say`FAILOVER hands over to another server.`,
	"cluster|reset": say`CLUSTER RESET forgets the whole cluster.`,
	"cluster|forget": say`CLUSTER FORGET removes nodes.`,
	"cluster|meet": say`CLUSTER MEET lets foreign nodes in.`,
	"cluster|failover": say`CLUSTER FAILOVER changes who is the primary.`,
	"cluster|replicate": say`CLUSTER REPLICATE makes the node a copy of another.`,
	"cluster|setslot": say`CLUSTER SETSLOT moves slots.`,
	"cluster|delslots": say`CLUSTER DELSLOTS takes slots away.`,
	"cluster|flushslots": say`CLUSTER FLUSHSLOTS takes all slots away.`,
	"cluster|flushslot": say`CLUSTER FLUSHSLOT deletes the keys of a slot.`,
};

/** Each of them gives the server or its data away. */
const TAKEOVER = new CommandGroup(Object.keys(HARMS));

function replicaofHarm(name: string): (server: ServerModel) => Words {
	return ({ settings }) =>
		settings.get("masterauth")?.value
			? say`${name} replaces all data by that of another server, and sends it masterauth.`
			: say`${name} replaces all data by that of another server.`;
}

/** Other names of the same, which need no words of their own. */
const ALIASES: Readonly<Record<string, string>> = { slaveof: "replicaof", "restore-asking": "restore", "module|loadex": "module|load" };

/** Without those that only repeat another one. */
export function withoutAliases(names: readonly string[]): readonly string[] {
	return names.filter((name) => !names.includes(ALIASES[name] ?? ""));
}

/** Those that the user may run and that do anything on this server. */
export function takeoverOf({ server, user }: UserOfServer): readonly string[] {
	const names = TAKEOVER.allowedTo(user.state, server.acl.evaluator.world);
	if (names.length === 0) return names;
	const known = working.get(server) ?? new WeakMap<readonly string[], readonly string[]>();
	working.set(server, known);
	let own = known.get(names);
	if (own === undefined) {
		own = names.filter((name) => works(server, name));
		known.set(names, own);
	}
	return own;
}

/** Users with equal rules about commands have the same list of names. */
const working = new WeakMap<ServerModel, WeakMap<readonly string[], readonly string[]>>();

export function harmOf(server: ServerModel, name: string): Words {
	const harm = HARMS[name] ?? "";
	return typeof harm === "function" ? harm(server) : harm;
}

/** What the configuration or the release keeps from having any effect. */
function works(server: ServerModel, name: string): boolean {
	const { release } = server.world;
	if (name.startsWith("cluster|")) return server.acl.evaluator.world.commands.hasSubcommands && isOn(server, "cluster-enabled") === true;
	if (isRelease(release, { redis: "<7.0" })) return name !== "module|loadex";
	const opens = name === "debug" ? "enable-debug-command" : name.startsWith("module|") ? "enable-module-command" : undefined;
	return opens === undefined || (server.kind === "config" && ["yes", "local"].includes(wordOf(server, opens)));
}

/** Begins with every command and keeps some that only administrators need: the list is written the wrong way round, and one rule says it all. */
export function isBroad(subject: UserOfServer): boolean {
	const { root, selectors } = subject.user.state;
	if (!root.futureCommands && (selectors.length === 0 || !selectors.some((selector) => selector.futureCommands))) return false;
	const { world } = subject.server.acl.evaluator;
	const open = permissionsOf(subject.user.state).some((one) => one.futureCommands && TAKEOVER.allowedBy(one, world).length > 0);
	return open && takeoverOf(subject).length > 0;
}

/** What client libraries ask for when they connect, and what no category but @dangerous holds; none of it changes anything. */
const FOR_CLIENTS = new CommandGroup(["info", "client|list", "role", "sort", "sort_ro"]);
/** Up to 6.2 CLIENT goes as a whole. */
const OLD_FOR_CLIENTS: readonly string[] = ["info", "client|getname", "client|id", "client|list", "client|setname", "role"];

/** Denies categories behind all other rules of the user, where they hold anything that it may do, and gives back what clients need. */
export function denyDangerous({ server, user }: UserOfServer, denied: readonly string[]): Edit[] {
	const { rules } = server.acl.evaluator;
	return permissionsOf(user.state).flatMap((permissions, position) => {
		const own = denied.filter((rule) => [...(rules.meant(rule) ?? [])].some((index) => permissions.commands.has(index)));
		if (own.length === 0) return [];
		const added = withWhatClientsNeed(server, permissions, own);
		const undone = position === 0 ? undoneBy(added, { server, user }) : [];
		return [...replaceRules(user, new Map(undone.map((index) => [index, ""]))), ...appendRules(user, added, [position - 1])];
	});
}

/** Grants of which nothing is left once these rules stand behind them. */
function undoneBy(added: readonly string[], { server, user }: UserOfServer): number[] {
	const { evaluator } = server.acl;
	const now = user.tokens.map(({ text }) => text);
	if (now.length > MOST_RULES) return [];
	const then = [...now, ...added];
	return now.flatMap((_, index) => (isUndoneGrant(then, index, evaluator) && !isUndoneGrant(now, index, evaluator) ? [index] : []));
}

export function withWhatClientsNeed(server: ServerModel, permissions: Permissions, denied: readonly string[]): string[] {
	const { world } = server.acl.evaluator;
	const names = world.commands.hasSubcommands
		? FOR_CLIENTS.allowedBy(permissions, world)
		: OLD_FOR_CLIENTS.filter((name) => permissions.commands.has(world.commands.find(name.split("|")[0] ?? "")?.index ?? -1));
	const isWithoutKeys = !permissions.allKeys && permissions.keys.length === 0;
	const useful = isWithoutKeys ? names.filter((name) => !name.startsWith("sort")) : names;
	return [...denied, ...useful.map((name) => `+${name}`)];
}

/** All that replicas and Sentinel log in for, as the documentation of Redis lists it. */
const SERVICES: ReadonlySet<string> = new Set(
	(
		"auth hello ping multi exec psync sync replconf slaveof replicaof subscribe psubscribe publish role info failover config|rewrite " +
		"client|setname client|setinfo client|id client|kill script|kill config client script"
	).split(" "),
);

/** A user for replicas or Sentinel: may do what they need and nothing else, and must log in. */
export function isServiceUser({ server, user }: UserOfServer): boolean {
	return !user.state.nopass && isForServices(user.state, server);
}

function isForServices(state: UserState, server: ServerModel): boolean {
	const { commands: table } = server.acl.evaluator.world;
	const all = table.all();
	return permissionsOf(state).every(({ commands, firstArguments }) => {
		if (commands.size > SERVICES.size) return false;
		// Where containers hold no subcommands of their own, they stand for all that can follow them.
		const isService = (name: string) => SERVICES.has(name) && (table.hasSubcommands || !/^(config|client|script)$/.test(name));
		return (
			Array.from(commands).every((index) => isService(all[index]?.name ?? "")) &&
			Array.from(firstArguments).every(([index, list]) => list.every((argument) => SERVICES.has(`${all[index]?.name}|${argument}`)))
		);
	});
}
