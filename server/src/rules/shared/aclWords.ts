// rules: how commands, keys and channels are named, counted and ordered where people read of them. Opinions that several rooms share.
import { MASK } from "../../base/mask";
import { say, type Words } from "../../base/say";
import type { Command, Commands, Knowledge } from "../../knowledge/types";
import type { AclToken, AclWorld, KeyPattern, Permissions, UserState } from "../../model/acl/types";

/** A container such as CONFIG is no command of its own: what people type are its subcommands. COMMAND can be typed alone. */
export function isTyped(command: Command): boolean {
	return command.subcommands.length === 0 || Math.abs(command.arity) === 1;
}

/** Every command that people type, in the order of `Commands.all`. */
export function typedCommands(commands: Commands): readonly Command[] {
	let known = typed.get(commands);
	if (known === undefined) {
		known = commands.all().filter(isTyped);
		typed.set(commands, known);
	}
	return known;
}

const typed = new WeakMap<Commands, readonly Command[]>();

/** "CONFIG GET". */
export function commandName(name: string): string {
	return name.replace("|", " ").toUpperCase();
}

/** Whether the command deserves a look before it is granted: `@dangerous`, and what that category lacks. */
export function isDangerous(command: Command): boolean {
	return command.categories.includes("dangerous") || BEYOND_CATEGORY.has(command.name);
}

/** Run programs inside the server, or change those that others run. */
const BEYOND_CATEGORY: ReadonlySet<string> = new Set([
	"eval",
	"evalsha",
	"fcall",
	"script",
	"script|flush",
	"script|kill",
	"function|load",
	"function|restore",
	"function|flush",
	"function|delete",
	"function|kill",
]);

/** Those first that do the most harm; then what else is dangerous, then the rest, both by name. */
const WORST: readonly string[] = (
	"flushall flushdb config config|set shutdown debug module module|load module|loadex acl acl|setuser acl|deluser replicaof slaveof " +
	"migrate restore swapdb function|load function|flush function|delete function|restore eval evalsha fcall script keys monitor " +
	"config|get config|rewrite sync psync failover cluster client|kill client|list save bgsave sort info"
).split(" ");

const RANK: ReadonlyMap<string, number> = new Map(WORST.map((name, rank) => [name, rank]));

/** A copy, the most dangerous first. */
export function worstFirst(commands: readonly Command[]): Command[] {
	return [...commands].sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
}

function rankOf(command: Command): number {
	if (!isDangerous(command)) return WORST.length + 1;
	return RANK.get(command.name) ?? WORST.length;
}

/** Commands that the rules of a user allow somewhere, in its root permissions or in a selector; none that rename-command took away. */
export function allowedCommands(state: UserState, { commands, renamed }: AclWorld): Command[] {
	const sets = [state.root, ...state.selectors];
	return typedCommands(commands).filter(({ index, name, container }) => {
		if (renamed.get(container ?? name) === null) return false;
		return sets.some((set) => set.commands.has(index));
	});
}

/** "app:*", "shared:* (read)"; none where no key may be touched. Undefined for every key. */
export function keyWords({ allKeys, keys }: Pick<Permissions, "allKeys" | "keys">): Words[] | undefined {
	return allKeys ? undefined : keys.map(keyWord);
}

function keyWord({ pattern, read, write }: KeyPattern): Words {
	if (read && write) return pattern;
	if (read) return say`${pattern} (read)`;
	return write ? say`${pattern} (write)` : say`${pattern} (nothing)`;
}

/** A rule that the server accepts, as it may be shown: passwords, hashes and first arguments that are no known word are hidden. */
export function shownRule({ text, inner }: Pick<AclToken, "text" | "inner">, knowledge: Knowledge): string {
	if (inner) return `(${inner.map((rule) => shownRule(rule, knowledge)).join(" ")})`;
	if (/^[<>#!]/.test(text)) return text.slice(0, 1) + MASK;
	const [, command, argument] = /^\+([^|]+)\|(.*)$/s.exec(text) ?? [];
	if (command === undefined || argument === undefined || isKnownArgument(command, argument, knowledge)) return text;
	return `+${command}|${MASK}`;
}

/** A small number, or a subcommand in some release. */
export function isKnownArgument(command: string, argument: string, knowledge: Knowledge): boolean {
	return /^\d{1,5}$/.test(argument) || knowledge.commandHistory(`${command}|${argument}`) !== undefined;
}
