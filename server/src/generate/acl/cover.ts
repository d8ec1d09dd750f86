// generate/acl: the fewest of some rules that, in a fitting order, make one set of commands of another. A pure search over bits.
import type { Bits } from "../../model/acl/bits";

export interface CoverRule {
	readonly sign: "+" | "-";
	/** The commands that it adds or takes away. */
	readonly bits: Bits;
	/** What it costs to write it, compared only between answers with equally many rules. */
	readonly length: number;
}

export interface CoverProblem {
	/** The commands that are allowed before the first rule. */
	readonly start: Bits;
	readonly target: Bits;
	readonly rules: readonly CoverRule[];
}

export interface Cover {
	/** Positions in `rules`, in the order in which the rules are to be written: that of `rules` wherever it works. */
	readonly order: readonly number[];
	/** No answer has fewer rules, or equally many and less to write. Not proven where the search was cut off. */
	readonly proven: boolean;
}

/** What is left of the work that a search may do; shared by searches that belong together. */
export interface Budget {
	left: number;
}

/** Rules that may be looked at in one go: some ten milliseconds. */
export const COVER_BUDGET = 15_000;

/**
 * Undefined where no choice of the rules leads to the target in any order.
 *
 * Whether a choice of rules works is decided from its end: a rule may stand last if it gives every command that it names the right answer; the
 * commands that it names are then settled, and rules before it may say of them what they like. Settling more never hurts, so taking any rule
 * that may stand last leads to an order wherever there is one. Choices are made by branch and bound: some command needs a rule that gives it
 * the right answer, so one of the rules that do is in every answer.
 */
export function shortestCover(problem: CoverProblem, budget: Budget = { left: COVER_BUDGET }): Cover | undefined {
	return new Search(problem, budget).run();
}

type Words = Uint32Array;

interface Candidate {
	readonly index: number;
	readonly length: number;
	/** Commands that it gives the right answer, and the wrong one. */
	readonly right: Words;
	readonly wrong: Words;
}

class Search {
	private candidates: readonly Candidate[];
	/** Commands that must change. */
	private readonly changing: Words;
	private best: readonly Candidate[] | undefined;
	private bestCost = Number.POSITIVE_INFINITY;

	constructor(
		{ start, target, rules }: CoverProblem,
		private readonly budget: Budget,
	) {
		this.changing = start.words.map((word, i) => word ^ (target.words[i] as number));
		this.candidates = rules.map(({ sign, bits, length }, index) => {
			const right = bits.words.map((word, i) => word & (sign === "+" ? (target.words[i] as number) : ~(target.words[i] as number)));
			return { index, length, right, wrong: bits.words.map((word, i) => word & ~(right[i] as number)) };
		});
	}

	run(): Cover | undefined {
		const { fixed, stuck } = this.settled(this.candidates);
		if (!isSubset(this.changing, fixed)) return undefined;
		// What cannot stand anywhere beside all others can stand nowhere.
		this.candidates = this.candidates.filter((candidate) => !stuck.includes(candidate));
		const forced = this.forced();
		this.improve(this.withoutIdle(this.candidates, forced));
		const isComplete = this.extend(
			[...forced],
			this.candidates.filter((candidate) => !forced.has(candidate)),
		);
		return { order: this.ordered(this.best ?? []), proven: isComplete };
	}

	/** Rules that are in every answer, since nothing else gives some command its right answer. */
	private forced(): ReadonlySet<Candidate> {
		const able = new Map<number, Candidate | "several">();
		for (const candidate of this.candidates) {
			for (const command of each(candidate.right)) able.set(command, able.has(command) ? "several" : candidate);
		}
		const forced = new Set<Candidate>();
		for (let before = -1; before < forced.size; ) {
			before = forced.size;
			for (const command of each(this.needs([...forced]))) {
				const only = able.get(command);
				if (only !== undefined && only !== "several") forced.add(only);
			}
		}
		return forced;
	}

	/**
	 * Drops one rule after the other while the rest works, the longest first, until none can go: an answer to begin with, and one to fall back on.
	 * Its work is bounded by itself and not counted.
	 */
	private withoutIdle(all: readonly Candidate[], forced: ReadonlySet<Candidate>): readonly Candidate[] {
		const { left } = this.budget;
		let kept = all;
		const passes = all.length > MANY ? 1 : PASSES;
		for (let before = -1, pass = 0; before !== kept.length && pass < passes; pass++) {
			before = kept.length;
			for (const candidate of [...kept].sort((a, b) => b.length - a.length || b.index - a.index)) {
				if (forced.has(candidate)) continue;
				const fewer = kept.filter((other) => other !== candidate);
				if (this.settled(fewer).works) kept = fewer;
			}
		}
		this.budget.left = left;
		return kept;
	}

