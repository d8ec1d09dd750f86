// rules: rules of a user that do nothing, that a later one undoes, or that stand twice. Users with the same rules are worked out once.

import { say, type Words } from "../../base/say";
import type { CommandTrail } from "../../model/acl/commandState";
import { decidingToken } from "../../model/acl/commandState";
import { effectOf, isSameUser, MOST_RULES, type RuleUse, usesOf } from "../../model/acl/effects";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclUser, Permissions, UserState } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import type { Snapshot } from "../../model/types";
import type { Fix, Subjects } from "../define";
import { isEditable, isPassword, ruleAt, takeOutRule } from "./aclRules";

export interface Mistake {
	readonly kind: "duplicate" | "without-effect" | "undone";
	/** Position in the user's rules; of a rule in a selector, that of the selector. */
	readonly token: number;
	/** Position in the selector. */
	readonly inner?: number;
	/** The rule that repeats it, says the same or undoes it; in the same list. */
	readonly by?: number;
	/** Other rules of the same list that could go as well, and would be told of next. */
	readonly alike: readonly number[];
	/** Of a rule that takes commands away, and that `by` gives back: their names. */
	readonly back?: readonly string[];
}

/** Those of one kind, in the order of the rules. */
export function mistakesOf(server: ServerModel, user: AclUser, kind: Mistake["kind"]): readonly Mistake[] {
	let last = lastAsked.get(server);
	if (last?.user !== user) {
		last = { user, mistakes: lookUp(server, user) };
		lastAsked.set(server, last);
	}
	return last.mistakes.length === 0 ? NONE : last.mistakes.filter((mistake) => mistake.kind === kind);
}

/** Takes the rule out with all that are alike; none where its place is not exactly known. A password has a title that does not name it. */
export function takeOutFixes(
	{ server, user }: Subjects["user"],
	mistake: Mistake,
	title: { readonly ofPassword: Words; readonly ofRule: Words },
): readonly Fix[] {
	if (!isEditable(server, user, mistake)) return [];
	return [
		{
			title: isPassword(ruleAt(user, mistake)) ? title.ofPassword : title.ofRule,
			safety: "safe",
			edits: () => takeOutRule(server, user, mistake, mistake.alike),
		},
	];
}

/** For the title of a fix. */
export function withOthers({ alike }: Mistake): Words {
	if (alike.length === 0) return "";
	return alike.length === 1 ? say`, with 1 more without effect` : say`, with ${alike.length} more without effect`;
}

/** Several rules ask about one user after the other. */
const lastAsked = new WeakMap<ServerModel, { readonly user: AclUser; readonly mistakes: readonly Mistake[] }>();
const byKind = new WeakMap<object, readonly Mistake[]>();
const byTrail = new WeakMap<CommandTrail, Map<string, readonly Mistake[]>>();
const NONE: readonly Mistake[] = [];

/** Users of one kind have the same mistakes. */
function lookUp(server: ServerModel, user: AclUser): readonly Mistake[] {
	const { kind } = user;
	if (kind === undefined) return ofTrail(server, user);
	let mistakes = byKind.get(kind);
	if (mistakes === undefined) {
		mistakes = ofTrail(server, user);
		byKind.set(kind, mistakes);
	}
	return mistakes;
}

/** Users with the same rules about commands and the same kinds of other rules, all of them in force, have the same mistakes. */
function ofTrail(server: ServerModel, user: AclUser): readonly Mistake[] {
	const { enabled, errors, root } = user.state;
	if (user.source !== "line" || !enabled || errors.length > 0) return NONE;
	const shape = root.trail && shapeOf(server, user);
	if (root.trail === undefined || shape === undefined) return isWorth(server, user) ? workOut(server.acl.evaluator, user) : NONE;
	let known = byTrail.get(root.trail);
	if (known === undefined) {
		known = new Map();
		byTrail.set(root.trail, known);
	}
	let mistakes = known.get(shape);
	if (mistakes === undefined) {
		if (!isWorth(server, user)) return NONE;
		mistakes = workOut(server.acl.evaluator, user);
		known.set(shape, mistakes);
	}
	return mistakes;
}

/** Work that grows with the square of a user's rules. Lists that people write have few kinds of users; one with a hundred thousand would take minutes. */
const PATIENCE = 2_000_000;
const spent = new WeakMap<Snapshot, number>();

/** Whether the rules of one more user are held against each other. */
function isWorth({ snapshot }: ServerModel, { tokens }: AclUser): boolean {
	const before = spent.get(snapshot) ?? 0;
	if (before > PATIENCE) return false;
	spent.set(snapshot, before + tokens.reduce((sum, { inner }) => sum + workOn(inner?.length ?? 0), workOn(tokens.length)));
	return true;
}

/** Of very long lists nothing is worked out. */
function workOn(rules: number): number {
	return rules > MOST_RULES ? rules : rules ** 2;
}

