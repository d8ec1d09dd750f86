// features: what a feature is asked about: one document with the server that it is a part of.
import type { Position } from "../base/span";
import type { Directive } from "../knowledge/types";
import type { ServerModel } from "../model/server";
import type { Statement, TextFile } from "../model/types";
import type { Line, Word } from "../syntax/tree";

/** One document, judged inside one root. Points are lines and characters of its tree. */
export interface RedisDocument {
	readonly server: ServerModel;
	readonly file: TextFile;
	/** The other roots that lead to it. */
	readonly others?: readonly ServerModel[];
}

/** A line of a document with the word under a point, where there is one. */
export interface WordAt {
	readonly line: Line;
	/** The first word in lower case. */
	readonly name: string;
	readonly word: Word;
	/** Position among the words of the line. */
	readonly index: number;
}

/** The word that a point touches; undefined in comments, blank lines and the space between words. */
export function wordAt({ file }: RedisDocument, { line: number, character }: Position): WordAt | undefined {
	const line = file.tree.line(number);
	if (line?.kind !== "words") return undefined;
	const inside = line.words.findIndex((word) => word.start <= character && character < word.end);
	const index = inside === -1 ? line.words.findIndex((word) => word.end === character) : inside;
	const word = line.words[index];
	return word && { line, name: line.words[0]?.value.toLowerCase() ?? "", word, index };
}

/** The statement that a line is to the server, as it is read the last time; undefined where it is not read. */
export function statementAt({ server, file }: RedisDocument, line: number): Statement | undefined {
	const name = file.tree.line(line)?.words[0]?.value.toLowerCase();
	if (name === undefined) return undefined;
	const list = server.settings.list(name);
	if (list.length > MANY) return lastByLine(list).get(`${line} ${file.uri}`);
	return list.findLast((statement) => statement.lineNumber === line && statement.file === file.uri);
}

/** Of longer lists each statement is found by its line: somebody may ask about all of them. */
const MANY = 100;

function lastByLine(list: readonly Statement[]): ReadonlyMap<string, Statement> {
	let known = byLine.get(list);
	if (known === undefined) {
		known = new Map(list.map((statement) => [`${statement.lineNumber} ${statement.file}`, statement]));
		byLine.set(list, known);
	}
	return known;
}

const byLine = new WeakMap<readonly Statement[], ReadonlyMap<string, Statement>>();

/** The line that wins over this one; undefined where this one counts, in one root at least. */
export function winnerOver({ file, others = [], server }: RedisDocument, line: number, directive: Directive): Statement | undefined {
	if (directive.type === "instruction" || ADDING.has(directive.name)) return undefined;
	const [winner, ...further] = [server, ...others].map((root) => winnerIn({ server: root, file }, line, directive.name));
	return further.every((other) => other !== undefined) ? winner : undefined;
}

/** Each line of these counts. */
const ADDING: ReadonlySet<string> = new Set(["save", "client-output-buffer-limit"]);

function winnerIn(document: RedisDocument, line: number, name: string): Statement | undefined {
	const own = statementAt(document, line);
	const origin = own && document.server.settings.get(name)?.origin;
	if (!own || origin?.from !== "line") return undefined;
	const { statement } = origin;
	return statement.file === own.file && statement.lineNumber === own.lineNumber ? undefined : statement;
}
