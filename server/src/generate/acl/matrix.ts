// generate/acl: who may do what, as a table of users and commands with the rule that decided each cell. Holds no secret.

import type { Words } from "../../base/say";
import { english } from "../../base/say";
import type { Place } from "../../base/span";
import type { Command, Knowledge } from "../../knowledge/types";
import { shownName } from "../../lint/mask";
import { decidingToken } from "../../model/acl/commandRules";
import { freeCommands } from "../../model/acl/decide";
import { nameOf } from "../../model/acl/errors";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclUser, Permissions } from "../../model/acl/types";
import { commandName, isDangerous, keyWords, shownRule, typedCommands } from "../../rules/shared/aclWords";

export interface PermissionMatrix {
	/** "Redis 7.4". */
	readonly release: string;
	readonly groups: readonly MatrixGroup[];
	/** By group. */
	readonly commands: readonly MatrixCommand[];
	readonly users: readonly MatrixUser[];
	/** All users; more than `users` where there are too many to show. */
	readonly totalUsers: number;
}

export interface MatrixGroup {
	/** An ACL category, or "other". */
	readonly name: string;
	/** Positions in `commands`: from, and how many. */
	readonly from: number;
	readonly count: number;
}

export interface MatrixCommand {
	/** "CONFIG GET". */
	readonly name: string;
	readonly categories: readonly string[];
	readonly dangerous: boolean;
	/** `free`: needs no permission. `gone`: taken away by rename-command. `renamed`: clients use another name. */
	readonly note?: "free" | "gone" | "renamed";
}

/**
 * y: allowed. s: allowed by a selector only, with its keys. a: with some first arguments only. n: not allowed. Rules of a user who is off count too.
 */
export type MatrixCell = "y" | "s" | "a" | "n";

export interface MatrixUser {
	readonly name: string;
	/** Its name, or for `default` without a line what makes it so. */
	readonly at: Place;
	readonly login: "off" | "no-password" | "nopass" | "password";
	/** How many of the commands it may run. */
	readonly allowed: number;
	/** Undefined: all keys. */
	readonly keys?: readonly Words[];
	/** Undefined: all channels. */
	readonly channels?: readonly string[];
	/** The rules that decided something. */
	readonly rules: readonly MatrixRule[];
	/** A `MatrixCell` for each command. */
	readonly cells: string;
	/** For each command the position of the deciding rule in `rules`, -1 where no rule is about it. */
	readonly deciding: readonly number[];
}

export interface MatrixRule {
	readonly text: string;
	/** The selector that it stands in. */
	readonly selector?: string;
	readonly at: Place;
}

export interface MatrixOptions {
	/** Users beyond this number are left out. */
	readonly most: number;
	/** The name of a user that must be among those shown. */
	readonly always?: string;
}

/** More columns than anybody compares; they are drawn as they are scrolled to. */
export const MOST_USERS = 1000;

export function permissionMatrix(
	users: readonly AclUser[],
	evaluator: AclEvaluator,
	knowledge: Knowledge,
	options: MatrixOptions = { most: MOST_USERS },
): PermissionMatrix {
	const rows = new Rows(evaluator, knowledge);
	const shown = users.slice(0, options.most);
	const wanted = users.find(({ name }) => name === options.always);
	if (wanted && !shown.includes(wanted)) shown.splice(-1, 1, wanted);
	return {
		release: english(nameOf(evaluator.dialect)),
		groups: rows.groups,
		commands: rows.commands.map((command) => rows.described(command)),
		users: shown.map((user) => rows.column(user)),
		totalUsers: users.length,
	};
}

/** What a command works on, before what it does. */
const GROUPS: readonly string[] = (
	"string list hash set sortedset stream bitmap hyperloglog geo pubsub transaction scripting connection " +
	"json search timeseries bloom cuckoo cms topk tdigest vectorset keyspace admin dangerous read write"
).split(" ");
/** The group of what is in no category. */
export const OTHER = "other";

class Rows {
	readonly commands: readonly Command[];
	readonly groups: readonly MatrixGroup[];
	private readonly free: ReadonlySet<number>;

	constructor(
		private readonly evaluator: AclEvaluator,
		private readonly knowledge: Knowledge,
	) {
		const { commands } = evaluator.world;
		this.free = new Set(freeCommands(commands));
		const byGroup = new Map<string, Command[]>();
		for (const command of typedCommands(commands)) {
			const group = groupOf(command);
			byGroup.set(group, [...(byGroup.get(group) ?? []), command]);
		}
		const names = [...GROUPS, ...[...byGroup.keys()].filter((name) => !GROUPS.includes(name))].filter((name) => byGroup.has(name));
		const sorted: Command[] = [];
		const groups: MatrixGroup[] = [];
		for (const name of names) {
			const members = byGroup.get(name) ?? [];
			groups.push({ name, from: sorted.length, count: members.length });
			sorted.push(...members.sort((a, b) => (a.name < b.name ? -1 : 1)));
		}
		this.commands = sorted;
		this.groups = groups;
	}

