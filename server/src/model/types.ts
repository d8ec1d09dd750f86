// model: what the server would really do with the files. No opinions, no editor, no host.
import type { Words } from "../base/say";
import type { GlobBudget } from "../base/shellGlob";
import type { Place } from "../base/span";
import type { Release } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import type { Text } from "../syntax/text";
import type { Line, Tree, Word } from "../syntax/tree";
import type { PemFile } from "./tls/pem";
import type { UnreadableReason } from "./unreadable";

/** `config` is redis.conf, `sentinel` is sentinel.conf, `acl` an ACL file. */
export type FileKind = "config" | "sentinel" | "acl";

export type FileText =
	| {
			readonly state: "text";
			readonly text: string;
			/** The same text in blocks, where it is at hand in this form; `text` is then put together when it is asked for. */
			readonly source?: Text;
			/** Not UTF-8: read as Latin-1, or by an editor as something else. */
			readonly latin1?: true;
			/** The file begins with a byte order mark that `text` does not show, since an editor took it off. */
			readonly hiddenMark?: true;
			/** Who may do what with the file, as chmod writes it; only where the host can tell and shows what lies on the disk. */
			readonly mode?: number;
	  }
	| { readonly state: "unreadable"; readonly reason: UnreadableReason; readonly isFolder?: true };

/** How contents reach the model. Implemented by hosts and by tests; addresses are URIs. Neither method rejects. */
export interface Files {
	read(uri: string): Promise<FileText>;
	/** Addresses that a glob of an `include` line means, in the order in which the server reads them; undefined where they are too many to look for. */
	glob(directory: string, pattern: string, budget?: GlobBudget): Promise<readonly string[] | undefined>;
	/** The address that a path written in a file means; relative paths count from `directory`. */
	resolve(directory: string, path: string): string;
	/** What a certificate or key file holds. Without it nothing is known of them. The pass phrase opens an encrypted key. */
	pem?(uri: string, passphrase?: string): Promise<PemFile>;
}

/** What stops the host from reading on: bounds for one root file. */
export interface LoadLimits {
	/** Files that one root may lead to. */
	readonly files: number;
	/** After so many no more files are included; the last one may go beyond. */
	readonly characters: number;
	/** Different patterns of `include` lines that are looked for. */
	readonly patterns: number;
	/** `include` lines that are followed. */
	readonly lines: number;
	/** Depth of includes within includes. */
	readonly depth: number;
}

/** One file of a snapshot. */
export type SourceFile =
	| {
			readonly uri: string;
			readonly state: "text";
			readonly kind: FileKind;
			readonly tree: Tree;
			readonly latin1: boolean;
			readonly hiddenMark?: true;
			readonly mode?: number;
	  }
	| {
			readonly uri: string;
			readonly state: "unreadable";
			readonly kind: FileKind;
			readonly reason: UnreadableReason;
			readonly isFolder?: true;
	  };

/** A file that could be read. */
export type TextFile = SourceFile & { readonly state: "text" };

/** All contents that one root file leads to. Immutable; everything after it is pure. */
export interface Snapshot {
	readonly root: string;
	readonly kind: FileKind;
	/** The person has said what kind it is, so every line is taken at its word, also those that look like a template's. */
	readonly kindGiven?: true;
	readonly files: ReadonlyMap<string, SourceFile>;
	/** Where each `include` and `aclfile` line leads: key is `file:line` (0-based). */
	readonly targets: ReadonlyMap<string, readonly string[]>;
	/** The files that TLS settings name, by the directive in force; without those of which the host knows nothing. */
	readonly tlsFiles?: ReadonlyMap<string, PemFile>;
}

/** A line with words, where the server meets it while reading from the root through its includes. */
export interface Statement {
	readonly file: string;
	/** 0-based. */
	readonly lineNumber: number;
	readonly line: Line;
	/** The first word in lower case. */
	readonly name: string;
	readonly words: readonly Word[];
	/** The `include` statements that led here, outermost first. */
	readonly via: readonly Statement[];
}

/** Where a value comes from: a line, or nowhere because the release's default is in force. */
export type Origin = { readonly from: "line"; readonly statement: Statement; readonly at: Place } | { readonly from: "default" };

/** A setting in force. */
export interface Setting {
	/** The directive's own name, also where the line used an alias. */
	readonly name: string;
	/** The arguments, as the server reads them. */
	readonly values: readonly string[];
	/** The arguments joined by a space: for settings of one value, that value. */
	readonly value: string;
	readonly origin: Origin;
	/** Lines that set it before and lost, in order of reading. */
	readonly overridden: readonly Statement[];
	/** Something that could not be read may set it too. */
	readonly uncertain: boolean;
}

export interface Settings {
	/** Includes that could not be read: what they set is unknown. */
	readonly unread: readonly Statement[];
	/** The value in force of a directive; undefined where the release does not know it and no line sets it. */
	get(name: string): Setting | undefined;
	/** Values that add up: each `save`, `rename-command`, `loadmodule`, `client-output-buffer-limit` line that counts. */
	list(name: string): readonly Statement[];
}

/** What a server's own parser would say of one file, apart from what depends on the machine. */
export type Verdict =
	| { readonly outcome: "accept" }
	| {
			readonly outcome: "reject" | "crash";
			/** 1-based, null where the server names none. */
			readonly line: number | null;
			readonly reason: Words;
	  };

/** One thing that a server would refuse, ignore or read otherwise than it looks. */
export interface Problem {
	readonly code: string;
	readonly at: Place;
	/** In our own words, secrets masked: what is wrong and what to do. */
	readonly message: Words;
	/** What the server itself prints, secrets masked. */
	readonly serverSays?: string;
	/** `refused`: the server does not start. `crash`: it dies. `machine`: depends on where it runs. `misread`: taken, but otherwise than it looks. */
	readonly effect: "refused" | "crash" | "machine" | "misread";
	/** Words that were probably meant. */
	readonly suggestions?: readonly string[];
}

/** What everything in the model is computed from. */
export interface World {
	readonly knowledge: Knowledge;
	readonly release: Release;
}
