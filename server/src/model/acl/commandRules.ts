// model/acl: rules about commands. Each rule leads from one set of allowed commands to the next; every step is worked out once.
import { asciiLower } from "../../base/utf8";
import type { Command, Commands } from "../../knowledge/types";
import { Bits } from "./bits";
import type { AclDialect } from "./dialect";
import type { Fault } from "./errors";
import type { CommandTrail, Permissions } from "./types";

/** The allowed commands after some rules about commands, and the way there. Immutable. */
export interface CommandState {
	readonly bits: Bits;
	readonly allCommands: boolean;
	readonly futureCommands: boolean;
	readonly firstArguments: ReadonlyMap<number, readonly string[]>;
	/** The state before the last rule; undefined at the beginning. */
	readonly before: CommandState | undefined;
	/** Number of rules that led here. */
	readonly depth: number;
}

type Step = CommandState | Fault;

export function isFault(step: Step): step is Fault {
	return "code" in step;
}

/** What one rule does to a state, before its way is put down. */
type Change = Omit<CommandState, "before" | "depth">;

/** Tables of one release, and the steps worked out so far. Shared by users: most have rules that others have too. */
export class CommandRules {
	readonly start: CommandState;
	private readonly byName = new Map<string, Command>();
	private readonly categories = new Map<string, Category>();
	private steps = new WeakMap<CommandState, Map<string, Step>>();
	private readonly trails = new WeakMap<CommandState, CommandTrail>();
	private known = 0;

	constructor(
		readonly commands: Commands,
		private readonly dialect: AclDialect,
		/** New names of renamed commands, in lower case. */
		private readonly newNames: ReadonlySet<string>,
	) {
		const all = commands.all();
		for (const command of all) this.byName.set(asciiLower(command.name), command);
		for (const name of commands.categories()) this.categories.set(asciiLower(name), this.category(name, all));
		this.start = {
			bits: Bits.none(all.length),
			allCommands: false,
			futureCommands: false,
			firstArguments: NO_ARGUMENTS,
			before: undefined,
			depth: 0,
		};
	}

	/** By name in any case. */
	find(name: string): Command | undefined {
		return this.byName.get(name) ?? this.byName.get(asciiLower(name));
	}

	/** Applies a rule that begins with + or -, or is one of allcommands, nocommands and reset. */
	apply(state: CommandState, rule: string): Step {
		const steps = this.steps.get(state) ?? this.stepsFrom(state);
		let step = steps.get(rule);
		if (step === undefined) {
			const change = this.change(state, rule);
			step = "code" in change ? change : { ...change, before: state, depth: state.depth + 1 };
			steps.set(rule, step);
			if (++this.known > MOST_STEPS) this.forget();
		}
		return step;
	}

	/** The way to a state; one object for all users whose rules stand at the same places. */
	trail(state: CommandState, tokens: readonly number[]): CommandTrail {
		const known = this.trails.get(state);
		if (known && isEqual(known.tokens, tokens)) return known;
		const trail = { state, tokens };
		this.trails.set(state, trail);
		return trail;
	}

	/** The commands that `+cmd`, `-cmd` or a category means, containers with their subcommands; undefined where the name is not known. */
	meant(rule: string): Bits | undefined {
		const name = asciiLower(rule.slice(1));
		if (name.startsWith("@")) return this.categories.get(name.slice(1))?.bits;
		const command = this.byName.get(name);
		return command && this.withSubcommands([command]);
	}

	private stepsFrom(state: CommandState): Map<string, Step> {
		const steps = new Map<string, Step>();
		this.steps.set(state, steps);
		return steps;
	}

	/** Files with very many different rule lists must not fill the memory with steps that never come again. */
	private forget(): void {
		this.steps = new WeakMap();
		this.known = 0;
	}

	private change(state: CommandState, rule: string): Change | Fault {
		const word = asciiLower(rule);
		if (word === "+@all" || word === "allcommands") return this.everything();
		if (word === "-@all" || word === "nocommands" || word === "reset") return this.start;
		const adds = word.startsWith("+");
		const name = word.slice(1);
		if (name.startsWith("@")) {
			const category = this.categories.get(name.slice(1));
			if (category === undefined) return this.unknownCategory(rule, name.slice(1));
			return changed(state, adds, category.bits, category.direct);
		}
		return adds ? this.added(state, rule, name) : this.removed(state, rule, name);
	}

