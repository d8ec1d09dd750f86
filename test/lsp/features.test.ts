// lsp: each feature once over the wire: what it says at the start, its ranges, and what it does for an editor that can do less.
import { describe, expect, it } from "vitest";
import {
	type ClientCapabilities,
	type CompletionItem,
	type CompletionList,
	CompletionRequest,
	CompletionResolveRequest,
	DocumentFormattingRequest,
	DocumentOnTypeFormattingRequest,
	HoverRequest,
	InsertTextFormat,
	MarkupKind,
} from "vscode-languageserver/node";
import { connect, FULL, type ScriptedClient, SIMPLE } from "./scriptedClient";

/** FULL, with what VS Code can do about features. */
const RICH: ClientCapabilities = {
	...FULL,
	textDocument: {
		...FULL.textDocument,
		completion: {
			completionItem: {
				snippetSupport: true,
				insertReplaceSupport: true,
				labelDetailsSupport: true,
				documentationFormat: [MarkupKind.Markdown],
			},
		},
		hover: { contentFormat: [MarkupKind.Markdown] },
	},
};

const at = (line: number, character: number) => ({ line, character });

async function completion(client: ScriptedClient, uri: string, line: number, character: number): Promise<readonly CompletionItem[]> {
	const list = (await client.connection.sendRequest(CompletionRequest.type, {
		textDocument: { uri },
		position: at(line, character),
	})) as CompletionList | null;
	return list?.items ?? [];
}

describe("hover", () => {
	it("has a range, and the way to the page of a rule", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "# redis-security-lint-disable missing-requirepass\r\nmaxmemory 1gb\r\n");
		const ask = (line: number, character: number) =>
			client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at(line, character) });
		expect(await ask(1, 11)).toMatchObject({
			contents: { kind: MarkupKind.Markdown, value: expect.stringContaining("1,073,741,824 bytes") },
			range: { start: at(1, 10), end: at(1, 13) },
		});
		expect(await ask(0, 35)).toMatchObject({ contents: { value: expect.stringContaining("file:///pages/missing-requirepass.md") } });
		expect(await ask(2, 0)).toBeNull();
	});
});

describe("suggestions", () => {
	it("replace or insert, and are documented when one is looked at", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "port 1\nprot-mode no\n");
		const item = (await completion(client, uri, 1, 4)).find(({ label }) => label === "protected-mode");
		expect(item).toMatchObject({
			labelDetails: { description: "security · default yes" },
			textEdit: {
				newText: "protected-mode",
				insert: { start: at(1, 0), end: at(1, 4) },
				replace: { start: at(1, 0), end: at(1, 9) },
			},
		});
		expect(item?.documentation).toBeUndefined();
		const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, item as CompletionItem);
		expect(resolved.documentation).toMatchObject({ kind: MarkupKind.Markdown, value: expect.stringContaining("**Security:**") });
	});

	it("have places to fill in only where the editor knows them", async () => {
		const save = async (capabilities: ClientCapabilities) => {
			const client = await connect({ capabilities });
			const uri = await client.open("redis.conf", "port 1\nsa\n");
			return (await completion(client, uri, 1, 2)).find(({ label }) => label === "save");
		};
		expect(await save(RICH)).toMatchObject({
			insertTextFormat: InsertTextFormat.Snippet,
			textEdit: { newText: expect.stringContaining("{1:3600}") },
		});
		const plain = await save(SIMPLE);
		expect(plain).toMatchObject({
			detail: expect.stringContaining("snapshots"),
			textEdit: { newText: "save 3600 1", range: { start: at(1, 0), end: at(1, 2) } },
		});
		expect(plain?.insertTextFormat).toBeUndefined();
	});

	it("come for the first word of a new file", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "requ");
		expect((await completion(client, uri, 0, 4)).map(({ label }) => label)).toContain("requirepass");
	});

	it("list folders of the workspace, and none outside of one that is not trusted", async () => {
		const client = await connect({
			capabilities: RICH,
			files: { "conf.d/net.conf": "", "/etc/secret.conf": "" },
			options: { trusted: false },
		});
		const uri = await client.open("redis.conf", "include conf.d/\ninclude /etc/\n");
		expect((await completion(client, uri, 0, 15)).map(({ label }) => label)).toEqual(["net.conf"]);
		expect(await completion(client, uri, 1, 13)).toEqual([]);
	});
});

describe("formatting", () => {
	const options = { tabSize: 4, insertSpaces: true };

	it("of a document keeps its line ends", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "  port   1 \r\nbind  127.0.0.1");
		const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options });
		await client.apply({ changes: { [uri]: edits ?? [] } });
		expect(client.document(uri).getText()).toBe("port 1\r\nbind 127.0.0.1\r\n");
	});

	it("while typing is of the line that was finished", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port  1\nbind  127.0.0.1\n\n");
		const position = at(2, 0);
		const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
			textDocument: { uri },
			position,
			ch: "\n",
			options,
		});
		await client.apply({ changes: { [uri]: edits ?? [] } });
		expect(client.document(uri).getText()).toBe("port  1\nbind 127.0.0.1\n\n");
	});
});
