// lsp: requests and changes that no editor should send. Each is answered as what it is, nothing of it is logged, and the next one works.
import { expect, it } from "vitest";
import { ErrorCodes, type Range, type SelectionRange, type TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { connect, RICH, summary } from "./scriptedClient";

const TEXT = "port 6379\nrequirepass kZ8w2nQ4x7Lp9Tr5\n";
const NO_PLACE = { line: 1.5, character: 0 };
const PLACE = { line: 0, character: 0 };

type Broken = readonly [method: string, params: (textDocument: { readonly uri: string }) => object, why: string];

const BROKEN: readonly Broken[] = [
	["textDocument/hover", () => ({}), "params.textDocument must be an object"],
	["textDocument/hover", () => ({ textDocument: { uri: 5 } }), "params.textDocument.uri must be a string"],
	["textDocument/hover", (textDocument) => ({ textDocument, position: null }), "params.position must be an object"],
	["textDocument/completion", (textDocument) => ({ textDocument, position: NO_PLACE }), "params.position.line must be a whole number"],
	[
		"textDocument/inlayHint",
		(textDocument) => ({ textDocument, range: { start: PLACE, end: NO_PLACE } }),
		"params.range.end.line must be a whole number",
	],
	[
		"textDocument/rangeFormatting",
		(textDocument) => ({ textDocument, range: { start: NO_PLACE, end: PLACE }, options: {} }),
		"params.range.start.line must be a whole number",
	],
	[
		"textDocument/onTypeFormatting",
		(textDocument) => ({ textDocument, position: NO_PLACE, ch: "\n", options: {} }),
		"params.position.line must be a whole number",
	],
	["textDocument/selectionRange", (textDocument) => ({ textDocument, positions: [PLACE, null] }), "params.positions[1] must be an object"],
	[
		"textDocument/codeAction",
		(textDocument) => ({ textDocument, range: { start: PLACE, end: PLACE } }),
		"params.context must be an object",
	],
	["textDocument/rename", (textDocument) => ({ textDocument, position: PLACE, newName: 1 }), "params.newName must be a string"],
	["workspace/symbol", () => ({ query: ["a"] }), "params.query must be a string"],
	["workspace/diagnostic", () => ({ previousResultIds: {} }), "params.previousResultIds must be a list"],
	["codeAction/resolve", () => ({ title: "", data: {} }), "params.data.uri must be a string"],
	["codeLens/resolve", () => ({ range: { start: PLACE, end: PLACE } }), "params.data must be an object"],
	["redisSecurityLint/permissions", () => ({ uri: 7 }), "params.uri must be a string"],
	["redisSecurityLint/tlsProposal", () => ({ uri: null }), "params.uri must be a string"],
	["redisSecurityLint/generateTlsKit", () => ({ clients: ["cobol"] }), "params.clients[0] must be one of"],
	["redisSecurityLint/exportPermissions", ({ uri }) => ({ uri, format: "pdf" }), "params.format must be one of csv, markdown"],
	["redisSecurityLint/reportFix", ({ uri }) => ({ root: uri }), "params.versions must be an object"],
];

it.each(BROKEN)("%s that cannot be meant is refused, and not logged", async (method, params, why) => {
	const client = await connect({ capabilities: RICH });
	const uri = await client.open("redis.conf", TEXT);
	const answer = client.connection.sendRequest(method, params({ uri }));
	await expect(answer).rejects.toMatchObject({ code: ErrorCodes.InvalidParams, message: expect.stringContaining(why) });
	expect(await client.pull(uri)).not.toEqual([]);
	expect(client.logged).toEqual([]);
});

const TO: Range = { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } };

it.each<[name: string, change: object]>([
	["no place", { range: null, text: "a" }],
	["half a place", { range: { start: { line: 0 } }, text: "a" }],
	["a broken line", { range: { start: NO_PLACE, end: NO_PLACE }, text: "a" }],
	["texts for numbers", { range: { start: { line: "0", character: "1" }, end: { line: "2", character: "0" } }, text: "a" }],
	["numbers that are none", { range: { start: { line: null, character: null }, end: { line: null, character: null } }, text: "a" }],
])("a change with %s changes nothing, and the next one counts", async (_, change) => {
	const client = await connect({ capabilities: RICH });
	const uri = await client.open("redis.conf", TEXT);
	const contentChanges = [change as TextDocumentContentChangeEvent, { range: TO, text: "6380" }];
	await client.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
	const other = await client.open("other.conf", TEXT.replace("6379", "6380"));
	expect(summary(await client.pull(uri))).toEqual(summary(await client.pull(other)));
	const hover = (document: string) =>
		client.connection.sendRequest("textDocument/hover", { textDocument: { uri: document }, position: { line: 0, character: 6 } });
	expect(await hover(uri)).toEqual(await hover(other));
	expect(client.logged).toEqual([]);
});

it.each([
	[-1, 0],
	[0, -1],
	[0, 1e9],
	[1e9, 0],
	[2147483647, 2147483647],
])("at %i:%i, outside of the text, nothing is answered that lies there too", async (line, character) => {
	for (const text of [TEXT, TEXT.replaceAll("\n", "\r\n"), TEXT.replace("\n", "\r")]) {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", text);
		const document = client.document(uri);
		const isInside = ({ start, end }: Range) =>
			[start, end].every((point) => JSON.stringify(document.positionAt(document.offsetAt(point))) === JSON.stringify(point));
		const params = { textDocument: { uri }, position: { line, character } };
		const completions = await client.connection.sendRequest<{ items: { textEdit: { insert: Range; replace: Range } }[] } | null>(
			"textDocument/completion",
			params,
		);
		const places = (completions?.items ?? []).flatMap(({ textEdit: { insert, replace } }) => [insert, replace]);
		expect(places.filter((range) => !isInside(range))).toEqual([]);
		const selections = { textDocument: { uri }, positions: [params.position] };
		const [selection] = await client.connection.sendRequest<SelectionRange[]>("textDocument/selectionRange", selections);
		expect(selection).toSatisfy((found: SelectionRange) => isInside(found.range));
	}
});
