// features: what a suggestion is, and what the making of suggestions is given.
import type { Words } from "../../base/say";
import type { Position, Span } from "../../base/span";
import type { Rule } from "../../rules/define";
import type { Line } from "../../syntax/tree";
import type { RedisDocument } from "../document";

export interface Completion {
	readonly label: string;
	readonly kind:
		| "directive"
		| "snippet"
		| "value"
		| "unit"
		| "file"
		| "folder"
		| "command"
		| "category"
		| "keyword"
		| "name"
		| "rule"
		| "release";
	/** A few words, shown at the far end of the row. */
	readonly note?: Words;
	/** What is inserted instead of the label. */
	readonly insert?: string;
	/** `insert` has places to fill in, as in `${1:name}`. */
	readonly isSnippet?: true;
	/** What the typed word is compared with, instead of the label. */
	readonly filter?: string;
	/** Suggestions are in the order of this text; without it in that of the list. */
	readonly sort?: string;
	readonly isDeprecated?: true;
	/** What its documentation is about. It is written when somebody looks at it. */
	readonly about?: About;
}

/** Plain data that survives a trip to the client. */
export type About =
	| { readonly what: "directive" | "sentinel" | "command" | "category" | "rule" | "acl-word" | "event"; readonly name: string }
	| { readonly what: "value"; readonly directive: string; readonly name: string };

export interface Completions {
	/** From the start of what is being typed to the cursor. */
	readonly insert: Span;
	/** The same to the end of the word. */
	readonly replace: Span;
	readonly items: readonly Completion[];
	/** Others are to be suggested when more is typed. */
	readonly isIncomplete?: true;
}

export interface CompletionContext {
	/** May be a little older than `line`: in a very large file nobody waits until all of it is evaluated again. */
	readonly document: RedisDocument;
	/** The line as it is now. */
	readonly line: Line;
	readonly point: Position;
	/** Somebody asked for suggestions, and did not just type. */
	readonly isAsked: boolean;
	readonly rules: readonly Rule[];
	/** What is in a folder; nothing where it cannot be read. */
	list(folder: string): Promise<readonly { readonly name: string; readonly type: "file" | "folder" }[]>;
}
