// model/acl: one line with a user, of an ACL file or of redis.conf: its name, its rules and what is wrong with it.
import { say, sentences, type Words } from "../../base/say";
import type { Span } from "../../base/span";
import { isPlain } from "../../syntax/blocks";
import { MOST_WORDS } from "../../syntax/splitConfig";
import type { Block, Line, Word } from "../../syntax/tree";
import type { AclDialect } from "./dialect";
import type { AclError } from "./errors";
import { nameOf } from "./errors";
import type { AclEvaluator } from "./evaluate";
import { type LineShape, NEEDS_CARE } from "./lineShape";
import { hasSpaces } from "./permissions";
import { type RuleList, rulesOfAclLine, rulesOfWords } from "./tokens";
import type { UserState } from "./types";

/** One thing wrong with a line, at its span in the line. */
export interface LineFault extends Span {
	readonly code: AclError["code"] | "not-a-user-line" | "missing-name" | "bad-name" | "empty-name" | "duplicate-user";
	/** In our own words, secrets masked. */
	readonly message: Words;
	/** The server's own words, secrets masked. */
	readonly serverSays: string;
	readonly crash: boolean;
	readonly suggestions: readonly string[];
	/** Redis.conf: met only after the whole file was read; the server then names no line. */
	readonly late: boolean;
	/** Position of the rule that is wrong, where it is a rule. */
	readonly token?: number;
	/** Of a selector: position of the rule inside it. */
	readonly inner?: number;
}

export interface LineReading {
	/** Undefined where the line names no user. */
	readonly name?: string;
	readonly nameStart?: number;
	readonly nameEnd?: number;
	/** Present where `name` is. */
	readonly state?: UserState;
	readonly faults: readonly LineFault[];
	/** What it has in common with lines whose rules are the same but for passwords and patterns; undefined where that is not known. */
	readonly shape?: LineShape;
	/** Those of the state, where they are known without the rest. */
	readonly passwords?: UserState["passwords"];
	/** Of a line with a shape: adds the ends of the hashes that let its user in, see `endOfHash`. */
	addHashEnds?(ends: number[]): void;
	/** Its rules with their places. */
	rules(): RuleList;
}

/** A line of an ACL file, without its line feed. */
export function readAclLine(text: string, evaluator: AclEvaluator, dialect: AclDialect): LineReading {
	return readLine(text, evaluator, dialect, needsSomeCare);
}

/** Reads lines of this block. Of a plain one, no line is looked through for what needs care. */
export function aclLineReader(block: Block, evaluator: AclEvaluator, dialect: AclDialect): (line: string) => LineReading {
	const needsCare = isPlain(block) ? needsNoCare : needsSomeCare;
	return (line) => readLine(line, evaluator, dialect, needsCare);
}

function needsSomeCare(text: string): boolean {
	return NEEDS_CARE.test(text);
}

function needsNoCare(): boolean {
	return false;
}

function readLine(text: string, evaluator: AclEvaluator, dialect: AclDialect, needsCare: (text: string) => boolean): LineReading {
	let start = 0;
	let end = text.length;
	while (start < end && isTrimmed(text.charCodeAt(start))) start++;
	while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--;
	if (start === end || (dialect.fileComments && text[start] === "#")) return NOTHING;
	const nameStart = start + 5;
	if (!text.startsWith("user ", start) || nameStart > end) return { faults: [notAUserLine(text, start, end, dialect)], rules: noRules };
	const space = text.indexOf(" ", nameStart);
	const nameEnd = space === -1 || space > end ? end : space;
	const name = text.slice(nameStart, nameEnd);
	const from = nameEnd + 1;
	// What is trimmed off the end, such as a carriage return, needs none.
	const isPlain = nameEnd > nameStart && nameEnd < end && !needsCare(end < text.length ? text.slice(0, end) : text);
	const shape = isPlain ? evaluator.shapes.of(text, from, end) : undefined;
	if (shape) return new ShapedReading(text, name, nameStart, end, shape);
	const simple = isPlain || (nameEnd < end && !IS_SPLIT_WITH_CARE.test(text));
	const list = simple ? undefined : rulesOfAclLine(text, from, end, dialect);
	if (list?.unmatched !== undefined) {
		const state = evaluator.evaluate(list.tokens.slice(0, -1).map(textOf));
		return new AclLineReading(text, name, nameStart, end, state, [unmatchedInFile(list)], dialect);
	}
	const state = evaluator.evaluate(list ? list.tokens.map(textOf) : text.slice(from, end).split(" ", MOST_WORDS));
	let faults = NO_FAULTS;
	if (hasSpaces(name)) faults = [badName(nameStart, nameEnd, say`The line is split at single spaces only.`)];
	else if (state.errors.length > 0) faults = faultsOf(state.errors, list ?? rulesOfAclLine(text, from, end, dialect), name, nameStart);
	return new AclLineReading(text, name, nameStart, end, state, faults, dialect);
}

