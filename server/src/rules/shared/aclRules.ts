// rules: places and edits of single rules of a user, in selectors too.
import { say, type Words } from "../../base/say";
import type { Edit, Place } from "../../base/span";
import { effectOf, type RuleUse, usesOf } from "../../model/acl/effects";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclToken, AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { replaceRules } from "./userEdits";

export interface RuleAt {
	readonly token: number;
	/** Position in the selector that `token` is. */
	readonly inner?: number;
}

export function ruleAt(user: AclUser, { token, inner }: RuleAt): AclToken | undefined {
	const outer = user.tokens[token];
	return inner === undefined ? outer : outer?.inner?.[inner];
}

export function placeOfRule(user: AclUser, at: RuleAt): Place | undefined {
	const rule = ruleAt(user, at);
	return rule && { file: user.file, line: user.line, start: rule.start, end: rule.end };
}

/** How people may read of it: never a password. */
export function ruleInWords(rule: AclToken | undefined): Words {
	const text = rule?.text ?? "";
	if (isPassword(rule)) return say`This password`;
	return text.startsWith("(") ? say`This selector` : text;
}

export function isPassword(rule: AclToken | undefined): boolean {
	return rule !== undefined && /^[><#!]/.test(rule.text);
}

/** Whether the two edits below are possible. */
export function isEditable(server: ServerModel, user: AclUser, at: RuleAt): boolean {
	const rule = ruleAt(user, at);
	return rule !== undefined && (at.inner === undefined || isExact(server, user, rule));
}

/** Takes one rule out, and others of the same list. None where it stands in quotes, so that its place is not exactly known. */
export function takeOutRule(server: ServerModel, user: AclUser, at: RuleAt, others: readonly number[] = []): Edit[] {
	if (at.inner === undefined) return replaceRules(user, new Map([at.token, ...others].map((token) => [token, ""])));
	return rewritten(server, user, at.token, (rules) => rules.filter((_, index) => index !== at.inner && !others.includes(index)));
}

/** Puts a rule behind a later one of the same list, and takes out what then does nothing any more. */
export function moveRule(server: ServerModel, user: AclUser, at: RuleAt, behind: number): Edit[] {
	const list = at.inner === undefined ? user.tokens : (user.tokens[at.token]?.inner ?? []);
	const from = at.inner ?? at.token;
	const order = moved([...list.keys()], from, behind);
	const evaluator = server.acl.evaluator;
	const texts = order.map((index) => list[index]?.text ?? "");
	// Of a long list that takes long, for each of its rules; what does nothing is found once the rule has moved.
	const uses = order.length > MOST_TOGETHER ? [] : usesOf(texts, evaluator);
	const undone = texts.filter((_, position) => isNoNeed(uses[position]) && isUndoneGrant(texts, position, evaluator));
	const out = order.filter((index, position) => index !== from && isNoNeed(uses[position]) && undone.includes(texts[position] ?? ""));
	if (at.inner !== undefined)
		return rewritten(server, user, at.token, (rules) =>
			order.filter((index) => !out.includes(index)).flatMap((index) => rules[index] ?? []),
		);
	const later = user.tokens[behind];
	const text = list[from]?.text;
	return later && text !== undefined ? [...takeOutRule(server, user, at, out), edit(user, later.end, later.end, ` ${text}`)] : [];
}

/** In longer lists a rule moves alone. */
const MOST_TOGETHER = 60;

function isNoNeed(use: RuleUse | undefined): boolean {
	return use !== undefined && use !== "needed";
}

/** All that the rule grants is taken back behind it, or was taken away for good before. */
export function isUndoneGrant(texts: readonly string[], position: number, evaluator: AclEvaluator): boolean {
	const text = texts[position] ?? "";
	if (!/^(?:\+|allcommands$)/i.test(text)) return false;
	const { adds, undoneBy } = effectOf(texts, position, evaluator);
	if (adds.length > 0) return undoneBy.reduce((sum, { commands }) => sum + commands.length, 0) === adds.length;
	const { commands } = evaluator.evaluate(texts).root;
	return ![...(evaluator.rules.meant(text) ?? [])].some((index) => commands.has(index));
}

function textsOf(rules: readonly AclToken[]): string[] {
	return rules.map(({ text }) => text);
}

/** The list with the item at `from` behind the one at `behind`, which comes later. */
export function moved<T>(list: readonly T[], from: number, behind: number): T[] {
	return [...list.slice(0, from), ...list.slice(from + 1, behind + 1), ...list.slice(from, from + 1), ...list.slice(behind + 1)];
}

/** The rules inside a selector, as one edit. */
function rewritten(server: ServerModel, user: AclUser, token: number, change: (rules: readonly AclToken[]) => readonly AclToken[]): Edit[] {
	const inner = user.tokens[token]?.inner ?? [];
	const [first] = inner;
	const last = inner.at(-1);
	if (!first || !last || !inner.every((rule) => isExact(server, user, rule))) return [];
	return [edit(user, first.start, last.end, textsOf(change(inner)).join(" "))];
}

/** What stands in the file is the rule itself, without quotes around or escapes in it. */
function isExact(server: ServerModel, { file, line }: AclUser, rule: AclToken): boolean {
	const source = server.snapshot.files.get(file);
	return source?.state === "text" && source.tree.line(line)?.text.slice(rule.start, rule.end) === rule.text;
}

function edit({ file, line }: AclUser, start: number, end: number, newText: string): Edit {
	return { file, start: { line, character: start }, end: { line, character: end }, newText };
}
