// model/acl: users line by line, with what several lines of one name mean to the server.
import { say, type Words } from "../../base/say";
import type { Verdict } from "../types";
import type { AclDialect } from "./dialect";
import { FileUser } from "./fileUser";
import type { LineFault, LineReading } from "./lines";

/** One thing for which the server refuses a line. */
export interface AclLineError extends LineFault {
	readonly file: string;
	/** 0-based. */
	readonly line: number;
	/** The line as the server counts, 1-based: another one only after a NUL byte. */
	readonly serverLine: number;
}

export interface Collected {
	/** Those the server would have, in the order of their lines. */
	readonly users: readonly FileUser[];
	/** Users on lines that are refused, and those that a later line of the same name replaces. */
	readonly leftOut: readonly FileUser[];
	/** In the order of the lines. */
	readonly errors: readonly AclLineError[];
}

/** A fault at its line. Its words are made when they are asked for. */
export class LineError implements AclLineError {
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

	get message(): Words {
		return this.fault.message;
	}

	get serverSays(): string {
		return this.fault.serverSays;
	}

	get suggestions(): readonly string[] {
		return this.fault.suggestions;
	}
}

/** Takes readings of lines in their order. Lines of different names do not touch each other. */
export class Collector {
	private readonly users: FileUser[] = [];
	private readonly leftOut: FileUser[] = [];
	private readonly errors: AclLineError[] = [];
	/** The last user of each name, whether its line is refused or not. */
	private readonly named = new Map<string, FileUser>();
	private readonly replaced = new Set<FileUser>();

	constructor(private readonly dialect: AclDialect) {}

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

	/** Whether any line, refused or not, names this user. */
	names(name: string): boolean {
		return this.named.has(name);
	}

	collected(): Collected {
		const { errors, leftOut, replaced, users } = this;
		if (replaced.size === 0) return { users, leftOut, errors };
		const isReplaced = (user: FileUser) => replaced.has(user);
		return { users: users.filter((user) => !isReplaced(user)), leftOut: [...leftOut, ...users.filter(isReplaced)], errors };
	}
}

/** A user whose line has an error counts as its rules that are in order say: the server does not start, and the next thing is to mend the line. */
export function withLeftOut({ users, leftOut }: Collected): readonly FileUser[] {
	if (leftOut.length === 0) return users;
	const names = new Set<string>();
	for (const { name } of users) names.add(name);
	const last = new Map<string, FileUser>();
	for (const user of leftOut) if (!names.has(user.name)) last.set(user.name, user);
	return [...users, ...last.values()];
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
		message: say`The user ${name} is already defined above, and the server refuses the file. Join the two lines into one.`,
		serverSays: "Duplicate user found. A user can only be defined once in config files",
		crash: false,
		late: false,
		suggestions: [],
	};
}

export function verdictOn(errors: readonly AclLineError[]): Verdict {
	const crash = errors.find((error) => error.crash);
	if (crash) return { outcome: "crash", line: null, reason: crash.serverSays };
	const first = errors.find((error) => !error.late) ?? errors[0];
	if (first === undefined) return { outcome: "accept" };
	return { outcome: "reject", line: first.late ? null : first.serverLine, reason: first.serverSays };
}
