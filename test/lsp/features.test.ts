// lsp: each feature once over the wire: what it says at the start, its ranges, and what it does for an editor that can do less.
import { describe, expect, it } from "vitest";
import {
	type ClientCapabilities,
	type CompletionItem,
	type CompletionList,
	CompletionRequest,
	CompletionResolveRequest,
	DefinitionRequest,
	DocumentFormattingRequest,
	DocumentHighlightRequest,
	DocumentLinkRequest,
	DocumentOnTypeFormattingRequest,
	DocumentRangeFormattingRequest,
	DocumentSymbolRequest,
	FoldingRangeRequest,
	HoverRequest,
	InlayHintRequest,
	InsertTextFormat,
	MarkupContent,
	MarkupKind,
	PrepareRenameRequest,
	type Range,
	ReferencesRequest,
	RenameRequest,
	SelectionRangeRequest,
	SemanticTokensRangeRequest,
	SemanticTokensRequest,
	SignatureHelpRequest,
	SymbolKind,
	WorkspaceSymbolRequest,
} from "vscode-languageserver/node";
import { connect, RICH, type ScriptedClient, SIMPLE, uriOf } from "./scriptedClient";

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

it("a hover tells the roots apart in which a line counts and in which it does not", async () => {
	const files = { "a.conf": "include net.conf\nport 1\n", "b.conf": "port 2\ninclude net.conf\n", "net.conf": "port 3\nbind 127.0.0.1\n" };
	const client = await connect({ capabilities: RICH, files });
	const uri = await client.open("net.conf");
	const ask = async (line: number) => {
		const found = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at(line, 1) });
		return MarkupContent.is(found?.contents) ? found.contents.value : "";
	};
	expect(await ask(0)).toMatch(/^- \[a\.conf\].*\*\*Not in force:\*\*.*\n- \[b\.conf\].*\*\*In force here:\*\*/m);
	expect(await ask(1)).toMatch(/^\*\*In force here:\*\* this line sets it\.$/m);
	// Nothing calls a line lost that counts somewhere.
	const textDocument = { uri };
	expect(await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range: { start: at(0, 0), end: at(1, 9) } })).toEqual(
		[],
	);
	const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
	expect(tokens?.data.filter((_, index) => index % 5 === 4)).toEqual([0, 0, 0, 0]);
});

describe("colors", () => {
	it("are told as differences, for a whole document and for a part", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "port 1\r\nappendonly yes\r\nuser app -@all\r\n");
		const legend = client.initialized?.capabilities.semanticTokensProvider?.legend;
		const textDocument = { uri };
		const whole = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
		const types = legend?.tokenTypes ?? [];
		const [keyword, number, member, user, category] = ["keyword", "number", "enumMember", "class", "type"].map((type) =>
			types.indexOf(type),
		);
		const denied = 1 << (legend?.tokenModifiers.indexOf("denied") ?? -1);
		const second = [keyword, 0, 0, 11, 3, member, 0];
		expect(whole?.data).toEqual(
			[
				0,
				0,
				4,
				keyword,
				0,
				0,
				5,
				1,
				number,
				0,
				1,
				0,
				10,
				...second,
				1,
				0,
				4,
				keyword,
				0,
				0,
				5,
				3,
				user,
				0,
				0,
				6,
				3,
				category,
				denied,
			].flat(),
		);
		const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
			textDocument,
			range: { start: at(1, 0), end: at(1, 5) },
		});
		expect(part?.data).toEqual([1, 0, 10, ...second]);
	});
});

