// model/acl: one set of permissions (the root of a user, or a selector) while rules are applied to it, and afterwards.
import { asciiLower } from "../../base/utf8";
import type { CommandRules } from "./commandRules";
import { CommandState } from "./commandState";
import type { AclDialect } from "./dialect";
import type { Fault } from "./errors";
import type { ChannelPattern, KeyPattern, Permissions } from "./types";

/** What every set of permissions of an evaluator is made from. */
export interface Ground {
	readonly dialect: AclDialect;
	readonly rules: CommandRules;
	readonly channelsByDefault: boolean;
}

export class PermissionsBuilder {
	private state: CommandState;
	/** Tokens of the rules that led to `state`, in order. */
	private readonly path: number[] = [];
	private allKeys = false;
	private keys: KeyPattern[] = [];
	private allChannels: boolean;
	private channels: ChannelPattern[] = [];
	private databases: readonly number[] | "all" = "all";

	constructor(private readonly ground: Ground) {
		this.state = ground.rules.start;
		this.allChannels = ground.channelsByDefault;
	}

	/** Applies one rule about commands, keys, channels or databases; what is wrong with it, where it is refused. */
	apply(rule: string, token: number): Fault | undefined {
		switch (rule.charCodeAt(0)) {
			case PLUS:
			case MINUS:
				return this.command(rule, token);
			case TILDE:
				return rule === "~*" ? this.everyKey() : this.key(rule.slice(1), true, true, token);
			case PERCENT:
				if (this.ground.dialect.selectors) return this.limitedKey(rule, token);
				return { code: "bad-key-permission" };
			case AMPERSAND:
				if (!this.ground.dialect.channels) return UNKNOWN;
				return rule === "&*" ? this.everyChannel() : this.channel(rule.slice(1), token);
			default:
				return this.word(asciiLower(rule), token);
		}
	}

	/** Back to what a new user or selector has. */
	reset(token: number): void {
		this.noKeys();
		this.channels = [];
		this.allChannels = this.ground.channelsByDefault;
		this.databases = "all";
		this.command("reset", token);
	}

	finish(): Permissions {
		const { state } = this;
		const made = {
			commands: state.bits,
			allCommands: state.change.allCommands,
			futureCommands: state.change.futureCommands,
			firstArguments: state.change.firstArguments,
			allKeys: this.allKeys,
			keys: this.keys,
			allChannels: this.allChannels,
			channels: this.channels,
			trail: state.trail(this.path),
		};
		return this.ground.dialect.databases ? { ...made, databases: this.databases } : made;
	}

	private command(rule: string, token: number): Fault | undefined {
		const step = this.ground.rules.apply(this.state, rule);
		if (!(step instanceof CommandState)) return step;
		this.state = step;
		this.path.push(token);
		return undefined;
	}

	private word(word: string, token: number): Fault | undefined {
		const { channels, databases } = this.ground.dialect;
		if (word === "allkeys") return this.everyKey();
		if (word === "resetkeys") return this.noKeys();
		if (word === "allcommands" || word === "nocommands") return this.command(word, token);
		if (channels && word === "allchannels") return this.everyChannel();
		if (channels && word === "resetchannels") {
			this.allChannels = false;
			this.channels = [];
			return undefined;
		}
		if (databases && (word === "alldbs" || word === "resetdbs")) {
			this.databases = word === "alldbs" ? "all" : [];
			return undefined;
		}
		if (databases && word.startsWith("db=")) return this.database(word.slice(3));
		return UNKNOWN;
	}

	private everyKey(): undefined {
		this.allKeys = true;
		this.keys = [];
	}

	private noKeys(): undefined {
		this.allKeys = false;
		this.keys = [];
	}

	private everyChannel(): undefined {
		this.allChannels = true;
		this.channels = [];
	}

	private limitedKey(rule: string, token: number): Fault | undefined {
		if (this.allKeys) return { code: "after-all-keys" };
		if (rule === "%") return this.ground.dialect.barePercent ? this.key("", false, false, token) : { code: "bad-key-permission" };
		// Without the tilde the whole rule is permissions, and the pattern is empty.
		const match = /^%(r?w?|wr)(~|$)/i.exec(rule);
		const letters = match?.[1]?.toLowerCase();
		if (!match || !letters) return { code: "bad-key-permission" };
		return this.key(rule.slice(match[0].length), letters.includes("r"), letters.includes("w"), token);
	}

	private key(pattern: string, read: boolean, write: boolean, token: number): Fault | undefined {
		if (this.allKeys) return { code: "after-all-keys" };
		if (hasSpaces(pattern)) return { code: "bad-pattern" };
		const known = positionOf(this.keys, pattern);
		if (known === -1) {
			this.keys = added(this.keys, { pattern, read, write, token });
			positions.get(this.keys)?.set(pattern, this.keys.length - 1);
			return undefined;
		}
		const old = this.keys[known] as KeyPattern;
		const grows = (read && !old.read) || (write && !old.write);
		if (grows) this.keys[known] = { pattern, read: read || old.read, write: write || old.write, token };
		return undefined;
	}

	private channel(pattern: string, token: number): Fault | undefined {
		if (this.allChannels) return { code: "after-all-channels" };
		if (hasSpaces(pattern)) return { code: "bad-pattern" };
		if (positionOf(this.channels, pattern) !== -1) return undefined;
		this.channels = added(this.channels, { pattern, token });
		positions.get(this.channels)?.set(pattern, this.channels.length - 1);
		return undefined;
	}

	/** Replaces the databases named before. */
	private database(list: string): Fault | undefined {
		const numbers = new Set<number>();
		for (const part of list.split(",")) {
			if (!/^(0|-?[1-9][0-9]*)$/.test(part)) return UNKNOWN;
			const number = Number(part);
			if (number < 0 || number > LAST_DATABASE) return { code: "bad-database" };
			numbers.add(number);
		}
		this.databases = Array.from(numbers).sort((a, b) => a - b);
		return undefined;
	}
}

/** Where a pattern stands in a list, or -1. A long list is looked through once. */
function positionOf(list: readonly { readonly pattern: string }[], pattern: string): number {
	if (list.length < LONG) return list.findIndex((other) => other.pattern === pattern);
	let known = positions.get(list);
	if (known === undefined) {
		known = new Map(list.map((other, position) => [other.pattern, position]));
		positions.set(list, known);
	}
	return known.get(pattern) ?? -1;
}

const positions = new WeakMap<object, Map<string, number>>();
const LONG = 100;

/** The list with `item` at its end. Most lists have one item, and one that is made with it takes less room than one that has grown. */
export function added<T>(list: T[], item: T): T[] {
	if (list.length === 0) return [item];
	list.push(item);
	return list;
}

/** As C's isspace, and NUL. */
export function hasSpaces(text: string): boolean {
	return /[\0\t-\r ]/.test(text);
}

const UNKNOWN: Fault = { code: "unknown-rule" };
const LAST_DATABASE = 2 ** 31 - 1;
const PLUS = 0x2b;
const MINUS = 0x2d;
const TILDE = 0x7e;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
