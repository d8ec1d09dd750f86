// features: what each word is to the release in force, for colors that a grammar cannot know: names that this release has, values that it
// takes, lines that have lost, and what a rule of a user grants.
import type { Span } from "../base/span";
import type { Directive } from "../knowledge/types";
import type { AclToken } from "../model/acl/types";
import { parseNumber } from "../model/values";
import type { Word } from "../syntax/tree";
import { userAt } from "./acl/userAt";
import { type RedisDocument, winnerOver } from "./document";
import { insideQuotes } from "./navigation/occurrences";
import { pathKindOf } from "./paths";

export const TOKEN_TYPES = ["keyword", "property", "enumMember", "number", "string", "class", "variable", "function", "type"] as const;

/** `deprecated`: an old name, or without effect in this release. `overridden`: another line wins. `denied`: takes away what it names. */
export const TOKEN_MODIFIERS = ["deprecated", "overridden", "denied"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken extends Span {
	/** 0-based. */
	readonly line: number;
	readonly type: TokenType;
	readonly modifiers: readonly TokenModifier[];
}

/** Of the lines from `first` to `last`, in their order. */
export function semanticTokens(document: RedisDocument, first: number, last: number): SemanticToken[] {
	const tokens: SemanticToken[] = [];
	for (let line = Math.max(0, first); line <= last; line++) {
		const source = document.file.tree.line(line);
		if (!source) break;
		if (source.kind === "blank" || source.error) continue;
		for (const part of partsOf(document, line, source.words)) {
			if (part.end > part.start) tokens.push({ line, start: part.start, end: part.end, type: part.type, modifiers: part.modifiers ?? [] });
		}
	}
	return tokens;
}

interface Part extends Span {
	readonly type: TokenType;
	readonly modifiers?: readonly TokenModifier[];
}

function partsOf(document: RedisDocument, line: number, words: readonly Word[]): Part[] {
	const [name, ...values] = words;
	if (!name) return [];
	const user = userAt(document.server, document.file, line);
	if (user) return [part(name, "keyword"), { ...user.nameAt, type: "class" }, ...user.tokens.flatMap(rule)];
	if (document.file.kind === "acl") return [];
	if (name.value.toLowerCase() === "sentinel") return [part(name, "keyword"), ...sentinel(document, values)];
	return directive(document, line, name, values);
}

function directive(document: RedisDocument, line: number, name: Word, values: readonly Word[]): Part[] {
	const { server, file } = document;
	const { knowledge, release } = server.world;
	const typed = name.value.toLowerCase();
	const known = knowledge.directives(release).find(typed);
	if (!known) return [];
	const modifiers: TokenModifier[] = [];
	if (known.ignored || (typed === known.alias && typed !== known.name)) modifiers.push("deprecated");
	if (winnerOver(document, line, known)) modifiers.push("overridden");
	return [
		part(name, "keyword", modifiers),
		...values.flatMap((value) => {
			const type = known.sensitive ? "string" : typeOf(known, value, { server, file });
			return type ? [part(value, type, modifiers)] : [];
		}),
	];
}

/** Undefined where the release does not take the value as what it seems to be: the finding on it says more. */
function typeOf(known: Directive, { value }: Word, { server }: RedisDocument): TokenType | undefined {
	const lower = value.toLowerCase();
	if (known.type === "bool") return lower === "yes" || lower === "no" ? "enumMember" : undefined;
	if (known.values) return known.values.some(({ name }) => name.toLowerCase() === lower) ? "enumMember" : undefined;
	if (known.type === "numeric") return parseNumber(known, value, server.world.release).ok ? "number" : undefined;
	if (pathKindOf(known.name)) return "string";
	if (known.name === "rename-command") return undefined;
	return /^-?\d+(?:[kmg]b?)?$/i.test(value) && known.type === "special" ? "number" : "string";
}

function sentinel({ server }: RedisDocument, [sub, first, ...others]: readonly Word[]): Part[] {
	const { knowledge, release } = server.world;
	const typed = sub?.value.toLowerCase();
	const known = knowledge.sentinelDirectives(release).find(({ name, alias }) => name === typed || alias === typed);
	if (!sub || !known) return [];
	const parts = [part(sub, "property", typed === known.name ? [] : ["deprecated"])];
	if (first) parts.push(part(first, known.namesPrimary ? "variable" : valueType(first)));
	return [...parts, ...others.map((word) => part(word, valueType(word)))];
}

function valueType({ value }: Word): TokenType {
	if (/^(?:yes|no)$/i.test(value)) return "enumMember";
	return /^-?\d+$/.test(value) ? "number" : "string";
}

/** One rule of a user; of a selector, the rules inside of it. Signs and patterns are left to the grammar, which knows their parts. */
function rule({ start, end, text, inner }: AclToken): Part[] {
	if (inner) return inner.flatMap(rule);
	if (/^[+-]@/.test(text)) return [{ start: start + 2, end, type: "type", modifiers: denied(text) }];
	if (/^[+-]/.test(text)) {
		const bar = text.indexOf("|");
		const command: Part = { start: start + 1, end: bar === -1 ? end : start + bar, type: "function", modifiers: denied(text) };
		return bar === -1 ? [command] : [command, { ...command, start: start + bar + 1, end }];
	}
	if (/^[><#!]/.test(text)) return [{ start: start + 1, end, type: "string" }];
	return /^[a-z-]+$/i.test(text) ? [{ start, end, type: "keyword" }] : [];
}

function denied(text: string): readonly TokenModifier[] {
	return text.startsWith("-") ? ["denied"] : [];
}

function part(word: Word, type: TokenType, modifiers?: readonly TokenModifier[]): Part {
	return { ...insideQuotes(word), type, ...(modifiers && { modifiers }) };
}
