// syntax: text to a tree that keeps every byte, split exactly as the server splits it. Knows the name of no directive.
import type { Span } from "../base/span";
import type { Facts, Text } from "./text";

/** How a word was written. `mixed`: a quote opened or closed inside the word. */
export type Quote = "none" | "double" | "single" | "mixed";

/** One word of a line. The span is relative to the line and takes in the quotes; `value` is what the server reads. */
export interface Word extends Span {
	readonly value: string;
	readonly quote: Quote;
	/** Bytes of 0x80 and above were written as `\xHH`: `value` holds each as one character of that code. */
	readonly highBytes?: true;
}

/** What keeps a server from splitting the line. The span is relative to the line. */
export interface LineError extends Span {
	readonly code: /** A quote that is never closed. */
		| "unclosed-quote"
		/** Text directly after a closing quote: refused by every release but Valkey 9.1, which joins it. `words` holds the joined reading. */
		| "text-after-quote"
		/** A NUL character: the server drops what follows it on the line. */
		| "nul";
}

/** A line never changes and does not know where it stands, so that an edit elsewhere leaves it as it is. */
export interface Line {
	readonly kind: "blank" | "comment" | "words";
	/** Without its line feed; a carriage return before that is kept here. */
	readonly text: string;
	/** For an ACL file, comment lines have words as well, since most releases read them as a line. */
	readonly words: readonly Word[];
	readonly error?: LineError;
}

/** How lines are split into words: redis.conf and sentinel.conf know quotes, ACL files know single spaces only. */
export type Dialect = "config" | "acl";

/** Some lines that follow each other. It stays the same object for as long as none of them changes, wherever it stands. */
export interface Block {
	/** Split into words. Made when they are asked for. */
	readonly lines: readonly Line[];
	/** What stands on each of the lines, without line feeds. */
	readonly texts: readonly string[];
	/** The lines joined by "\n". */
	readonly text: string;
	/** What was worked out about it before; see `factOf`. */
	readonly facts: Facts;
}

export interface Tree {
	readonly dialect: Dialect;
	/** Put together when it is asked for: of a large text, ask its blocks. */
	readonly text: string;
	/** Always one more than there are line feeds in the text. Put together when they are asked for. */
	readonly lines: readonly Line[];
	/** The lines in blocks, in step with those of `source`. */
	readonly blocks: readonly Block[];
	readonly source: Text;
	/** The same object for all versions of a document, to hang on it what is carried from one to the next. */
	readonly lineage: { readonly facts: Facts };
	/** The text begins with a byte order mark, which every server refuses as part of the first word. */
	readonly byteOrderMark: boolean;
	/** One line (0-based) without putting all of them together; undefined where there is none. */
	line(number: number): Line | undefined;
}
