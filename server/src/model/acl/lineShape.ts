// model/acl: lines whose rules are the same but for passwords and patterns. Such a line is compared with one that is known, and not evaluated.
import type { AclDialect } from "./dialect";
import { endOfHash, hashed, inClearText, isHashAt } from "./passwords";
import { added } from "./permissions";
import type { ChannelPattern, KeyPattern, Permissions, UserState } from "./types";

type Password = UserState["passwords"][number];

/** What differs from line to line: a password, a pattern of keys or a channel. */
export interface ShapePart {
	readonly of: "password" | "hash" | "key" | "channel";
	/** Position of its rule. */
	readonly token: number;
}

/**
 * What such lines have in common. The server takes all their rules, no two passwords or patterns of one line are the same, and no pattern is `*`
 * alone.
 */
export class LineShape {
	private readonly isOneOfEach: boolean;
	/** Of the parts, which one is the value; of keys that all lines share, none. */
	private readonly keys: readonly { readonly key: KeyPattern; readonly part: number }[];
	private readonly channels: readonly { readonly channel: ChannelPattern; readonly part: number }[];
	private readonly passwords: readonly { readonly password: Password; readonly part: number }[];

	constructor(
		/** The text before, between and behind the parts. */
		private readonly texts: readonly string[],
		private readonly parts: readonly ShapePart[],
		/** Of one such line. */
		private readonly sample: UserState,
		readonly dialect: AclDialect,
	) {
		const positions = new Map(parts.map((part, position) => [part.token, position]));
		const partOf = ({ token }: { readonly token: number }) => positions.get(token) ?? -1;
		this.isOneOfEach = new Set(parts.map((part) => part.of)).size === parts.length;
		this.passwords = sample.passwords.map((password) => ({ password, part: partOf(password) }));
		this.keys = sample.root.keys.map((key) => ({ key, part: partOf(key) }));
		this.channels = sample.root.channels.map((channel) => ({ channel, part: partOf(channel) }));
	}

	/** Whether what stands in a line from one offset to another has this shape. The text must not need care (`NEEDS_CARE`). */
	fits(line: string, from: number, end: number): boolean {
		const { parts, texts } = this;
		let at = from;
		for (let i = 0; i < parts.length; i++) {
			const before = texts[i] as string;
			if (!line.startsWith(before, at)) return false;
			at += before.length;
			const stop = endOfWord(line, at, end);
			if (!mayDiffer((parts[i] as ShapePart).of, line, at, stop)) return false;
			at = stop;
		}
		const rest = texts[parts.length] as string;
		if (at + rest.length !== end || !line.startsWith(rest, at)) return false;
		return this.isOneOfEach || areDifferent(this.valuesIn(line, from, end), parts);
	}

	/** The user after the rules of a line that fits. */
	stateOf(line: string, from: number, end: number): UserState {
		const { sample } = this;
		const values = this.valuesIn(line, from, end);
		return { ...sample, passwords: this.passwordsOf(line, from, end), root: this.rootWith(values) };
	}

	/** The state's passwords alone. */
	passwordsOf(line: string, from: number, end: number): readonly Password[] {
		let found: Password[] = [];
		let at = from;
		for (let i = 0; found.length < this.passwords.length; i++) {
			at += (this.texts[i] as string).length;
			const stop = endOfWord(line, at, end);
			const { part, password } = this.passwords[found.length] as (typeof this.passwords)[number];
			if (part === i) found = added(found, withValue(password, line.slice(at, stop)));
			at = stop;
		}
		return found;
	}

	/** Adds the ends of the hashes that let the user of a line in, see `endOfHash`. */
	addHashEnds(line: string, from: number, end: number, ends: number[]): void {
		const { parts, passwords, texts } = this;
		let found = this.enabled ? 0 : passwords.length;
		let at = from;
		for (let i = 0; found < passwords.length; i++) {
			at += (texts[i] as string).length;
			if (passwords[found]?.part === i) {
				if ((parts[i] as ShapePart).of === "hash") ends.push(endOfHash(line, at));
				if (++found === passwords.length) return;
			}
			at = endOfWord(line, at, end);
		}
	}

	/** No password of such lines is written in clear text. */
	get hasHashesAlone(): boolean {
		return this.parts.every(({ of }) => of !== "password");
	}

	/** Whether the users of such lines are on. */
	get enabled(): boolean {
		return this.sample.enabled;
	}

	private rootWith(values: readonly string[]): Permissions {
		const { root } = this.sample;
		return {
			...root,
			keys: this.keys.map(({ key, part }) => ({ ...key, pattern: values[part] ?? key.pattern })),
			channels: this.channels.map(({ channel, part }) => ({ ...channel, pattern: values[part] ?? channel.pattern })),
		};
	}

	private valuesIn(line: string, from: number, end: number): string[] {
		let at = from;
		return this.parts.map((_, i) => {
			at += (this.texts[i] as string).length;
			const start = at;
			at = endOfWord(line, at, end);
			return line.slice(start, at);
		});
	}
}