	/** Looks at all answers that have `chosen` in them and beyond that only rules of `open`. False where it was cut off. */
	private extend(chosen: readonly Candidate[], open: readonly Candidate[]): boolean {
		if (this.budget.left <= 0) return false;
		const { works, fixed } = this.settled(chosen);
		this.budget.left -= open.length >>> 2;
		if (works) {
			this.improve(chosen);
			return true;
		}
		const needs = this.needs(chosen);
		if (costOf(chosen) + this.atLeast(needs, open) * RULE >= this.bestCost) return true;
		const branches = isEmpty(needs) ? open.filter(({ wrong }) => isSubset(wrong, fixed)) : this.fewestBranches(needs, open);
		let rest = open;
		let isComplete = true;
		for (const branch of branches.sort((a, b) => gain(b, needs) - gain(a, needs) || a.length - b.length)) {
			rest = rest.filter((candidate) => candidate !== branch);
			isComplete = this.extend([...chosen, branch], rest) && isComplete;
		}
		return isComplete;
	}

	/** Commands to which every answer that has `chosen` in it gives the right answer by a rule that is not yet chosen. */
	private needs(chosen: readonly Candidate[]): Words {
		const needs = this.changing.slice();
		for (const { wrong } of chosen) addTo(needs, wrong);
		for (const { right } of chosen) takeFrom(needs, right);
		return needs;
	}

	/** The rules that answer the need that the fewest rules answer. */
	private fewestBranches(needs: Words, open: readonly Candidate[]): Candidate[] {
		let fewest: Candidate[] | undefined;
		for (const command of each(needs)) {
			const able = open.filter(({ right }) => has(right, command));
			this.budget.left -= open.length >>> 3;
			if (fewest === undefined || able.length < fewest.length) fewest = able;
			if (fewest.length <= 1) break;
		}
		return fewest ?? [];
	}

	/** Rules that are still needed, at least: needs that no two of which one rule answers. */
	private atLeast(needs: Words, open: readonly Candidate[]): number {
		const rest = needs.slice();
		let count = 0;
		for (const command of each(needs)) {
			if (!has(rest, command)) continue;
			count++;
			this.budget.left -= open.length >>> 3;
			for (const { right } of open) if (has(right, command)) takeFrom(rest, right);
		}
		return Math.max(count, 1);
	}

	/** Places the chosen rules from the end, as far as that goes. */
	private settled(chosen: readonly Candidate[]): { works: boolean; fixed: Words; stuck: readonly Candidate[] } {
		const fixed = new Uint32Array(this.changing.length);
		let waiting = chosen;
		for (;;) {
			const stuck: Candidate[] = [];
			this.budget.left -= waiting.length >>> 2;
			for (let i = waiting.length - 1; i >= 0; i--) {
				const candidate = waiting[i] as Candidate;
				if (isSubset(candidate.wrong, fixed)) addTo(fixed, candidate.right);
				else stuck.unshift(candidate);
			}
			if (stuck.length === 0) return { works: isSubset(this.changing, fixed), fixed, stuck };
			if (stuck.length === waiting.length) return { works: false, fixed, stuck };
			waiting = stuck;
		}
	}

	/** As they were wherever that works: from the end, the last of those that may stand there. */
	private ordered(chosen: readonly Candidate[]): number[] {
		const order: number[] = [];
		const fixed = new Uint32Array(this.changing.length);
		const waiting = [...chosen].sort((a, b) => a.index - b.index);
		while (waiting.length > 0) {
			const at = waiting.findLastIndex(({ wrong }) => isSubset(wrong, fixed));
			const [candidate] = waiting.splice(at, 1);
			if (candidate === undefined) break;
			addTo(fixed, candidate.right);
			order.unshift(candidate.index);
		}
		return order;
	}

	private improve(answer: readonly Candidate[]): void {
		const cost = costOf(answer);
		if (cost >= this.bestCost) return;
		this.best = answer;
		this.bestCost = cost;
	}
}

/** A rule that could not go may be able to once others have gone. */
const PASSES = 3;

/** More rules than people write. */
const MANY = 150;

/** More than all rules of a user have characters. */
const RULE = 1e9;

function costOf(rules: readonly Candidate[]): number {
	return rules.reduce((sum, { length }) => sum + length, rules.length * RULE);
}

function gain({ right }: Candidate, needs: Words): number {
	let count = 0;
	for (let i = 0; i < right.length; i++) for (let rest = (right[i] as number) & (needs[i] as number); rest !== 0; rest &= rest - 1) count++;
	return count;
}

function addTo(words: Words, more: Words): void {
	for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) | (more[i] as number);
}

function takeFrom(words: Words, less: Words): void {
	for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) & ~(less[i] as number);
}

function isSubset(words: Words, of: Words): boolean {
	for (let i = 0; i < words.length; i++) if (((words[i] as number) & ~(of[i] as number)) !== 0) return false;
	return true;
}

function isEmpty(words: Words): boolean {
	return words.every((word) => word === 0);
}

function has(words: Words, index: number): boolean {
	return ((words[index >>> 5] as number) & (1 << (index & 31))) !== 0;
}

function* each(words: Words): Generator<number> {
	for (let i = 0; i < words.length; i++) {
		for (let word = words[i] as number; word !== 0; word &= word - 1) yield i * 32 + (31 - Math.clz32(word & -word));
	}
}