/** The kinds of the rules on a line of an ACL file; undefined where some of them are not in force, or nobody can tell so cheaply. */
function shapeOf({ snapshot, acl }: ServerModel, { file, line, state }: AclUser): string | undefined {
	const source = snapshot.files.get(file);
	const { channelsByDefault } = acl.evaluator.world;
	if (source?.state !== "text" || source.kind !== "acl" || channelsByDefault === "all" || state.selectors.length > 0) return undefined;
	const text = source.tree.line(line)?.text ?? "";
	let shape = "";
	const counts = { keys: 0, channels: 0, passwords: 0 };
	for (let space = text.indexOf(" ", "user ".length); space !== -1; ) {
		const next = text.indexOf(" ", space + 1);
		const end = next === -1 ? text.length : next;
		const sign = text[space + 1];
		const isStar = end === space + 3 && text[space + 2] === "*";
		if (sign === "+" || sign === "-") shape += "+";
		else if (sign === "~") shape += isStar ? "*" : "~";
		else if (sign === "&") shape += isStar ? "^" : "&";
		else if (sign === "#" || sign === ">") shape += "#";
		else shape += ` ${text.slice(space + 1, end)} `;
		if (sign === "~") counts.keys++;
		else if (sign === "&") counts.channels++;
		else if (sign === "#" || sign === ">") counts.passwords++;
		space = next;
	}
	return isAllInForce(state, counts) ? shape : undefined;
}

/** As many keys, channels and passwords as rules about them. */
function isAllInForce({ root, passwords }: UserState, counts: Readonly<Record<"keys" | "channels" | "passwords", number>>): boolean {
	return (
		counts.keys === root.keys.length + (root.allKeys ? 1 : 0) &&
		counts.channels === root.channels.length + (root.allChannels ? 1 : 0) &&
		counts.passwords === passwords.length
	);
}

function workOut(evaluator: AclEvaluator, user: AclUser): readonly Mistake[] {
	const texts = user.tokens.map(({ text }) => text);
	const found = new Level(texts, evaluator).mistakes();
	for (const { token = -1 } of user.state.selectors) {
		const inner = user.tokens[token]?.inner?.map(({ text }) => text) ?? [];
		for (const mistake of new Level(inner, evaluator).mistakes()) found.push({ ...mistake, token, inner: mistake.token });
	}
	return found.length === 0 ? NONE : found.sort((a, b) => a.token - b.token || (a.inner ?? -1) - (b.inner ?? -1));
}

type Pattern = "key" | "channel";
type Found = Omit<Mistake, "alike">;

/** The user's own rules, or those of one selector. */
class Level {
	private readonly uses: readonly RuleUse[];
	private readonly final: Permissions;

	constructor(
		private readonly texts: readonly string[],
		private readonly evaluator: AclEvaluator,
	) {
		this.uses = usesOf(texts, evaluator);
		this.final = evaluator.evaluate(texts).root;
	}

	mistakes(): Mistake[] {
		const found: Found[] = [];
		const going: number[] = [];
		for (const [i, text] of this.texts.entries()) {
			// Two spaces in an ACL file make an empty rule, which the server takes as nothing.
			if (text === "" || this.uses[i] === "refused") continue;
			const one = this.repeated(text, i) ?? (text[0] === "-" ? this.denial(text, i) : this.other(text, i));
			if (one === undefined) {
				// Once the others are gone, it would stand twice.
				if (this.isSpare(i) && this.standsElsewhere(text, i)) going.push(i);
				continue;
			}
			// Two rules that say the same and do not matter are told of as one.
			if (!going.some((other) => isSameRule(this.texts[other] ?? "", text))) found.push(one);
			if (one.back === undefined) going.push(i);
		}
		return found.map((one) => ({ ...one, alike: one.back === undefined ? this.goingWith(one.token, going) : [] }));
	}

	private standsElsewhere(text: string, i: number): boolean {
		return this.texts.some((other, at) => at !== i && this.uses[at] === "needed" && isSameRule(other, text));
	}

	private isSpare(i: number): boolean {
		return this.uses[i] === "idle" || this.uses[i] === "spare";
	}

	/** What goes together with a rule: the others that are told of, else all that do not matter. */
	private goingWith(token: number, going: readonly number[]): number[] {
		const rest = this.texts.filter((_, i) => !going.includes(i));
		const isSame = isSameUser(this.evaluator.evaluate(rest), this.evaluator.evaluate(this.texts));
		const all = isSame ? going : this.texts.flatMap((_, i) => (this.isSpare(i) ? [i] : []));
		return all.filter((i) => i !== token);
	}

	private repeated(text: string, i: number): Found | undefined {
		if (this.uses[i] !== "idle") return undefined;
		const by = this.texts.findIndex((other, at) => this.uses[at] === "needed" && isSameRule(other, text));
		return by !== -1 && by < i ? { kind: "duplicate", token: i, by } : undefined;
	}

