// lsp: what an editor offers about a finding, and that the edit does what it says.

import { describe, expect, it } from "vitest";
import { CodeActionKind, type Diagnostic } from "vscode-languageserver/node";
import { connect, EVERYWHERE, FULL, type ScriptedClient, SIMPLE, summary, uriOf } from "./scriptedClient";

const TLS =
	'port 0\ntls-port 6379\ntls-cert-file a\ntls-key-file b\ntls-ca-cert-file c\nrequirepass kZ8w2nQ4x7Lp9Tr5\n  tls-protocols "TLSv1 TLSv1.2"\n';
const PROJECT = ".redis-security-lint.json";

async function findingOf(client: ScriptedClient, uri: string, rule: string): Promise<Diagnostic> {
	const found = (await client.pull(uri)).find(({ code }) => code === rule);
	if (!found) throw new Error(`no finding of ${rule}`);
	return found;
}

describe("a quick fix", () => {
	it("is offered without its edit, resolved, applied, and the finding is gone", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		const finding = await findingOf(client, uri, "weak-tls-protocols");
		const [action] = await client.actions(uri, finding.range, { diagnostics: [finding] });
		expect(action).toMatchObject({ kind: CodeActionKind.QuickFix, isPreferred: true, diagnostics: [finding] });
		expect(action?.title).toContain("(may refuse clients that get in today)");
		expect(action?.edit).toBeUndefined();
		const resolved = await client.resolve(action as NonNullable<typeof action>);
		await client.apply(resolved.edit);
		expect(summary(await client.pull(uri))).not.toContain("weak-tls-protocols 6");
		expect(client.document(uri).getText()).not.toContain('"TLSv1 ');
	});

	it("has the same new password each time it is resolved, and another one when it is offered again", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 6379\nbind 127.0.0.1\n");
		const action = await client.action(uri, EVERYWHERE, "new random password");
		const first = await client.resolve(action);
		expect(first.edit).toBeDefined();
		expect(await client.resolve(action)).toEqual(first);
		const again = await client.action(uri, EVERYWHERE, "new random password");
		expect((await client.resolve(again)).edit).not.toEqual(first.edit);
	});

	it("of a document that has changed since does nothing", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		const action = await client.action(uri, EVERYWHERE, "(may refuse");
		await client.replace(uri, "port 0\n", "# new\nport 0\n");
		expect((await client.resolve(action)).edit).toBeUndefined();
	});

	it("carries the version it was made for", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		await client.replace(uri, "port 0\n", "# new\nport 0\n");
		const { edit } = await client.resolve(await client.action(uri, EVERYWHERE, "(may refuse"));
		expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 } }]);
	});

	it.each(["(may refuse", "Disable weak-tls-protocols for this line", "Disable weak-tls-protocols in this file", "Fix all in this file"])(
		"keeps the line ends of the file: %s",
		async (title) => {
			const client = await connect();
			const uri = await client.open("redis.conf", TLS.replaceAll("\n", "\r\n"));
			const finding = await findingOf(client, uri, "weak-tls-protocols");
			await client.apply((await client.resolve(await client.action(uri, finding.range, title))).edit);
			expect(client.document(uri).getText().replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
		},
	);

	it("comes with its edit where the client resolves nothing", async () => {
		const client = await connect({ capabilities: SIMPLE });
		const uri = await client.open("redis.conf", TLS);
		const weak = (await client.pushed(uri)).find(({ code }) => code === "weak-tls-protocols");
		const action = await client.action(uri, weak?.range ?? EVERYWHERE, "(may refuse");
		expect(action.data).toBeUndefined();
		expect(action.edit?.documentChanges).toBeUndefined();
		await client.apply(action.edit);
		expect(summary(await client.pushed(uri))).not.toContain("weak-tls-protocols 6");
	});
});

