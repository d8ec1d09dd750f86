// generate/acl: the rules about commands of one user in the fewest words that the release knows, lists and categories put in each other's place.
import type { Command } from "../../knowledge/types";
import { Bits } from "../../model/acl/bits";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { Permissions } from "../../model/acl/types";
import { bitsOf, type CommandList, exactly, isCommandRule, type WrittenRule } from "./commandRules";
import type { Budget } from "./cover";

/**
 * A list that allows exactly what `permissions` does in the release in force, never longer than the person's own rules can be made. In other
 * releases the categories hold other commands, so the person must agree. The base stays: `+@all` where later commands are allowed too. What
 * categories to begin with is tried out, the most promising first; that nothing shorter exists is not proven.
 */
export function fewestCommands(
	rules: readonly string[],
	permissions: Permissions,
	evaluator: AclEvaluator,
	budget: Budget,
): CommandList | undefined {
	const { commands } = evaluator.world;
	const count = commands.all().length;
	const base = permissions.futureCommands ? "all" : "none";
	const target = bitsOf(permissions.commands, count);
	const start = base === "all" ? Bits.all(count) : Bits.none(count);
	const written = rules.findLastIndex((rule) => /^(?:[+-]@all|allcommands|nocommands|reset)$/i.test(rule));
	const own: WrittenRule[] = rules.flatMap((text, from) => (from > written && isCommandRule(text) ? { text, from } : []));
	const found = new Attempt(evaluator, target)
		.from(start)
		.map((text): WrittenRule => own.find((rule) => rule.text.toLowerCase() === text) ?? { text });
	const list = exactly([...own, ...found.filter(({ from }) => from === undefined)], permissions, base, evaluator, budget);
	if (list === undefined) return undefined;
	const isWritten = /all|nocommands/i.test(rules[written] ?? "");
	const first: WrittenRule[] = isWritten ? [{ text: base === "all" ? "+@all" : "-@all", from: written }] : [];
	return { rules: [...first, ...list.rules], proven: false };
}

interface Trial {
	readonly bits: Bits;
	readonly rules: readonly string[];
	/** Rules in the end: those so far, and the single commands that are then still wrong. */
	readonly cost: number;
}

/** Lists that were begun with the same number of categories and are looked at further. */
const WIDTH = 24;
const MOST_CATEGORIES = 6;

class Attempt {
	private readonly categories: readonly { readonly name: string; readonly bits: Bits }[];
	/** Each command that is no subcommand, with its subcommands. */
	private readonly families: readonly (readonly Command[])[];
	private readonly containers: readonly (readonly Command[])[];
	/** Commands without subcommands that are none. */
	private readonly alone: Bits;

	constructor(
		evaluator: AclEvaluator,
		private readonly target: Bits,
	) {
		const { commands } = evaluator.world;
		this.categories = commands.categories().flatMap((name) => {
			const bits = evaluator.rules.meant(`+@${name}`);
			return bits === undefined || bits.size === 0 ? [] : { name, bits };
		});
		this.families = commands
			.all()
			.filter(({ container }) => container === undefined)
			.map((command) => [command, ...command.subcommands.flatMap((name) => commands.find(name) ?? [])]);
		this.containers = this.families.filter(({ length }) => length > 1);
		const alone = this.families.filter(({ length }) => length === 1).flatMap((family) => family.map(({ index }) => index));
		this.alone = Bits.of(commands.all().length, alone);
	}

	from(start: Bits): string[] {
		let best: Trial = { bits: start, rules: [], cost: this.corrections(start).length };
		let trials = [best];
		for (let depth = 1; depth <= Math.min(MOST_CATEGORIES, best.cost - 1); depth++) {
			const next = new Map<string, Trial>();
			for (const trial of trials) for (const longer of this.longer(trial)) next.set(longer.bits.words.join(), longer);
			trials = [...next.values()].sort((a, b) => a.cost - b.cost || a.rules.join().length - b.rules.join().length).slice(0, WIDTH);
			const [first] = trials;
			if (first !== undefined && first.cost < best.cost) best = first;
		}
		return [...best.rules, ...this.corrections(best.bits)];
	}

	private *longer({ bits, rules }: Trial): Generator<Trial> {
		for (const category of this.categories) {
			if (rules.some((rule) => rule.slice(2) === category.name)) continue;
			for (const sign of ["+", "-"] as const) {
				const after = sign === "+" ? bits.with(category.bits) : bits.without(category.bits);
				if (after.equals(bits)) continue;
				const cost = rules.length + 1 + this.wrong(after);
				yield { bits: after, rules: [...rules, `${sign}@${category.name}`], cost };
			}
		}
	}

	/** How many rules about single commands lead from here to the target. */
	private wrong({ words }: Bits): number {
		let count = 0;
		for (let i = 0; i < words.length; i++) {
			const differing = ((words[i] as number) ^ (this.target.words[i] as number)) & (this.alone.words[i] as number);
			for (let rest = differing; rest !== 0; rest &= rest - 1) count++;
		}
		for (const family of this.containers) count += this.wrongOf(family, words);
		return count;
	}

	/** The length of what `correct` gives. */
	private wrongOf(family: readonly Command[], words: Uint32Array): number {
		const wanted = this.target.has((family[0] as Command).index);
		let single = 0;
		let other = 0;
		let isWrong = false;
		for (let i = 0; i < family.length; i++) {
			const { index } = family[i] as Command;
			const target = this.target.has(index);
			const differs = (((words[index >>> 5] as number) & (1 << (index & 31))) !== 0) !== target;
			if (i === 0) isWrong = differs;
			else {
				if (differs) single++;
				if (target !== wanted) other++;
			}
		}
		return isWrong ? 1 + other : Math.min(single, 1 + other);
	}

	private corrections(bits: Bits): string[] {
		return this.families.flatMap((family) => this.correct(family, bits));
	}

	/** One by one, or the container with all its subcommands and then what is different. */
	private correct([command, ...subcommands]: readonly Command[], bits: Bits): string[] {
		if (command === undefined) return [];
		const isWrong = ({ index }: Command) => bits.has(index) !== this.target.has(index);
		const single = subcommands.filter(isWrong);
		if (!isWrong(command) && single.length <= 1) return single.map((one) => this.rule(one));
		const other = subcommands.filter(({ index }) => this.target.has(index) !== this.target.has(command.index));
		const whole = [this.rule(command), ...other.map((one) => this.rule(one))];
		return isWrong(command) || whole.length < single.length ? whole : single.map((one) => this.rule(one));
	}

	private rule({ name, index }: Command): string {
		return `${this.target.has(index) ? "+" : "-"}${name}`;
	}
}