function withValue({ clearText, token }: Password, value: string): Password {
	return clearText ? inClearText(value, token) : hashed(value, token);
}

/** The shapes of the lines that one evaluator has read. */
export class LineShapes {
	private last: LineShape | undefined;
	/** By what is left of a line without its parts; "once" where no second line like it has come yet, "none" where the server refuses a rule. */
	private readonly known = new Map<string, LineShape | "once" | "none">();

	constructor(
		private readonly dialect: AclDialect,
		private readonly evaluate: (rules: readonly string[]) => UserState,
	) {}

	/** The shape of what stands in a line from one offset to another; undefined for lines that are to be evaluated. The text must not need care. */
	of(line: string, from: number, end: number): LineShape | undefined {
		if (this.last?.fits(line, from, end)) return this.last;
		if (end - from > LONGEST) return undefined;
		const outline = outlineOf(line, from, end);
		if (outline === undefined) return undefined;
		const key = outline.texts.join("\n");
		const known = this.known.get(key);
		if (known instanceof LineShape) {
			this.last = known;
			return known;
		}
		if (known === undefined) this.keep(key, "once");
		else if (known === "once") this.keep(key, this.shapeOf(key, outline));
		return undefined;
	}

	/** Made of strings of its own: parts of the line would hold the whole file in memory. */
	private shapeOf(key: string, { parts, values }: Outline): LineShape | "none" {
		const texts = key.split("\n");
		const rules = texts.map((text, at) => text + (values[at] ?? "")).join("");
		const sample = this.evaluate(rules.split(" "));
		return sample.errors.length > 0 ? "none" : new LineShape(texts, parts, sample, this.dialect);
	}

	private keep(key: string, shape: LineShape | "once" | "none"): void {
		if (this.known.size >= MOST_SHAPES) this.known.clear();
		this.known.set(key, shape);
	}
}

/** Files whose lines all differ must not fill the memory. */
const MOST_SHAPES = 2000;
const LONGEST = 2000;

/** Selectors, tabs and what else is trimmed off words or refused in patterns, and quotes, of which people are told. */
export const NEEDS_CARE = /[(\t\v\f\r\0"']/;

interface Outline {
	readonly texts: readonly string[];
	readonly parts: readonly ShapePart[];
	readonly values: readonly string[];
}

/** Undefined where a password is taken away, is empty or no hash, passwords are of both kinds, or two values are the same. */
function outlineOf(line: string, from: number, end: number): Outline | undefined {
	const texts: string[] = [];
	const parts: ShapePart[] = [];
	const values: string[] = [];
	let token = 0;
	let begin = from;
	for (let at = from; at <= end; token++) {
		const stop = endOfWord(line, at, end);
		const sign = line.charCodeAt(at);
		if (sign === LESS || sign === EXCLAMATION) return undefined;
		const of = partOf(sign);
		const start = sign === PERCENT ? Math.min(line.indexOf("~", at), stop) + 1 : at + 1;
		const isPart = of !== undefined && start > at && mayDiffer(of, line, start, stop);
		if (!isPart && (of === "hash" || of === "password")) return undefined;
		if (isPart) {
			texts.push(line.slice(begin, start));
			parts.push({ of, token });
			values.push(line.slice(start, stop));
			begin = stop;
		}
		at = stop + 1;
	}
	texts.push(line.slice(begin, end));
	const isMixed = parts.some(({ of }) => of === "hash") && parts.some(({ of }) => of === "password");
	return isMixed || !areDifferent(values, parts) ? undefined : { texts, parts, values };
}

function partOf(sign: number): ShapePart["of"] | undefined {
	switch (sign) {
		case HASH:
			return "hash";
		case GREATER:
			return "password";
		case TILDE:
		case PERCENT:
			return "key";
		case AMPERSAND:
			return "channel";
		default:
			return undefined;
	}
}

/** Whether what stands there is a value that says no more than its kind. */
function mayDiffer(of: ShapePart["of"], line: string, start: number, stop: number): boolean {
	if (of === "hash") return stop === start + 64 && isHashAt(line, start);
	if (of === "password") return stop > start;
	return stop > start && (stop > start + 1 || line.charCodeAt(start) !== STAR);
}

/** No two values of one kind are the same. */
function areDifferent(values: readonly string[], parts: readonly ShapePart[]): boolean {
	const all = new Set(values.map((value, at) => `${parts[at]?.of} ${value}`));
	return all.size === values.length;
}

function endOfWord(line: string, at: number, end: number): number {
	const space = line.indexOf(" ", at);
	return space === -1 || space > end ? end : space;
}

const EXCLAMATION = 0x21;
const HASH = 0x23;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const STAR = 0x2a;
const LESS = 0x3c;
const GREATER = 0x3e;
const TILDE = 0x7e;
