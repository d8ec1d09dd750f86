// model: the lines with words in the order in which the server meets them, from the root file through its includes.
import type { Steps } from "../base/steps";
import { blocksWithWords } from "../syntax/blocks";
import type { Tree } from "../syntax/tree";
import type { Snapshot, SourceFile, Statement } from "./types";

/** What reading from the root gives. */
export interface Reading {
	readonly statements: readonly Statement[];
	/** `include` lines that lead back to a file that is being read: the server crashes on them. */
	readonly cycles: readonly Statement[];
	/** `include` lines with at least one target that could not be read, and of a very long configuration the first line that was not read. */
	readonly unread: readonly Statement[];
}

/** Deeper than any configuration that is meant; the server itself has no limit and dies of its stack. */
const MAX_DEPTH = 64;

/**
 * How much is read at most, each file as often as it is included. Files that include each other twice, sixteen deep, would be read 65,536
 * times; the server reads on for hours. `lines` are those of included files, `words` those with words in all files together.
 */
export const READ_LIMIT: Readonly<Record<"files" | "includes" | "lines" | "words", number>> = {
	files: 5000,
	includes: 10_000,
	lines: 1_000_000,
	words: 1_000_000,
};

/** Counts what is read. Once something is too much, so is all that comes after it. */
export class ReadingLimit {
	private readonly most: typeof READ_LIMIT;
	private files = 0;
	private includes = 0;
	private lines = 0;
	private words = 0;

	constructor(most: Partial<typeof READ_LIMIT> = {}) {
		this.most = { ...READ_LIMIT, ...most };
	}

	/** Whether one more line with words may be read. */
	reads(): boolean {
		return this.words++ < this.most.words;
	}

	/** Whether one more `include` line may be followed. */
	follows(): boolean {
		return this.includes++ < this.most.includes;
	}

	/** Whether this file may be included. */
	allows({ source }: Tree): boolean {
		this.files++;
		this.lines += source.lineCount;
		return this.files <= this.most.files && this.lines <= this.most.lines;
	}
}

/** Reads a snapshot of kind `config` or `sentinel` as the server does: an include is read where it stands. */
export function* readStatements(
	files: ReadonlyMap<string, SourceFile>,
	targets: Snapshot["targets"],
	root: string,
	limit = new ReadingLimit(),
): Steps<Reading> {
	const reader = new Reader(files, targets, limit);
	yield* reader.file(root, []);
	return reader;
}

/** The key of an `include` or `aclfile` line in `Snapshot.targets`. */
export function targetKey(file: string, lineNumber: number): string {
	return `${file}:${lineNumber}`;
}

class Reader implements Reading {
	readonly statements: Statement[] = [];
	readonly cycles: Statement[] = [];
	readonly unread: Statement[] = [];
	private readonly open = new Set<string>();
	private isCut = false;

	constructor(
		private readonly files: ReadonlyMap<string, SourceFile>,
		private readonly targets: Snapshot["targets"],
		private readonly limit: ReadingLimit,
	) {}

	*file(uri: string, via: readonly Statement[]): Steps<void> {
		const file = this.files.get(uri);
		if (file?.state !== "text") return;
		this.open.add(uri);
		for (const { lines, start } of blocksWithWords(file.tree)) {
			for (const { index, line } of lines) {
				const first = line.words[0];
				if (!first) continue;
				if (this.isCut) break;
				const statement: Statement = {
					file: uri,
					lineNumber: start + index,
					line,
					name: first.value.toLowerCase(),
					words: line.words,
					via,
				};
				this.isCut = !this.limit.reads();
				if (this.isCut) this.unread.push(statement);
				else this.statements.push(statement);
				if (!this.isCut && statement.name === "include" && line.words.length === 2) yield* this.include(statement);
			}
			if (this.isCut) break;
			yield;
		}
		this.open.delete(uri);
	}

	private *include(statement: Statement): Steps<void> {
		if (!this.limit.follows()) {
			this.unread.push(statement);
			return;
		}
		const targets = this.targets.get(targetKey(statement.file, statement.lineNumber)) ?? [];
		const via = [...statement.via, statement];
		let unread = false;
		for (const target of targets) {
			if (this.open.has(target) || via.length > MAX_DEPTH) this.cycles.push(statement);
			else {
				const file = this.files.get(target);
				if (file?.state === "text" && this.limit.allows(file.tree)) yield* this.file(target, via);
				else unread = true;
			}
		}
		if (unread) this.unread.push(statement);
	}
}
