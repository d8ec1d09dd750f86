// lsp: places of the model to ranges of the protocol, and edits to workspace edits.
import type { Position as ProtocolPosition, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineStarts } from "../base/edits";
import { comparePositions, type Edit, type Place, type Position } from "../base/span";
import type { Tree } from "../syntax/tree";

/**
 * Positions in one text. The model's lines end at "\n" alone; in the protocol a lone "\r" ends a line too, and nothing can stand
 * between "\r" and "\n". So in a text with "\r" places are converted by their offset, never by their line.
 */
export class Positions {
	/** Lines of the model and of the protocol are the same. */
	readonly isPlain: boolean;
	private counted: { readonly document: TextDocument; readonly starts: readonly number[] } | undefined;

	constructor(private readonly text: string) {
		this.isPlain = !text.includes("\r");
	}

	/** Where the model finds a position of the protocol. */
	placeOf({ line, character }: ProtocolPosition): Position {
		if (this.isPlain) return { line, character };
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
		if (this.isPlain) return { range: { start: edit.start, end: edit.end }, newText: edit.newText };
		let start = this.offset(edit.start);
		let end = this.offset(edit.end);
		let { newText } = edit;
		if (this.splitsLineEnd(start)) {
			start--;
			newText = `\r${newText}`;
		}
		if (this.splitsLineEnd(end)) {
			end++;
			newText = `${newText}\n`;
		}
		return { range: this.rangeOfOffsets(start, end), newText };
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
		return this.isPlain ? point : this.counts().document.positionAt(this.offset(point));
	}

	private offset({ line, character }: Position): number {
		return Math.min((this.counts().starts[line] ?? this.text.length) + character, this.text.length);
	}

	private splitsLineEnd(offset: number): boolean {
		return this.text[offset - 1] === "\r" && this.text[offset] === "\n";
	}

	private counts(): { readonly document: TextDocument; readonly starts: readonly number[] } {
		this.counted ??= { document: TextDocument.create("", "", 0, this.text), starts: lineStarts(this.text) };
		return this.counted;
	}
}

/** Positions in the text of a tree, counted once. */
export function positionsOf(tree: Tree): Positions {
	let positions = known.get(tree);
	if (!positions) {
		positions = new Positions(tree.text);
		known.set(tree, positions);
	}
	return positions;
}

const known = new WeakMap<Tree, Positions>();

/** What an edit's file is like now. */
export interface EditedFile {
	readonly uri: string;
	readonly text: string;
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
