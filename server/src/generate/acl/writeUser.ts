// generate/acl: rules put back into the line that they came from.
import type { Edit, Span } from "../../base/span";
import type { AclToken } from "../../model/acl/types";
import { writeWord } from "../../model/placement";
import type { FileKind } from "../../model/types";
import type { WrittenRule } from "./commandRules";

/** A user where it is written, spans relative to the line. */
export interface UserOnLine {
	readonly file: string;
	readonly kind: FileKind;
	/** 0-based. */
	readonly line: number;
	/** The text of the line. */
	readonly text: string;
	readonly nameAt: Span;
	readonly tokens: readonly AclToken[];
}

/** Replaces what is different and nothing else, so that quotes and spaces elsewhere stay. Undefined where nothing is. */
export function writeRules(user: UserOnLine, rules: readonly WrittenRule[]): Edit | undefined {
	const { tokens } = user;
	const isKept = (rule: WrittenRule | undefined, at: number) => rule?.from === at && rule.text === tokens[at]?.text;
	let same = 0;
	while (same < rules.length && isKept(rules[same], same)) same++;
	let end = 0;
	while (end < rules.length - same && end < tokens.length - same && isKept(rules[rules.length - 1 - end], tokens.length - 1 - end)) end++;
	if (same === rules.length && same === tokens.length) return undefined;
	const start = same === 0 ? user.nameAt.end : (tokens[same - 1]?.end ?? user.nameAt.end);
	const stop = end === 0 ? Math.max(tokens.at(-1)?.end ?? start, start) : (tokens[tokens.length - end]?.start ?? start);
	const middle = rules.slice(same, rules.length - end).map((rule) => ` ${ruleText(rule, user)}`);
	return {
		file: user.file,
		start: { line: user.line, character: start },
		end: { line: user.line, character: stop },
		newText: middle.join("") + (end > 0 ? " " : ""),
	};
}

/** As the person wrote it where it is unchanged, else as the server of this kind of file reads it back. */
function ruleText({ text, from }: WrittenRule, user: UserOnLine): string {
	const token = user.tokens[from ?? -1];
	if (token?.text === text) return user.text.slice(token.start, token.end);
	return ruleForFile(text, user.kind);
}

/** One rule, which may be a selector of several words. */
export function ruleForFile(rule: string, kind: FileKind): string {
	return kind === "acl" ? rule : rule.split(" ").filter(isWord).map(writeWord).join(" ");
}

function isWord(word: string): boolean {
	return word !== "";
}
