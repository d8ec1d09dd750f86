// model/acl: the users of an ACL file or of the `user` lines of redis.conf, and what the server says of those lines.
import type { Release } from "../../knowledge/release";
import type { Line, Tree } from "../../syntax/tree";
import type { Statement, Verdict } from "../types";
import { type AclDialect, dialectOf } from "./dialect";
import type { AclEvaluator } from "./evaluate";
import { FileUser } from "./fileUser";
import { impliedDefault } from "./implied";
import { type LineFault, type LineReading, readAclLine, readUserWords } from "./lines";
import { keptInPlace, linesBeforeNul } from "./nul";
import type { AclUser } from "./types";

/** One thing for which the server refuses a line. */
export interface AclLineError extends LineFault {
	readonly file: string;
	/** 0-based. */
	readonly line: number;
	/** The line as the server counts, 1-based: another one only after a NUL byte. */
	readonly serverLine: number;
}

export interface AclReading {
	/** Those the server would have, `default` first where it is only implied, then in the order of their lines. */
	readonly users: readonly AclUser[];
	/** Users on lines that are refused, and those that a later line of the same name replaces. Rules that are in order count for their state. */
	readonly leftOut: readonly AclUser[];
	/** In the order of the lines. */
	readonly errors: readonly AclLineError[];
	readonly verdict: Verdict;
}

/** Where an implied `default` is said to stand, and its password. */
export interface UserStatementOptions {
	readonly requirepass?: string;
	readonly impliedAt?: { readonly file: string; readonly line: number };
	/** The evaluator at the time when the server reads a statement, where a later line still changes the default for channels. */
	readonly whileReading?: (statement: Statement) => AclEvaluator;
}

/** Reads an ACL file, `tree` being of the dialect "acl". Lines that were read before with this evaluator are not read again. */
export function readAclFile(tree: Tree, evaluator: AclEvaluator, release: Release, file: string): AclReading {
	const dialect = dialectOf(release);
	const collected = new Collector(evaluator, dialect);
	if (tree.text.includes("\0")) {
		for (const [number, { text, line, inPlace }] of linesBeforeNul(tree.lines).entries()) {
			const reading = readAclLine(text, evaluator, dialect);
			collected.add(text.length > inPlace ? keptInPlace(reading, inPlace) : reading, file, line, number + 1);
		}
	} else {
		const known = readingsOf(evaluator);
		for (const [number, line] of tree.lines.entries()) {
			let reading = known.get(line);
			if (reading === undefined) {
				reading = readAclLine(line.text, evaluator, dialect);
				known.set(line, reading);
			}
			collected.add(reading, file, number, number + 1);
		}
	}
	return collected.finish({ file, line: 0 });
}

/** Reads `user` statements of redis.conf, in the order in which the server meets them. */
export function readUserStatements(
	statements: readonly Statement[],
	evaluator: AclEvaluator,
	release: Release,
	options: UserStatementOptions = {},
): AclReading {
	const dialect = dialectOf(release);
	const collected = new Collector(evaluator, dialect);
	const known = readingsOf(evaluator);
	for (const statement of statements) {
		let reading = known.get(statement.line);
		if (reading === undefined) {
			reading = readUserWords(statement.words, evaluator, dialect);
			known.set(statement.line, reading);
		}
		const early = options.whileReading?.(statement) ?? evaluator;
		if (early !== evaluator) reading = atBothTimes(readUserWords(statement.words, early, dialect), reading);
		collected.add(reading, statement.file, statement.lineNumber, statement.lineNumber + 1);
	}
	return collected.finish(options.impliedAt ?? { file: statements[0]?.file ?? "", line: 0 }, options.requirepass);
}

const readings = new WeakMap<AclEvaluator, WeakMap<Line, LineReading>>();

function readingsOf(evaluator: AclEvaluator): WeakMap<Line, LineReading> {
	let known = readings.get(evaluator);
	if (known === undefined) {
		known = new WeakMap();
		readings.set(evaluator, known);
	}
	return known;
}

