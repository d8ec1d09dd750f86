// rules: what users may do that asks for a second look, found without a look at each user's rules. Opinions that the rules about rights share.
import { listedWithAnd, say, type Words } from "../../base/say";
import type { Edit, Place } from "../../base/span";
import type { CommandSet } from "../../model/acl/bits";
import type { UserSelection } from "../../model/acl/census";
import { decidingToken } from "../../model/acl/commandState";
import type { AclUser, AclWorld, Permissions, UserState } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import type { Absent, Fix, Report, RuleContext, Subjects } from "../define";
import { mistakesOf } from "./aclMistakes";
import { moved, takeOutRule } from "./aclRules";
import { commandName } from "./aclWords";
import { appendRules } from "./userEdits";

export type UserOfServer = Subjects["user"];

/** Users that rules about rights look at: those who are on and no administrators. Where `default` is open, that is the finding. */
export function isJudged({ server, user }: UserOfServer, context: RuleContext<object>): boolean {
	if (!user.state.enabled || server.acl.source.from === "nothing") return false;
	return !(user.name === "default" && server.openDefault) && !context.administrators(user.name);
}

/** What a rule says of most users. Rules about users return lists: a generator for each of very many users would take longer than the look itself. */
export const SILENT: readonly Report[] = [];

/** Commands that one rule speaks of. Users with equal rules about commands are looked up, not worked out. */
export class CommandGroup {
	private readonly known = new WeakMap<CommandSet, readonly string[]>();

	/** Names in the order in which messages have them; subcommands as "config|set", also for releases that know the container only. */
	constructor(readonly names: readonly string[]) {}

	/** Names of those that the permissions allow. */
	allowedBy(permissions: Permissions, world: AclWorld): readonly string[] {
		const { commands, firstArguments } = permissions;
		let whole = this.known.get(commands);
		if (whole === undefined) {
			whole = this.names.filter((name) => isIn(commands, name, world));
			this.known.set(commands, whole);
		}
		return firstArguments.size === 0 ? whole : this.names.filter((name) => allows(permissions, name, world));
	}

	/** Names of those that the user may run, by its root permissions or a selector. */
	allowedTo({ root, selectors }: UserState, world: AclWorld): readonly string[] {
		const own = this.allowedBy(root, world);
		if (selectors.length === 0) return own;
		const all = new Set([own, ...selectors.map((selector) => this.allowedBy(selector, world))].flat());
		return this.names.filter((name) => all.has(name));
	}
}

function allows({ commands, firstArguments }: Permissions, name: string, world: AclWorld): boolean {
	if (isIn(commands, name, world)) return true;
	const found = resolve(name, world);
	return found?.argument !== undefined && (firstArguments.get(found.index)?.includes(found.argument) ?? false);
}

function isIn(commands: CommandSet, name: string, world: AclWorld): boolean {
	const found = resolve(name, world);
	return found !== undefined && commands.has(found.index);
}

/** A command by its index; of releases without subcommands of their own, the container and its first argument. Renamed ones are out of reach. */
function resolve(name: string, { commands, renamed }: AclWorld): { index: number; argument?: string } | undefined {
	const [container = name, argument] = name.split("|");
	if (renamed.has(container)) return undefined;
	const own = commands.find(name);
	if (own) return { index: own.index };
	const whole = argument === undefined || commands.hasSubcommands ? undefined : commands.find(container);
	return whole && argument !== undefined ? { index: whole.index, argument } : undefined;
}

/** Root permissions first. */
export function permissionsOf({ root, selectors }: UserState): readonly Permissions[] {
	return selectors.length === 0 ? [root] : [root, ...selectors];
}

/** The rule that lets the user run a command, and where it stands. */
export function grantOf({ server, user }: UserOfServer, name: string): { readonly at: Place | Absent; readonly because: Words } {
	const { world } = server.acl.evaluator;
	const set = permissionsOf(user.state).find((permissions) => allows(permissions, name, world));
	const rule = set && decider(set, name, world);
	const token = set && user.tokens[set.token ?? rule ?? -1];
	if (!token) return { at: user.nameAt ?? { absent: `user ${user.name}`, file: user.file }, because: "" };
	const by = set.token === undefined ? token.text : say`A selector of this user`;
	return { at: { file: user.file, line: user.line, start: token.start, end: token.end }, because: say` ${by} grants it.` };
}

function decider(permissions: Permissions, name: string, world: AclWorld): number | undefined {
	const found = resolve(name, world);
	if (!found) return undefined;
	return decidingToken(permissions, found.index, permissions.commands.has(found.index) ? undefined : found.argument);
}

/** "CONFIG SET, DEBUG and 3 more". */
export function inWords(names: readonly string[]): Words {
	let words = written.get(names);
	if (words === undefined) {
		words = listed(names.map(commandName));
		written.set(names, words);
	}
	return words;
}

/** "a, b and 3 more". */
export function listed(words: readonly string[], most = 4): Words {
	const shown = words.length > most + 1 ? words.slice(0, most) : words;
	return listedWithAnd(shown.length < words.length ? [...shown, say`${words.length - shown.length} more`] : shown);
}

const written = new WeakMap<readonly string[], Words>();

