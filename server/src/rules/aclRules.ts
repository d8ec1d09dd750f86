// rules: places and edits of single rules of a user, in selectors too.
import type { Edit, Place } from "../base/span";
import type { AclToken, AclUser } from "../model/acl/types";
import type { ServerModel } from "../model/server";
import { replaceRules } from "./edits";

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
export function ruleInWords(rule: AclToken | undefined): string {
	const text = rule?.text ?? "";
	if (/^[><#!]/.test(text)) return "This password";
	return text.startsWith("(") ? "This selector" : text;
}

/** Whether the two edits below are possible. */
export function isEditable(server: ServerModel, user: AclUser, at: RuleAt): boolean {
	const rule = ruleAt(user, at);
	return rule !== undefined && (at.inner === undefined || isExact(server, user, rule));
}

/** Takes one rule out. None where it stands in quotes, so that its place is not exactly known. */
export function takeOutRule(server: ServerModel, user: AclUser, at: RuleAt): Edit[] {
	if (at.inner === undefined) return replaceRules(user, new Map([[at.token, ""]]));
	const rule = ruleAt(user, at);
	if (!rule || !isEditable(server, user, at)) return [];
	const before = ruleAt(user, { token: at.token, inner: at.inner - 1 });
	const after = ruleAt(user, { token: at.token, inner: at.inner + 1 });
	const start = before ? before.end : rule.start;
	const end = before ? rule.end : (after?.start ?? rule.end);
	return [edit(user, start, end, "")];
}

/** Inserts rules behind another one. */
export function insertBehind(server: ServerModel, user: AclUser, at: RuleAt, rules: readonly string[]): Edit[] {
	const rule = ruleAt(user, at);
	if (!rule || !isEditable(server, user, at)) return [];
	return [edit(user, rule.end, rule.end, ` ${rules.join(" ")}`)];
}

/** What stands in the file is the rule itself, without quotes around or escapes in it. */
export function isExact(server: ServerModel, { file, line }: AclUser, rule: AclToken): boolean {
	const source = server.snapshot.files.get(file);
	return source?.state === "text" && source.tree.lines[line]?.text.slice(rule.start, rule.end) === rule.text;
}

function edit({ file, line }: AclUser, start: number, end: number, newText: string): Edit {
	return { file, start: { line, character: start }, end: { line, character: end }, newText };
}
