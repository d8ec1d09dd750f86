// knowledge: the shapes of the facts. They are read off real servers, generated into data/, and given out per release.
import type { KnownFlaws } from "./advisories";
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
	/** The value is a secret, in this release's eyes or in those of a newer one. */
	readonly sensitive: boolean;
	/** CONFIG SET needs enable-protected-configs. */
	readonly protected: boolean;
	/** Not shown by CONFIG GET with a pattern. */
	readonly hidden: boolean;
	/** Made for people who debug the server. */
	readonly debug: boolean;
	/** The server's own flags, lower case: "modifiable", "immutable", "volatile", "deny_loading", ... */
	readonly flags: readonly string[];
	/** Exists only in builds with TLS. */
	readonly needsTls: boolean;
	/** Name of the module that brings it, where that module is part of the server. */
	readonly module?: string;
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

/** In which release lines the name of a directive, or of a command, is known. */
export interface NameHistory {
	/** The name that was asked for, in lower case. */
	readonly name: string;
	/** Ids such as "redis-7.0", oldest first, Redis before Valkey. */
	readonly releases: readonly string[];
}

/** Counts the name as an alias too. */
export type DirectiveHistory = NameHistory;

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
	/** The version that deprecated it. */
	readonly deprecatedSince?: string;
	/** Name of the module that brings it, where that module is part of the server. */
	readonly module?: string;
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
	/** How the last argument is read, where it is not just text. */
	readonly value?: "integer" | "bool";
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
	/** The commands of a server in Sentinel mode: those that user lines of sentinel.conf may name. None are known of Redis 6.0. */
	sentinelCommands(release: Release): Commands;
	/** Undefined where no release knows the directive, by name or alias. */
	history(directive: string): DirectiveHistory | undefined;
	/** Ids of the releases that know the directive, by name or alias; none where nobody does. */
	releasesWith(directive: string): readonly string[];
	/** Of a command or subcommand, "config" or "config|get"; undefined where no release knows it. */
	commandHistory(name: string): NameHistory | undefined;
	text(directive: string): DirectiveText | undefined;
	/** Publicly known flaws of a release, where its full version is known. */
	flaws(release: Release): readonly KnownFlaws[];
}

/** Hands out the generated files by name, each as JSON text ("{}" where there is none); called once per name, on first use. */
export type KnowledgeSource = (name: KnowledgeFile) => string;

export type KnowledgeFile = "directives" | "commands" | "sentinel" | "texts" | "advisories";
