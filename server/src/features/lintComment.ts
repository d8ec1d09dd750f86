// features: comments that speak to this program: what stands where in such a line.
import { say } from "../base/say";
import type { Span } from "../base/span";

/** The directives of comments, without their common beginning. */
export const COMMENT_DIRECTIVES = {
	"redis-security-lint-disable-next-line": say`Does not report these rules on the next line.`,
	"redis-security-lint-disable": say`Does not report these rules in this file.`,
	"redis-security-lint-server": say`Judges this file by this release of Redis or Valkey.`,
} as const;

export type CommentDirective = keyof typeof COMMENT_DIRECTIVES;

export interface LintCommentParts {
	/** Where the comment's own text begins, after `#` and spaces. */
	readonly start: number;
	/** Undefined while it is still being typed, or where it is another comment. */
	readonly directive: CommentDirective | undefined;
	readonly directiveAt: Span;
	/** Its arguments; what follows ` -- ` is for people. */
	readonly words: readonly (Span & { readonly text: string })[];
}

/** Undefined for a line that is no comment. */
export function readLintComment(text: string): LintCommentParts | undefined {
	const head = /^[ \t]*#+[ \t]*/.exec(text)?.[0];
	if (head === undefined) return undefined;
	const start = head.length;
	const name = /^\S*/.exec(text.slice(start))?.[0] ?? "";
	const directiveAt = { start, end: start + name.length };
	const directive = Object.hasOwn(COMMENT_DIRECTIVES, name) ? (name as CommentDirective) : undefined;
	const reason = text.indexOf(" -- ");
	const rest = text.slice(directiveAt.end, reason === -1 ? undefined : reason);
	const words = [...rest.matchAll(/[^\s,]+/g)].map((match) => {
		const from = directiveAt.end + match.index;
		return { text: match[0], start: from, end: from + match[0].length };
	});
	return { start, directive, directiveAt, words };
}