/** Small, since a file may have very many: what only an editor asks for is made when it is asked for. */
class AclLineReading implements LineReading {
	readonly nameEnd: number;

	constructor(
		private readonly text: string,
		readonly name: string,
		readonly nameStart: number,
		private readonly end: number,
		readonly state: UserState,
		readonly faults: readonly LineFault[],
		private readonly dialect: AclDialect,
	) {
		this.nameEnd = nameStart + name.length;
	}

	rules(): RuleList {
		return latestRules(this, this.dialect, () => rulesOfAclLine(this.text, this.nameEnd + 1, this.end, this.dialect));
	}
}

/** Smaller still: what its rules mean is worked out when somebody asks, and not kept. */
class ShapedReading implements LineReading {
	constructor(
		private readonly text: string,
		readonly name: string,
		readonly nameStart: number,
		private readonly end: number,
		readonly shape: LineShape,
	) {}

	get nameEnd(): number {
		return this.nameStart + this.name.length;
	}

	get state(): UserState {
		return this.shape.stateOf(this.text, this.nameEnd + 1, this.end);
	}

	get passwords(): UserState["passwords"] {
		return this.shape.passwordsOf(this.text, this.nameEnd + 1, this.end);
	}

	get faults(): readonly LineFault[] {
		return NO_FAULTS;
	}

	addHashEnds(ends: number[]): void {
		this.shape.addHashEnds(this.text, this.nameEnd + 1, this.end, ends);
	}

	rules(): RuleList {
		return latestRules(this, this.shape.dialect, () => rulesOfAclLine(this.text, this.nameEnd + 1, this.end, this.shape.dialect));
	}
}

/** Rules ask one after the other for those of one line; those of many lines would fill the memory. */
function latestRules(reading: LineReading, dialect: AclDialect, read: () => RuleList): RuleList {
	let last = latest.get(dialect);
	if (last?.reading !== reading) {
		last = { reading, list: read() };
		latest.set(dialect, last);
	}
	return last.list;
}

const latest = new WeakMap<AclDialect, { readonly reading: LineReading; readonly list: RuleList }>();

/** A `user` line of redis.conf. One that stands there as it would in an ACL file is compared with lines before it in the same way. */
export function readUserLine({ text, words }: Line, evaluator: AclEvaluator, dialect: AclDialect): LineReading {
	const name = words[1];
	if (name === undefined || words.length < 3 || !isAsInAclFile(text, words)) return readUserWords(words, evaluator, dialect);
	const shape = evaluator.shapes.of(text, name.end + 1, text.length);
	return shape ? new ShapedReading(text, name.value, name.start, text.length, shape) : readUserWords(words, evaluator, dialect);
}

/** Single spaces between the words, none around them, and nothing that one of the two takes otherwise. */
function isAsInAclFile(text: string, words: readonly Word[]): boolean {
	let at = 0;
	for (const { start, end } of words) {
		if (start !== at) return false;
		at = end + 1;
	}
	return at === text.length + 1 && !needsSomeCare(text);
}

/** The words of a `user` line of redis.conf, the directive first. */
export function readUserWords(words: readonly Word[], evaluator: AclEvaluator, dialect: AclDialect): LineReading {
	const [directive, name] = words;
	if (name === undefined) {
		const fault = { start: directive?.start ?? 0, end: directive?.end ?? 0, code: "missing-name", ...QUIET } as const;
		const message = say`A user line needs a name: user NAME RULES.`;
		return { faults: [{ ...fault, message, serverSays: "Bad directive or wrong number of arguments" }], rules: noRules };
	}
	const list = rulesOfWords(words.slice(2), dialect);
	const rules = () => list;
	const where = { name: name.value, nameStart: name.start, nameEnd: name.end };
	if (list.unmatched !== undefined) {
		const state = evaluator.evaluate(list.tokens.slice(0, -1).map(textOf));
		return { ...where, state, faults: [unmatched(list)], rules };
	}
	const state = evaluator.evaluate(list.tokens.map(textOf));
	const faults = state.errors.map((error): LineFault => faultOf(error, list, error.lookup));
	if (hasSpaces(name.value))
		faults.push({ ...badName(name.start, name.end), serverSays: "Spaces not allowed in ACL usernames", late: true });
	return { ...where, state, faults, rules };
}