	private added(state: CommandState, rule: string, name: string): Change | Fault {
		const bar = this.dialect.selectors ? name.lastIndexOf("|") : name.indexOf("|");
		if (bar === -1) {
			const command = this.byName.get(name);
			return command ? this.whole(state, true, command) : this.unknownCommand(rule, name);
		}
		const command = this.byName.get(name.slice(0, bar));
		const argument = name.slice(bar + 1);
		if (command === undefined) return this.unknownCommand(rule, name);
		if (command.container !== undefined) return { code: "not-a-container" };
		if (argument === "") return { code: "empty-subcommand" };
		if (command.subcommands.length === 0) return this.argumentAdded(state, command, argument);
		const subcommand = this.byName.get(name);
		return subcommand ? this.whole(state, true, subcommand) : this.unknownCommand(rule, name, command);
	}

	private removed(state: CommandState, rule: string, name: string): Change | Fault {
		const command = this.byName.get(name);
		if (command) return this.whole(state, false, command);
		const base = this.byName.get(name.slice(0, Math.max(0, name.indexOf("|"))));
		if (base === undefined) return this.unknownCommand(rule, name);
		return base.subcommands.length === 0 ? { code: "subcommand-removal" } : this.unknownCommand(rule, name, base);
	}

	/** A container takes its subcommands along, a subcommand goes alone. */
	private whole(state: CommandState, adds: boolean, command: Command): Change {
		return changed(state, adds, this.withSubcommands([command]), [command.index]);
	}

	private argumentAdded(state: CommandState, command: Command, argument: string): Change | Fault {
		if (!this.dialect.selectors && state.bits.has(command.index)) {
			return this.dialect.refusesArgumentOfAllowed ? { code: "already-allowed" } : state;
		}
		const known = state.firstArguments.get(command.index) ?? [];
		if (known.includes(argument)) return state;
		return { ...state, firstArguments: new Map(state.firstArguments).set(command.index, [...known, argument]) };
	}

	private everything(): Change {
		return {
			bits: Bits.all(this.commands.all().length),
			allCommands: true,
			futureCommands: true,
			firstArguments: NO_ARGUMENTS,
		};
	}

	private category(name: string, all: readonly Command[]): Category {
		const members = all.filter((command) => command.categories.includes(name));
		return { bits: this.withSubcommands(members), direct: members.map((command) => command.index) };
	}

	private withSubcommands(commands: readonly Command[]): Bits {
		const indexes = commands.flatMap((command) => [
			command.index,
			...command.subcommands.map((name) => this.byName.get(name)?.index ?? command.index),
		]);
		return Bits.of(this.commands.all().length, indexes);
	}

	private unknownCommand(rule: string, name: string, container?: Command): Fault {
		if (this.newNames.has(name.split("|", 1)[0] as string)) return { code: "renamed-command" };
		const names = () => (container ? container.subcommands : this.byName.keys());
		return { code: "unknown-command", near: { word: name, names, prefix: rule[0] as string } };
	}

	private unknownCategory(rule: string, name: string): Fault {
		return { code: "unknown-category", near: { word: name, names: () => this.categories.keys(), prefix: `${rule[0]}@` } };
	}
}

interface Category {
	readonly bits: Bits;
	/** Its members without the subcommands that containers among them take along. */
	readonly direct: readonly number[];
}

const NO_ARGUMENTS: ReadonlyMap<number, readonly string[]> = new Map();
const MOST_STEPS = 100_000;

/** First arguments of the commands that are named are forgotten, whether they are allowed or taken away. */
function changed(state: CommandState, adds: boolean, bits: Bits, named: readonly number[]): Change {
	let { firstArguments } = state;
	if (named.some((index) => firstArguments.has(index))) {
		const left = new Map(firstArguments);
		for (const index of named) left.delete(index);
		firstArguments = left;
	}
	return {
		bits: adds ? state.bits.with(bits) : state.bits.without(bits),
		allCommands: state.allCommands && (adds || bits.size === 0),
		futureCommands: state.futureCommands,
		firstArguments,
	};
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
export function decidingToken({ trail }: Permissions, command: number, argument?: string): number | undefined {
	if (trail === undefined) return undefined;
	const holds = (at: CommandState) =>
		argument === undefined ? at.bits.has(command) : (at.firstArguments.get(command)?.includes(argument) ?? false);
	const now = holds(trail.state);
	for (let at = trail.state; at.before !== undefined; at = at.before) {
		if (holds(at.before) !== now) return trail.tokens[at.depth - 1];
	}
	return undefined;
}
