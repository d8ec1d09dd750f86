// model/acl: why a rule is refused, in our words and in the server's. No word of the user's line is ever repeated.

import { nearest } from "../../base/nearest";
import { say, type Words } from "../../base/say";
import type { AclDialect } from "./dialect";

type Code = AclError["code"];

/** Why the server refuses a rule. */
export interface AclError {
	/** Position in the list of tokens. */
	readonly token: number;
	/** Of an error inside a selector: position in the list of its rules. */
	readonly inner?: number;
	readonly code:
		| "unknown-command"
		| "unknown-category"
		| "unknown-rule"
		| "bad-hash"
		| "no-such-password"
		| "after-all-keys"
		| "after-all-channels"
		| "bad-key-permission"
		| "bad-selector"
		| "unmatched-parenthesis"
		| "not-a-container"
		| "subcommand-removal"
		| "renamed-command"
		| "bad-database"
		/** Spaces or NUL in a pattern. */
		| "bad-pattern"
		/** `+cmd|` with nothing after the bar. */
		| "empty-subcommand"
		/** Redis 6.0: `+cmd|x` after `+cmd`. */
		| "already-allowed";
	/** In our own words, secrets masked. */
	readonly message: Words;
	/** The server's own words, secrets masked. */
	readonly serverSays: string;
	readonly crash: boolean;
	/**
	 * The name of a command or category is not known. In redis.conf the server meets this only after it has read the whole file, since a
	 * module may bring the command, and then names no line.
	 */
	readonly lookup: boolean;
	/** Rules that were probably meant, such as `+get`. */
	readonly suggestions: readonly string[];
}

/** What is wrong with one rule, wherever it stands. Equal faults may be one object. */
export interface Fault {
	readonly code: Code;
	/** Names that may have been meant: what the rule was compared with, and what stands before the name in the rule. */
	/** Of a selector: position of the rule inside it. */
	readonly inner?: number;
	readonly near?: { readonly word: string; readonly names: () => Iterable<string>; readonly prefix: string };
}

/** An error at its token. Words and suggestions are made when they are asked for, since a file may have very many. */
export class RuleError implements AclError {
	readonly crash = false;
	declare readonly inner?: number;

	constructor(
		private readonly fault: Fault,
		private readonly dialect: AclDialect,
		readonly token: number,
	) {
		if (fault.inner !== undefined) this.inner = fault.inner;
	}

	get code(): Code {
		return this.fault.code;
	}

	get lookup(): boolean {
		return isLookup(this.fault.code);
	}

	get message(): Words {
		return messages(this.dialect)[this.fault.code];
	}

	get serverSays(): string {
		return serverSays(this.fault.code);
	}

	get suggestions(): readonly string[] {
		const { fault } = this;
		const { near } = fault;
		if (near === undefined) return NONE;
		let names = suggestions.get(fault);
		if (names === undefined) {
			names = nearest(near.word, near.names()).map((name) => near.prefix + name);
			suggestions.set(fault, names);
		}
		return names;
	}
}

const NONE: readonly never[] = [];

/** Many users may have the same wrong rule, and each run over them asks. */
const suggestions = new WeakMap<Fault, readonly string[]>();

/** These errors are about names: the server calls them unknown, and allows for modules that bring them. */
function isLookup(code: Code): boolean {
	return LOOKUPS.has(code);
}

const LOOKUPS: ReadonlySet<Code> = new Set(["unknown-command", "unknown-category", "subcommand-removal", "renamed-command"]);

function serverSays(code: Code): string {
	if (isLookup(code)) return "Unknown command or category name in ACL";
	switch (code) {
		case "after-all-keys":
			return "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try 'resetkeys' to start with an empty list of patterns";
		case "after-all-channels":
			return "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try 'resetchannels' to start with an empty list of channels";
		case "no-such-password":
			return "The password you are trying to remove from the user does not exist";
		case "bad-hash":
			return "The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters";
		case "not-a-container":
			return "Allowing first-arg of a subcommand is not supported";
		case "bad-database":
			return "The provided database ID is out of range";
		case "already-allowed":
			return "Adding a subcommand of a command already fully added is not allowed. Remove the command to start. Example: -DEBUG +DEBUG|DIGEST";
		case "unmatched-parenthesis":
			return "Unmatched parenthesis in selector definition";
		default:
			return "Syntax error";
	}
}

function messages(dialect: AclDialect): Readonly<Record<Code, Words>> {
	const server = nameOf(dialect);
	return {
		"unknown-command": say`${server} knows no command of this name, so it refuses the rule. Check the spelling, or whether a newer release or a module brings the command.`,
		"unknown-category": say`${server} knows no command category of this name. Check the spelling after the @.`,
		"unknown-rule": say`${server} does not know this rule. Rules begin with + - ~ & > # < ! % or are words such as on and nopass; a password needs > before it.`,
		"bad-hash": say`A password hash is exactly 64 hexadecimal digits in lower case (SHA-256). To write the password itself, begin with > instead of #.`,
		"no-such-password": say`This takes away a password that the user does not have at this place. Remove the rule, or put it after the rule that adds the password.`,
		"after-all-keys": say`The user may already use every key here, so a further key pattern is refused. Remove this rule, or put resetkeys before it.`,
		"after-all-channels": say`The user may already use every channel here, so a further channel is refused. Remove this rule, or put resetchannels before it.`,
		"bad-key-permission": dialect.selectors
			? say`Read and write permissions for keys are written %R~pattern, %W~pattern or %RW~pattern.`
			: say`${server} has no read or write permissions for keys. Write ~pattern, or use Redis 7.0 or later.`,
		"bad-selector": dialect.selectors
			? say`A selector holds rules about commands, keys and channels only. Put this rule outside the parentheses.`
			: say`${server} has no selectors. Rules in parentheses need Redis 7.0 or later.`,
		"unmatched-parenthesis": say`This parenthesis is never closed. Add ) at the end of the selector.`,
		"not-a-container": say`This subcommand has no subcommands or first arguments of its own. Name the command and one subcommand only.`,
		"subcommand-removal": dialect.selectors
			? say`A single first argument can be allowed but not taken away, since this command has no subcommands. Take away the whole command and allow the arguments that are needed.`
			: say`${server} cannot take away one subcommand. Take away the whole command and add back the subcommands that are needed.`,
		"renamed-command": say`This is the new name of a renamed command. Rules use the original name, whatever rename-command says. Write the original name here.`,
		"bad-database": say`This database number is out of range. Databases are numbered from 0.`,
		"bad-pattern": say`A pattern cannot contain spaces. Use ? or * in their place.`,
		"empty-subcommand": say`Nothing follows the bar. Name the subcommand, or remove the bar to allow the whole command.`,
		"already-allowed": say`${server} refuses a subcommand of a command that is already allowed as a whole. Remove this rule, or take the command away before it.`,
	};
}

/** "Redis 7.4", "Valkey 8.1". */
export function nameOf({ release }: AclDialect): string {
	return `${release.product === "redis" ? "Redis" : "Valkey"} ${release.line}`;
}
