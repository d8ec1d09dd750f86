// lsp: places of the model to ranges of the protocol, and edits to workspace edits.
import type { Position as ProtocolPosition, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineStarts } from "../base/edits";
import type { Edit, Place, Position } from "../base/span";

/**
 * Positions in one text. The model's lines end at "\n" alone; in the protocol a lone "\r" ends a line too, and nothing can stand
 * between "\r" and "\n". So places are converted by their offset, never by their line.
 */
export class Positions {
	private readonly document: TextDocument;
	private readonly starts: readonly number[];

	constructor(private readonly text: string) {
		this.document = TextDocument.create("", "", 0, text);
		this.starts = lineStarts(text);
	}

	range({ line, start, end }: Pick<Place, "line" | "start" | "end">): Range {
		const from = this.offset({ line, character: start });
		const to = this.offset({ line, character: end });
		return { start: this.document.positionAt(from), end: this.document.positionAt(to) };
	}

	/** An edit whose ends lie between "\r" and "\n" takes in the line end that it splits, and writes it again. */
	textEdit(edit: Edit): TextEdit {
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
		return { range: { start: this.document.positionAt(start), end: this.document.positionAt(end) }, newText };
	}

	/** Where the model finds a position of the protocol. */
	placeOf(position: ProtocolPosition): Position {
		const offset = this.document.offsetAt(position);
		let low = 0;
		for (let high = this.starts.length; low + 1 < high; ) {
			const middle = (low + high) >>> 1;
			if ((this.starts[middle] as number) <= offset) low = middle;
			else high = middle;
		}
		return { line: low, character: offset - (this.starts[low] ?? 0) };
	}

	rangeOfOffsets(start: number, end: number): Range {
		return { start: this.document.positionAt(start), end: this.document.positionAt(end) };
	}

	private offset({ line, character }: Position): number {
		return Math.min((this.starts[line] ?? this.text.length) + character, this.text.length);
	}

	/** The protocol's number of the model's line. */
	lineOf(line: number): number {
		return this.document.positionAt(this.offset({ line, character: 0 })).line;
	}

	private splitsLineEnd(offset: number): boolean {
		return this.text[offset - 1] === "\r" && this.text[offset] === "\n";
	}
}

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
		const own = edits.filter((edit) => edit.file === uri).map((edit) => positions.textEdit(edit));
		if (file.isNew) changes.push({ kind: "create", uri: file.uri, options: { ignoreIfExists: true } });
		changes.push({ textDocument: { uri: file.uri, version: file.version }, edits: own });
	}
	if (client.versionedEdits) return { documentChanges: changes };
	return {
		changes: Object.fromEntries((changes as TextDocumentEdit[]).map((change) => [change.textDocument.uri, change.edits as TextEdit[]])),
	};
}
