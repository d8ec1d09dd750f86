// model: the lines with words in the order in which the server meets them, from the root file through its includes.
import { eachLineWithWords } from "../syntax/blocks";
import type { Tree } from "../syntax/tree";
import type { Snapshot, SourceFile, Statement } from "./types";

/** What reading from the root gives. */
export interface Reading {
	readonly statements: readonly Statement[];
	/** `include` lines that lead back to a file that is being read: the server crashes on them. */
	readonly cycles: readonly Statement[];
	/** `include` lines with at least one target that could not be read. */
	readonly unread: readonly Statement[];
}

/** Deeper than any configuration that is meant; the server itself has no limit and dies of its stack. */
const MAX_DEPTH = 64;

/**
 * How much is read at most, each file as often as it is included. Files that include each other twice, sixteen deep, would be read 65,536
 * times; the server reads on for hours.
 */
const READ_LIMIT = { files: 5000, lines: 1_000_000 } as const;

/** Counts what is read through includes. */
export class IncludeLimit {
	private files = 0;
	private lines = 0;

	/** Whether this file may be read too. Once it may not, no other may. */
	allows({ source }: Tree): boolean {
		this.files++;
		this.lines += source.lineCount;
		return this.files <= READ_LIMIT.files && this.lines <= READ_LIMIT.lines;
	}
}

/** Reads a snapshot of kind `config` or `sentinel` as the server does: an include is read where it stands. */
export function readStatements(files: ReadonlyMap<string, SourceFile>, targets: Snapshot["targets"], root: string): Reading {
	const reader = new Reader(files, targets);
	reader.file(root, []);
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
	private readonly limit = new IncludeLimit();

	constructor(
		private readonly files: ReadonlyMap<string, SourceFile>,
		private readonly targets: Snapshot["targets"],
	) {}

	file(uri: string, via: readonly Statement[]): void {
		const file = this.files.get(uri);
		if (file?.state !== "text") return;
		this.open.add(uri);
		eachLineWithWords(file.tree, (line, lineNumber) => {
			const first = line.words[0];
			if (!first) return;
			const statement: Statement = { file: uri, lineNumber, line, name: first.value.toLowerCase(), words: line.words, via };
			this.statements.push(statement);
			if (statement.name === "include" && line.words.length === 2) this.include(statement);
		});
		this.open.delete(uri);
	}

	private include(statement: Statement): void {
		const targets = this.targets.get(targetKey(statement.file, statement.lineNumber)) ?? [];
		const via = [...statement.via, statement];
		let unread = false;
		for (const target of targets) {
			if (this.open.has(target) || via.length > MAX_DEPTH) this.cycles.push(statement);
			else {
				const file = this.files.get(target);
				if (file?.state === "text" && this.limit.allows(file.tree)) this.file(target, via);
				else unread = true;
			}
		}
		if (unread) this.unread.push(statement);
	}
}
