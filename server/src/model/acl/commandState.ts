// model/acl: the commands that are allowed after some rules, and the way there.
import { ownCopy } from "../../base/utf8";
import { Bits } from "./bits";
import type { Fault } from "./errors";

/** The rules about commands that were applied, in order. */
export interface CommandTrail {
	/** The last of the states that these rules went through. */
	readonly state: CommandState;
	/** For each rule, the token it stands in; of a selector, its position inside. */
	readonly tokens: readonly number[];
}

/** What one rule does: it allows the commands of a mask, or takes them away. */
export interface CommandChange {
	readonly mask: Bits;
	readonly adds: boolean;
	readonly allCommands: boolean;
	readonly futureCommands: boolean;
	readonly firstArguments: ReadonlyMap<number, readonly string[]>;
}

/**
 * Seen from outside it never changes. Large files lead to very many states of which only the last ones are looked at, so a state holds
 * what its rule did, and finds the set when it is asked.
 */
export class CommandState {
	/** Number of rules that led here. */
	readonly depth: number;
	private set: Bits | undefined;
	/** The steps worked out from here: most states have one. */
	private firstRule: string | undefined;
	private firstStep: CommandState | Fault | undefined;
	private otherSteps: Map<string, CommandState | Fault> | undefined;
	private lastTrail: CommandTrail | undefined;

	constructor(
		/** The state before the last rule; undefined at the beginning. */
		readonly before: CommandState | undefined,
		readonly change: CommandChange,
	) {
		this.depth = before === undefined ? 0 : before.depth + 1;
	}

	get bits(): Bits {
		this.set ??= this.findBits();
		return this.set;
	}

	/** The way here by rules in these tokens; one object for all users whose rules stand at the same places. */
	trail(tokens: readonly number[]): CommandTrail {
		if (this.lastTrail === undefined || !isEqual(this.lastTrail.tokens, tokens)) this.lastTrail = { state: this, tokens };
		return this.lastTrail;
	}

	step(rule: string): CommandState | Fault | undefined {
		return rule === this.firstRule ? this.firstStep : this.otherSteps?.get(rule);
	}

	/** The rule is copied, since a part of a text would hold the whole text in memory. */
	keepStep(text: string, step: CommandState | Fault): void {
		const rule = ownCopy(text);
		if (this.firstRule === undefined) {
			this.firstRule = rule;
			this.firstStep = step;
			return;
		}
		this.otherSteps ??= new Map();
		this.otherSteps.set(rule, step);
	}

	forgetSteps(): void {
		this.firstRule = undefined;
		this.firstStep = undefined;
		this.otherSteps = undefined;
	}

	private findBits(): Bits {
		const changes: CommandChange[] = [];
		let from: CommandState = this;
		while (from.set === undefined && from.before !== undefined) {
			changes.push(from.change);
			from = from.before;
		}
		const words = (from.set ?? from.change.mask).words.slice();
		for (let i = changes.length - 1; i >= 0; i--) {
			const { mask, adds } = changes[i] as CommandChange;
			for (let w = 0; w < words.length; w++) {
				const word = mask.words[w] as number;
				words[w] = adds ? (words[w] as number) | word : (words[w] as number) & ~word;
			}
		}
		return new Bits(words);
	}
}

function isEqual(one: readonly number[], other: readonly number[]): boolean {
	if (one.length !== other.length) return false;
	for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
	return true;
}

/**
 * The rule that last changed whether the command (by index) is allowed; undefined where none ever did. With `argument`, in lower case: the
 * rule that added that first argument. Counts the user's tokens; of a selector, the rules inside it.
 */
export function decidingToken({ trail }: { readonly trail?: CommandTrail }, command: number, argument?: string): number | undefined {
	if (trail === undefined) return undefined;
	const deciding = argument === undefined ? lastTurn(trail.state, command) : lastAddition(trail.state, command, argument);
	return deciding === undefined ? undefined : trail.tokens[deciding.depth - 1];
}

function lastTurn(state: CommandState, command: number): CommandState | undefined {
	let turn: CommandState | undefined;
	for (let at = state; at.before !== undefined; at = at.before) {
		if (!at.change.mask.has(command)) continue;
		if (turn !== undefined && at.change.adds !== turn.change.adds) return turn;
		turn = at;
	}
	// At the beginning nothing is allowed.
	return turn?.change.adds ? turn : undefined;
}

function lastAddition(state: CommandState, command: number, argument: string): CommandState | undefined {
	const holds = (at: CommandState) => at.change.firstArguments.get(command)?.includes(argument) ?? false;
	const now = holds(state);
	for (let at = state; at.before !== undefined; at = at.before) {
		if (holds(at.before) !== now) return at;
	}
	return undefined;
}