it("colors, hints and lenses are asked for again when an included file has changed", async () => {
	const refreshSupport = true;
	const workspace = { ...RICH.workspace, inlayHint: { refreshSupport }, semanticTokens: { refreshSupport }, codeLens: { refreshSupport } };
	const client = await connect({ capabilities: { ...RICH, workspace }, files: { "a.conf": "port 1\n" } });
	const uri = await client.open("redis.conf", "port 2\ninclude a.conf\n");
	const kinds = ["codeLens", "inlayHint", "semanticTokens"];
	const asked = Promise.all(
		kinds.map((what) => {
			return new Promise((resolve) => {
				client.connection.onRequest(`workspace/${what}/refresh`, () => {
					resolve(what);
					return null;
				});
			});
		}),
	);
	await client.pull(uri);
	const other = await client.open("a.conf");
	await client.replace(other, "port 1", "timeout 1");
	expect(await asked).toEqual(kinds);
});

describe("the parts of a line", () => {
	it("are shown with the one that is typed", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "port 1\r\nsave 900 \r\n");
		const help = await client.connection.sendRequest(SignatureHelpRequest.type, { textDocument: { uri }, position: at(1, 9) });
		expect(help).toMatchObject({
			activeParameter: 1,
			signatures: [{ label: "save seconds changes …", parameters: [{}, { label: [13, 20] }] }],
		});
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

	it("are about the text as it is now", async () => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("sentinel.conf", "port 26379\n");
		expect(await completion(client, uri, 1, 0)).not.toEqual([]);
		await client.replace(uri, "port 26379\n", "sentinel monitor shop 10.0.0.1 6379 2\nsentinel auth-pass \n");
		expect((await completion(client, uri, 1, 19)).map(({ label }) => label)).toEqual(["shop"]);
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

	it("of whole lines leaves the next one alone, and minds what the editor wants of the end", async () => {
		const client = await connect();
		const textDocument = { uri: await client.open("redis.conf", " port  1\n dir  x") };
		const range = { start: at(0, 0), end: at(1, 0) };
		const ofLine = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument, range, options });
		expect(ofLine?.map((edit) => edit.range.start.line)).toEqual([0]);
		const ends = { ...options, insertFinalNewline: false };
		const whole = await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options: ends });
		expect(whole?.map(({ newText }) => newText).join("")).not.toContain("\n");
	});

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

