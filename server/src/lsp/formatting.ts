// lsp: formatting of a document, of a part of it, and of the line that was just finished.
import type { CancellationToken, Range, TextDocumentIdentifier, TextEdit } from "vscode-languageserver";
import { formattingEdits } from "../features/formatting";
import { ask } from "./asking";
import type { FeatureParts } from "./features";

export function registerFormatting({ connection, faults, views }: FeatureParts): void {
	const format = async (
		document: TextDocumentIdentifier,
		range: Range | undefined,
		token: CancellationToken,
	): Promise<TextEdit[] | null> => {
		const asked = await ask(views, document, token);
		if (!asked) return null;
		const { positions } = asked;
		const { tree, uri } = asked.document.file;
		const lines = range && { first: positions.placeOf(range.start).line, last: positions.placeOf(range.end).line };
		return formattingEdits(tree, uri, lines).map((edit) => positions.textEdit(edit));
	};
	connection.onDocumentFormatting(
		faults.guard("textDocument/formatting", ({ textDocument }, token) => format(textDocument, undefined, token)),
	);
	connection.onDocumentRangeFormatting(
		faults.guard("textDocument/rangeFormatting", ({ textDocument, range }, token) => format(textDocument, range, token)),
	);
	connection.onDocumentOnTypeFormatting(
		faults.guard("textDocument/onTypeFormatting", ({ textDocument, position }, token) => {
			const line = Math.max(0, position.line - 1);
			const before = { line, character: 0 };
			return format(textDocument, { start: before, end: before }, token);
		}),
	);
}
