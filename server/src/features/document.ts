// features: what a feature is asked about: one document with the server that it is a part of.
import type { Position } from "../base/span";
import type { ServerModel } from "../model/server";
import type { SourceFile, Statement } from "../model/types";
import type { Line, Word } from "../syntax/tree";

export type TextFile = SourceFile & { readonly state: "text" };

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
	return server.settings.list(name).findLast((statement) => statement.lineNumber === line && statement.file === file.uri);
}
