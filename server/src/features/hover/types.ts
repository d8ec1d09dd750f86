// features: what a hover is, and what it needs beside the document.
import type { Words } from "../../base/say";
import type { Span } from "../../base/span";
import type { Rule } from "../../rules/define";

export interface Hover {
	readonly markdown: Words;
	/** Relative to the line. */
	readonly at: Span;
}

export interface HoverTools {
	readonly rules: readonly Rule[];
	/** Address of a rule's page; undefined where the client has none. */
	pageOf(rule: string): string | undefined;
}
