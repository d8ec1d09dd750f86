// lsp: findings reach the editor, are renewed when something changes, and are sent or asked for, never both.

import { describe, expect, it } from "vitest";
import { DiagnosticSeverity, DiagnosticTag, FileChangeType } from "vscode-languageserver/node";
import { connect, SIMPLE, summary } from "./scriptedClient";

const WEAK =
	'port 0\ntls-port 6379\ntls-cert-file a\ntls-key-file b\ntls-ca-cert-file c\nrequirepass kZ8w2nQ4x7Lp9Tr5\ntls-protocols "TLSv1 TLSv1.2"\n';

describe("a client that asks", () => {
	it("gets findings with rule, source, place and page", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", WEAK);
		const found = (await client.pull(uri)).find(({ code }) => code === "weak-tls-protocols");
		expect(found).toMatchObject({
			source: "redis-security-lint",
			severity: DiagnosticSeverity.Error,
			codeDescription: { href: "file:///pages/weak-tls-protocols.md" },
			range: { start: { line: 6 }, end: { line: 6 } },
		});
		expect(client.published).toEqual([]);
	});

	it("follows edits, each as a range", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", WEAK);
		expect(summary(await client.pull(uri))).toContain("weak-tls-protocols 6");
		await client.replace(uri, '"TLSv1 TLSv1.2"', "TLSv1.3");
		expect(summary(await client.pull(uri))).not.toContain("weak-tls-protocols 6");
		await client.replace(uri, "TLSv1.3", "TLSv1.1");
		expect(summary(await client.pull(uri))).toContain("weak-tls-protocols 6");
		await client.replace(uri, "port 0\n", "# a comment\nport 0\n");
		expect(summary(await client.pull(uri))).toContain("weak-tls-protocols 7");
	});

	it("gets the gravest of very many, and is told how many there are", async () => {
		const client = await connect();
		const users = Array.from({ length: 700 }, (_, i) => `user u${i} on nopass ~* +@all\n`);
		const uri = await client.open("users.acl", `user default off\n${users.join("")}`);
		const found = await client.pull(uri);
		expect(found).toHaveLength(1001);
		expect(found.at(-1)?.message).toMatch(/^1000 of \d{4} findings are shown/);
		expect(found.slice(0, 1000).every(({ severity }) => severity === DiagnosticSeverity.Error)).toBe(true);
	});

	it("sees what is out of date struck through, and what has no effect faded", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 1\nslave-priority 1\nlua-replicate-commands yes\n");
		const tags = (await client.pull(uri)).flatMap(({ code, tags: given }) => (given ? [[code, given]] : []));
		expect(tags).toEqual([
			["old-directive-name", [DiagnosticTag.Deprecated]],
			["ignored-directive", [DiagnosticTag.Unnecessary]],
		]);
	});

	it("gets nothing for a file of another program", async () => {
		const client = await connect();
		const uri = await client.open("redis-supervisor.conf", "[program:redis]\ncommand = redis-server\nautostart = true\n");
		expect(await client.pull(uri)).toEqual([]);
	});

	it("gets findings for any file whose language the person has chosen", async () => {
		const client = await connect();
		const uri = await client.open("notes.txt", "# nothing here yet\n", "redis-conf");
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
	});

	it("is given the page's address that it asked for", async () => {
		const client = await connect({ options: { rulePages: "redis-security-lint-rule:/" } });
		const uri = await client.open("redis.conf", "port 6379\n");
		const [first] = await client.pull(uri);
		expect(first?.codeDescription?.href).toBe(`redis-security-lint-rule:/${first?.code}.md`);
	});
});

describe("an editor that says how it reads a file", () => {
	it("gets the byte order mark that it took off, and what is not UTF-8", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "bind 127.0.0.1\nlogfile /var/café.log\n");
		expect(summary(await client.pull(uri))).not.toContain("byte-order-mark 0");
		await client.connection.sendNotification("redisSecurityLint/encoding", { uri, encoding: "utf8bom" });
		expect(summary(await client.pull(uri))).toContain("byte-order-mark 0");
		await client.connection.sendNotification("redisSecurityLint/encoding", { uri, encoding: "iso88591" });
		const found = summary(await client.pull(uri));
		expect(found).toContain("not-utf-8 1");
		expect(found).not.toContain("byte-order-mark 0");
	});
});

describe("a client that does not ask", () => {
	it("is sent findings for each state of the document, and none once it is closed", async () => {
		const client = await connect({ capabilities: SIMPLE });
		expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
		const uri = await client.open("redis.conf", WEAK);
		expect(summary(await client.pushed(uri))).toContain("weak-tls-protocols 6");
		await client.replace(uri, '"TLSv1 TLSv1.2"', "TLSv1.3");
		expect(summary(await client.pushed(uri))).not.toContain("weak-tls-protocols 6");
		await client.close(uri);
		await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
	});

	it("is sent the last state only, after many edits at once", async () => {
		const pauses: (() => void)[] = [];
		const timers = { now: () => 0, pause: () => new Promise<void>((resolve) => pauses.push(resolve)) };
		const client = await connect({ capabilities: SIMPLE, timers });
		const uri = await client.open("redis.conf", WEAK);
		for (let i = 0; i < 20; i++) await client.replace(uri, "port 0\n", "port 0\n# more\n");
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		expect(client.published).toEqual([]);
		for (const resume of pauses) resume();
		expect(summary(await client.pushed(uri))).toContain("weak-tls-protocols 26");
		expect(client.published).toHaveLength(1);
	});
});

