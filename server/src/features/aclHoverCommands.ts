// features: what a rule about commands adds or takes at its place, what later rules make of that, and what its category holds.

import { MASK } from "../base/mask";
import { asciiLower } from "../base/utf8";
import type { Command, Knowledge } from "../knowledge/types";
import { effectOf } from "../model/acl/effects";
import { nameOf } from "../model/acl/errors";
import type { AclEvaluator } from "../model/acl/evaluate";
import type { AclToken } from "../model/acl/types";
import { commandName, isDangerous, isKnownArgument, isTyped, shownRule, typedCommands } from "../rules/aclWords";
import { lossesWithout } from "../rules/clientNeeds";
import { code, counted, joined, listOf, namesOf } from "./aclMarkdown";

export interface RuleAt {
	/** All rules of the user, or those inside one selector. */
	readonly rules: readonly AclToken[];
	readonly position: number;
	readonly evaluator: AclEvaluator;
	readonly knowledge: Knowledge;
}

export function isCommandRule(rule: string): boolean {
	return /^(?:[+-].|(?:allcommands|nocommands)$)/is.test(rule);
}

export function commandRuleMarkdown(at: RuleAt): string {
	const rule = at.rules[at.position]?.text ?? "";
	return [effect(rule, at), note(rule, at), category(rule, at), clients(rule, at)].filter((part) => part !== "").join("\n\n");
}

function effect(rule: string, { rules, position, evaluator, knowledge }: RuleAt): string {
	const { commands } = evaluator.world;
	const tokens = rules.map(({ text }) => text);
	const shown = (index: number) => shownRule(rules[index] ?? { text: "" }, knowledge);
	const typed = (indexes: readonly number[]) => indexes.flatMap((index) => commands.all()[index] ?? []).filter(isTyped);
	const { adds, removes, undoneBy } = effectOf(tokens, position, evaluator);
	const added = typed(adds);
	const removed = typed(removes);
	const undone = undoneBy.map(({ token, commands: indexes }) => ({ rule: shown(token), commands: typed(indexes) }));
	if (added.length > 0) return `${code(shown(position))} grants ${some(added)}.${undoing(added.length, undone, "taken away again")}`;
	if (removed.length > 0) return `${code(shown(position))} takes away ${some(removed)}.${undoing(removed.length, undone, "granted again")}`;
	const argument = firstArgument(rule, evaluator);
	if (argument)
		return `${code(shown(position))} allows ${commandName(argument.command.name)} where its first argument is ${code(isKnownArgument(argument.command.name, argument.text, knowledge) ? argument.text : MASK)}.`;
	if (isBase(rule) && !tokens.slice(0, position).some(isCommandRule))
		return `${code(shown(position))} is where every new user begins: no command is allowed.`;
	return `${code(shown(position))} changes nothing at this place: ${rule.startsWith("-") ? "nothing that it names was allowed" : "everything that it names is allowed already"}.`;
}

/** "71 commands, among them FLUSHALL and FLUSHDB"; a few are all named. */
function some(commands: readonly Command[]): string {
	if (commands.length <= 6) return namesOf(commands, 6);
	const dangerous = commands.filter(isDangerous);
	const count = counted(commands.length, "command");
	return dangerous.length === 0 ? `${count}, none of them dangerous` : `${count}, among them ${namesOf(dangerous, 8)}`;
}

function undoing(all: number, undone: readonly { rule: string; commands: readonly Command[] }[], how: string): string {
	const parts = undone.filter(({ commands }) => commands.length > 0);
	const count = parts.reduce((sum, { commands }) => sum + commands.length, 0);
	if (count === 0) return "";
	const whose = count === all ? (all === 1 ? "It is" : "All of them are") : `${count} of them ${count === 1 ? "is" : "are"}`;
	const [only] = parts;
	if (parts.length === 1 && only) return ` ${whose} ${how} by ${code(only.rule)} below.`;
	return ` ${whose} ${how} below: ${joined(parts.slice(0, 4).map(({ rule, commands }) => `${commands.length} by ${code(rule)}`))}${parts.length > 4 ? " and others" : ""}.`;
}

/** What the rule cannot do, or does beyond the commands of today. */
function note(rule: string, { evaluator }: RuleAt): string {
	const word = asciiLower(rule);
	const { dialect, world } = evaluator;
	if (word === "+@all" || word === "allcommands") return "It also allows what modules and later releases bring.";
	const argument = firstArgument(rule, evaluator);
	if (argument && !dialect.selectors) {
		return `${nameOf(dialect)} knows no subcommands: it only compares the first argument, whatever the command makes of it.`;
	}
	if (argument) return "Only the first argument is compared; a later rule about the whole command drops this one.";
	const name = word.slice(1).split("|", 1)[0] as string;
	const to = world.renamed.get(name);
	if (to === null) return `rename-command takes ${commandName(name)} away from everybody, whatever the rules say.`;
	return to === undefined ? "" : `rename-command gives ${commandName(name)} another name for clients; rules use the original one.`;
}

function category(rule: string, { evaluator }: RuleAt): string {
	const name = asciiLower(rule.slice(2));
	if (rule[1] !== "@" || name === "all") return "";
	const { commands } = evaluator.world;
	const members = typedCommands(commands).filter((command) => command.categories.includes(name));
	if (members.length === 0) return "";
	const words = [`${code(`@${name}`)} in ${nameOf(evaluator.dialect)} (${members.length}): ${listOf(members)}.`];
	const beyond = typedCommands(commands).filter((command) => isDangerous(command) && !members.includes(command));
	if (name === "dangerous" && beyond.length > 0) words.push(`**Not in it**, and yet to be granted with care: ${listOf(beyond)}.`);
	return words.join("\n\n");
}

/** What is taken away may be what a client library needs. */
function clients(rule: string, { rules, position, evaluator }: RuleAt): string {
	if (!rule.startsWith("-") || isBase(rule)) return "";
	const { commands } = evaluator.world;
	const tokens = rules.map(({ text }) => text);
	const { removes, undoneBy } = effectOf(tokens, position, evaluator);
	const again = new Set(undoneBy.flatMap((undone) => undone.commands));
	const losses = lossesWithout(removes.filter((index) => !again.has(index)).flatMap((index) => commands.all()[index] ?? []));
	if (losses.length === 0) return "";
	const lines = losses.map(
		({ client, commands: lost, effect: meaning }) => `- ${client} loses ${joined(lost.map(commandName))}: ${meaning}`,
	);
	return ["Clients that use some of it:", "", ...lines].join("\n");
}

function firstArgument(rule: string, { rules }: AclEvaluator): { command: Command; text: string } | undefined {
	const bar = rule.indexOf("|");
	if (bar === -1 || !rule.startsWith("+")) return undefined;
	const command = rules.find(rule.slice(1, bar));
	return command && command.subcommands.length === 0 ? { command, text: rule.slice(bar + 1) } : undefined;
}

function isBase(rule: string): boolean {
	return /^(?:-@all|nocommands)$/i.test(rule);
}
