// model/acl: rules about commands. Each rule leads from one set of allowed commands to the next; every step is worked out once.
import { asciiLower } from "../../base/utf8";
import type { Command, Commands } from "../../knowledge/types";
import { Bits } from "./bits";
import { type CommandChange, CommandState } from "./commandState";
import type { AclDialect } from "./dialect";
import type { Fault } from "./errors";

export { decidingToken } from "./commandState";

/** A command or a category, as a rule means it. */
interface Meaning {
	/** Containers take their subcommands along. */
	readonly mask: Bits;
	/** What is named itself, without the subcommands that come along. */
	readonly direct: readonly number[];
}

/** Tables of one release, and the steps worked out so far. Shared by users: most have rules that others have too. */
export class CommandRules {
	readonly start: CommandState;
	private readonly byName = new Map<string, Command>();
	private readonly categories = new Map<string, Meaning>();
	private readonly meanings = new Map<Command, Meaning>();
	private readonly none: CommandChange;
	private readonly everything: CommandChange;
	private known = 0;

	constructor(
		readonly commands: Commands,
		private readonly dialect: AclDialect,
		/** New names of renamed commands, in lower case. */
		private readonly newNames: ReadonlySet<string>,
	) {
		const all = commands.all();
		for (const command of all) this.byName.set(asciiLower(command.name), command);
		for (const name of commands.categories()) this.categories.set(asciiLower(name), this.meaningOf(membersOf(name, all)));
		const every = { mask: Bits.all(all.length), firstArguments: NO_ARGUMENTS };
		this.none = { ...every, adds: false, allCommands: false, futureCommands: false };
		this.everything = { ...every, adds: true, allCommands: true, futureCommands: true };
		this.start = new CommandState(undefined, { ...this.none, mask: Bits.none(all.length) });
	}

	/** By name in any case. */
	find(name: string): Command | undefined {
		return this.byName.get(name) ?? this.byName.get(asciiLower(name));
	}

	/** Applies a rule that begins with + or -, or is one of allcommands, nocommands and reset. */
	apply(state: CommandState, rule: string): CommandState | Fault {
		let step = state.step(rule);
		if (step === undefined) {
			if (++this.known > MOST_STEPS) this.forget();
			const change = this.change(state, rule);
			step = "code" in change ? change : new CommandState(state, change);
			state.keepStep(rule, step);
		}
		return step;
	}

	/** The commands that `+cmd`, `-cmd` or a category means, containers with their subcommands; undefined where the name is not known. */
	meant(rule: string): Bits | undefined {
		const name = asciiLower(rule.slice(1));
		if (name.startsWith("@")) return this.categories.get(name.slice(1))?.mask;
		const command = this.byName.get(name);
		return command && this.meaning(command).mask;
	}

	/** Files with very many different rule lists must not fill the memory with steps that never come again. */
	private forget(): void {
		this.start.forgetSteps();
		this.known = 0;
	}

	private change(state: CommandState, rule: string): CommandChange | Fault {
		const word = asciiLower(rule);
		if (word === "+@all" || word === "allcommands") return this.everything;
		if (word === "-@all" || word === "nocommands" || word === "reset") return this.none;
		const adds = word.startsWith("+");
		const name = word.slice(1);
		if (name.startsWith("@")) {
			const category = this.categories.get(name.slice(1));
			return category ? changed(state, adds, category) : this.unknownCategory(rule, name.slice(1));
		}
		return adds ? this.added(state, rule, name) : this.removed(state, rule, name);
	}

	private added(state: CommandState, rule: string, name: string): CommandChange | Fault {
		const whole = this.byName.get(name);
		if (whole && !name.includes("|")) return changed(state, true, this.meaning(whole));
		const bar = this.dialect.selectors ? name.lastIndexOf("|") : name.indexOf("|");
		const command = this.byName.get(name.slice(0, Math.max(0, bar)));
		const argument = name.slice(bar + 1);
		if (command === undefined) return this.unknownCommand(rule, name);
		if (command.container !== undefined) return { code: "not-a-container" };
		if (argument === "") return { code: "empty-subcommand" };
		if (command.subcommands.length === 0) return this.argumentAdded(state, command, argument);
		return whole ? changed(state, true, this.meaning(whole)) : this.unknownCommand(rule, name, command);
	}

	private removed(state: CommandState, rule: string, name: string): CommandChange | Fault {
		const command = this.byName.get(name);
		if (command) return changed(state, false, this.meaning(command));
		const base = this.byName.get(name.slice(0, Math.max(0, name.indexOf("|"))));
		if (base === undefined) return this.unknownCommand(rule, name);
		return base.subcommands.length === 0 ? { code: "subcommand-removal" } : this.unknownCommand(rule, name, base);
	}

	private argumentAdded(state: CommandState, command: Command, argument: string): CommandChange | Fault {
		const { change } = state;
		const same = { ...change, mask: this.start.bits, adds: true };
		if (!this.dialect.selectors && state.bits.has(command.index)) {
			return this.dialect.refusesArgumentOfAllowed ? { code: "already-allowed" } : same;
		}
		const known = change.firstArguments.get(command.index) ?? [];
		if (known.length >= MOST_ARGUMENTS || known.includes(argument)) return same;
		return { ...same, firstArguments: new Map(change.firstArguments).set(command.index, [...known, argument]) };
	}

	/** A container takes its subcommands along, a subcommand goes alone. */
	private meaning(command: Command): Meaning {
		let meaning = this.meanings.get(command);
		if (meaning === undefined) {
			meaning = this.meaningOf([command]);
			this.meanings.set(command, meaning);
		}
		return meaning;
	}

	private meaningOf(commands: readonly Command[]): Meaning {
		const direct = commands.map((command) => command.index);
		const along = commands.flatMap((command) => command.subcommands.flatMap((name) => this.byName.get(name)?.index ?? []));
		return { mask: Bits.of(this.commands.all().length, [...direct, ...along]), direct };
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

const NO_ARGUMENTS: ReadonlyMap<number, readonly string[]> = new Map();
const MOST_STEPS = 100_000;

/** Of one command. More are not kept, since each step has a list of its own. */
const MOST_ARGUMENTS = 1000;

function membersOf(category: string, all: readonly Command[]): Command[] {
	return all.filter((command) => command.categories.includes(category));
}

/** First arguments of the commands that are named are forgotten, whether they are allowed or taken away. */
function changed({ change }: CommandState, adds: boolean, { mask, direct }: Meaning): CommandChange {
	const allCommands = change.allCommands && (adds || mask.size === 0);
	return { mask, adds, allCommands, futureCommands: change.futureCommands, firstArguments: forgetting(change.firstArguments, direct) };
}

function forgetting(firstArguments: ReadonlyMap<number, readonly string[]>, commands: readonly number[]): typeof firstArguments {
	if (firstArguments.size === 0 || !commands.some((index) => firstArguments.has(index))) return firstArguments;
	const left = new Map(firstArguments);
	for (const index of commands) left.delete(index);
	return left.size === 0 ? NO_ARGUMENTS : left;
}
