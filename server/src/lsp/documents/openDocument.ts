// lsp: an open document. An edit says where it is, so that nothing else of a large text is looked at.
import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineEndsOf } from "../../syntax/blocks";
import { Text } from "../../syntax/text";
import { Positions } from "../conversion";
import { isRange } from "../params";

export class OpenDocument {
	private constructor(
		readonly uri: string,
		readonly languageId: string,
		readonly version: number,
		readonly source: Text,
	) {}

	static create(uri: string, languageId: string, version: number, content: string): OpenDocument {
		return new OpenDocument(uri, languageId, version, Text.of(typeof content === "string" ? content : ""));
	}

	/** The document after some edits, one after the other. */
	static update(before: OpenDocument, changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument {
		let { source } = before;
		for (const change of Array.isArray(changes) ? changes : []) {
			// A failure here would be logged with the change in its words, and half a place would break the text.
			if (typeof change?.text !== "string" || ("range" in change && !isRange(change.range))) continue;
			source = "range" in change ? edited(source, change.range, change.text) : Text.of(change.text);
		}
		return new OpenDocument(before.uri, before.languageId, version, source);
	}

	/** Put together when it is asked for. */
	getText(): string {
		return this.source.toString();
	}

	/** A line as the protocol counts, without its end. */
	lineText(line: number): string {
		if (lineEndsOf(this.source) !== "mixed") return (this.source.line(line) ?? "").replace(/\r$/, "");
		const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
		return TextDocument.create(this.uri, "", 0, this.getText())
			.getText(range)
			.replace(/[\r\n]+$/, "");
	}
}

function edited(source: Text, range: Range, newText: string): Text {
	const [first, last] = isBefore(range.end, range.start) ? [range.end, range.start] : [range.start, range.end];
	const start = placeIn(source, first);
	const end = placeIn(source, last);
	const head = (source.line(start.line) ?? "").slice(0, start.character);
	const tail = (source.line(end.line) ?? "").slice(end.character);
	return source.splice(start.line, end.line - start.line + 1, `${head}${newText}${tail}`.split("\n"));
}

/** What lies outside of the text means the nearest point in it. */
function placeIn(source: Text, position: Position): Position {
	const place = new Positions(source).placeOf(position);
	if (place.line >= source.lineCount) return { line: source.lineCount - 1, character: source.line(source.lineCount - 1)?.length ?? 0 };
	return { line: place.line, character: Math.min(place.character, source.line(place.line)?.length ?? 0) };
}

function isBefore(a: Position, b: Position): boolean {
	return a.line < b.line || (a.line === b.line && a.character < b.character);
}
