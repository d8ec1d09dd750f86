// model: which value is in force, which line of which file set it, and which lines lost.
import { MANY, type Steps } from "../base/steps";
import type { Directive, Directives } from "../knowledge/types";
import type { Reading } from "./statements";
import type { Origin, Setting, Settings, Statement } from "./types";

/** Settings of one root as the server has them after reading; the last line wins unless the directive adds up. */
export function* readSettings(reading: Reading, directives: Directives): Steps<Settings> {
	const settings = new ReadSettings(reading, directives);
	yield* settings.take();
	return settings;
}

class ReadSettings implements Settings {
	readonly unread: readonly Statement[];
	private readonly byName = new Map<string, Statement[]>();
	/** Its place among the statements. */
	private lastUnread: number | undefined;
	private readonly known = new Map<string, Setting | undefined>();

	constructor(
		private readonly reading: Reading,
		private readonly directives: Directives,
	) {
		this.unread = reading.unread;
	}

	*take(): Steps<void> {
		const { statements } = this.reading;
		for (let at = 0; at < statements.length; at++) {
			if (at % MANY === MANY - 1) yield;
			const statement = statements[at] as Statement;
			const name = this.directives.find(statement.name)?.name ?? statement.name;
			const list = this.byName.get(name);
			if (list) list.push(statement);
			else this.byName.set(name, [statement]);
		}
	}

	get(name: string): Setting | undefined {
		if (!this.known.has(name)) this.known.set(name, this.read(name));
		return this.known.get(name);
	}

	list(name: string): readonly Statement[] {
		return this.byName.get(name) ?? this.byName.get(this.directives.find(name)?.name ?? name) ?? [];
	}

	private read(name: string): Setting | undefined {
		const statements = this.list(name);
		const directive = this.directives.find(name);
		const last = statements.at(-1);
		if (!last) {
			const standard = directive && defaultOf(directive);
			return standard && this.unread.length > 0 ? { ...standard, uncertain: true } : standard;
		}
		const values = last.words.slice(1).map((word) => word.value);
		const overridden = statements.length === 1 ? [] : otherLines(statements, last);
		return { name, values, value: values.join(" "), origin: originOf(last), overridden, uncertain: this.isUnreadAfter(last) };
	}

	private isUnreadAfter(statement: Statement): boolean {
		if (this.unread.length === 0) return false;
		const { statements } = this.reading;
		if (this.lastUnread === undefined) {
			const unread = new Set(this.unread);
			this.lastUnread = statements.findLastIndex((one) => unread.has(one));
		}
		// One that is found nowhere counts as the first of all.
		return this.lastUnread > Math.max(0, statements.lastIndexOf(statement));
	}
}

/** What no line sets. The same for all files. */
function defaultOf(directive: Directive): Setting {
	let setting = defaults.get(directive);
	if (setting === undefined) {
		const { multiArg, name, default: value } = directive;
		const values = multiArg ? (value ?? "").split(" ").filter((part) => part !== "") : [value ?? ""];
		setting = { name, values, value: value ?? "", origin: { from: "default" }, overridden: [], uncertain: false };
		defaults.set(directive, setting);
	}
	return setting;
}

const defaults = new WeakMap<Directive, Setting>();

/** Each line once, without that of `last`: a file that is included twice is read twice, and its lines do not lose against themselves. */
function otherLines(statements: readonly Statement[], last: Statement): Statement[] {
	const seen = new Map([[last.file, new Set([last.lineNumber])]]);
	return statements.filter(({ file, lineNumber }) => {
		const lines = seen.get(file) ?? new Set();
		seen.set(file, lines);
		return lines.size < lines.add(lineNumber).size;
	});
}

/** The origin of a value that `statement` sets: the place is that of the whole line without the space around it. */
function originOf(statement: Statement): Origin {
	return { from: "line", statement, at: placeOf(statement) };
}

/** From the first word to the end of the last one. */
export function placeOf(statement: Statement): { file: string; line: number; start: number; end: number } {
	const first = statement.words[0];
	const last = statement.words.at(-1);
	return { file: statement.file, line: statement.lineNumber, start: first?.start ?? 0, end: last?.end ?? 0 };
}
