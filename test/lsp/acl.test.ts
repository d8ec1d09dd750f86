// lsp: hover, code lenses and rewrites of users, as an editor asks for them.
import { describe, expect, it } from "vitest";
import {
	CodeActionKind,
	CodeActionTriggerKind,
	CodeLensRequest,
	CodeLensResolveRequest,
	FileChangeType,
	HoverRequest,
} from "vscode-languageserver/node";
import { ExportPermissionsRequest, PermissionsRequest } from "../../server/src/lsp/ownClient/protocol";
import { connect, EVERYWHERE, FULL, type ScriptedClient, SIMPLE } from "./scriptedClient";

const USERS = "user default off\nuser app on >hunter2hunter2hunter2 ~app:* +@all +get\n";

function hover(client: ScriptedClient, uri: string, line: number, character: number) {
	return client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line, character } });
}

async function lenses(client: ScriptedClient, uri: string) {
	const found = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
	return Promise.all(found.map((lens) => client.connection.sendRequest(CodeLensResolveRequest.type, lens)));
}

describe("hover", () => {
	it("says what a rule does, at its range", async () => {
		const client = await connect({
			capabilities: { ...FULL, textDocument: { ...FULL.textDocument, hover: { contentFormat: ["markdown"] } } },
		});
		const uri = await client.open("users.acl", USERS);
		const found = await hover(client, uri, 1, 44);
		expect(found?.contents).toMatchObject({ kind: "markdown", value: expect.stringContaining("`+@all` grants") });
		expect(found?.range).toEqual({ start: { line: 1, character: 42 }, end: { line: 1, character: 47 } });
		expect(await hover(client, uri, 7, 0)).toBeNull();
	});

	it("never shows a password", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", USERS);
		expect(JSON.stringify(await hover(client, uri, 1, 20))).not.toContain("hunter2");
	});

	it("counts lines as the protocol does, where a lone carriage return ends one", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "# a\rb\nuser a on nopass +get\n");
		expect((await hover(client, uri, 2, 19))?.range?.start).toEqual({ line: 2, character: 17 });
	});
});

describe("code lenses", () => {
	it("are found without their words and resolved with them", async () => {
		const client = await connect({ options: { showsPermissions: true } });
		const uri = await client.open("users.acl", USERS);
		const found = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
		expect(found?.map(({ command }) => command)).toEqual([undefined, undefined]);
		const [first, second] = await lenses(client, uri);
		expect(first?.command?.title).toMatch(/^off · may run 0 of/);
		expect(second?.command).toMatchObject({ command: "redisSecurityLint.showPermissions", arguments: [uri, "app"] });
		expect(second?.command?.title).toMatch(/FLUSHALL yes · CONFIG yes · keys app:\*$/);
	});

	it("name no command that the client does not have", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", USERS);
		expect((await lenses(client, uri)).map(({ command }) => command?.command)).toEqual(["", ""]);
	});
});

describe("rewrites", () => {
	it("are offered on a user and do what they say", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", USERS);
		const action = await client.action(uri, at(1), "Write the same permissions in");
		expect(action).toMatchObject({ kind: CodeActionKind.RefactorRewrite });
		expect(action.edit).toBeUndefined();
		await client.apply((await client.resolve(action)).edit);
		expect(client.document(uri).getText()).toBe(USERS.replace(" +get", ""));
	});

	it("are not worked out for each move of the cursor", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", USERS);
		const actions = await client.actions(uri, at(1), { triggerKind: CodeActionTriggerKind.Automatic });
		expect(actions.filter(({ kind }) => kind === CodeActionKind.RefactorRewrite)).toEqual([]);
		const asked = await client.actions(uri, at(1), { only: [CodeActionKind.Refactor] });
		expect(asked.length).toBeGreaterThan(2);
	});

	it("come with their edits for an editor that does not resolve", async () => {
		const client = await connect({ capabilities: SIMPLE });
		const uri = await client.open("users.acl", USERS);
		expect((await client.action(uri, at(1), "Write the same permissions in")).edit).toBeDefined();
	});

	it("move user lines to a new file under a name that is free, and back", async () => {
		const client = await connect({ files: { "users.acl": "user x off\n", "redis.conf": "port 6379\nuser app on nopass ~a +get\n" } });
		const uri = await client.open("redis.conf");
		await client.apply((await client.resolve(await client.action(uri, at(1), "Move all user lines"))).edit);
		expect(client.document(uri).getText()).toBe("port 6379\naclfile redis-users.acl\n");
		const file = [...client.disk.texts].find(([name]) => name.endsWith("redis-users.acl"));
		expect(file?.[1]).toBe("user app on nopass ~a +get\n");
		await client.write("redis-users.acl", file?.[1] ?? "", FileChangeType.Created);
		await client.apply((await client.resolve(await client.action(uri, at(1), "Write the users of the ACL file here"))).edit);
		expect(client.document(uri).getText()).toBe("port 6379\nuser app on nopass ~a +get\n");
	});

	it("are not offered where the editor cannot make the file", async () => {
		const client = await connect({ capabilities: SIMPLE });
		const uri = await client.open("redis.conf", "user app on nopass ~a +get\n");
		const titles = (await client.actions(uri, EVERYWHERE)).map(({ title }) => title);
		expect(titles.filter((title) => title.startsWith("Move"))).toEqual([]);
	});

	it("replace rename-command", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", 'rename-command FLUSHALL ""\nuser default on nopass ~* +@all\n');
		await client.apply((await client.resolve(await client.action(uri, at(0), "Replace rename-command"))).edit);
		expect(client.document(uri).getText()).toBe("user default on nopass ~* +@all -flushall\n");
	});
});

function at(line: number) {
	return { start: { line, character: 0 }, end: { line, character: 0 } };
}

describe("who may do what", () => {
	it("is answered as a table whose rules lead to their places", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", `# a\rb\n${USERS}`);
		const matrix = await client.connection.sendRequest(PermissionsRequest, { uri, user: "app" });
		expect(matrix?.users.map(({ name }) => name)).toEqual(["default", "app"]);
		expect(matrix?.users[1]?.rules[0]).toMatchObject({ text: "+@all", at: { file: uri, line: 3, start: 42, end: 47 } });
		expect(JSON.stringify(matrix)).not.toContain("hunter2");
	});

	it("is written as text", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", USERS);
		const answer = await client.connection.sendRequest(ExportPermissionsRequest, { uri, format: "csv", users: ["app"], commands: ["GET"] });
		expect(answer?.text).toBe("group,command,dangerous,categories,app\r\nstring,GET,no,fast read string,yes\r\n");
	});

	it("is unknown where the ACL file cannot be read", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "aclfile nowhere.acl\n");
		expect(await client.connection.sendRequest(PermissionsRequest, { uri })).toBeNull();
		expect(await client.connection.sendRequest(ExportPermissionsRequest, { uri, format: "markdown" })).toBeNull();
	});
});
