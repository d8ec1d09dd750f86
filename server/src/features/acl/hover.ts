// features: what the word under the pointer means in a user's rules. Markdown; never a password or a hash.
import { joined, listedWithEachOr, say, type Words } from "../../base/say";
import type { Span } from "../../base/span";
import { nameOf } from "../../model/acl/errors";
import type { AclToken } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import type { TextFile } from "../../model/types";
import { code } from "../texts/markdown";
import { commandRuleMarkdown, isCommandRule } from "./hoverCommands";
import { ruleMarkdown } from "./hoverRules";
import { permissionsInWords, summaryMarkdown } from "./summary";
import { type UserLine, userAt } from "./userAt";

export interface AclHover {
	readonly markdown: Words;
	/** Relative to the line. */
	readonly at: Span;
}

/** `line` and `character` are 0-based, UTF-16. Undefined where there is nothing to say. */
export function aclHover(server: ServerModel, file: TextFile, line: number, character: number): AclHover | undefined {
	const user = userAt(server, file, line);
	if (user === undefined) return undefined;
	if (character <= user.nameAt.end) {
		const start = (file.tree.line(line)?.text ?? "").search(/\S/);
		if (character < start) return undefined;
		return { markdown: summaryMarkdown(user.name, user.state, server.acl.evaluator), at: { start, end: user.nameAt.end } };
	}
	const position = positionAt(user.tokens, character);
	const token = user.tokens[position];
	return token && hoverOn(server, user, token, position, character);
}

function hoverOn(server: ServerModel, user: UserLine, token: AclToken, position: number, character: number): AclHover | undefined {
	const { evaluator } = server.acl;
	const { knowledge } = server.world;
	if (token.inner !== undefined) {
		const innerPosition = positionAt(token.inner, character);
		const inner = token.inner[innerPosition];
		const selector = user.state.selectors.find((one) => one.token === position);
		if (inner === undefined || selector === undefined) {
			const words = selector
				? say`A selector: a command is also allowed where this set alone allows it, with its keys and channels. Here: ${permissionsInWords(selector, evaluator)}.`
				: refusedOr(user, position, say`A selector that a later rule clears.`, server);
			return { markdown: words, at: { start: token.start, end: token.end } };
		}
		const markdown = isCommandRule(inner.text)
			? commandRuleMarkdown({ rules: token.inner, position: innerPosition, evaluator, knowledge })
			: ruleMarkdown({ rule: inner.text, permissions: selector, state: user.state, inSelector: "yes", evaluator });
		return { markdown: joined([markdown, say`*Inside a selector.*`], "\n\n"), at: { start: inner.start, end: inner.end } };
	}
	const markdown = isCommandRule(token.text)
		? commandRuleMarkdown({ rules: user.tokens, position, evaluator, knowledge })
		: ruleMarkdown({ rule: token.text, permissions: user.state.root, state: user.state, inSelector: "no", evaluator });
	return { markdown: refusedOr(user, position, markdown, server), at: { start: token.start, end: token.end } };
}

/** What is refused has no meaning; the finding on it says what to do. */
function refusedOr({ state }: UserLine, position: number, markdown: Words, { acl }: ServerModel): Words {
	const error = state.errors.find(({ token }) => token === position);
	if (error === undefined) return markdown;
	const meant = error.suggestions.length > 0 ? say` Meant: ${listedWithEachOr(error.suggestions.map(code))}?` : "";
	return say`**${nameOf(acl.evaluator.dialect)} refuses this rule.** ${error.message}${meant}`;
}

function positionAt(tokens: readonly AclToken[], character: number): number {
	const inside = tokens.findIndex(({ start, end }) => start <= character && character < end);
	return inside === -1 ? tokens.findIndex(({ end }) => end === character) : inside;
}
