// cli: the users of a configuration as plain data: what each may do, and which lines are refused.

import { english } from "../base/say";
import { toEnd } from "../base/steps";
import type { Command } from "../knowledge/types";
import { maskName } from "../lint/mask";
import type { CommandSet } from "../model/acl/bits";
import { freeCommands } from "../model/acl/decide";
import type { AclEvaluator } from "../model/acl/evaluate";
import { type AclReading, readAclFile, readUserStatements } from "../model/acl/file";
import type { AclUser, KeyPattern, Permissions } from "../model/acl/types";
import type { ServerModel } from "../model/server";
import type { TextFile } from "../model/types";

export interface PermissionsData {
	/** Lower case, sorted; "container|subcommand". */
	readonly commands: readonly string[];
	/** First arguments that are allowed of a command that is not allowed as a whole. */
	readonly firstArguments?: Readonly<Record<string, readonly string[]>>;
	/** As ACL GETUSER writes them: "~app:*", "%R~shared:*"; every key is "~*". */
	readonly keys: readonly string[];
	readonly channels: readonly string[];
	/** Valkey 9 alone. */
	readonly databases?: readonly number[] | "all";
}

export interface UserData extends PermissionsData {
	readonly name: string;
	readonly enabled: boolean;
	readonly nopass: boolean;
	/** How many there are. */
	readonly passwords: number;
	readonly selectors: readonly PermissionsData[];
}

export interface RefusedLine {
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	/** Put together when it is asked for, since there may be very many. */
	readonly message: string;
}

export interface Users {
	readonly users: readonly AclUser[];
	readonly refused: readonly RefusedLine[];
}

/** The users that the server would have, those on refused lines left out; undefined where the ACL file cannot be read. */
export function usersOf(server: ServerModel): Users | undefined {
	const { source, evaluator } = server.acl;
	if (source.from === "unknown") return undefined;
	if (source.from === "file") {
		const { file, statement } = source;
		if (file.state !== "text") return undefined;
		const { users, errors } = readFile(file, evaluator, server);
		return { users, refused: [...(statement ? beside(server) : []), ...errors.map(refusedLine)] };
	}
	const requirepass = server.settings.get("requirepass")?.value;
	const root = { file: server.snapshot.root, line: 0 };
	const options = requirepass ? { requirepass, impliedAt: root } : { impliedAt: root };
	const { users, errors } = toEnd(readUserStatements(server.settings.list("user"), evaluator, server.world.release, options));
	return { users, refused: errors.map(refusedLine) };
}

/** What a user is and may do. */
export function userData({ name, state }: AclUser, commands: CommandTable): UserData {
	const { enabled, nopass, passwords, root, selectors } = state;
	return {
		name: maskName(name),
		enabled,
		nopass,
		passwords: passwords.length,
		...permissionsData(root, commands),
		selectors: selectors.map((selector) => permissionsData(selector, commands)),
	};
}

/** The commands of a release that can be run; a container alone cannot. */
export interface CommandTable {
	readonly all: readonly Command[];
	/** Indexes of those that need no permission. */
	readonly free: ReadonlySet<number>;
	/** Names of those that may be run, by what the rules allow: many users have the same. */
	readonly named: WeakMap<CommandSet, readonly string[]>;
}

export function commandTable(evaluator: AclEvaluator): CommandTable {
	const { commands } = evaluator.world;
	const all = commands.all().filter((command) => command.subcommands.length === 0);
	all.sort((a, b) => (a.name < b.name ? -1 : 1));
	return { all, free: new Set(freeCommands(commands)), named: new WeakMap() };
}

function readFile(file: TextFile, evaluator: AclEvaluator, server: ServerModel): AclReading {
	return readAclFile(file.tree, evaluator, server.world.release, file.uri);
}

function refusedLine(error: AclReading["errors"][number]): RefusedLine {
	return {
		file: error.file,
		line: error.line + 1,
		get message() {
			return english(error.message);
		},
	};
}

/** User lines beside an ACL file: the server does not start. */
function beside(server: ServerModel): RefusedLine[] {
	const message = "User lines beside an aclfile: the server refuses to start with both. Move this user into the ACL file.";
	return server.settings.list("user").map(({ file, lineNumber }) => ({ file, line: lineNumber + 1, message }));
}

function permissionsData(permissions: Permissions, table: CommandTable): PermissionsData {
	const { commands, allKeys, keys, allChannels, channels, databases } = permissions;
	const firstArguments = firstArgumentsOf(permissions, table.all);
	return {
		commands: namesOf(commands, table),
		...(firstArguments && { firstArguments }),
		keys: allKeys ? ["~*"] : keys.map(writeKey),
		channels: allChannels ? ["&*"] : channels.map(({ pattern }) => `&${pattern}`),
		...(databases !== undefined && { databases }),
	};
}

function namesOf(commands: CommandSet, { all, free, named }: CommandTable): readonly string[] {
	const names = named.get(commands) ?? all.filter(({ index }) => commands.has(index) || free.has(index)).map(({ name }) => name);
	named.set(commands, names);
	return names;
}

function firstArgumentsOf(
	{ commands, firstArguments }: Permissions,
	all: readonly Command[],
): PermissionsData["firstArguments"] | undefined {
	if (firstArguments.size === 0) return undefined;
	const found = all.flatMap(({ index, name }) => {
		const allowed = commands.has(index) ? undefined : firstArguments.get(index);
		return allowed && allowed.length > 0 ? [[name, allowed] as const] : [];
	});
	return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function writeKey({ pattern, read, write }: KeyPattern): string {
	if (read && write) return `~${pattern}`;
	return `%${read ? "R" : ""}${write ? "W" : ""}~${pattern}`;
}
