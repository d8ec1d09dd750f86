// base: places and edits in text. Nothing here knows what Redis is.

/** A stretch of text: UTF-16 offsets, `end` is exclusive. What it is relative to is said where it is used. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** A point in a document, as the parser counts it: lines end at "\n" only, both numbers are 0-based, UTF-16. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/** A stretch of one line of one file. `start` and `end` count UTF-16 units from the start of that line. */
export interface Place extends Span {
	/** Address of the file, as the host gave it (a URI). */
	readonly file: string;
	readonly line: number;
}

/** Replaces what stands between two positions of a file. An insertion has `start` equal to `end`. */
export interface Edit {
	readonly file: string;
	readonly start: Position;
	readonly end: Position;
	readonly newText: string;
}

export function comparePositions(a: Position, b: Position): number {
	return a.line - b.line || a.character - b.character;
}
