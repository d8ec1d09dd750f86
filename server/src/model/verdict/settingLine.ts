// model/verdict: one line by itself: which directive it is, and whether its arguments can be read.

import { MASK } from "../../base/mask";
import { english, say, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import type { Directive, Directives } from "../../knowledge/types";
import { splitConfigLine } from "../../syntax/splitConfig";
import type { Line, Word } from "../../syntax/tree";
import type { World } from "../types";
import { parseBool } from "../values";
import { type Behavior, behaviorOf } from "./behavior";
import { cString } from "./cText";
import type { Argument, Fault, Finding } from "./finding";
import type { LineCheck, Tables } from "./lineCheck";
import { recognizeMistake } from "./mistakes";
import { checkBool, checkEnum, checkNumber } from "./plainValues";
import { checkRedis6Special } from "./redis6";
import { checkSpecial, wrongCount } from "./specialValues";
import { checkText } from "./textValues";
import { nameShown, unknownName } from "./unknownName";

/**
 * `kept`: lines are remembered with what was found. `not kept`: of a very long file that takes more than to check them again. `hasty`: nobody
 * reads what is found any more, so that no name is looked for that was probably meant.
 */
export type Care = "kept" | "not kept" | "hasty";

/** Checks a line with words. Lines that are equal objects and kept are checked once per release. */
export function checkLine(line: Line, world: World, care: Care): LineCheck {
	const { tables, hasty, checks } = storeOf(world);
	if (care !== "kept") return checkFresh(line, care === "hasty" ? hasty : tables);
	let check = checks.get(line);
	if (!check) {
		check = checkFresh(line, tables);
		checks.set(line, check);
	}
	return check;
}

export function tablesOf(world: World): Tables {
	return storeOf(world).tables;
}

interface Store {
	readonly tables: Tables;
	readonly hasty: Tables;
	readonly checks: WeakMap<Line, LineCheck>;
}

const stores = new WeakMap<Directives, Store>();

function storeOf(world: World): Store {
	const directives = world.knowledge.directives(world.release);
	let store = stores.get(directives);
	if (!store) {
		const { knowledge } = world;
		const tables = {
			directives,
			knowledge,
			behavior: behaviorOf(directives.release),
			unknownNames: new Map(),
			meant: "looked for",
		} as const;
		store = { tables, hasty: { ...tables, unknownNames: new Map(), meant: "left out" }, checks: new WeakMap() };
		stores.set(directives, store);
	}
	return store;
}

function checkFresh(line: Line, tables: Tables): LineCheck {
	if (line.error && !isJoined(line, tables.behavior)) return unsplit(line, tables.behavior);
	const check = checkWords(line.words, tables);
	const isHasty = tables.meant === "left out" && check.directive === undefined;
	return isHasty ? check : recognizeMistake(line, check, tables, checkWords);
}

/** Text after a closing quote is no error to releases that join it, unless another quote stays open. */
function isJoined(line: Line, behavior: Behavior): boolean {
	return behavior.joinsTextAfterQuote && line.error?.code === "text-after-quote" && openQuoteIn(line.text) === undefined;
}

/** Where a quote opens that is never closed. */
function openQuoteIn(text: string): number | undefined {
	let open: number | undefined;
	for (let at = 0; at < text.length; at++) {
		const char = text[at] as string;
		if (open === undefined) {
			if (char === '"' || char === "'") open = at;
		} else if (char === "\\" && (text[open] === '"' || text[at + 1] === "'")) at++;
		else if (char === text[open]) open = undefined;
	}
	return open;
}

function unsplit(line: Line, behavior: Behavior): LineCheck {
	const error = line.error ?? { code: "unclosed-quote", start: 0, end: line.text.length };
	const open = error.code !== "text-after-quote" || behavior.joinsTextAfterQuote;
	const end = line.words.at(-1)?.end ?? error.end;
	const span = open ? { start: openQuoteIn(line.text) ?? error.start, end } : { start: error.start, end: error.end };
	const finding: Finding = {
		code: open ? "unbalanced-quotes" : "text-after-quote",
		...span,
		effect: "refused",
		message: open
			? say`This quote is never closed. Close it, or write the quote character as \\" inside double quotes.`
			: say`Text stands directly after the closing quote. Put a space between them, or quote the whole word.`,
		serverSays: "Unbalanced quotes in configuration line",
	};
	return { name: asciiLower(line.words[0]?.value ?? ""), directive: undefined, args: [], values: [], finding };
}

/** Checks words as if they stood on a line of their own. */
function checkWords(words: readonly Word[], tables: Tables): LineCheck {
	const first = words[0] as Word;
	const name = asciiLower(first.value);
	const args = words.slice(1);
	const directive = findDirective(name, tables);
	if (directive && directive.module === undefined) {
		const known = tables.behavior.loader === "chain" ? checkInChain(directive, args, tables) : checkInTable(directive, args, tables);
		if (known) {
			const { fault, values = args } = known;
			const finding = fault && toFinding(fault, directive, words, args);
			return { name: directive.name, directive, args, values, ...(finding && { finding }) };
		}
	}
	return checkUnknown(name, directive, words, args, tables);
}

function findDirective(name: string, tables: Tables): Directive | undefined {
	const key = tables.behavior.loader === "chain" ? cString(name) : name;
	const directive = /^[\x01-\x7f]*$/.test(key) ? tables.directives.find(key) : undefined;
	if (directive || !name.includes("\0")) return directive;
	const instruction = tables.directives.find(cString(name));
	return instruction?.type === "instruction" || instruction?.ignored ? instruction : undefined;
}

interface Known {
	readonly fault?: Fault | undefined;
	readonly values?: readonly Argument[];
}

/** Undefined where the server passes the name over and takes it for unknown. */
function checkInTable(directive: Directive, args: readonly Argument[], tables: Tables): Known | undefined {
	if (directive.type === "instruction") return hasInstructionCount(directive, args) ? {} : undefined;
	if (directive.ignored) return args.length === 1 ? { fault: ignored(directive) } : undefined;
	if (!directive.flags.includes("multi_arg")) {
		return { fault: args.length === 1 ? checkOne(directive, args, tables) : wrongCount(directive, say`exactly one value`) };
	}
	const [only] = args;
	const values = args.length === 1 && only && only.value !== "" ? splitArgument(only, tables.behavior) : args;
	return { fault: checkOne(directive, values, tables), values };
}

function checkInChain(directive: Directive, args: readonly Argument[], tables: Tables): Known | undefined {
	if (directive.type === "instruction") return hasInstructionCount(directive, args) ? {} : undefined;
	if (directive.ignored) return args.length === 1 ? { fault: ignored(directive) } : undefined;
	if (directive.type === "special") return checkRedis6Special(directive.name, args, tables.behavior);
	return { fault: args.length === 1 ? checkOne(directive, args, tables) : wrongCount(directive, say`exactly one value`) };
}

function hasInstructionCount(directive: Directive, args: readonly Argument[]): boolean {
	return args.length >= directive.args.min && (directive.args.max === null || args.length <= directive.args.max);
}

function checkOne(directive: Directive, values: readonly Argument[], tables: Tables): Fault | undefined {
	const { behavior, directives } = tables;
	const first = values[0] ?? NOTHING;
	switch (directive.type) {
		case "bool":
			return checkBool(directive, first);
		case "numeric":
			return checkNumber(directive, first, directives.release);
		case "string":
			return checkText(directive, first, behavior);
		case "enum":
			return checkEnum(directive, values, behavior);
		default:
			return checkSpecial(directive, values, behavior, directives.release);
	}
}

const NOTHING: Argument = { start: 0, end: 0, value: "" };

/** `--save "900 1"` and its like: one argument is split again. What cannot be split counts as nothing at all. */
function splitArgument(argument: Argument, behavior: Behavior): readonly Argument[] {
	const text = cString(argument.value).replaceAll("\n", " ");
	const loses = argument.highBytes === true && behavior.losesByte255;
	const line = splitConfigLine(`x ${loses ? text.replaceAll("\xff", LOST) : text}`);
	if (line.error && !isJoined(line, behavior)) return [];
	return line.words.slice(1).map((word) => ({ ...argument, value: loses ? word.value.replaceAll(LOST, "") : word.value }));
}

/** Stands for a byte that is lost, so that a word of nothing else is still a word. */
const LOST = "\ue000";

function ignored(directive: Directive): Fault {
	return {
		code: "ignored-directive",
		message: say`${directive.name} is accepted by this release and does nothing. Take the line out.`,
		serverSays: "",
		effect: "misread",
	};
}

function checkUnknown(
	name: string,
	directive: Directive | undefined,
	words: readonly Word[],
	args: readonly Argument[],
	tables: Tables,
): LineCheck {
	const { behavior } = tables;
	const base = { name, directive: undefined, args, values: args };
	const dotted = name.includes(".");
	const queues = behavior.unknownNames === "queued" || (dotted && behavior.dottedNames === "queued");
	if (queues && args.length > 0) {
		if (directive?.module !== undefined) {
			const fault = checkModuleValue(directive, args);
			const known = { name, directive, args, values: args };
			return fault ? { ...known, finding: { ...toFinding(fault, directive, words, args), effect: "crash", stage: "modules" } } : known;
		}
		if (tables.meant === "left out") return base;
		const fault = directive
			? miscounted(directive, "")
			: isModuleName(name)
				? ownedByModule(name)
				: unknownName(words[0] as Word, "", tables);
		return {
			name,
			directive: undefined,
			args,
			values: args,
			leftOver: { ...toFinding(fault, directive, words, args), ...leftOverWords(name, behavior) },
		};
	}
	const withoutValue = dotted && queues && behavior.unknownNames === "refused";
	const serverSays = withoutValue ? "Module config specified without value" : "Bad directive or wrong number of arguments";
	const fault = withoutValue
		? { ...ownedByModule(name), serverSays }
		: directive
			? miscounted(directive, serverSays)
			: unknownName(words[0] as Word, serverSays, tables);
	return { name, directive: undefined, args, values: args, finding: toFinding(fault, directive, words, args) };
}

/** What the server says at the end of starting; only Redis 8 says it in a way that leads back to the line. Values may be secrets. */
function leftOverWords(written: string, behavior: Behavior): Pick<Finding, "serverSays" | "stage" | "lineless"> {
	const shownName = english(nameShown(written));
	const name = shownName.startsWith('"') ? shownName.slice(1, -1) : MASK;
	const aborting = "Module Configuration detected without loadmodule directive or no ApplyConfig call: aborting";
	if (behavior.namesLeftOver === "each") {
		return { stage: "modules", serverSays: `Unresolved Configuration(s) Detected: >>> '${name} ${MASK}'` };
	}
	const serverSays = behavior.namesLeftOver === "names" ? `Unused Module Configuration: ${name}` : aborting;
	return { stage: "modules", serverSays, lineless: true };
}

/** `module.setting` */
function isModuleName(name: string): boolean {
	return /^[^.]+\../.test(name);
}

function ownedByModule(name: string): Fault {
	return {
		code: "module-not-loaded",
		message: say`The setting ${nameShown(name)} belongs to a module. It needs a value, and a loadmodule line that loads the module.`,
		serverSays: "",
	};
}

/** A setting of a module that is part of the server: a value that the module refuses stops the server itself. */
function checkModuleValue(directive: Directive, args: readonly Argument[]): Fault | undefined {
	const value = args.map((argument) => argument.value).join(" ");
	if (directive.type !== "bool" || parseBool(value) !== undefined) return undefined;
	return {
		code: "not-yes-or-no",
		message: say`${directive.name} is switched with yes or no. With another value this release stops itself while it starts.`,
		serverSays: "argument must be 'yes' or 'no'",
		suggestions: ["yes", "no"],
		lineless: true,
	};
}

function miscounted(directive: Directive, serverSays: string): Fault {
	const { min, max } = directive.args;
	return { code: "wrong-argument-count", message: say`${directive.name} takes ${valuesInWords(min, max)}.`, serverSays };
}

/** "exactly 1 value", "2 to 4 values". */
function valuesInWords(min: number, max: number | null): Words {
	if (max === null) return min === 1 ? say`at least ${min} value` : say`at least ${min} values`;
	if (min !== max) return say`${min} to ${max} values`;
	return min === 1 ? say`exactly ${min} value` : say`exactly ${min} values`;
}

/** Gives a fault its place: the argument to blame, else all arguments, else the name. */
function toFinding(fault: Fault, directive: Directive | undefined, words: readonly Word[], args: readonly Argument[]): Finding {
	const { argument, code, effect = "refused", lineless, message, serverSays, suggestions } = fault;
	const first = words[0] as Word;
	const last = words.at(-1) as Word;
	const onName = directive === undefined || args.length === 0 || code === "ignored-directive";
	const { start, end } = argument ?? (onName ? first : { start: (args[0] as Argument).start, end: last.end });
	const finding: { -readonly [K in keyof Finding]: Finding[K] } = { code, message, start, end, effect };
	// Put together one by one, since a file may have a million faults.
	if (serverSays !== "") finding.serverSays = serverSays;
	if (suggestions) finding.suggestions = suggestions;
	if (lineless) finding.lineless = lineless;
	return finding;
}