describe("navigation", () => {
	const FILES = {
		"redis.conf": "aclfile users.acl\nmasteruser app\n",
		"users.acl": "user app on nopass ~* +get\n",
		"other.conf": "# 1\naclfile users.acl\nmasteruser app\n",
	};
	const range = (line: number, start: number, end: number): Range => ({ start: at(line, start), end: at(line, end) });

	it("leads from a name to where it is defined, and to the files that are named", async () => {
		const client = await connect({ files: FILES });
		const uri = await client.open("redis.conf");
		const ask = (line: number) => client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position: at(line, 12) });
		expect(await ask(1)).toEqual([{ uri: uriOf("users.acl"), range: range(0, 5, 8) }]);
		expect(await ask(0)).toEqual([{ uri: uriOf("users.acl"), range: range(0, 0, 0) }]);
		const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
		expect(links).toEqual([{ range: range(0, 8, 17), target: uriOf("users.acl") }]);
	});

	it("leads to no file that is not there, and underlines the whole path", async () => {
		const client = await connect({
			capabilities: { ...RICH, textDocument: { ...RICH.textDocument, definition: { linkSupport: true } } },
			files: { ...FILES, "conf.d/a.conf": "port 1\n" },
		});
		const uri = await client.open("redis.conf", "include nosuch.conf\ninclude conf.d/*.conf\n");
		const ask = (line: number) => client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position: at(line, 12) });
		expect(await ask(0)).toEqual([]);
		const start = range(0, 0, 0);
		expect(await ask(1)).toEqual([
			{ originSelectionRange: range(1, 8, 21), targetUri: uriOf("conf.d/a.conf"), targetRange: start, targetSelectionRange: start },
		]);
	});

	it("finds references in every root that the file is a part of, and highlights them in one", async () => {
		const client = await connect({ files: FILES });
		const uri = await client.open("redis.conf");
		const found = await client.connection.sendRequest(ReferencesRequest.type, {
			textDocument: { uri },
			position: at(1, 12),
			context: { includeDeclaration: false },
		});
		expect(found?.map((one) => one.uri).sort()).toEqual([uriOf("other.conf"), uriOf("redis.conf")]);
		const highlights = await client.connection.sendRequest(DocumentHighlightRequest.type, { textDocument: { uri }, position: at(1, 12) });
		expect(highlights).toEqual([{ range: range(1, 11, 14), kind: 2 }]);
	});

	it("renames a user in all of them, open or not", async () => {
		const client = await connect({ capabilities: RICH, files: FILES });
		const uri = await client.open("users.acl");
		const position = at(0, 6);
		expect(await client.connection.sendRequest(PrepareRenameRequest.type, { textDocument: { uri }, position })).toEqual(range(0, 5, 8));
		await client.apply(
			(await client.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: "shop" })) ?? undefined,
		);
		expect(client.document(uri).getText()).toBe("user shop on nopass ~* +get\n");
		expect(client.disk.texts.get(uriOf("redis.conf"))).toContain("masteruser shop\n");
		expect(client.disk.texts.get(uriOf("other.conf"))).toContain("masteruser shop\n");
	});

	it("renames a user in the project file too, where that speaks of the same user", async () => {
		const project = `{
	// ours
	"administrators": ["app", "app-*"],
	"suppress": [
		{ "file": "users.acl", "user": "app", "rules": ["nopass-user"] },
		{ "file": "elsewhere.acl", "user": "app", "rules": ["nopass-user"] },
		{ "user": "app", "rules": ["keys-allowed"] },
		{ "file": "users.acl", "user": "other", "rules": ["nopass-user"] }
	]
}
`;
		const client = await connect({ capabilities: RICH, files: { ...FILES, ".redis-security-lint.json": project } });
		const uri = await client.open("redis.conf");
		const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position: at(1, 12), newName: "shop" });
		await client.apply(edit ?? undefined);
		expect(client.disk.texts.get(uriOf(".redis-security-lint.json"))).toBe(
			project
				.replace('["app",', '["shop",')
				.replace(/("users.acl", "user": )"app"/, '$1"shop"')
				.replace('{ "user": "app"', '{ "user": "shop"'),
		);
	});

	it("says why something cannot be renamed", async () => {
		const client = await connect({ files: FILES });
		const uri = await client.open("redis.conf");
		const asked = client.connection.sendRequest(PrepareRenameRequest.type, { textDocument: { uri }, position: at(0, 2) });
		await expect(asked).rejects.toThrow("Only users and monitored primaries can be renamed.");
	});
});

describe("the shape of a document", () => {
	const TEXT = "##### NETWORK #####\nport 1\nmaxmemory 1kb\n";

	it("is told as a tree, or as a list to an editor of long ago", async () => {
		const ask = async (client: ScriptedClient) =>
			client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: await client.open("redis.conf", TEXT) } });
		const capabilities = { ...RICH, textDocument: { ...RICH.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
		const [section] = (await ask(await connect({ capabilities }))) ?? [];
		expect(section).toMatchObject({
			name: "NETWORK",
			kind: SymbolKind.Namespace,
			children: [{ name: "port", detail: "1" }, { name: "maxmemory" }],
		});
		const list = (await ask(await connect({ capabilities: SIMPLE }))) ?? [];
		expect(list.map(({ name }) => name)).toEqual(["NETWORK", "port", "maxmemory"]);
	});

	it("is searched in the whole workspace, files that are not open included", async () => {
		const client = await connect({
			files: {
				"a/redis.conf": "aclfile users.acl\n",
				"a/users.acl": "user shop off\n",
				"b/sentinel.conf": "sentinel monitor shops 10.0.0.1 6379 2\n",
				"c/alone.acl": "user shopper off\n",
				"d/other.conf": "listen shop;\n",
			},
		});
		const found = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: "shop" });
		expect(found?.map(({ name, location }) => [name, location.uri])).toEqual([
			["shop", uriOf("a/users.acl")],
			["shops", uriOf("b/sentinel.conf")],
			["shopper", uriOf("c/alone.acl")],
		]);
	});

	it("folds and lets selections grow", async () => {
		const client = await connect();
		const textDocument = { uri: await client.open("redis.conf", TEXT) };
		expect(await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toEqual([
			{ startLine: 0, endLine: 2, kind: "region" },
		]);
		const [selection] = (await client.connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [at(1, 6)] })) ?? [];
		expect(selection).toMatchObject({ range: { start: at(1, 5), end: at(1, 6) }, parent: { range: { start: at(1, 0), end: at(1, 6) } } });
	});
});

