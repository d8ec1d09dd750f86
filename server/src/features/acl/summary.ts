// features: what a user may do, in a few words: for the line above it and for the hover on its name.
import { joined, listed, say, type Words } from "../../base/say";
import type { Command, Knowledge } from "../../knowledge/types";
import { maskName } from "../../lint/mask";
import { nameOf } from "../../model/acl/errors";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclWorld, Permissions, UserState } from "../../model/acl/types";
import { allowedCommands, commandName, isDangerous, isKnownArgument, keyWords, typedCommands } from "../../rules/shared/aclWords";
import { commandsInWords } from "../texts/inWords";
import { code, codes } from "../texts/markdown";
import { namesOf } from "./markdown";

/** "may run 187 of 383 commands · FLUSHALL yes · CONFIG no · keys app:*", with who cannot get in said first. */
export function summaryLine(state: UserState, { world }: AclEvaluator, knowledge: Knowledge): Words {
	const allowed = allowedCommands(state, world);
	const parts = [
		entryProblem(state),
		say`may run ${allowed.length} of ${typedCommands(world.commands).length} commands`,
		answer("flushall", allowed, state, world, knowledge),
		answer("config", allowed, state, world, knowledge),
		keysInShort(state),
		selectorsInWords(state.selectors.length),
	];
	return joined(
		parts.filter((part) => part !== undefined),
		" · ",
	);
}

/** The hover on a user's name, in Markdown. */
export function summaryMarkdown(name: string, state: UserState, evaluator: AclEvaluator): Words {
	const { world, dialect } = evaluator;
	const allowed = allowedCommands(state, world);
	const dangerous = allowed.filter(isDangerous);
	const total = typedCommands(world.commands).length;
	const lines: Words[] = [
		say`${code(maskName(name))} may run **${allowed.length} of ${total}** commands in ${nameOf(dialect)}.`,
		"",
		say`- Login: ${login(state)}`,
		say`- Dangerous: ${dangerous.length === 0 ? say`none` : namesOf(dangerous, 12)}`,
		say`- Keys: ${keys(state.root)}`,
	];
	if (dialect.channels) lines.push(say`- Channels: ${channels(state.root)}`);
	if (dialect.databases) lines.push(say`- Databases: ${databases(state.root)}`);
	if (state.root.futureCommands) lines.push(say`- Commands that a module or a later release brings are allowed too.`);
	for (const selector of state.selectors) lines.push(say`- Selector: ${permissionsInWords(selector, evaluator)}`);
	if (state.errors.length === 1) lines.push(say`- The server refuses 1 rule of this user.`);
	else if (state.errors.length > 1) lines.push(say`- The server refuses ${state.errors.length} rules of this user.`);
	return joined(lines, "\n");
}

/** "12 commands, keys ...": a selector, or another set of permissions, in one line of Markdown. */
export function permissionsInWords(permissions: Permissions, { world, dialect }: AclEvaluator): Words {
	const allowed = typedCommands(world.commands).filter(({ index }) => permissions.commands.has(index));
	const parts: Words[] = [allowed.length <= 6 && allowed.length > 0 ? namesOf(allowed, 6) : commandsInWords(allowed.length)];
	parts.push(permissions.allKeys || permissions.keys.length > 0 ? say`keys ${keys(permissions)}` : say`no keys`);
	if (dialect.channels)
		parts.push(permissions.allChannels || permissions.channels.length > 0 ? say`channels ${channels(permissions)}` : say`no channels`);
	if (dialect.databases && permissions.databases !== "all") parts.push(say`databases ${databases(permissions)}`);
	return listed(parts);
}

function entryProblem(state: UserState): Words | undefined {
	if (!state.enabled) return say`off`;
	return state.nopass || state.passwords.length > 0 ? undefined : say`no password, so nobody gets in`;
}

function login(state: UserState): Words {
	if (!state.enabled) return say`off, so nobody can log in`;
	if (state.nopass) return say`**no password needed**`;
	if (state.passwords.length === 0) return say`no password is set, so nobody can log in`;
	return state.passwords.length === 1 ? say`with 1 password` : say`with ${state.passwords.length} passwords`;
}

/** Whether a command can be run: with its subcommands "yes", "no", or which of them. Up to Redis 6.2 first arguments stand for subcommands. */
function answer(
	name: string,
	allowed: readonly Command[],
	state: UserState,
	{ commands, renamed }: AclWorld,
	knowledge: Knowledge,
): Words | undefined {
	const command = commands.find(name);
	if (command === undefined) return undefined;
	const label = commandName(name);
	if (renamed.get(name) === null) return say`${label} no`;
	const own = allowed.filter((one) => one.name === name || one.container === name);
	const sets = [state.root, ...state.selectors];
	const parts =
		own.length > 0 ? own.map((one) => one.name.slice(name.length + 1)) : sets.flatMap((set) => set.firstArguments.get(command.index) ?? []);
	if (parts.length === 0) return say`${label} no`;
	if (renamed.has(name)) return say`${label} renamed`;
	if (own.length >= (command.subcommands.length || 1)) return say`${label} yes`;
	const areKnown = own.length > 0 || parts.every((part) => isKnownArgument(name, part, knowledge));
	return parts.length <= 2 && areKnown ? say`${label} only ${listed(parts.map(commandName))}` : say`${label} in part`;
}

function keysInShort({ root }: UserState): Words {
	const words = keyWords(root);
	if (words === undefined) return say`all keys`;
	if (words.length === 0) return say`no keys`;
	const shown = listed(words.slice(0, 3).map((word) => shortened(word)));
	return words.length > 3 ? say`keys ${shown} +${words.length - 3}` : say`keys ${shown}`;
}

function keys(permissions: Permissions): Words {
	const words = keyWords(permissions);
	if (words === undefined) return say`all`;
	return words.length === 0 ? say`none` : codes(words, 8);
}

function shortened(word: Words): Words {
	const cut = (text: string) => (text.length > MOST_OF_A_PATTERN ? `${text.slice(0, MOST_OF_A_PATTERN - 1)}…` : text);
	return typeof word === "string" ? cut(word) : word.withArgs(cut);
}

const MOST_OF_A_PATTERN = 32;

function channels({ allChannels, channels: patterns }: Permissions): Words {
	if (allChannels) return say`all`;
	return patterns.length === 0
		? say`none`
		: codes(
				patterns.map(({ pattern }) => pattern),
				8,
			);
}

function databases({ databases: numbers }: Permissions): Words {
	if (numbers === undefined || numbers === "all") return say`all`;
	return numbers.length === 0 ? say`none` : numbers.join(", ");
}

function selectorsInWords(count: number): Words | undefined {
	if (count === 0) return undefined;
	return count === 1 ? say`1 selector` : say`${count} selectors`;
}
