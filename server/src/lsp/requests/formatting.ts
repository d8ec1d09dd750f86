// lsp: formatting of a document, of a part of it, and of the line that was just finished.
import type { CancellationToken, FormattingOptions, Range, TextDocumentIdentifier, TextEdit } from "vscode-languageserver";
import type { Position } from "../../base/span";
import { type EndOptions, formattingEdits, type LineRange } from "../../features/formatting";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

export function registerFormatting({ connection, faults, views }: FeatureParts): void {
	const format = async (
		document: TextDocumentIdentifier,
		range: Range | undefined,
		{ insertFinalNewline, trimFinalNewlines }: FormattingOptions,
		token: CancellationToken,
	): Promise<TextEdit[] | null> => {
		const asked = await ask(views, document, token);
		if (!asked) return null;
		const { positions } = asked;
		const { tree, uri } = asked.document.file;
		const lines = range && linesIn(positions.placeOf(range.start), positions.placeOf(range.end));
		const ends: EndOptions = {
			...(insertFinalNewline === false && { lineEnd: "as it is" }),
			...(trimFinalNewlines && { blankLines: "trimmed" }),
		};
		return formattingEdits(tree, uri, lines, ends).map((edit) => positions.textEdit(edit));
	};
	connection.onDocumentFormatting(
		faults.guard("textDocument/formatting", ({ textDocument, options }, token) => format(textDocument, undefined, options, token)),
	);
	connection.onDocumentRangeFormatting(
		faults.guard("textDocument/rangeFormatting", ({ textDocument, range, options }, token) => format(textDocument, range, options, token)),
	);
	connection.onDocumentOnTypeFormatting(
		faults.guard("textDocument/onTypeFormatting", ({ textDocument, position, options }, token) => {
			const line = Math.max(0, position.line - 1);
			const before = { line, character: 0 };
			return format(textDocument, { start: before, end: before }, options, token);
		}),
	);
}

/** A selection of whole lines ends at the beginning of the next one. */
function linesIn(start: Position, end: Position): LineRange {
	return { first: start.line, last: end.character === 0 && end.line > start.line ? end.line - 1 : end.line };
}
