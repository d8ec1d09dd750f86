// model/acl: may this user run this command, and which rule decided it. As the server checks a command before it runs it.

import { asciiLower } from "../../base/utf8";
import type { Command, Commands } from "../../knowledge/types";
import { decidingToken } from "./commandState";
import { databasesOf } from "./databases";
import { type AclDialect, dialectOf } from "./dialect";
import { globMatches } from "./glob";
import { hasKeys, type KeyArgument, keysOf, sortFollowsKeys } from "./keys";
import type { AclWorld, Decision, Permissions, UserState } from "./types";

export interface DecideOptions {
	/** The database that the connection uses; 0 unless it has selected another. */
	readonly database?: number;
}

/**
 * Whether the server would run `argv`, whose first word is the command as a client types it: a renamed command under its new name.
 * Of a script only what is declared is judged (the keys of EVAL), not what it then does.
 */
export function decide(state: UserState, argv: readonly string[], world: AclWorld, options: DecideOptions = {}): Decision {
	const dialect = dialectOf(world.release ?? world.commands.release);
	const name = asciiLower(argv[0] ?? "");
	if (name === "quit" && world.commands.find(name) === undefined) return { allowed: true };
	const command = commandTyped(argv, world);
	if (command === undefined) return { allowed: false, because: "no-such-command" };
	if (!state.enabled) return { allowed: false, because: "off" };
	const call = new Call(command, argv, dialect, options.database ?? 0);
	const sets: readonly Permissions[] = [state.root, ...state.selectors];
	let worst: Refusal | undefined;
	for (const [position, permissions] of sets.entries()) {
		const refusal = call.refusedBy(permissions);
		if (refusal === undefined) {
			if (call.followsKeys && !sets.some((set) => call.mayFollowKeys(set))) return { allowed: false, because: "key" };
			return grant(call, permissions, position === 0 ? undefined : position - 1);
		}
		worst = worseOf(worst, refusal);
	}
	return refusalOf(worst as Refusal, call, sets, argv);
}

/** The command that the server finds; a container's name with a word that is no subcommand of it finds none. */
function commandTyped(argv: readonly string[], world: AclWorld): Command | undefined {
	const command = commandNamed(asciiLower(argv[0] ?? ""), world);
	if (command === undefined || command.container !== undefined) return undefined;
	if (argv.length === 1 || command.subcommands.length === 0) return command;
	return world.commands.find(`${command.name}|${asciiLower(argv[1] as string)}`);
}

function commandNamed(name: string, { commands, renamed }: AclWorld): Command | undefined {
	for (const [original, to] of renamed) {
		if (to !== null && asciiLower(to) === name) return commands.find(original);
	}
	return renamed.has(name) ? undefined : commands.find(name);
}

/** Commands that every client may run, also one that has not logged in. */
function needsNoPermission(command: Command, dialect: AclDialect): boolean {
	return dialect.onlyAuthIsFree ? command.name === "auth" : command.flags.includes("no_auth");
}

/** By index. */
export function freeCommands(commands: Commands): number[] {
	const dialect = dialectOf(commands.release);
	return commands
		.all()
		.filter((command) => needsNoPermission(command, dialect))
		.map((command) => command.index);
}

type Reason = "database" | "command" | "key" | "channel";

/** A later reason outranks an earlier one: it tells that more was allowed. */
const RANK: readonly Reason[] = ["database", "command", "key", "channel"];

interface Refusal {
	readonly because: Reason;
	/** Position of the argument that is out of bounds. */
	readonly index: number;
}

function worseOf(one: Refusal | undefined, other: Refusal): Refusal {
	if (one === undefined) return other;
	const difference = RANK.indexOf(other.because) - RANK.indexOf(one.because);
	return difference > 0 || (difference === 0 && other.index > one.index) ? other : one;
}

/** One command with its arguments, held against sets of permissions. */
class Call {
	readonly free: boolean;
	readonly followsKeys: boolean;
	private foundKeys: readonly KeyArgument[] | undefined;

