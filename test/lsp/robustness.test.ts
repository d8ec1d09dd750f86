// lsp: failures, cancellation, settings, and files that only the client can read.
import { describe, expect, it } from "vitest";
import {
	CancellationTokenSource,
	CodeActionResolveRequest,
	DiagnosticRefreshRequest,
	DocumentDiagnosticRequest,
	FileChangeType,
	FoldingRangeRequest,
} from "vscode-languageserver/node";
import { SETTINGS } from "../../server/src/lsp/settings";
import { defineRule } from "../../server/src/rules/define";
import { rules } from "../../server/src/rules/index";
import { readKnowledgeFile } from "../support/knowledge";
import { RULE_OF_A_TEST } from "../support/rules";
import { HeldTimers } from "./heldTimers";
import { connect, FOLDER, SIMPLE, summary, uriOf } from "./scriptedClient";

const SERVER = 'The server must be a release of Redis or Valkey, such as "redis-7.4" or "valkey-8.1".';

describe("a failure", () => {
	const failing = defineRule({
		...RULE_OF_A_TEST,
		id: "failing-rule",
		check(server) {
			throw new Error(`cannot handle ${server.settings.get("requirepass")?.value}`);
		},
	});

	it("of a rule is told once, without anything of the file, and the other rules go on", async () => {
		const client = await connect({ rules: [failing, ...rules] });
		const uri = await client.open("redis.conf", "requirepass verysecretword\ntls-port 1\ntls-protocols TLSv1\n");
		expect(summary(await client.pull(uri))).toContain("weak-tls-protocols 2");
		await client.replace(uri, "tls-port 1", "tls-port 2");
		await client.pull(uri);
		await client.until(() => client.logged.length > 0);
		expect(client.logged).toHaveLength(1);
		expect(client.logged[0]).toMatch(/failing-rule failed: Error\n\s+at .*robustness\.test/);
		expect(client.logged[0]).not.toContain("verysecretword");
	});

	it("of a handler is told once and answered, and the next request works", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 6379\n");
		await client.pull(uri);
		const broken = { title: "", data: { uri, version: 1, seed: "", choice: { do: "fix" } } };
		for (let i = 0; i < 2; i++) await expect(client.resolve(broken)).rejects.toThrow("codeAction/resolve failed");
		await client.until(() => client.logged.length > 0);
		expect(client.logged).toHaveLength(1);
		expect(client.logged[0]).toMatch(/^codeAction\/resolve failed: TypeError\n\s+at /);
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
	});
});

describe("a client that promises more than it keeps", () => {
	it("is served on, and the failure is told", async () => {
		const client = await connect({ files: { "users.acl": "user default off\n" } });
		client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
			throw new Error("not today");
		});
		const uri = await client.open("redis.conf", "port 6379\naclfile users.acl\n");
		await client.pull(uri);
		await client.write("users.acl", "user default on nopass ~* +@all\n", FileChangeType.Changed);
		await client.until(() => client.logged.length > 0);
		expect(client.logged).toEqual([expect.stringMatching(/^workspace\/diagnostic\/refresh failed/)]);
		expect(await client.pull(uri)).not.toEqual([]);
	});
});

describe("long work", () => {
	const slow = defineRule({
		...RULE_OF_A_TEST,
		id: "slow-rule",
		*check(server) {
			for (const statement of server.reading.statements)
				yield { at: { file: statement.file, line: statement.lineNumber, start: 0, end: 1 }, message: "seen" };
		},
	});
	/** A client whose document was read before the clock is held. */
	async function held(text: string, asked = rules) {
		const timers = new HeldTimers();
		const client = await connect({ timers, rules: asked });
		const uri = await client.open("redis.conf", text);
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		timers.hold();
		return { client, timers, uri };
	}

	it("is given up when it is cancelled", async () => {
		const { client, timers, uri } = await held("port 1\nport 2\n", [slow]);
		const source = new CancellationTokenSource();
		const answer = client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }, source.token);
		const refused = expect(answer).rejects.toMatchObject({ message: "cancelled" });
		await timers.stop();
		source.cancel();
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		timers.goOn();
		await refused;
	});

	it("of a fix for the whole file is given up when it is cancelled", async () => {
		const { client, timers, uri } = await held("appendonly true\nappendfsync sometimes\n");
		const data = { uri, version: 1, seed: "seed", choice: { do: "fix-all", safety: "safe" } };
		const source = new CancellationTokenSource();
		const answer = client.connection.sendRequest(CodeActionResolveRequest.type, { title: "", data }, source.token);
		const refused = expect(answer).rejects.toMatchObject({ message: "cancelled" });
		await timers.stop();
		source.cancel();
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		timers.goOn();
		await refused;
		expect(timers.count).toBe(1);
	});

	it("on an older version is given up, and the client is told to ask again", async () => {
		const { client, timers, uri } = await held("port 1\nport 2\n", [slow]);
		const answer = client.pull(uri);
		const refused = expect(answer).rejects.toMatchObject({ data: { retriggerRequest: true } });
		await timers.stop();
		await client.replace(uri, "port 2", "port 3");
		await client.connection.sendRequest("textDocument/definition", {
			textDocument: { uri: uriOf("none.txt") },
			position: { line: 0, character: 0 },
		});
		timers.goOn("free");
		await refused;
	});
});