describe("disabling a rule", () => {
	it("for a line puts a comment above it, indented as the line is", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		const { range } = await findingOf(client, uri, "weak-tls-protocols");
		const action = await client.action(uri, range, "Disable weak-tls-protocols for this line");
		await client.apply((await client.resolve(action)).edit);
		expect(client.document(uri).getText()).toContain("\n  # redis-security-lint-disable-next-line weak-tls-protocols\n  tls-protocols");
		expect(summary(await client.pull(uri)).filter((one) => one.startsWith("weak"))).toEqual([]);
	});

	it("for a file puts a comment at its top", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		const action = await client.action(uri, EVERYWHERE, "Disable weak-tls-protocols in this file");
		await client.apply((await client.resolve(action)).edit);
		expect(client.document(uri).getText()).toBe(`# redis-security-lint-disable weak-tls-protocols\n${TLS}`);
		expect(summary(await client.pull(uri)).filter((one) => one.startsWith("weak"))).toEqual([]);
	});

	it("about a line that is absent is for the file only", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 6379\n");
		const titles = (await client.actions(uri, EVERYWHERE)).map(({ title }) => title);
		expect(titles).toContain("Disable missing-requirepass in this file");
		expect(titles).not.toContain("Disable missing-requirepass for this line");
	});

	const ACL = "user default off\nuser app on nopass ~* &* +@all\nuser job on nopass ~* &* +@all\n";

	it("for a user of an ACL file makes the project file", async () => {
		const client = await connect({ files: { "redis/users.acl": ACL } });
		const uri = await client.open("redis/users.acl");
		const found = (await client.pull(uri)).filter(({ range }) => range.start.line === 1);
		const rule = found[0]?.code;
		const action = await client.action(uri, found[0]?.range ?? EVERYWHERE, `Disable ${rule} for this user`);
		await client.apply((await client.resolve(action)).edit);
		const project = JSON.parse(client.disk.texts.get(uriOf(PROJECT)) ?? "");
		expect(project).toEqual({ suppress: [{ file: "redis/users.acl", user: "app", rules: [rule] }] });
		await client.write(PROJECT, client.disk.texts.get(uriOf(PROJECT)) ?? "", 1);
		await client.until(() => client.refreshes > 0);
		const left = summary(await client.pull(uri));
		expect(left).not.toContain(`${rule} 1`);
		expect(left).toContain(`${rule} 2`);
	});

	it("for an ACL file adds to the project file that is there, and keeps its comments", async () => {
		const before = '{\n  // our server\n  "server": "redis-7.2",\n  "suppress": [{ "file": "users.acl", "rules": ["other-rule"] }]\n}\n';
		const client = await connect({ files: { "users.acl": ACL, [PROJECT]: before } });
		const uri = await client.open("users.acl");
		const [first] = await client.pull(uri);
		const action = await client.action(uri, first?.range ?? EVERYWHERE, `Disable ${first?.code} in this file`);
		await client.apply((await client.resolve(action)).edit);
		const after = client.disk.texts.get(uriOf(PROJECT)) ?? "";
		expect(after).toContain("// our server");
		expect(after).toContain(`"${first?.code}"`);
	});

	it("is not offered for an ACL file where the client cannot make files", async () => {
		const workspace = { ...FULL.workspace, workspaceEdit: { documentChanges: true } };
		const client = await connect({ files: { "users.acl": ACL }, capabilities: { ...FULL, workspace } });
		const uri = await client.open("users.acl");
		const titles = (await client.actions(uri, EVERYWHERE)).map(({ title }) => title);
		expect(titles.filter((title) => title.startsWith("Disable"))).toEqual([]);
		expect(titles).not.toEqual([]);
	});
});

describe("fixing all", () => {
	it("leaves no finding that has a fix, and touches only the lines that change", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", `bind 127.0.0.1\n${TLS.replace(/requirepass.*\n/, "")}${"# a comment\n".repeat(50)}`);
		const action = await client.action(uri, EVERYWHERE, "Fix all in this file (also");
		const { edit } = await client.resolve(action);
		const [change] = edit?.documentChanges ?? [];
		expect(change && "edits" in change && change.edits.length).toBeGreaterThan(1);
		await client.apply(edit);
		const left = await client.actions(uri, EVERYWHERE);
		expect(left.filter(({ isPreferred }) => isPreferred)).toEqual([]);
		expect(client.document(uri).getText()).toContain("# a comment\n".repeat(50));
	});

	it.each([
		["an equals sign hid an include", "include=z.conf\n"],
		["a comment behind it hid an include", "include z.conf # the rest\n"],
		["a quote hid an ACL file", "aclfile: users.acl\n"],
	])("reads what it uncovers, so that a second time changes nothing: %s", async (_, text) => {
		const files = {
			"z.conf": "protected-mode no\nbind 0.0.0.0\naclfile users.acl\n",
			"users.acl": "user app on >clear-text-of-app ~* +@all\n",
		};
		const client = await connect({ files });
		const uri = await client.open("redis.conf", `${text}tls-protocols "TLSv1 TLSv1.2"\n`);
		const fixAll = async () => {
			const action = (await client.actions(uri, EVERYWHERE)).find(({ title }) => title.startsWith("Fix all in this file"));
			return action && (await client.resolve(action)).edit;
		};
		await client.apply(await fixAll());
		expect(client.document(uri).getText()).toMatch(/^(include z\.conf|aclfile users\.acl)$/m);
		// The users stand in their own file, which was read.
		expect(client.document(uri).getText()).not.toMatch(/^(user|requirepass) /m);
		expect(await fixAll()).toBeUndefined();
	});

	it("stays among the actions of a selection with more findings than anybody chooses among", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "appendonly maybe\n".repeat(300));
		const actions = await client.actions(uri, { start: { line: 0, character: 0 }, end: { line: 300, character: 0 } });
		expect(actions.filter(({ title }) => title.startsWith("Fix all"))).not.toEqual([]);
		expect(actions.length).toBeGreaterThan(100);
		expect(actions.length).toBeLessThan(500);
	});

	it("is among the actions of any kind", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", TLS);
		const all = await client.actions(uri, EVERYWHERE);
		expect(await client.actions(uri, EVERYWHERE, { only: [CodeActionKind.Empty] })).toHaveLength(all.length);
		expect(all.length).toBeGreaterThan(2);
	});

	it("on saving takes safe fixes only, under a kind of its own", async () => {
		const client = await connect();
		const uri = await client.open("users.acl", "user default off\nuser app on >kZ8w2nQ4x7Lp9Tr5kZ8w ~app:* +get\n");
		const only = [CodeActionKind.SourceFixAll];
		const actions = await client.actions(uri, EVERYWHERE, { only });
		expect(actions).toMatchObject([{ kind: "source.fixAll.redisSecurityLint" }]);
		await client.apply((await client.resolve(actions[0] as NonNullable<(typeof actions)[0]>)).edit);
		expect(client.document(uri).getText()).toMatch(/^user default off\nuser app on #[0-9a-f]{64} ~app:\* \+get\n$/);
		const weak = await client.open("redis.conf", TLS);
		expect(await client.actions(weak, EVERYWHERE, { only })).toEqual([]);
	});
});