	constructor(
		readonly command: Command,
		private readonly argv: readonly string[],
		private readonly dialect: AclDialect,
		private readonly database: number,
	) {
		this.free = needsNoPermission(command, dialect);
		this.followsKeys = dialect.selectors && /^sort(_ro)?$/.test(command.name) && sortFollowsKeys(argv);
	}

	/** The first argument in lower case, where first-argument rules look for it. */
	get firstArgument(): string | undefined {
		const word = this.argv[1];
		return word === undefined ? undefined : asciiLower(word);
	}

	refusedBy(permissions: Permissions): Refusal | undefined {
		return (
			this.databaseRefused(permissions) ??
			(this.isAllowed(permissions) ? undefined : { because: "command", index: 0 }) ??
			this.keyRefused(permissions) ??
			this.channelRefused(permissions)
		);
	}

	mayFollowKeys(permissions: Permissions): boolean {
		const every = permissions.allKeys || permissions.keys.some((key) => key.read && key.pattern === "*");
		return every && this.refusedBy(permissions) === undefined;
	}

	private isAllowed({ allCommands, commands, firstArguments }: Permissions): boolean {
		if (this.free || allCommands || commands.has(this.command.index)) return true;
		const argument = this.firstArgument;
		return argument !== undefined && (firstArguments.get(this.command.index)?.includes(argument) ?? false);
	}

	private databaseRefused({ databases }: Permissions): Refusal | undefined {
		if (databases === undefined || databases === "all") return undefined;
		const touched = databasesOf(this.command, this.argv, this.database);
		if (touched === "all") return { because: "database", index: 0 };
		const out = touched.find(({ database }) => !databases.includes(database));
		return out && { because: "database", index: out.index };
	}

	private keyRefused({ allKeys, keys }: Permissions): Refusal | undefined {
		if (allKeys) return undefined;
		this.foundKeys ??= this.dialect.selectors && !hasKeys(this.command) ? [] : keysOf(this.command, this.argv, this.dialect);
		for (const { index, read, write } of this.foundKeys) {
			const key = this.argv[index] as string;
			const fits = keys.some((own) => (own.read || !read) && (own.write || !write) && globMatches(own.pattern, key));
			if (!fits) return { because: "key", index };
		}
		return undefined;
	}

	private channelRefused({ allChannels, channels }: Permissions): Refusal | undefined {
		if (allChannels) return undefined;
		const name = this.command.name;
		if (!CHANNEL_COMMANDS.has(name)) return undefined;
		const end = name.endsWith("publish") ? 2 : this.argv.length;
		for (let index = 1; index < end && index < this.argv.length; index++) {
			const channel = this.argv[index] as string;
			const fits = channels.some(({ pattern }) => (name === "psubscribe" ? pattern === channel : globMatches(pattern, channel)));
			if (!fits) return { because: "channel", index };
		}
		return undefined;
	}
}

const CHANNEL_COMMANDS: ReadonlySet<string> = new Set(["publish", "spublish", "subscribe", "ssubscribe", "psubscribe"]);

function grant(call: Call, permissions: Permissions, selector: number | undefined): Decision {
	if (call.free) return { allowed: true };
	const { index } = call.command;
	const argument = permissions.commands.has(index) || permissions.allCommands ? undefined : call.firstArgument;
	const rule = decidingToken(permissions, index, argument);
	if (selector === undefined) return { allowed: true, ...(rule !== undefined && { token: rule }) };
	const { token } = permissions;
	return { allowed: true, selector, ...(token !== undefined && { token }), ...(rule !== undefined && { inner: rule }) };
}

/** The rule that took the command away from the root permissions; keys and channels are refused for want of a rule. */
function refusalOf({ because, index }: Refusal, call: Call, sets: readonly Permissions[], argv: readonly string[]): Decision {
	if (because === "command") {
		const token = decidingToken(sets[0] as Permissions, call.command.index);
		return { allowed: false, because, ...(token !== undefined && { token }) };
	}
	return { allowed: false, because, argument: argv[index] as string };
}