/** A rule denies all of these commands, and a later one undoes that: then that is the finding, since with the rule in its place they are gone. */
export function isUndone({ server, user }: UserOfServer, names: readonly string[]): boolean {
	const undone = mistakesOf(server, user, "undone").filter(({ back }) => back !== undefined);
	if (undone.length === 0) return false;
	const { evaluator } = server.acl;
	return permissionsOf(user.state).every((permissions) => {
		const own = names.filter((name) => allows(permissions, name, evaluator.world));
		if (own.length === 0) return true;
		const { token } = permissions;
		const texts = (token === undefined ? user.tokens : (user.tokens[token]?.inner ?? [])).map(({ text }) => text);
		return undone.some((mistake) => {
			const { back = [] } = mistake;
			if ((mistake.inner === undefined ? undefined : mistake.token) !== token) return false;
			if (!own.every((name) => back.includes(name) || back.includes(name.split("|")[0] ?? ""))) return false;
			const after = evaluator.evaluate(moved(texts, mistake.inner ?? mistake.token, mistake.by ?? -1)).root;
			return !names.some((name) => allows(after, name, evaluator.world));
		});
	});
}

/** Takes commands away, in selectors too: rules that name them are taken out, and what other rules still grant is denied behind them. */
export function takeAway({ server, user }: UserOfServer, names: readonly string[]): Edit[] {
	const { evaluator } = server.acl;
	const { world } = evaluator;
	return permissionsOf(user.state).flatMap((permissions, position) => {
		const own = names.filter((name) => allows(permissions, name, world));
		if (own.length === 0) return [];
		const { token } = permissions;
		const tokens = token === undefined ? user.tokens : (user.tokens[token]?.inner ?? []);
		const grants = tokens.flatMap(({ text }, index) =>
			text[0] === "+" && isNamed(text.slice(1).toLowerCase(), own, world) ? [index] : [],
		);
		const [first, ...others] = grants;
		const isOut = first !== undefined && grants.length < tokens.length;
		const out = isOut ? takeOutRule(server, user, token === undefined ? { token: first } : { token, inner: first }, others) : [];
		const left =
			out.length > 0 ? evaluator.evaluate(tokens.flatMap(({ text }, index) => (grants.includes(index) ? [] : [text]))).root : permissions;
		const still = own.filter((name) => allows(left, name, world));
		return [...out, ...(still.length === 0 ? [] : appendRules(user, removals(still, left, world), [position - 1]))];
	});
}

/** A rule about just this command. Up to Redis 6.2 the name of a container stands for all that can follow it. */
function isNamed(name: string, names: readonly string[], { commands }: AclWorld): boolean {
	return names.includes(name) || (!commands.hasSubcommands && names.some((one) => one.startsWith(`${name}|`)));
}

export function takeAwayFix(subject: UserOfServer, names: readonly string[], note: Words = ""): Fix {
	return {
		title: say`Take ${inWords(names)} away from ${subject.user.name}${note}`,
		safety: "may-refuse-clients",
		edits: () => takeAway(subject, names),
	};
}

/** One fix for many users. */
export function takeAwayFromAll(server: ServerModel, users: UserSelection, group: CommandGroup): Fix {
	const { world } = server.acl.evaluator;
	const [first] = users.slice(0, 1);
	const names = first ? group.allowedTo(first.state, world) : [];
	return {
		title: say`Take ${inWords(names)} away from ${usersInWords(users)}`,
		safety: "may-refuse-clients",
		edits: () => Array.from(users).flatMap((user) => takeAway({ server, user }, group.allowedTo(user.state, world))),
	};
}

/** "app", "app and shop", "app, shop and 98 more". */
export function usersInWords(users: UserSelection): Words {
	const names = users.slice(0, 2).map(({ name }) => name);
	return listedWithAnd(users.length > 2 ? [...names, say`${users.length - 2} more`] : names);
}

/** Up to Redis 6.2 only whole commands can be taken away; what else was allowed by its first argument is given back. */
function removals(names: readonly string[], { firstArguments }: Permissions, { commands }: AclWorld): string[] {
	const rules = new Set<string>();
	for (const name of names) {
		const [container = name] = name.split("|");
		if (commands.find(name)) {
			rules.add(`-${name}`);
			continue;
		}
		rules.add(`-${container}`);
		for (const argument of firstArguments.get(commands.find(container)?.index ?? -1) ?? [])
			if (!names.includes(`${container}|${argument}`)) rules.add(`+${container}|${argument}`);
	}
	return [...rules];
}

/** Keys are limited to patterns, or to none at all. */
export function isLimitedToKeys({ root, selectors }: UserState): boolean {
	return !hasEveryKey(root) && !selectors.some(hasEveryKey);
}

export function hasEveryKey({ allKeys, keys }: Permissions): boolean {
	return allKeys || keys.some(({ pattern }) => pattern === "*");
}

/** A stranger runs it where the user needs no password and the server is reached from other hosts; else only who knows a password does. */
export function reachOf(server: ServerModel, { state }: AclUser): "network" | "local" {
	return state.nopass && (server.kind === "acl" || server.exposure.network || server.exposure.uncertain) ? "network" : "local";
}

/** What a user without a password may do for a health check. */
const HARMLESS = new Set([
	"ping",
	"echo",
	"role",
	"time",
	"hello",
	"auth",
	"quit",
	"reset",
	"lolwut",
	"dbsize",
	"client|setname",
	"client|setinfo",
	"client|id",
]);

/** No selectors, and nothing but commands that neither read nor change anything. */
export function isHarmless(server: ServerModel, { state }: AclUser): boolean {
	const all = server.acl.evaluator.world.commands.all();
	const { commands } = state.root;
	if (state.selectors.length > 0 || commands.size > HARMLESS.size) return false;
	return Array.from(commands).every((index) => HARMLESS.has(all[index]?.name ?? ""));
}