	/** A later category that gives back what this rule takes. Single commands are given back on purpose, and denials that take nothing are a precaution. */
	private denial(text: string, token: number): Found | undefined {
		const mask = /^-@all$/i.test(text) ? undefined : this.evaluator.rules.meant(text);
		if (mask === undefined) return undefined;
		const back = [...mask].filter((index) => this.final.commands.has(index) && this.isFromCategory(index, token));
		if (back.length === 0) return undefined;
		const all = this.evaluator.world.commands.all();
		const names = back.flatMap((index) => (all[index]?.subcommands.length === 0 ? [all[index].name] : []));
		const by = this.texts.findLastIndex((_, i) => i > token && back.some((index) => this.grants(i, index)));
		return names.length === 0 ? undefined : { kind: "undone", token, by, back: names };
	}

	/** The rule that decided in favor of the command is a category behind `token`. */
	private isFromCategory(command: number, token: number): boolean {
		const decider = decidingToken(this.final, command);
		return decider !== undefined && decider > token && this.grants(decider, command);
	}

	/** The rule is a category that holds the command. */
	private grants(token: number, command: number): boolean {
		const text = this.texts[token] ?? "";
		if (this.uses[token] === "refused") return false;
		if (/^(?:\+@all|allcommands)$/i.test(text)) return true;
		return text.startsWith("+@") && (this.evaluator.rules.meant(text)?.has(command) ?? false);
	}

	private other(text: string, token: number): Found | undefined {
		const use = this.uses[token];
		if (use !== "idle" && use !== "spare") return undefined;
		if (/^(?:\+|allcommands$)/i.test(text)) return this.grant(token);
		if (/^(?:[~%]|allkeys$)/i.test(text)) return this.pattern("key", token, use);
		if (/^(?:&|allchannels$)/i.test(text)) return this.pattern("channel", token, use);
		if (use === "idle") return /^[>#]/.test(text) ? { kind: "without-effect", token } : undefined;
		if (/^(?:[>#]|nopass$)/i.test(text)) return this.undoneBy(token, /^(?:[><#!]|nopass$|resetpass$|reset$)/i);
		if (text.startsWith("(")) return this.undoneBy(token, /^(?:clearselectors|reset)$/i);
		if (/^(?:db=|alldbs$)/i.test(text)) return this.undoneBy(token, /^(?:db=|alldbs$|resetdbs$|reset$)/i);
		return undefined;
	}

	private grant(token: number): Found | undefined {
		const same = { kind: "without-effect", token } as const;
		const { adds, undoneBy } = effectOf(this.texts, token, this.evaluator);
		const [first] = undoneBy;
		const turned = undoneBy.reduce((sum, { commands }) => sum + commands.length, 0);
		if (first === undefined || turned < adds.length) {
			if (this.isException(token)) return undefined;
			const by = this.grantedBy(token);
			return by === undefined ? same : { ...same, by };
		}
		return { kind: "undone", token, by: first.token };
	}

	/** Stands behind a denial of the same, as an exception: it says what is meant, even where a category behind it says so too. */
	private isException(token: number): boolean {
		const mask = this.evaluator.rules.meant(this.texts[token] ?? "");
		if (mask === undefined || ![...mask].some((index) => this.final.commands.has(index))) return false;
		return this.texts.some((text, i) => {
			const denied = i < token && text[0] === "-" && !/^-@all$/i.test(text) ? this.evaluator.rules.meant(text) : undefined;
			return denied !== undefined && denied.and(mask).size > 0;
		});
	}

	/** Another rule that grants the first command that this one names. */
	private grantedBy(token: number): number | undefined {
		const mask = this.evaluator.rules.meant(this.texts[token] ?? "");
		const [first] = mask ?? [];
		const rest = this.texts.map((text, i) => (i === token || this.uses[i] !== "needed" ? "" : text));
		return first === undefined ? undefined : decidingToken(this.evaluator.evaluate(rest).root, first);
	}

	private pattern(what: Pattern, token: number, use: "idle" | "spare"): Found | undefined {
		const every = what === "key" ? /^(?:~\*|allkeys)$/i : /^(?:&\*|allchannels)$/i;
		// Where users begin with every channel, a rule that says so is plain speech.
		if (what === "channel" && this.evaluator.world.channelsByDefault === "all" && every.test(this.texts[token] ?? "")) return undefined;
		const isCovered = what === "key" ? this.final.allKeys : this.final.allChannels;
		const by = isCovered ? this.texts.findLastIndex((text, i) => i !== token && every.test(text)) : -1;
		if (by !== -1) return { kind: "without-effect", token, by };
		const reset = what === "key" ? /^(?:resetkeys|reset)$/i : /^(?:resetchannels|reset)$/i;
		if (this.texts.findLastIndex((text) => reset.test(text)) > token) return this.undoneBy(token, reset);
		return use === "idle" || what === "key" ? { kind: "without-effect", token } : undefined;
	}

	private undoneBy(token: number, pattern: RegExp): Found | undefined {
		const by = this.texts.findIndex((text, i) => i > token && pattern.test(text));
		return by === -1 ? undefined : { kind: "undone", token, by };
	}
}

/** Patterns and passwords count as they are written, everything else in any case. */
function isSameRule(one: string, other: string): boolean {
	return one === other || (!/^[~%&><#!(]/.test(one) && one.toLowerCase() === other.toLowerCase());
}
