// model/acl: the users of an ACL file or of the `user` lines of redis.conf, and what the server says of those lines.
import { MANY, type Steps } from "../../base/steps";
import type { Release } from "../../knowledge/release";
import { holdsNul } from "../../syntax/blocks";
import type { Line, Tree } from "../../syntax/tree";
import type { Statement, Verdict } from "../types";
import { type Census, censusOfList } from "./census";
import { type AclLineError, Collector, LineError, verdictOn, withLeftOut } from "./collect";
import { dialectOf } from "./dialect";
import type { AclEvaluator } from "./evaluate";
import { FileReading } from "./fileReading";
import { impliedDefault } from "./implied";
import { type LineReading, readAclLine, readUserLine, readUserWords } from "./lines";
import { keptInPlace, linesBeforeNul } from "./nul";
import type { AclUser } from "./types";

export interface AclReading {
	/** Those the server would have, `default` first where it is only implied, then in the order of their lines. */
	readonly users: readonly AclUser[];
	/** Users on lines that are refused, and those that a later line of the same name replaces. Rules that are in order count for their state. */
	readonly leftOut: readonly AclUser[];
	/** In the order of the lines. */
	readonly errors: readonly AclLineError[];
	readonly verdict: Verdict;
	/** All users, also of lines that are refused where the name has no other. */
	readonly census: Census;
	readonly defaultUser: AclUser | undefined;
	/** Reads what is new, so that all answers are quick. Yields so that the caller can take a break or stop. */
	prepare(): Steps<void>;
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
	if (!holdsNul(tree)) return new FileReading(tree, evaluator, dialect, file);
	const collector = new Collector(dialect);
	for (const [number, { text, line, inPlace }] of linesBeforeNul(tree.lines).entries()) {
		const reading = readAclLine(text, evaluator, dialect);
		collector.add(text.length > inPlace ? keptInPlace(reading, inPlace) : reading, file, line, number + 1);
	}
	return new ListReading(collector, evaluator, { file, line: 0 });
}

/** Reads `user` statements of redis.conf, in the order in which the server meets them. */
export function* readUserStatements(
	statements: readonly Statement[],
	evaluator: AclEvaluator,
	release: Release,
	options: UserStatementOptions = {},
): Steps<AclReading> {
	const dialect = dialectOf(release);
	const collector = new Collector(dialect);
	const read = new ReadLines(statements, evaluator);
	for (let at = 0; at < statements.length; at++) {
		if (at % MANY === MANY - 1) yield;
		const statement = statements[at] as Statement;
		let reading = read.at(at) ?? readUserLine(statement.line, evaluator, dialect);
		read.readings.push(reading);
		const early = options.whileReading?.(statement) ?? evaluator;
		if (early !== evaluator) {
			const { words } = statement;
			reading = atBothTimes(readUserWords(words, early, dialect), readUserWords(words, evaluator, dialect));
		}
		collector.add(reading, statement.file, statement.lineNumber, statement.lineNumber + 1);
	}
	read.keep();
	return new ListReading(collector, evaluator, options.impliedAt ?? { file: statements[0]?.file ?? "", line: 0 }, options.requirepass);
}

/** What was read last of a list of lines, by the first of them: a weak entry for each of very many lines would cost more than to read them again. */
const lastRead = new WeakMap<AclEvaluator, WeakMap<Line, ReadLines>>();

class ReadLines {
	readonly readings: LineReading[] = [];
	private readonly lines: readonly Line[];
	private before: ReadLines | undefined;

	constructor(
		statements: readonly Statement[],
		private readonly evaluator: AclEvaluator,
	) {
		this.lines = statements.map(({ line }) => line);
		const [first] = this.lines;
		this.before = first && lastRead.get(evaluator)?.get(first);
	}

	/** What is known of a line that stands where it stood, counted from the first one or from the last. */
	at(index: number): LineReading | undefined {
		const { before, lines } = this;
		if (before === undefined) return undefined;
		const line = lines[index];
		const fromEnd = index + before.lines.length - lines.length;
		if (before.lines[index] === line) return before.readings[index];
		return before.lines[fromEnd] === line ? before.readings[fromEnd] : undefined;
	}

	/** To be called when all were read. */
	keep(): void {
		this.before = undefined;
		const [first] = this.lines;
		if (first === undefined) return;
		const known = lastRead.get(this.evaluator) ?? new WeakMap<Line, ReadLines>();
		lastRead.set(this.evaluator, known);
		known.set(first, this);
	}
}

/** The server tries the rules when it reads the line, and applies them when it has read everything. */
function atBothTimes(early: LineReading, late: LineReading): LineReading {
	const soon = early.faults.filter((fault) => !fault.late);
	const then = late.faults.filter((fault) => !soon.some((other) => other.start === fault.start && other.code === fault.code));
	return { ...late, faults: [...soon, ...then.map((fault) => new LineError(fault, true, "", 0, 0))] };
}

/** Users that are read anew for each version. */
class ListReading implements AclReading {
	readonly users: readonly AclUser[];
	readonly leftOut: readonly AclUser[];
	readonly errors: readonly AclLineError[];
	readonly census: Census;
	private readonly everybody: readonly AclUser[];
	private foundDefault: AclUser | undefined;

	constructor(
		collector: Collector,
		evaluator: AclEvaluator,
		impliedAt: { readonly file: string; readonly line: number },
		requirepass?: string,
	) {
		const collected = collector.collected();
		const implied = collector.names("default") ? [] : [impliedDefault(evaluator, impliedAt, requirepass)];
		this.users = [...implied, ...collected.users];
		this.leftOut = collected.leftOut;
		this.errors = collected.errors;
		this.everybody = [...implied, ...withLeftOut(collected)];
		this.census = censusOfList(this.everybody);
	}

	get verdict(): Verdict {
		return verdictOn(this.errors);
	}

	get defaultUser(): AclUser | undefined {
		this.foundDefault ??= this.everybody.find(({ name }) => name === "default");
		return this.foundDefault;
	}

	*prepare(): Steps<void> {}
}