	described(command: Command): MatrixCommand {
		const note = this.noteOn(command);
		return {
			name: commandName(command.name),
			categories: command.categories,
			dangerous: isDangerous(command),
			...(note && { note }),
		};
	}

	column(user: AclUser): MatrixUser {
		const rules = new RuleList(user, this.knowledge);
		const selectors = firstSelectors(user.state.selectors);
		const deciding: number[] = [];
		let cells = "";
		let allowed = 0;
		for (const command of this.commands) {
			const { cell, rule } = this.cell(command, user, selectors, rules);
			cells += cell;
			deciding.push(rule);
			if (cell !== "n") allowed++;
		}
		const { root, enabled, nopass, passwords } = user.state;
		const keys = keyWords(root);
		return {
			name: shownName(user.name),
			at: user.nameAt ?? { file: user.file, line: user.line, start: 0, end: 0 },
			login: !enabled ? "off" : nopass ? "nopass" : passwords.length > 0 ? "password" : "no-password",
			allowed,
			...(keys && { keys }),
			...(!root.allChannels && { channels: root.channels.map(({ pattern }) => pattern) }),
			rules: rules.used,
			cells,
			deciding,
		};
	}

	private noteOn({ index, name, container }: Command): MatrixCommand["note"] {
		const to = this.evaluator.world.renamed.get(container ?? name);
		if (to === null) return "gone";
		if (to !== undefined) return "renamed";
		return this.free.has(index) ? "free" : undefined;
	}

	private cell(
		command: Command,
		{ state }: AclUser,
		{ whole, partly: parts }: FirstSelectors,
		rules: RuleList,
	): { cell: MatrixCell; rule: number } {
		const { index } = command;
		const note = this.noteOn(command);
		if (note === "gone" || note === "free") return { cell: note === "gone" ? "n" : "y", rule: -1 };
		const rootRule = rules.positionOf(decidingToken(state.root, index));
		if (state.root.commands.has(index)) return { cell: "y", rule: rootRule };
		const selector = whole.get(index);
		if (selector) return { cell: "s", rule: rules.positionOf(selector.token, decidingToken(selector, index)) };
		const partly = state.root.firstArguments.has(index) ? state.root : parts.get(index);
		return partly ? { cell: "a", rule: argumentRule(partly, index, rules) } : { cell: "n", rule: rootRule };
	}
}

/** By the number of a command, the first selector that grants it as a whole, and the first that grants it with some arguments. */
interface FirstSelectors {
	readonly whole: ReadonlyMap<number, Permissions>;
	readonly partly: ReadonlyMap<number, Permissions>;
}

/** A user may have thousands of selectors, most of them alike but for their keys. */
function firstSelectors(selectors: readonly Permissions[]): FirstSelectors {
	const whole = new Map<number, Permissions>();
	const partly = new Map<number, Permissions>();
	const seen = new Set<Permissions["commands"]>();
	for (const selector of selectors) {
		for (const index of selector.firstArguments.keys()) if (!partly.has(index)) partly.set(index, selector);
		if (seen.has(selector.commands)) continue;
		seen.add(selector.commands);
		for (const index of selector.commands) if (!whole.has(index)) whole.set(index, selector);
	}
	return { whole, partly };
}

function groupOf({ categories, module }: Command): string {
	return GROUPS.find((name) => categories.includes(name)) ?? module ?? OTHER;
}

function argumentRule(permissions: Permissions, index: number, rules: RuleList): number {
	const token = decidingToken(permissions, index, permissions.firstArguments.get(index)?.[0]);
	return permissions.token === undefined ? rules.positionOf(token) : rules.positionOf(permissions.token, token);
}

/** The rules of one user that are referred to, each once. */
class RuleList {
	readonly used: MatrixRule[] = [];
	private readonly positions = new Map<string, number>();

	constructor(
		private readonly user: AclUser,
		private readonly knowledge: Knowledge,
	) {}

	/** Adds the rule where it is new; -1 where there is none. `inner` counts inside a selector. */
	positionOf(token: number | undefined, inner?: number): number {
		const rule = this.user.tokens[token ?? -1];
		if (rule === undefined) return -1;
		const key = `${token} ${inner}`;
		const known = this.positions.get(key);
		if (known !== undefined) return known;
		const { file, line } = this.user;
		const inside = rule.inner?.[inner ?? -1];
		const at = inside ?? rule;
		const place = { file, line, start: at.start, end: at.end };
		const selector = inside && shownRule(rule, this.knowledge);
		this.used.push({ text: shownRule(at, this.knowledge), ...(selector !== undefined && { selector }), at: place });
		this.positions.set(key, this.used.length - 1);
		return this.used.length - 1;
	}
}
