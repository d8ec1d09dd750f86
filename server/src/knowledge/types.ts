// knowledge: the shapes of the facts. They are read off real servers, generated into data/, and given out per release.
import type { Release } from "./release";

/** How the server reads the value of a directive. */
export type DirectiveType =
	| "bool"
	| "numeric"
	| "string"
	| "enum"
	/** Read by code of its own: save, bind, client-output-buffer-limit, ... */
	| "special"
	/** Not a setting but an instruction: include, user, loadmodule, rename-command, sentinel. */
	| "instruction";

export type NumericUnit = "integer" | "memory" | "percent" | "octal" | "signed-memory";

export interface Directive {
	readonly name: string;
	/** The other name the server accepts, such as `slaveof`. */
	readonly alias?: string;
	readonly type: DirectiveType;
	/** Accepted with any value and without effect. */
	readonly ignored: boolean;
	/** The arguments after the name, as counted by the server; `max` null: no limit. */
	readonly args: { readonly min: number; readonly max: number | null };
	/** Several values in one line, each an argument. */
	readonly multiArg: boolean;
	/** Names in any case; several may share a number, the first is the one the server writes. */
	readonly values?: readonly { readonly name: string; readonly number: number }[];
	/** Inclusive. Bigint, since some limits are 2^64 - 1. */
	readonly range?: { readonly min: bigint; readonly max: bigint };
	readonly cType?: string;
	readonly units: readonly NumericUnit[];
	/** As CONFIG GET shows it on a bare start; null where the server has none. */
	readonly default: string | null;
	/** An empty string means the same as no value. */
	readonly emptyMeansNull: boolean;
	/** The server's own further check of the value, by name. */
	readonly validator?: string;
	/** What the server does when the value changes, by name. */
	readonly apply?: string;
	/** Cannot be changed while the server runs. */
	readonly immutable: boolean;
	/** The value is a secret. */
	readonly sensitive: boolean;
	/** CONFIG SET needs enable-protected-configs. */
	readonly protected: boolean;
	/** Not shown by CONFIG GET with a pattern. */
	readonly hidden: boolean;
	/** Exists only in builds with TLS. */
	readonly needsTls: boolean;
}

export interface Directives {
	readonly release: Release;
	/** By name or alias, in any case. */
	find(name: string): Directive | undefined;
	/** Every directive once, without aliases, in alphabetical order. */
	all(): readonly Directive[];
	/** Every name and alias in lower case. */
	names(): readonly string[];
}

/** In which release lines a directive name is known. */
export interface DirectiveHistory {
	readonly name: string;
	/** Ids such as "redis-7.0", oldest first, Redis before Valkey. */
	readonly releases: readonly string[];
}

export interface Command {
	/** Lower case; a subcommand is "config|get". */
	readonly name: string;
	/** Position in `Commands.all`, the bit of this command in a permission set. */
	readonly index: number;
	/** Of a subcommand: the name of its container. */
	readonly container?: string;
	/** Of a container: its subcommands' names. */
	readonly subcommands: readonly string[];
	readonly arity: number;
	readonly flags: readonly string[];
	/** Without the "@". */
	readonly categories: readonly string[];
	/** The version that brought it, such as "6.2.0". */
	readonly since?: string;
	readonly group?: string;
	readonly keySpecs: readonly KeySpec[];
}

/** Where a command's keys stand and what it does with them, as COMMAND tells it. */
export interface KeySpec {
	readonly flags: readonly string[];
	readonly beginSearch:
		| { readonly type: "index"; readonly index: number }
		| { readonly type: "keyword"; readonly keyword: string; readonly startFrom: number }
		| { readonly type: "unknown" };
	readonly findKeys:
		| { readonly type: "range"; readonly lastKey: number; readonly keyStep: number; readonly limit: number }
		| { readonly type: "keynum"; readonly keyNumIdx: number; readonly firstKey: number; readonly keyStep: number }
		| { readonly type: "unknown" };
}

export interface Commands {
	readonly release: Release;
	/** By name in any case, "config" or "config|get". */
	find(name: string): Command | undefined;
	/** Every command and subcommand; containers before their subcommands. */
	all(): readonly Command[];
	/** Category names without "@", alphabetical. */
	categories(): readonly string[];
	/** Whether commands of this release carry subcommands of their own (Redis 6 does not know them in ACLs). */
	readonly hasSubcommands: boolean;
}

/** Argument shape of `sentinel <name> ...` in sentinel.conf. */
export interface SentinelDirective {
	readonly name: string;
	readonly alias?: string;
	/** Arguments after the sub-directive's name. */
	readonly args: { readonly min: number; readonly max: number };
	/** The first argument names a monitored primary. */
	readonly namesPrimary: boolean;
}

/** What a person reads about a directive, in our own words. */
export interface DirectiveText {
	readonly summary: string;
	/** Why it matters for security, where it does. */
	readonly security?: string;
}

/** Everything known about the servers. Made once by the host from the generated files, and passed on from there. */
export interface Knowledge {
	directives(release: Release): Directives;
	commands(release: Release): Commands;
	sentinelDirectives(release: Release): readonly SentinelDirective[];
	history(directive: string): DirectiveHistory | undefined;
	text(directive: string): DirectiveText | undefined;
}

/** Hands out the generated files by name ("directives", "commands", "texts"), each as JSON text; called once per name, on first use. */
export type KnowledgeSource = (name: string) => string;
