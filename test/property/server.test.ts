// property: the built server over files that are made to do harm, beside another server, and after a failure: it answers, and goes on.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuiltServer } from "../lsp/builtServer";
import { HOSTILE_INCLUDES, HOSTILE_TEXTS, type HostileFolder, makeHostileFolder } from "../support/hostileFolder";

/** More than any of these may take on a machine that is busy. */
const LIMIT_MS = 60_000;

let folder: HostileFolder;
let server: BuiltServer;
let files = 0;

beforeAll(async () => {
	folder = await makeHostileFolder();
	server = await BuiltServer.start(folder.work);
});

afterAll(async () => {
	expect(await server.stop()).toBe(0);
	expect(server.stderr).toBe("");
	await folder.remove();
});

const uriOf = (name: string) => pathToFileURL(join(folder.work, name)).href;
const fresh = () => uriOf(`redis-${++files}.conf`);

describe("an include", () => {
	it.each(HOSTILE_INCLUDES.filter(([path]) => path !== "redis.conf"))(
		"of %s is told as %s, and the rest is linted",
		{ timeout: LIMIT_MS },
		async (path, rule) => {
			const uri = fresh();
			await server.open(uri, `include ${path}\nprotected-mode maybe\n`);
			const found = await server.rulesIn(uri);
			// A cycle is told where it closes.
			if (rule === "unreadable-file") expect(found).toContain(rule);
			expect(found).toContain("refused-value");
		},
	);
});

describe("a text", () => {
	it.each(Object.entries(HOSTILE_TEXTS))("with %s is told", { timeout: LIMIT_MS }, async (_, [bytes]) => {
		const uri = fresh();
		const text = bytes.toString("utf8");
		await server.open(uri, text);
		expect((await server.pull(uri)).length).toBeGreaterThan(0);
		const position = { line: 0, character: 9 };
		const about = { textDocument: { uri }, position, range: { start: position, end: position }, context: { diagnostics: [] } };
		for (const method of ["hover", "completion", "documentSymbol", "codeAction", "formatting", "foldingRange", "definition"]) {
			await server.ask(`textDocument/${method}`, { ...about, options: {} });
		}
	});

	it("of one line of 100 MB is answered", { timeout: 3 * LIMIT_MS }, async () => {
		const uri = fresh();
		await server.open(uri, `protected-mode maybe\nrequirepass ${"x".repeat(100_000_000)}\n`);
		expect((await server.pull(uri)).length).toBeGreaterThan(0);
		await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
	});

	it("of 1,000,000 users is answered", { timeout: 3 * LIMIT_MS }, async () => {
		const uri = uriOf("users.acl");
		const text = Array.from({ length: 1_000_000 }, (_, i) => `user u${i} off ~a:${i}:* +get\n`).join("");
		await server.open(uri, text, "redis-acl");
		expect(await server.rulesIn(uri)).toContain("open-default-user");
		await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
	});
});

describe("a handler that fails", () => {
	const broken = (uri: string) => ({ title: "", data: { uri, version: 1, seed: "", choice: { do: "fix" } } });

	it("is told once, by where it failed and nothing of the file, and the next request works", async () => {
		const uri = fresh();
		await server.open(uri, "requirepass 5ecret-of-this-test\nprotected-mode maybe\n");
		await server.pull(uri);
		const before = server.logged.length;
		for (let i = 0; i < 3; i++) {
			await expect(server.ask("codeAction/resolve", broken(uri))).rejects.toThrow(
				"codeAction/resolve failed. The server's log says where.",
			);
		}
		expect(await server.rulesIn(uri)).toContain("refused-value");
		const told = server.logged.slice(before);
		expect(told).toHaveLength(1);
		expect(told[0]).toMatch(/^codeAction\/resolve failed: TypeError\n\s+at .+server-web\.js:\d+/);
		expect(told[0]).not.toContain("5ecret");
	});

	it.each([
		["textDocument/hover", {}],
		["textDocument/completion", { textDocument: null, position: "x" }],
		["textDocument/diagnostic", { textDocument: { uri: 7 } }],
		["textDocument/rename", { textDocument: { uri: "nowhere:" }, position: { line: -5, character: 1e9 }, newName: null }],
		["textDocument/codeAction", { textDocument: { uri: "file:///%zz" } }],
		["redisSecurityLint/permissions", { uri: [] }],
		["no/such/method", {}],
	])("may be asked nonsense: %s", async (method, params) => {
		await server.ask(method, params).catch((error) => expect(String(error)).not.toContain("5ecret"));
		const uri = fresh();
		await server.open(uri, "protected-mode maybe\n");
		expect(await server.rulesIn(uri)).toContain("refused-value");
	});
});

describe("two servers on one folder", () => {
	it("do not see each other's documents, leave nothing in the folder, and one goes on when the other is killed", {
		timeout: LIMIT_MS,
	}, async () => {
		writeFileSync(join(folder.work, "users.acl"), "user default off\n");
		const before = readdirSync(folder.work);
		const [one, other] = await Promise.all([BuiltServer.start(folder.work), BuiltServer.start(folder.work)]);
		const uri = uriOf("shared.conf");
		await one.open(uri, "protected-mode maybe\n");
		await other.open(uri, "aclfile users.acl\ntls-port 1\ntls-protocols TLSv1\n");
		expect(await one.rulesIn(uri)).toContain("refused-value");
		expect(await other.rulesIn(uri)).not.toContain("refused-value");
		for (let version = 2; version < 20; version++) {
			const isOdd = version % 2 === 1;
			await Promise.all([
				one.change(uri, version, isOdd ? "protected-mode maybe\n" : "port 1\n"),
				other.change(uri, version, isOdd ? "port 1\n" : "protected-mode maybe\n"),
			]);
			const [first, second] = await Promise.all([one.rulesIn(uri), other.rulesIn(uri)]);
			expect([first.has("refused-value"), second.has("refused-value")]).toEqual([isOdd, !isOdd]);
		}
		one.child.kill("SIGKILL");
		await one.ended;
		expect(await other.rulesIn(uri)).not.toContain("refused-value");
		const again = await BuiltServer.start(folder.work);
		await again.open(uri, "protected-mode maybe\n");
		expect(await again.rulesIn(uri)).toContain("refused-value");
		expect(await Promise.all([other.stop(), again.stop()])).toEqual([0, 0]);
		expect(readdirSync(folder.work)).toEqual(before);
	});
});