describe("notes inside of lines", () => {
	it("can be switched off one by one", async () => {
		const notes = async (settings: unknown) => {
			const client = await connect({ settings });
			const textDocument = { uri: await client.open("redis.conf", "maxmemory 1kb\nport 1\nport 2\n") };
			const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range: { start: at(0, 0), end: at(3, 0) } });
			return hints?.map(({ label }) => label);
		};
		expect(await notes({})).toEqual(["= 1,024 bytes", "← line 3 wins: 2"]);
		expect(await notes({ inlayHints: { sizes: false } })).toEqual(["← line 3 wins: 2"]);
	});
});

describe("the choice of the server", () => {
	const ask = <T>(client: ScriptedClient, name: string, params: object): Promise<T> =>
		client.connection.sendRequest(`redisSecurityLint/${name}`, params);
	interface Choices {
		readonly releases: readonly { readonly id: string; readonly name: string }[];
		readonly roots: readonly string[];
		readonly places: readonly string[];
	}

	it("offers every release, and the places that go before the one in force", async () => {
		const client = await connect({ files: { ".redis-security-lint.json": '{ "server": "redis-6.2" }' } });
		const uri = await client.open("redis.conf", "port 1\n");
		const choices = await ask<Choices>(client, "choices", { uri });
		expect(choices.releases[0]).toEqual({ id: "redis-8.6", name: "Redis 8.6" });
		expect(choices.places).toEqual(["comment", "project"]);
		expect(await ask(client, "serverInForce", { uri })).toMatchObject({ name: "Redis 6.2", from: "project" });
	});

	it.each(["comment", "project"])("writes it down: %s", async (place) => {
		const client = await connect({ capabilities: RICH });
		const uri = await client.open("redis.conf", "port 1\n");
		await client.apply(await ask(client, "chooseServer", { uri, release: "valkey-8.0", place }));
		if (place === "project")
			await client.write(".redis-security-lint.json", client.disk.texts.get(uriOf(".redis-security-lint.json")) ?? "", 1);
		expect(await ask(client, "serverInForce", { uri })).toMatchObject({ release: "valkey-8.0", from: place });
	});

	it("follows the root that was chosen, and says that something has changed", async () => {
		const files = { "a.conf": "include net.conf\nrequirepass x\n", "b.conf": "include net.conf\nport 7\n", "net.conf": "port 1\n" };
		const client = await connect({ files, options: { followsChanges: true, roots: { [uriOf("net.conf")]: uriOf("b.conf") } } });
		let changes = 0;
		client.connection.onNotification("redisSecurityLint/changed", () => {
			changes++;
		});
		const uri = await client.open("net.conf");
		const roots = async () => (await ask<{ readonly roots: string[] }>(client, "serverInForce", { uri })).roots;
		expect(await roots()).toEqual([uriOf("b.conf")]);
		expect((await ask<Choices>(client, "choices", { uri })).roots).toEqual([uriOf("a.conf"), uriOf("b.conf")]);
		await client.connection.sendNotification("redisSecurityLint/chooseRoot", { uri, root: uri });
		expect(await roots()).toEqual([]);
		await client.connection.sendNotification("redisSecurityLint/chooseRoot", { uri, root: null });
		expect(await roots()).toEqual([uriOf("a.conf"), uriOf("b.conf")]);
		expect(changes).toBe(2);
	});
});
