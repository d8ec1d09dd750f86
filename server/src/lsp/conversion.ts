// lsp: places of the model to ranges of the protocol, and edits to workspace edits.
import type { Position as ProtocolPosition, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineStarts } from "../base/edits";
import { comparePositions, type Edit, type Place, type Position } from "../base/span";
import { type LineEnds, lineEndsOf } from "../syntax/blocks";
import { Text } from "../syntax/text";
import type { Tree } from "../syntax/tree";

/**
 * Positions in one text. The model's lines end at "\n" alone; in the protocol a lone "\r" ends a line too, and nothing can stand
 * between "\r" and "\n". So in a text with a lone "\r" places are converted by their offset, never by their line.
 */
export class Positions {
	private readonly source: Text;
	private readonly ends: LineEnds;
	private counted: { readonly document: TextDocument; readonly starts: readonly number[] } | undefined;

	constructor(text: string | Text) {
		this.source = typeof text === "string" ? Text.of(text) : text;
		this.ends = lineEndsOf(this.source);
	}

	/** Places of the model and of the protocol are the same. */
	get isPlain(): boolean {
		return this.ends === "lf";
	}

	/** Where the model finds a position of the protocol; what lies before the text means its beginning. */
	placeOf(position: ProtocolPosition): Position {
		const line = Math.max(0, position.line);
		const character = position.line < 0 ? 0 : Math.max(0, position.character);
		if (this.ends === "lf") return { line, character };
		if (this.ends === "crlf") return this.beforeLineEnd({ line, character });
		const { document, starts } = this.counts();
		const offset = document.offsetAt({ line, character });
		let low = 0;
		for (let high = starts.length; low + 1 < high; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= offset) low = middle;
			else high = middle;
		}
		return { line: low, character: offset - (starts[low] as number) };
	}

	/** The position itself where it lies in the text, else the nearest one that does. */
	nearest(position: ProtocolPosition): ProtocolPosition {
		const { line, character } = this.placeOf(position);
		const last = this.source.lineCount - 1;
		const inText = Math.min(line, last);
		const { length } = this.source.line(inText) ?? "";
		return this.position({ line: inText, character: line > last ? length : Math.min(character, length) });
	}

	range({ line, start, end }: Pick<Place, "line" | "start" | "end">): Range {
		return { start: this.position({ line, character: start }), end: this.position({ line, character: end }) };
	}

	/** From one point of the tree to another. */
	rangeOf(start: Position, end: Position): Range {
		return { start: this.position(start), end: this.position(end) };
	}

	/** The edits of one change, in the order of the text: at the same point, what is inserted comes before what is replaced. */
	textEdits(edits: readonly Pick<Edit, "start" | "end" | "newText">[]): TextEdit[] {
		const sorted = [...edits].sort((a, b) => comparePositions(a.start, b.start) || comparePositions(a.end, b.end));
		return sorted.map((edit) => this.textEdit(edit));
	}

	/** An edit whose ends lie between "\r" and "\n" takes in the line end that it splits, and writes it again. */
	textEdit(edit: Pick<Edit, "start" | "end" | "newText">): TextEdit {
		if (this.ends === "lf") return { range: { start: edit.start, end: edit.end }, newText: edit.newText };
		const head = this.splitsLineEnd(edit.start) ? "\r" : "";
		const tail = this.splitsLineEnd(edit.end) ? "\n" : "";
		const end = tail ? { line: edit.end.line + 1, character: 0 } : edit.end;
		return { range: this.rangeOf(edit.start, end), newText: `${head}${edit.newText}${tail}` };
	}

	rangeOfOffsets(start: number, end: number): Range {
		const { document } = this.counts();
		return { start: document.positionAt(start), end: document.positionAt(end) };
	}

	/** The protocol's number of the model's line. */
	lineOf(line: number): number {
		return this.position({ line, character: 0 }).line;
	}

	private position(point: Position): ProtocolPosition {
		if (this.ends === "lf") return point;
		if (this.ends === "crlf") return this.beforeLineEnd(point);
		const { document, starts } = this.counts();
		return document.positionAt((starts[point.line] ?? this.source.toString().length) + point.character);
	}

	private beforeLineEnd({ line, character }: Position): Position {
		const last = this.source.lineCount - 1;
		const number = Math.min(Math.max(line, 0), last);
		const { length } = (this.source.line(number) ?? "").replace(/\r$/, "");
		return { line: number, character: line > last ? length : Math.min(character, length) };
	}

	private splitsLineEnd({ line, character }: Position): boolean {
		const text = this.source.line(line) ?? "";
		return line < this.source.lineCount - 1 && character === text.length && text.endsWith("\r");
	}

	private counts(): { readonly document: TextDocument; readonly starts: readonly number[] } {
		const text = this.source.toString();
		this.counted ??= { document: TextDocument.create("", "", 0, text), starts: lineStarts(text) };
		return this.counted;
	}
}

/** Positions in the text of a tree, counted once. */
export function positionsOf(tree: Tree): Positions {
	let positions = known.get(tree);
	if (!positions) {
		positions = new Positions(tree.source);
		known.set(tree, positions);
	}
	return positions;
}

const known = new WeakMap<Tree, Positions>();

/** What an edit's file is like now. */
export interface EditedFile {
	readonly uri: string;
	readonly text: string | Text;
	/** Null where it is not open. */
	readonly version: number | null;
	/** It does not exist yet. */
	readonly isNew?: true;
}

/** Undefined where a file of the edits is not known, or the client cannot make the files that they need. */
export function workspaceEdit(
	edits: readonly Edit[],
	fileOf: (uri: string) => EditedFile | undefined,
	client: { readonly versionedEdits: boolean; readonly createsFiles: boolean },
): WorkspaceEdit | undefined {
	const changes: NonNullable<WorkspaceEdit["documentChanges"]> = [];
	for (const uri of new Set(edits.map((edit) => edit.file))) {
		const file = fileOf(uri);
		if (!file || (file.isNew && !client.createsFiles)) return undefined;
		const positions = new Positions(file.text);
		const own = positions.textEdits(edits.filter((edit) => edit.file === uri));
		if (file.isNew) changes.push({ kind: "create", uri: file.uri, options: { ignoreIfExists: true } });
		changes.push({ textDocument: { uri: file.uri, version: file.version }, edits: own });
	}
	if (client.versionedEdits) return { documentChanges: changes };
	return {
		changes: Object.fromEntries((changes as TextDocumentEdit[]).map((change) => [change.textDocument.uri, change.edits as TextEdit[]])),
	};
}
