// model/acl: what one rule does at its place, which later rules take that back, and which rules could go without any change.
import { asciiLower } from "../../base/utf8";
import { CommandState } from "./commandState";
import type { AclEvaluator } from "./evaluate";
import type { Permissions, UserState } from "./types";

/** What a rule does to the set of commands at its place, by command index in ascending order. */
export interface CommandEffect {
	readonly adds: readonly number[];
	readonly removes: readonly number[];
	/** Later rules that first turn back some of it, in their order. */
	readonly undoneBy: readonly { readonly token: number; readonly commands: readonly number[] }[];
}

/**
 * The effect of the rule at `position` of a user's rules, or of the rules inside a selector. Nothing for rules that are not about
 * commands and for those that are refused.
 */
export function effectOf(tokens: readonly string[], position: number, evaluator: AclEvaluator): CommandEffect {
	const states = statesOf(tokens, evaluator);
	const before = stateBefore(states, position, evaluator);
	const after = states[position];
	if (after === undefined) return { adds: [], removes: [], undoneBy: [] };
	const adds = [...after.bits.without(before.bits)];
	const removes = [...before.bits.without(after.bits)];
	return { adds, removes, undoneBy: undoings(states, position, [...adds, ...removes], after) };
}

/** The state after each rule about commands; undefined at rules of other kinds and at refused ones. Rules of one list are asked about one after the other. */
function statesOf(tokens: readonly string[], evaluator: AclEvaluator): readonly (CommandState | undefined)[] {
	const known = allStates.get(evaluator) ?? new WeakMap<readonly string[], readonly (CommandState | undefined)[]>();
	allStates.set(evaluator, known);
	const states = known.get(tokens) ?? workOutStates(tokens, evaluator);
	known.set(tokens, states);
	return states;
}

const allStates = new WeakMap<AclEvaluator, WeakMap<readonly string[], readonly (CommandState | undefined)[]>>();

function workOutStates(tokens: readonly string[], { rules }: AclEvaluator): (CommandState | undefined)[] {
	let state = rules.start;
	return tokens.map((token) => {
		if (!/^(?:[+-]|(?:allcommands|nocommands|reset)$)/i.test(token)) return undefined;
		const step = rules.apply(state, token);
		if (!(step instanceof CommandState)) return undefined;
		state = step;
		return state;
	});
}

function stateBefore(states: readonly (CommandState | undefined)[], position: number, { rules }: AclEvaluator): CommandState {
	for (let i = position - 1; i >= 0; i--) {
		const state = states[i];
		if (state) return state;
	}
	return rules.start;
}

function undoings(
	states: readonly (CommandState | undefined)[],
	position: number,
	commands: readonly number[],
	after: CommandState,
): { token: number; commands: number[] }[] {
	const found: { token: number; commands: number[] }[] = [];
	let left = commands;
	for (let token = position + 1; token < states.length && left.length > 0; token++) {
		const state = states[token];
		if (state === undefined) continue;
		const turned = left.filter((command) => state.bits.has(command) !== after.bits.has(command));
		if (turned.length === 0) continue;
		found.push({ token, commands: turned });
		left = left.filter((command) => state.bits.has(command) === after.bits.has(command));
	}
	return found;
}

/**
 * `needed`: without it the user would be another. `idle`: it changes nothing at its place. `spare`: it changes something there, but other
 * rules turn that back or say the same, so that the user would be no other without it. `refused`: the server refuses it.
 */
export type RuleUse = "needed" | "idle" | "spare" | "refused";

/** Of each rule, whether it could go; all that could may go together, the first ones first. Rules that say the same with other passwords, keys and channels are worked out once. */
export function usesOf(tokens: readonly string[], evaluator: AclEvaluator): readonly RuleUse[] {
	let known = memos.get(evaluator);
	if (known === undefined) {
		known = new Map();
		memos.set(evaluator, known);
	}
	const shape = shapeOf(tokens);
	let uses = known.get(shape);
	if (uses === undefined) {
		uses = workOutUses(tokens, evaluator);
		if (known.size >= MOST_SHAPES) known.clear();
		known.set(shape, uses);
	}
	return uses;
}

const memos = new WeakMap<AclEvaluator, Map<string, readonly RuleUse[]>>();
const MOST_SHAPES = 10_000;

