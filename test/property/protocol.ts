// property: what must hold of the language server for any text and any edits, asked as an editor asks: every request is answered, nothing is
// logged, edits fit the document, and after edits the answer is the same as for the text opened anew.
import { isDeepStrictEqual } from "node:util";
import { DocumentDiagnosticRequest, type Position, type WorkspaceEdit } from "vscode-languageserver/node";
import { SHOWS_EVERYTHING } from "../lsp/everythingShown";
import { connect, EVERYWHERE, type ScriptedClient } from "../lsp/scriptedClient";
import { checkOwnRequests } from "./ownRequests";
import { assert } from "./places";
import { checkTextEdits, checkWorkspaceEdit } from "./protocolEdits";
import { type HostileInput, NAMES } from "./texts";

/** About a point. */
const AT_POINTS = ["hover", "completion", "definition", "references", "documentHighlight", "signatureHelp"];

/** About a document. */
const OF_DOCUMENTS = ["documentSymbol", "documentLink", "foldingRange", "codeLens", "semanticTokens/full"];

/** How many versions of a document were asked about. @throws Error that says which promise was broken. */
export async function checkProtocol(input: HostileInput): Promise<number> {
	const name = NAMES[input.kind];
	const files = Object.fromEntries(
		Object.entries(input.others).flatMap(([path, text]) => (typeof text === "string" ? [[path, text]] : [])),
	);
	const settings = { server: input.server, profile: input.profile, ...input.editor };
	const setup = { capabilities: SHOWS_EVERYTHING, files, settings, locale: input.language, options: { showsPermissions: true } };
	const client = await connect(setup);
	const uri = await client.open(name, input.root);
	let versions = 0;
	for (const edit of [undefined, ...input.edits]) {
		if (edit) {
			const document = client.document(uri);
			const { length } = document.getText();
			const start = Math.min(length, Math.floor(edit.at * (length + 1)));
			const range = { start: document.positionAt(start), end: document.positionAt(Math.min(length, start + edit.deleted)) };
			await client.change(uri, [{ range, text: edit.inserted }]);
		}
		versions++;
		const fresh = await connect(setup);
		await fresh.open(name, client.document(uri).getText());
		const [one, other] = [await pulled(client, uri), await pulled(fresh, uri)];
		assert(isDeepStrictEqual(one, other), `the diagnostics are those of the text opened anew: ${JSON.stringify(differing(one, other))}`);
		await checkAnswers(client, uri, edit?.at ?? 0.5);
		if (edit === input.edits.at(-1)) await checkOwnRequests(client, uri, edit?.at ?? 0.5);
		assert([...client.logged, ...fresh.logged].length === 0, `nothing fails: ${[...client.logged, ...fresh.logged][0]}`);
		fresh.connection.dispose();
	}
	client.connection.dispose();
	return versions;
}

async function pulled(client: ScriptedClient, uri: string): Promise<readonly object[]> {
	const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
	return "items" in report ? report.items : [];
}

function differing(one: readonly object[], other: readonly object[]): unknown {
	const lacks = (list: readonly object[], item: object) => !list.some((each) => isDeepStrictEqual(each, item));
	return { gone: other.filter((item) => lacks(one, item)), left: one.filter((item) => lacks(other, item)) };
}

async function checkAnswers(client: ScriptedClient, uri: string, at: number): Promise<void> {
	const document = client.document(uri);
	const text = document.getText();
	const textDocument = { uri };
	const ask = <T>(method: string, params: object) =>
		client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument, ...params });
	const beyond = { line: document.lineCount + 3, character: 7 };
	for (const position of [document.positionAt(Math.floor(at * text.length)), document.positionAt(text.length), beyond]) {
		for (const method of AT_POINTS) await ask(method, { position, context: { includeDeclaration: true, triggerKind: 1 } }).catch(isRefusal);
		await checkRename(client, uri, position);
		const options = { tabSize: 4, insertSpaces: false };
		checkTextEdits(document, await ask("onTypeFormatting", { position, ch: "\n", options }), "formatting on a key");
		const range = { start: { line: 0, character: 0 }, end: position };
		checkTextEdits(document, await ask("rangeFormatting", { range, options }), "formatting of a part");
		checkTextEdits(document, await ask("formatting", { options }), "formatting");
		await ask("selectionRange", { positions: [position] });
	}
	for (const method of OF_DOCUMENTS) await ask(method, {}).catch(isRefusal);
	await ask("inlayHint", { range: EVERYWHERE });
	await ask("semanticTokens/range", { range: { start: beyond, end: beyond } }).catch(isRefusal);
	for (const lens of ((await ask<unknown[] | null>("codeLens", {})) ?? []).slice(0, 5))
		await client.connection.sendRequest("codeLens/resolve", lens);
	const position = document.positionAt(Math.floor(at * text.length));
	const list = await ask<{ items?: unknown[] } | null>("completion", { position, context: { triggerKind: 1 } });
	for (const item of (list?.items ?? []).slice(0, 3)) await client.connection.sendRequest("completionItem/resolve", item);
	const actions = await client.actions(uri, EVERYWHERE);
	for (const action of actions.slice(0, 12)) {
		const { edit } = await client.resolve(action);
		if (edit) checkWorkspaceEdit(client, edit, action.title);
	}
	await client.connection.sendRequest("workspace/symbol", { query: "u" });
}

async function checkRename(client: ScriptedClient, uri: string, position: Position): Promise<void> {
	const params = { textDocument: { uri }, position, newName: "qx-new-name" };
	const edit = await client.connection.sendRequest<WorkspaceEdit | null>("textDocument/rename", params).catch(isRefusal);
	if (edit) checkWorkspaceEdit(client, edit, "renaming");
}

/** Said to the person, or a method that this server does not have; a failure of a handler says so. */
function isRefusal(error: Error): null {
	if (error.message.includes("The server's log says where")) throw error;
	return null;
}
