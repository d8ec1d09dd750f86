// features: what a user may do, in a few words: for the line above it and for the hover on its name.
import type { Command, Knowledge } from "../knowledge/types";
import { maskName } from "../lint/mask";
import { nameOf } from "../model/acl/errors";
import type { AclEvaluator } from "../model/acl/evaluate";
import type { AclWorld, Permissions, UserState } from "../model/acl/types";
import { allowedCommands, commandName, isDangerous, isKnownArgument, keyWords, typedCommands } from "../rules/aclWords";
import { code, codes, counted, namesOf } from "./aclMarkdown";

/** "may run 187 of 383 commands · FLUSHALL yes · CONFIG no · keys app:*", with who cannot get in said first. */
export function summaryLine(state: UserState, { world }: AclEvaluator, knowledge: Knowledge): string {
	const allowed = allowedCommands(state, world);
	const parts = [
		entryProblem(state),
		`may run ${allowed.length} of ${typedCommands(world.commands).length} commands`,
		answer("flushall", allowed, state, world, knowledge),
		answer("config", allowed, state, world, knowledge),
		keysInShort(state),
		state.selectors.length > 0 ? counted(state.selectors.length, "selector") : undefined,
	];
	return parts.filter((part) => part !== undefined).join(" · ");
}

/** The hover on a user's name, in Markdown. */
export function summaryMarkdown(name: string, state: UserState, evaluator: AclEvaluator): string {
	const { world, dialect } = evaluator;
	const allowed = allowedCommands(state, world);
	const dangerous = allowed.filter(isDangerous);
	const total = typedCommands(world.commands).length;
	const lines = [
		`${code(maskName(name))} may run **${allowed.length} of ${total}** commands in ${nameOf(dialect)}.`,
		"",
		`- Login: ${login(state)}`,
		`- Dangerous: ${dangerous.length === 0 ? "none" : namesOf(dangerous, 12)}`,
		`- Keys: ${keys(state.root)}`,
	];
	if (dialect.channels) lines.push(`- Channels: ${channels(state.root)}`);
	if (dialect.databases) lines.push(`- Databases: ${databases(state.root)}`);
	if (state.root.futureCommands) lines.push("- Commands that a module or a later release brings are allowed too.");
	for (const selector of state.selectors) lines.push(`- Selector: ${permissionsInWords(selector, evaluator)}`);
	if (state.errors.length > 0) lines.push(`- The server refuses ${counted(state.errors.length, "rule")} of this user.`);
	return lines.join("\n");
}

/** "12 commands, keys ...": a selector, or another set of permissions, in one line of Markdown. */
export function permissionsInWords(permissions: Permissions, { world, dialect }: AclEvaluator): string {
	const allowed = typedCommands(world.commands).filter(({ index }) => permissions.commands.has(index));
	const parts = [allowed.length <= 6 && allowed.length > 0 ? namesOf(allowed, 6) : counted(allowed.length, "command")];
	parts.push(permissions.allKeys || permissions.keys.length > 0 ? `keys ${keys(permissions)}` : "no keys");
	if (dialect.channels)
		parts.push(permissions.allChannels || permissions.channels.length > 0 ? `channels ${channels(permissions)}` : "no channels");
	if (dialect.databases && permissions.databases !== "all") parts.push(`databases ${databases(permissions)}`);
	return parts.join(", ");
}

function entryProblem(state: UserState): string | undefined {
	if (!state.enabled) return "off";
	return state.nopass || state.passwords.length > 0 ? undefined : "no password, so nobody gets in";
}

function login(state: UserState): string {
	if (!state.enabled) return "off, so nobody can log in";
	if (state.nopass) return "**no password needed**";
	return state.passwords.length === 0 ? "no password is set, so nobody can log in" : `with ${counted(state.passwords.length, "password")}`;
}

/** Whether a command can be run: with its subcommands "yes", "no", or which of them. Up to Redis 6.2 first arguments stand for subcommands. */
function answer(
	name: string,
	allowed: readonly Command[],
	state: UserState,
	{ commands, renamed }: AclWorld,
	knowledge: Knowledge,
): string | undefined {
	const command = commands.find(name);
	if (command === undefined) return undefined;
	const label = commandName(name);
	if (renamed.get(name) === null) return `${label} no`;
	const own = allowed.filter((one) => one.name === name || one.container === name);
	const sets = [state.root, ...state.selectors];
	const parts =
		own.length > 0 ? own.map((one) => one.name.slice(name.length + 1)) : sets.flatMap((set) => set.firstArguments.get(command.index) ?? []);
	if (parts.length === 0) return `${label} no`;
	if (renamed.has(name)) return `${label} renamed`;
	if (own.length >= (command.subcommands.length || 1)) return `${label} yes`;
	const areKnown = own.length > 0 || parts.every((part) => isKnownArgument(name, part, knowledge));
	return parts.length <= 2 && areKnown ? `${label} only ${parts.map(commandName).join(", ")}` : `${label} in part`;
}

function keysInShort({ root }: UserState): string {
	const words = keyWords(root);
	if (words === undefined) return "all keys";
	if (words.length === 0) return "no keys";
	const shown = words.slice(0, 3).map((word) => (word.length > 32 ? `${word.slice(0, 31)}…` : word));
	return `keys ${shown.join(", ")}${words.length > 3 ? ` +${words.length - 3}` : ""}`;
}

function keys(permissions: Permissions): string {
	const words = keyWords(permissions);
	if (words === undefined) return "all";
	return words.length === 0 ? "none" : codes(words, 8);
}

function channels({ allChannels, channels: patterns }: Permissions): string {
	if (allChannels) return "all";
	return patterns.length === 0
		? "none"
		: codes(
				patterns.map(({ pattern }) => pattern),
				8,
			);
}

function databases({ databases: numbers }: Permissions): string {
	if (numbers === undefined || numbers === "all") return "all";
	return numbers.length === 0 ? "none" : numbers.join(", ");
}