/** Of longer lists nothing is said: the work grows with the square of their length. */
export const MOST_RULES = 300;

function workOutUses(tokens: readonly string[], evaluator: AclEvaluator): RuleUse[] {
	const all = evaluator.evaluate(tokens);
	const refused = new Set(all.errors.map((error) => error.token));
	if (tokens.length > MOST_RULES) return tokens.map((_, i) => (refused.has(i) ? "refused" : "needed"));
	let before = evaluator.evaluate([]);
	const uses = tokens.map((_, i): RuleUse => {
		const after = evaluator.evaluate(tokens.slice(0, i + 1));
		const isIdle = isSameUser(before, after);
		before = after;
		return refused.has(i) ? "refused" : isIdle ? "idle" : "needed";
	});
	for (const i of uses.keys()) {
		if (uses[i] !== "needed") continue;
		const rest = evaluator.evaluate(tokens.filter((_, other) => other !== i && uses[other] === "needed"));
		if (rest.errors.length === 0 && isSameUser(rest, all)) uses[i] = "spare";
	}
	return uses;
}

/** The rules with passwords and patterns numbered in the order in which they first stand. */
function shapeOf(tokens: readonly string[]): string {
	const numbers = new Map<string, number>();
	const numbered = (sign: string, text: string) => {
		const key = sign[0] === "&" ? `&${text}` : sign[0] === "~" || sign[0] === "%" ? `~${text}` : text;
		let number = numbers.get(key);
		if (number === undefined) {
			number = numbers.size;
			numbers.set(key, number);
		}
		return `${sign}${number}`;
	};
	return tokens
		.map((token) => {
			// A hash in capital letters is refused, so it is of another shape.
			const match = /^([>~&<]|%[rw]{1,2}~)(.*)$/is.exec(token) ?? /^([#!])([0-9a-f]{64})$/.exec(token);
			if (!match || token === "~*" || token === "&*" || /[\0\t-\r ]/.test(token)) return token;
			return numbered(asciiLower(match[1] as string), match[2] as string);
		})
		.join("\n");
}

/** Whether two users may log in with the same passwords and do the same. */
export function isSameUser(one: UserState, other: UserState): boolean {
	return (
		one.enabled === other.enabled &&
		one.nopass === other.nopass &&
		one.sanitizePayload === other.sanitizePayload &&
		isSameList(one.passwords, other.passwords, (a, b) => a === b || a.hash === b.hash) &&
		isSamePermissions(one.root, other.root) &&
		isSameList(one.selectors, other.selectors, isSamePermissions)
	);
}

/** Whether two sets of permissions allow exactly the same, also with commands that a module adds later. Patterns count as they are written. */
function isSamePermissions(one: Permissions, other: Permissions): boolean {
	return (
		isSameCommands(one, other) &&
		one.allKeys === other.allKeys &&
		isSameSet(one.keys.map(keyText), other.keys.map(keyText)) &&
		one.allChannels === other.allChannels &&
		isSameSet(one.channels.map(patternOf), other.channels.map(patternOf)) &&
		String(one.databases) === String(other.databases)
	);
}

/** Whether two sets of permissions allow exactly the same commands, keys and channels aside. */
export function isSameCommands(one: Permissions, other: Permissions): boolean {
	if (one.futureCommands !== other.futureCommands || one.commands.size !== other.commands.size) return false;
	if (one.commands !== other.commands) for (const command of one.commands) if (!other.commands.has(command)) return false;
	return isSameSet(firstArgumentsOf(one), firstArgumentsOf(other));
}

/** First arguments of commands that are allowed as a whole say nothing. */
function firstArgumentsOf({ commands, firstArguments }: Permissions): string[] {
	return Array.from(firstArguments).flatMap(([command, list]) =>
		commands.has(command) ? [] : list.map((argument) => `${command}|${argument}`),
	);
}

function keyText({ pattern, read, write }: Permissions["keys"][number]): string {
	return `${read ? "r" : ""}${write ? "w" : ""}~${pattern}`;
}

function patternOf({ pattern }: { readonly pattern: string }): string {
	return pattern;
}

function isSameList<T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
	return one.length === other.length && one.every((item, i) => isSame(item, other[i] as T));
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
	if (one.length === 0 && other.length === 0) return true;
	const all = new Set(one);
	return all.size === new Set(other).size && other.every((item) => all.has(item));
}