describe("changes that are none", () => {
	it("change nothing, and nothing of them is logged", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 6379\n");
		const textDocument = { uri, version: 2 };
		for (const contentChanges of [["requirepass 5ecret"], [null], [{ text: 7 }], [{}], {}, "requirepass 5ecret"])
			await client.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
		const other = { uri: uriOf("other.conf"), languageId: "redis-conf", version: 1 };
		await client.connection.sendNotification("textDocument/didOpen", { textDocument: other });
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
		expect(client.logged).toEqual([]);
	});
});

describe("settings", () => {
	it("of the editor are asked for, and asked for again when they change", async () => {
		const client = await connect({ settings: { rules: { "missing-requirepass": "off" } } });
		const uri = await client.open("redis.conf", "port 6379\n");
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
		client.settings = { rules: {} };
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await client.until(() => client.refreshes > 0);
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
	});

	it("that cannot be used are told once, by name", async () => {
		const client = await connect({
			settings: { server: "mysql-8", rules: { nonsense: "off" }, inlayHints: { sizes: "no", times: false }, trace: { server: "off" } },
		});
		await client.pull(await client.open("redis.conf", "port 6379\n"));
		await client.pull(await client.open("other.conf", "port 6379\n"));
		expect(client.shown).toEqual([
			'The setting redisSecurityLint.server is not used. The server must be a release of Redis or Valkey, such as "redis-7.4" or "valkey-8.1".',
			'The setting redisSecurityLint.rules.nonsense is not used. There is no rule "nonsense".',
			"The setting redisSecurityLint.inlayHints.sizes is not used. This must be true or false.",
		]);
	});

	it.each<[settings: unknown, name: string, why: string]>([
		["strict", "", "The settings must be an object: { ... }."],
		[["strict"], "", "The settings must be an object: { ... }."],
		[{ server: 7.4 }, "server", SERVER],
		[{ server: ["redis-7.4"] }, "server", SERVER],
		[{ server: "redis-99x" }, "server", SERVER],
		[{ profile: "loud" }, "profile", "This must be one of development, production, strict."],
		[{ profile: true }, "profile", "This must be one of development, production, strict."],
		[{ rules: "off" }, "rules", 'The rules must be an object: { "rule-name": "off" }.'],
		[{ rules: ["no-maxmemory"] }, "rules", 'The rules must be an object: { "rule-name": "off" }.'],
		[{ rules: { "no-maxmemory": false } }, "rules.no-maxmemory", "This must be one of off, hint, info, warning, error."],
		[{ rules: { "no-maxmemory": { severity: 1 } } }, "rules.no-maxmemory", "This must be one of off, hint, info, warning, error."],
		[{ rules: { "no-maxmemory": { limit: 1 } } }, "rules.no-maxmemory.limit", 'The rule no-maxmemory has no option "limit".'],
		[{ administrators: "admin" }, "administrators", "This must be a list of texts."],
		[{ administrators: [1] }, "administrators", "This must be a list of texts."],
		[{ workspaceDiagnostics: "no" }, "workspaceDiagnostics", "This must be true or false."],
		[{ inlayHints: false }, "inlayHints", "The settings must be an object: { ... }."],
		[{ inlayHints: { sizes: 1 } }, "inlayHints.sizes", "This must be true or false."],
		[{ inlayHints: { times: "off" } }, "inlayHints.times", "This must be true or false."],
		[{ inlayHints: { valueInForce: {} } }, "inlayHints.valueInForce", "This must be true or false."],
		[{ inlayHints: { size: true } }, "inlayHints.size", `There is no setting of this name. Known are ${SETTINGS.join(", ")}.`],
		[{ admins: ["a"] }, "admins", `There is no setting of this name. Known are ${SETTINGS.join(", ")}.`],
	])("of the wrong kind are told, and nothing of them is used: %j", async (settings, name, why) => {
		const told = `The setting redisSecurityLint${name && `.${name}`} is not used. ${why}`;
		const asked = await connect({ settings });
		const sent = await connect({ capabilities: SIMPLE, options: { settings } });
		const plain = await connect();
		const expected = summary(await plain.pull(await plain.open("redis.conf", "port 6379\nbind 0.0.0.0\n")));
		const uri = await asked.open("redis.conf", "port 6379\nbind 0.0.0.0\n");
		expect(summary(await asked.pull(uri))).toEqual(expected);
		expect(asked.shown).toEqual([told]);
		await sent.pushed(await sent.open("redis.conf", "port 6379\nbind 0.0.0.0\n"));
		expect(sent.shown).toEqual([told]);
	});

	it("that were sent at the start hold where the client has no answer", async () => {
		const client = await connect({ settings: null, options: { settings: { rules: { "missing-requirepass": "off" } } } });
		expect(summary(await client.pull(await client.open("redis.conf", "port 6379\n")))).not.toContain("missing-requirepass 0");
	});

	it("of the project file go first, and what is wrong in it is shown in it", async () => {
		const text = '{ "server": "redis-6.2", "rules": { "missing-requirepass": "off", "weak-tls-protocols": "loud" } }';
		const client = await connect({ files: { ".redis-security-lint.json": text }, settings: { server: "valkey-8.0" } });
		const uri = await client.open("redis.conf", "port 6379\n");
		expect(await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri })).toMatchObject({
			release: "redis-6.2",
			from: "project",
			roots: [],
		});
		const project = await client.open(".redis-security-lint.json", undefined, "jsonc");
		const [fault, ...more] = await client.pull(project);
		expect(more).toEqual([]);
		expect(client.document(project).getText(fault?.range)).toBe('"loud"');
		await client.replace(project, "redis-6.2", "redis-7.4");
		expect(await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri })).toMatchObject({ release: "redis-7.4" });
	});
});