/** The server tries the rules when it reads the line, and applies them when it has read everything. */
function atBothTimes(early: LineReading, late: LineReading): LineReading {
	const soon = early.faults.filter((fault) => !fault.late);
	const then = late.faults.filter((fault) => !soon.some((other) => other.start === fault.start && other.code === fault.code));
	return { ...late, faults: [...soon, ...then.map((fault) => new LineError(fault, true, "", 0, 0))] };
}

/** A fault at its line. Its words are made when they are asked for. */
class LineError implements AclLineError {
	readonly code: AclLineError["code"];
	readonly start: number;
	readonly end: number;
	readonly crash: boolean;
	declare readonly token?: number;
	declare readonly inner?: number;

	constructor(
		private readonly fault: LineFault,
		readonly late: boolean,
		readonly file: string,
		readonly line: number,
		readonly serverLine: number,
	) {
		this.code = fault.code;
		this.start = fault.start;
		this.end = fault.end;
		this.crash = fault.crash;
		if (fault.token !== undefined) this.token = fault.token;
		if (fault.inner !== undefined) this.inner = fault.inner;
	}

	get message(): string {
		return this.fault.message;
	}

	get serverSays(): string {
		return this.fault.serverSays;
	}

	get suggestions(): readonly string[] {
		return this.fault.suggestions;
	}
}

class Collector {
	private readonly users: FileUser[] = [];
	private readonly leftOut: FileUser[] = [];
	private readonly errors: AclLineError[] = [];
	/** The last user of each name, whether its line is refused or not. */
	private readonly named = new Map<string, FileUser>();
	private readonly replaced = new Set<FileUser>();

	constructor(
		private readonly evaluator: AclEvaluator,
		private readonly dialect: AclDialect,
	) {}

	add(reading: LineReading, file: string, line: number, serverLine: number): void {
		const { name, faults } = reading;
		const before = name === undefined ? undefined : this.named.get(name);
		const isAgain = before !== undefined && !this.dialect.lastUserWins && !isNameRefused(faults);
		for (const fault of isAgain ? [duplicate(reading)] : faults) {
			this.errors.push(new LineError(fault, fault.late, file, line, serverLine));
		}
		if (name === undefined) return;
		const user = new FileUser(name, reading, file, line);
		if (isAgain || faults.length > 0) {
			this.leftOut.push(user);
			if (before === undefined) this.named.set(name, user);
			return;
		}
		if (before) this.replaced.add(before);
		this.named.set(name, user);
		this.users.push(user);
	}

	finish(impliedAt: { readonly file: string; readonly line: number }, requirepass?: string): AclReading {
		const { replaced } = this;
		const isReplaced = (user: FileUser) => replaced.has(user);
		const users: AclUser[] = replaced.size === 0 ? this.users : this.users.filter((user) => !isReplaced(user));
		if (!this.named.has("default")) users.unshift(impliedDefault(this.evaluator, impliedAt, requirepass));
		const leftOut = replaced.size === 0 ? this.leftOut : [...this.leftOut, ...this.users.filter(isReplaced)];
		return { users, leftOut, errors: this.errors, verdict: verdictOn(this.errors) };
	}
}

/** The name itself keeps the server from looking whether it is taken. */
function isNameRefused(faults: readonly LineFault[]): boolean {
	return faults.some((fault) => fault.code === "bad-name" && !fault.late);
}

function duplicate({ name = "", nameStart = 0, nameEnd = 0 }: LineReading): LineFault {
	return {
		start: nameStart,
		end: nameEnd,
		code: "duplicate-user",
		message: `The user ${name} is already defined above, and the server refuses the file. Join the two lines into one.`,
		serverSays: "Duplicate user found. A user can only be defined once in config files",
		crash: false,
		late: false,
		suggestions: [],
	};
}

function verdictOn(errors: readonly AclLineError[]): Verdict {
	const crash = errors.find((error) => error.crash);
	if (crash) return { outcome: "crash", line: null, reason: crash.serverSays };
	const first = errors.find((error) => !error.late) ?? errors[0];
	if (first === undefined) return { outcome: "accept" };
	return { outcome: "reject", line: first.late ? null : first.serverLine, reason: first.serverSays };
}