describe("other files", () => {
	const MAIN = "port 6379\nbind 127.0.0.1\naclfile users.acl\n";
	const SAFE = "user default off\n";
	const OPEN = "user default on nopass ~* &* +@all\n";

	it("are read from the disk once, and again when they have changed there", async () => {
		const client = await connect({ files: { "redis.conf": MAIN, "users.acl": OPEN } });
		const uri = await client.open("users.acl");
		expect(summary(await client.pull(uri))).toContain("open-default-user 0");
		await client.close(uri);
		const main = await client.open("redis.conf");
		await client.pull(main);
		client.disk.reads.length = 0;
		await client.replace(main, "6379", "6380");
		await client.pull(main);
		expect(client.disk.reads).toEqual([]);
		await client.write("users.acl", SAFE, FileChangeType.Changed);
		await client.until(() => client.refreshes > 0);
		await client.pull(main);
		expect(client.disk.reads).toEqual([`${uri}`]);
	});

	it("are judged inside the files that lead to them", async () => {
		const client = await connect({
			files: { "redis.conf": "include conf.d/net.conf\nrequirepass kZ8w2nQ4x7Lp9Tr5\n", "conf.d/net.conf": "port 6379\n" },
		});
		const uri = await client.open("conf.d/net.conf");
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
		const alone = await client.open("other.conf", "port 6379\n");
		expect(summary(await client.pull(alone))).toContain("missing-requirepass 0");
	});

	it("that come into being are found", async () => {
		const client = await connect({ files: { "conf.d/net.conf": "port 6379\n" } });
		const uri = await client.open("conf.d/net.conf");
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
		await client.write("redis.conf", "include conf.d/net.conf\nrequirepass kZ8w2nQ4x7Lp9Tr5\n", FileChangeType.Created);
		await client.until(() => client.refreshes > 0);
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
	});

	it("that are open are read as they are in the editor, and an edit renews the documents that depend on them", async () => {
		const client = await connect({ files: { "redis.conf": MAIN, "users.acl": SAFE } });
		const main = await client.open("redis.conf", `${MAIN}requirepass kZ8w2nQ4x7Lp9Tr5\n`);
		const acl = await client.open("users.acl");
		expect(summary(await client.pull(main))).not.toContain("missing-requirepass 3");
		await client.replace(acl, "user default off", "user app on >kZ8w2nQ4x7Lp9Tr5 ~app:* +get");
		await client.until(() => client.refreshes > 0);
		expect(summary(await client.pull(main))).toContain("missing-requirepass 3");
	});

	it("outside of the workspace are not read before it is trusted", async () => {
		const files = {
			"redis.conf": "requirepass kZ8w2nQ4x7Lp9Tr5\naclfile /etc/users.acl\n",
			"/etc/users.acl": "user app on nopass ~* +get\n",
		};
		const client = await connect({ files, options: { trusted: false } });
		const uri = await client.open("redis.conf");
		expect(summary(await client.pull(uri))).not.toContain("missing-requirepass 0");
		expect(client.disk.reads).not.toContain("file:///etc/users.acl");
		await client.connection.sendNotification("redisSecurityLint/trusted");
		await client.until(() => client.refreshes > 0);
		expect(summary(await client.pull(uri))).toContain("missing-requirepass 0");
		expect(client.disk.reads).toContain("file:///etc/users.acl");
	});

	it("are watched where they are, in the workspace and outside of it", async () => {
		const client = await connect({ files: { "redis.conf": "aclfile /etc/users.acl\n" } });
		await client.pull(await client.open("redis.conf"));
		await client.until(() => client.registered.length >= 3);
		const watchers = client.registered.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []);
		expect(watchers).toContainEqual({ globPattern: "**/*.conf" });
		expect(watchers).toContainEqual({ globPattern: { baseUri: "file:///etc", pattern: "users.acl" } });
	});
});

describe("places", () => {
	it("count UTF-16 units, and a lone carriage return as the end of a line", async () => {
		const client = await connect();
		const uri = await client.open(
			"redis.conf",
			'requirepass kZ8w2nQ4x7Lp9Tr5\n# 🔒\r still one line for the server\n# 🔒\nuser "🔒" on nopass ~* +@all\n',
		);
		const texts = (await client.pull(uri)).map(({ range }) => client.document(uri).getText(range));
		expect(texts).toContain("+@all");
	});
});
