// property: what edits that are sent to an editor promise.
import { isDeepStrictEqual } from "node:util";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ScriptedClient } from "../lsp/scriptedClient";
import { assert } from "./places";

export function checkWorkspaceEdit(client: ScriptedClient, edit: WorkspaceEdit, what: string): void {
	for (const change of edit.documentChanges ?? []) {
		if (!("textDocument" in change)) continue;
		const { uri, version } = change.textDocument;
		const open = client.documents.get(uri);
		assert(!open || version === open.version, `${what} is for the version that is open`);
		const text = open?.getText() ?? client.disk.texts.get(uri) ?? "";
		checkTextEdits(TextDocument.create(uri, "", 0, text), change.edits as TextEdit[], what);
	}
}

/** Inside the document and apart from each other. */
export function checkTextEdits(document: TextDocument, edits: readonly TextEdit[] | null, what: string): void {
	for (const { range } of edits ?? []) {
		for (const position of [range.start, range.end]) {
			assert(isDeepStrictEqual(document.positionAt(document.offsetAt(position)), position), `${what} is inside the document`);
		}
	}
	try {
		TextDocument.applyEdits(document, [...(edits ?? [])]);
	} catch (error) {
		throw new Error(`broken: the edits of ${what} do not overlap`, { cause: error });
	}
}