describe("a server without a disk", () => {
	it("reads everything through the client: its own data, includes, folders", async () => {
		const texts = new Map([
			[`${FOLDER}/redis.conf`, "include conf.d/*.conf\n"],
			[`${FOLDER}/conf.d/a.conf`, "requirepass kZ8w2nQ4x7Lp9Tr5\n"],
			["vscode-remote://host/dist/knowledge/directives.json", readKnowledgeFile("directives")],
		]);
		const client = await connect({ withoutDisk: true, options: { readsFiles: true, shipped: "vscode-remote://host/dist" } });
		client.connection.onRequest("redisSecurityLint/readFile", ({ uri }: { uri: string }): object => {
			const text = texts.get(uri);
			return text === undefined ? { state: "unreadable", reason: "missing" } : { state: "text", text };
		});
		client.connection.onRequest("redisSecurityLint/listFolder", ({ uri }: { uri: string }): object[] => {
			if (uri === `${FOLDER}/conf.d`) return ["a.conf", ".hidden.conf", "notes.txt"].map((name) => ({ name, type: "file" }));
			return [];
		});
		client.connection.onRequest("redisSecurityLint/findFiles", () => [...texts.keys()].slice(0, 2));
		const uri = await client.open("redis.conf", texts.get(`${FOLDER}/redis.conf`));
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
		const included = await client.open("conf.d/a.conf", "port 6379\n");
		expect(await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri: included })).toMatchObject({ roots: [uri] });
		texts.set(`${FOLDER}/conf.d/a.conf`, "port 6379\n");
		await client.close(included);
		await client.write("conf.d/a.conf", "", FileChangeType.Changed);
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
	});

	it("says nothing about what it cannot read", async () => {
		const client = await connect({ withoutDisk: true, options: { readsFiles: true } });
		client.connection.onRequest("redisSecurityLint/readFile", ({ uri }: { uri: string }): object =>
			uri.includes("knowledge") ? { state: "text", text: readKnowledgeFile("directives") } : { state: "unreadable", reason: "unsupported" },
		);
		const uri = await client.open("redis.conf", "aclfile /etc/users.acl\n");
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
		await client.replace(uri, "aclfile", "# aclfile");
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
		expect(client.logged).toEqual([]);
	});
});

it("comment blocks fold", async () => {
	const client = await connect();
	const uri = await client.open("redis.conf", "# one\n# two\nport 1\n# alone\nport 2\n");
	const ranges = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
	expect(ranges).toEqual([{ startLine: 0, endLine: 1, kind: "comment" }]);
	expect(uri).toBe(uriOf("redis.conf"));
});