function noRules(): RuleList {
	return { tokens: [] };
}

const NO_FAULTS: readonly LineFault[] = [];
const NOTHING: LineReading = { faults: NO_FAULTS, rules: noRules };
const QUIET = { crash: false, suggestions: [], late: false } as const;

/** Selectors, and what is trimmed off words. */
const IS_SPLIT_WITH_CARE = /[(\t\r\0]/;

function textOf(token: { readonly text: string }): string {
	return token.text;
}

function faultsOf(errors: readonly AclError[], list: RuleList, name: string, nameStart: number): LineFault[] {
	return errors.map((error) => {
		const fault = faultOf(error, list, false);
		return name === "" && error.token === 0 && error.code === "unknown-rule" ? emptyName(fault, nameStart) : fault;
	});
}

function faultOf(error: AclError, { tokens }: RuleList, late: boolean): RuleFault {
	const token = tokens[error.token];
	const at = (error.inner === undefined ? undefined : token?.inner?.[error.inner]) ?? token;
	return new RuleFault(error, at?.start ?? 0, at?.end ?? 0, late);
}

/** Passes the error's words on when they are asked for. */
class RuleFault implements LineFault {
	readonly crash = false;
	readonly code: AclError["code"];
	readonly token: number;
	declare readonly inner?: number;

	constructor(
		private readonly error: AclError,
		readonly start: number,
		readonly end: number,
		readonly late: boolean,
	) {
		this.code = error.code;
		this.token = error.token;
		if (error.inner !== undefined) this.inner = error.inner;
	}

	get message(): Words {
		return this.error.message;
	}

	get serverSays(): string {
		return this.error.serverSays;
	}

	get suggestions(): readonly string[] {
		return this.error.suggestions;
	}
}

function emptyName(fault: LineFault, nameStart: number): LineFault {
	return {
		start: nameStart - 1,
		end: fault.start,
		code: "empty-name",
		message: say`Two spaces after user make an empty name, and the name itself is taken for a rule. Leave a single space.`,
		serverSays: fault.serverSays,
		...QUIET,
	};
}

function unmatched({ tokens, unmatched = 0 }: RuleList): LineFault {
	const { start, end } = tokens[unmatched] ?? { start: 0, end: 0 };
	return {
		start,
		end,
		code: "unmatched-parenthesis",
		message: say`This parenthesis is never closed, so the server refuses the line. Add ) at the end of the selector.`,
		serverSays: "Unmatched parenthesis in selector definition",
		token: unmatched,
		...QUIET,
	};
}

/** In an ACL file the server goes on with rules that it has not kept: it dies as soon as there is one before the parenthesis. */
function unmatchedInFile(list: RuleList): LineFault {
	const fault = unmatched(list);
	if (list.unmatched === 0) return fault;
	const message = say`This parenthesis is never closed, and the server crashes when it reads the file. Add ) at the end of the selector.`;
	return { ...fault, message, serverSays: "", crash: true };
}

function badName(start: number, end: number, why?: Words): LineFault {
	return {
		start,
		end,
		code: "bad-name",
		message: sentences(say`A user name cannot contain spaces, tabs or NUL.`, why),
		serverSays: "username contains invalid characters",
		...QUIET,
	};
}

function notAUserLine(text: string, start: number, end: number, dialect: AclDialect): LineFault {
	const space = text.indexOf(" ", start);
	const stop = space === -1 || space > end ? end : space;
	return {
		start,
		end: stop,
		code: "not-a-user-line",
		message: whyNot(text.slice(start, stop), stop === end, dialect),
		serverSays: "should start with user keyword followed by the username",
		...QUIET,
	};
}

function whyNot(word: string, isAlone: boolean, dialect: AclDialect): Words {
	if (word.startsWith("#")) return say`${nameOf(dialect)} refuses comments in an ACL file. Remove the line, or keep notes in another file.`;
	if (word === "user" && isAlone) return say`A user line needs a name: user NAME RULES.`;
	if (word.startsWith("\uFEFF"))
		return say`The file begins with a byte order mark, which the server takes as part of the first word. Save it as UTF-8 without one.`;
	if (/^user\s/.test(word)) return say`Words are separated by single spaces here, and a tab is no space. Put one space after user.`;
	if (/^user$/i.test(word)) return say`In an ACL file the word user must be in lower case.`;
	return say`Every line of an ACL file begins with user and a name.`;
}

function isTrimmed(code: number): boolean {
	return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
