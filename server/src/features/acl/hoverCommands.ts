// features: what a rule about commands adds or takes at its place, what later rules make of that, and what its category holds.
import { MASK } from "../../base/mask";
import { joined, listed, listedWithAnd, say, sentences, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import type { Command, Knowledge } from "../../knowledge/types";
import { effectOf } from "../../model/acl/effects";
import { nameOf } from "../../model/acl/errors";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclToken } from "../../model/acl/types";
import { commandName, isDangerous, isKnownArgument, isTyped, shownRule, typedCommands } from "../../rules/shared/aclWords";
import { lossesWithout } from "../../rules/shared/clientNeeds";
import { code } from "../texts/markdown";
import { listOf, namesOf } from "./markdown";

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

export function commandRuleMarkdown(at: RuleAt): Words {
	const rule = at.rules[at.position]?.text ?? "";
	return joined(
		[effect(rule, at), note(rule, at), category(rule, at), clients(rule, at)].filter((part) => part !== undefined),
		"\n\n",
	);
}

function effect(rule: string, { rules, position, evaluator, knowledge }: RuleAt): Words {
	const { commands } = evaluator.world;
	const tokens = rules.map(({ text }) => text);
	const shown = (index: number) => code(shownRule(rules[index] ?? { text: "" }, knowledge));
	const typed = (indexes: readonly number[]) => indexes.flatMap((index) => commands.all()[index] ?? []).filter(isTyped);
	const { adds, removes, undoneBy } = effectOf(tokens, position, evaluator);
	const added = typed(adds);
	const removed = typed(removes);
	const undone = undoneBy
		.map(({ token, commands: indexes }) => ({ rule: shown(token), count: typed(indexes).length }))
		.filter(({ count }) => count > 0);
	if (added.length > 0) return sentences(say`${shown(position)} grants ${some(added)}.`, takenBack(added.length, undone));
	if (removed.length > 0) return sentences(say`${shown(position)} takes away ${some(removed)}.`, givenBack(removed.length, undone));
	const argument = firstArgument(rule, evaluator);
	if (argument) {
		const word = isKnownArgument(argument.command.name, argument.text, knowledge) ? argument.text : MASK;
		return say`${shown(position)} allows ${commandName(argument.command.name)} where its first argument is ${code(word)}.`;
	}
	if (isBase(rule) && !tokens.slice(0, position).some(isCommandRule))
		return say`${shown(position)} is where every new user begins: no command is allowed.`;
	return rule.startsWith("-")
		? say`${shown(position)} changes nothing at this place: nothing that it names was allowed.`
		: say`${shown(position)} changes nothing at this place: everything that it names is allowed already.`;
}

/** "71 commands, among them FLUSHALL and FLUSHDB"; a few are all named. */
function some(commands: readonly Command[]): Words {
	if (commands.length <= 6) return namesOf(commands, 6);
	const dangerous = commands.filter(isDangerous);
	return dangerous.length === 0
		? say`${commands.length} commands, none of them dangerous`
		: say`${commands.length} commands, among them ${namesOf(dangerous, 8)}`;
}

interface Undone {
	/** The later rule, as Markdown. */
	readonly rule: string;
	readonly count: number;
}

function takenBack(all: number, undone: readonly Undone[]): Words | undefined {
	const [only, second] = undone;
	if (!only) return undefined;
	const count = sumOf(undone);
	if (second)
		return count === all
			? say`Later rules take all of that away again: ${parts(undone)}.`
			: say`Later rules take ${count} of them away again: ${parts(undone)}.`;
	return count === all
		? say`${only.rule} further on takes all of that away again.`
		: say`${only.rule} further on takes ${count} of them away again.`;
}

function givenBack(all: number, undone: readonly Undone[]): Words | undefined {
	const [only, second] = undone;
	if (!only) return undefined;
	const count = sumOf(undone);
	if (second)
		return count === all
			? say`Later rules grant all of that again: ${parts(undone)}.`
			: say`Later rules grant ${count} of them again: ${parts(undone)}.`;
	return count === all
		? say`${only.rule} further on grants all of that again.`
		: say`${only.rule} further on grants ${count} of them again.`;
}

function sumOf(undone: readonly Undone[]): number {
	return undone.reduce((sum, { count }) => sum + count, 0);
}

/** "3 by `-@write`, 1 by `-get`". */
function parts(undone: readonly Undone[]): Words {
	const shown = listed(undone.slice(0, MOST_RULES).map(({ rule, count }) => say`${count} by ${rule}`));
	return undone.length > MOST_RULES ? say`${shown} and others` : shown;
}

const MOST_RULES = 4;

/** What the rule cannot do, or does beyond the commands of today. */
function note(rule: string, { evaluator }: RuleAt): Words | undefined {
	const word = asciiLower(rule);
	const { dialect, world } = evaluator;
	if (word === "+@all" || word === "allcommands") return say`It also allows what modules and later releases bring.`;
	const argument = firstArgument(rule, evaluator);
	if (argument && !dialect.selectors) {
		return say`${nameOf(dialect)} knows no subcommands: it only compares the first argument, whatever the command makes of it.`;
	}
	if (argument) return say`Only the first argument is compared; a later rule about the whole command drops this one.`;
	const name = word.slice(1).split("|", 1)[0] as string;
	const to = world.renamed.get(name);
	if (to === null) return say`rename-command takes ${commandName(name)} away from everybody, whatever the rules say.`;
	return to === undefined
		? undefined
		: say`rename-command gives ${commandName(name)} another name for clients; rules use the original one.`;
}

function category(rule: string, { evaluator }: RuleAt): Words | undefined {
	const name = asciiLower(rule.slice(2));
	if (rule[1] !== "@" || name === "all") return undefined;
	const { commands } = evaluator.world;
	const members = typedCommands(commands).filter((command) => command.categories.includes(name));
	if (members.length === 0) return undefined;
	const words = [say`${code(`@${name}`)} in ${nameOf(evaluator.dialect)} (${members.length}): ${listOf(members)}.`];
	const beyond = typedCommands(commands).filter((command) => isDangerous(command) && !members.includes(command));
	if (name === "dangerous" && beyond.length > 0) words.push(say`**Not in it**, and yet to be granted with care: ${listOf(beyond)}.`);
	return joined(words, "\n\n");
}

/** What is taken away may be what a client library needs. */
function clients(rule: string, { rules, position, evaluator }: RuleAt): Words | undefined {
	if (!rule.startsWith("-") || isBase(rule)) return undefined;
	const { commands } = evaluator.world;
	const tokens = rules.map(({ text }) => text);
	const { removes, undoneBy } = effectOf(tokens, position, evaluator);
	const again = new Set(undoneBy.flatMap((undone) => undone.commands));
	const losses = lossesWithout(removes.filter((index) => !again.has(index)).flatMap((index) => commands.all()[index] ?? []));
	if (losses.length === 0) return undefined;
	const lines = losses.map(
		({ client, commands: lost, effect: meaning }) => say`- ${client} loses ${listedWithAnd(lost.map(commandName))}: ${meaning}`,
	);
	return joined([say`Clients that use some of it:`, "", ...lines], "\n");
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
