// generate/acl: the rules about commands of one user or selector, in as few as it takes.
import { asciiLower } from "../../base/utf8";
import type { Command } from "../../knowledge/types";
import type { CommandSet } from "../../model/acl/bits";
import { Bits } from "../../model/acl/bits";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { Permissions } from "../../model/acl/types";
import { type Budget, type CoverRule, shortestCover } from "./cover";

/** One rule of a rewritten list. */
export interface WrittenRule {
	readonly text: string;
	/** Position of the rule that it was; undefined where it is new. */
	readonly from?: number;
}

export interface CommandList {
	/** In the order in which they must stand. */
	readonly rules: readonly WrittenRule[];
	/** That it is the shortest list of its kind is proven. */
	readonly proven: boolean;
}

/** A rule about commands, which `+@all`, `-@all` and their other names are too. */
export function isCommandRule(rule: string): boolean {
	return /^(?:[+-].|(?:allcommands|nocommands)$)/is.test(rule);
}

/**
 * The shortest list that allows exactly what `permissions` does, made of the rules after the last base (`+@all`, `-@all`) and of that base
 * itself, where it is written. Nothing else is put in their place. Undefined where no such list is found.
 */
export function shortestCommands(
	rules: readonly string[],
	permissions: Permissions,
	evaluator: AclEvaluator,
	budget: Budget,
): CommandList | undefined {
	const base = rules.findLastIndex((rule) => /^(?:[+-]@all|allcommands|nocommands|reset)$/i.test(rule));
	const baseText = baseOf(rules[base] ?? "");
	const own: WrittenRule[] = rules.flatMap((text, from) => (from > base && isCommandRule(text) ? { text, from } : []));
	const list = exactly(own, permissions, baseText === "+@all" ? "all" : "none", evaluator, budget);
	if (list === undefined) return undefined;
	return { rules: baseText === "" ? list.rules : [{ text: baseText, from: base }, ...list.rules], proven: list.proven };
}

/** Of `offered`, the fewest that allow exactly what `wanted` does, after the base; first arguments are taken from `wanted`. */
export function exactly(
	offered: readonly WrittenRule[],
	wanted: Pick<Permissions, "commands" | "firstArguments">,
	base: "all" | "none",
	evaluator: AclEvaluator,
	budget: Budget,
): CommandList | undefined {
	const { commands } = evaluator.world;
	const count = commands.all().length;
	const whole: WrittenRule[] = [];
	const known = new Set<string>();
	const arguments_ = new Map<string, WrittenRule>();
	for (const rule of offered) {
		const word = asciiLower(rule.text);
		if (evaluator.rules.meant(rule.text) === undefined) arguments_.set(word, arguments_.get(word) ?? rule);
		else if (!known.has(word)) whole.push(rule);
		known.add(word);
	}
	const cover = shortestCover(
		{
			start: base === "all" ? Bits.all(count) : Bits.none(count),
			target: bitsOf(wanted.commands, count),
			rules: whole.map((rule) => coverRule(rule.text, evaluator)),
		},
		budget,
	);
	if (cover === undefined) return undefined;
	const ends: WrittenRule[] = [];
	for (const [index, values] of wanted.firstArguments) {
		if (wanted.commands.has(index)) continue;
		const name = (commands.all()[index] as Command).name;
		for (const value of values) {
			const text = `+${name}|${value}`;
			ends.push(arguments_.get(text) ?? { text });
		}
	}
	return { rules: [...cover.order.map((index) => whole[index] as WrittenRule), ...ends], proven: cover.proven };
}

/** "+@all", "-@all", or nothing where the rule is neither. */
function baseOf(rule: string): "+@all" | "-@all" | "" {
	if (/^(?:\+@all|allcommands)$/i.test(rule)) return "+@all";
	return /^(?:-@all|nocommands)$/i.test(rule) ? "-@all" : "";
}

function coverRule(text: string, { rules }: AclEvaluator): CoverRule {
	const bits = rules.meant(text) ?? rules.start.bits;
	return { sign: text.startsWith("+") ? "+" : "-", bits, length: text.length };
}

export function bitsOf(set: CommandSet, commands: number): Bits {
	return set instanceof Bits ? set : Bits.of(commands, set);
}
