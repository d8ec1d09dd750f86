// lsp: files that nobody has open are checked once, again when something changes that they depend on, and never for nothing.
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import {
	CancellationTokenSource,
	type ClientCapabilities,
	FileChangeType,
	ProgressType,
	WorkDoneProgressCancelNotification,
	WorkDoneProgressCreateRequest,
} from "vscode-languageserver/node";
import { resolveUri } from "../../server/src/base/uri";
import { defineRule } from "../../server/src/rules/define";
import { rules as allRules } from "../../server/src/rules/index";
import { RULE_OF_A_TEST } from "../support/rules";
import { type Answer, Asking } from "./asking";
import { type ClientSetup, connect, FOLDER, FULL, summary, uriOf } from "./scriptedClient";

const STRONG = "kZ8w2nQ4x7Lp9Tr5";
const OPEN = "port 6379\nbind 127.0.0.1\n";
const SAFE = `${OPEN}requirepass ${STRONG}\n`;

const WITH_PROGRESS: ClientCapabilities = { ...FULL, window: { workDoneProgress: true } };

/** Counts how often something is judged, by its root. */
let judged: string[] = [];
const counting = defineRule({
	...RULE_OF_A_TEST,
	id: "counting",
	check(server) {
		judged.push(server.snapshot.root);
		return [];
	},
});

beforeEach(() => {
	judged = [];
});

async function start(setup: ClientSetup) {
	const client = await connect({ rules: [...allRules, counting], ...setup });
	return { client, asking: new Asking(client) };
}

/** "redis.conf: missing-requirepass 0, ..." of the files that have something new, by their names. */
function news({ reports }: Answer): Record<string, readonly string[]> {
	const full = reports.flatMap((report) => (report.kind === "full" ? [[report.uri, summary(report.items)] as const] : []));
	return Object.fromEntries(full.map(([uri, found]) => [uri.slice(FOLDER.length + 1), found]));
}

const namesOf = (answer: Answer) => Object.keys(news(answer)).sort();

describe("files that are not open", () => {
	it("are checked, each by itself or inside of what leads to it", async () => {
		const { asking } = await start({
			files: {
				"redis.conf": `${SAFE}include conf.d/net.conf\naclfile users.acl\n`,
				"conf.d/net.conf": "tcp-backlog 511\n",
				"users.acl": "user app on nopass ~* +@all\n",
				"deep/er/sentinel.conf": "sentinel monitor shop 10.0.0.1 6379 2\n",
			},
		});
		const found = news(await asking.ask());
		expect(Object.keys(found).sort()).toEqual(["conf.d/net.conf", "deep/er/sentinel.conf", "redis.conf", "users.acl"]);
		expect(found["conf.d/net.conf"]).not.toContain("missing-requirepass 0");
		expect(found["users.acl"]).toContain("nopass-user 0");
		expect(found["redis.conf"]?.some((one) => one.startsWith("missing-requirepass"))).toBe(true);
	});

	it("of other programs are left out, and so are folders of other people's files", async () => {
		const { asking } = await start({
			files: {
				"redis.conf": OPEN,
				"nginx.conf": "worker_processes 1;\nevents { }\n",
				"redis-supervisor.conf": "[program:redis]\ncommand = redis-server\nautostart = true\n",
				"app.conf": "listen = 80\n",
				"renamed.conf": `${OPEN}maxmemory 1gb\nappendonly yes\ndir /data\n`,
				"node_modules/x/redis.conf": OPEN,
				".git/redis.conf": OPEN,
			},
		});
		expect(namesOf(await asking.ask())).toEqual(["redis.conf", "renamed.conf"]);
	});

	it("are told with their version while they are open, and again once they are closed", async () => {
		const { client, asking } = await start({ files: { "redis.conf": OPEN, "users.acl": "user default off\n" } });
		const uri = await client.open("redis.conf", SAFE);
		const answer = await asking.ask();
		expect(namesOf(answer)).toEqual(["redis.conf", "users.acl"]);
		expect(answer.reports.map(({ version }) => version)).toEqual([1, null]);
		for (let times = 0; times < 2; times++) {
			const waiting = asking.ask();
			await client.close(uri);
			expect(news(await waiting)["redis.conf"]).toContain("missing-requirepass 0");
			const again = asking.ask();
			await client.open("redis.conf", SAFE);
			expect(news(await again)["redis.conf"]).not.toContain("missing-requirepass 0");
		}
	});

	it("are taken off the screen when they are closed and not checked, wherever they are", async () => {
		const { client, asking } = await start({ files: { "redis.conf": OPEN, "/elsewhere/redis.conf": OPEN } });
		const uri = await client.open("/elsewhere/redis.conf");
		await asking.ask();
		const waiting = asking.ask();
		await client.close(uri);
		expect((await waiting).reports.find((report) => report.uri === uri)).toMatchObject({ kind: "full", items: [] });
		client.settings = { workspaceDiagnostics: false };
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await asking.ask();
		const own = await client.open("redis.conf");
		const again = asking.ask();
		await client.close(own);
		expect(news(await again)).toEqual({ "redis.conf": [] });
	});

	it("of several folders follow the settings of their folder", async () => {
		const folders = [FOLDER, "file:///other"];
		const files = { "redis.conf": OPEN, "/other/redis.conf": OPEN };
		const { client } = await start({ files, folders });
		client.settingsOf = (uri) => ({ workspaceDiagnostics: uri.startsWith(FOLDER), rules: { "missing-requirepass": "hint" } });
		const asking = new Asking(client);
		const { reports } = await asking.ask();
		expect(reports.map(({ uri }) => uri)).toEqual([uriOf("redis.conf")]);
		const [first] = reports;
		expect(first?.kind === "full" && first.items.find(({ code }) => code === "missing-requirepass")?.severity).toBe(4);
	});

	it("outside of the workspace are not even read before it is trusted", async () => {
		const files = { "redis.conf": `${SAFE}include /etc/more.conf\n`, "/etc/more.conf": "protected-mode no\n", "/etc/redis.conf": OPEN };
		const { client, asking } = await start({ files, options: { trusted: false } });
		expect(namesOf(await asking.ask())).toEqual(["redis.conf"]);
		expect(client.disk.reads.filter((uri) => !uri.startsWith(FOLDER))).toEqual([]);
	});

	it("are given up and taken up again with the setting", async () => {
		const { client, asking } = await start({ files: { "redis.conf": OPEN } });
		await asking.ask();
		const waiting = asking.ask();
		client.settings = { workspaceDiagnostics: false };
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		expect(news(await waiting)).toEqual({ "redis.conf": [] });
		const again = asking.ask();
		client.settings = {};
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		expect(news(await again)["redis.conf"]).toContain("missing-requirepass 0");
	});
});

describe("a question", () => {
	const FILES = { "redis.conf": `${SAFE}aclfile users.acl\n`, "users.acl": "user default off\n", "b/redis.conf": OPEN };

	it("waits until something changes; then only what depends on it is judged again", async () => {
		const { client, asking } = await start({ files: FILES });
		await asking.ask();
		judged = [];
		const waiting = asking.ask();
		await client.write("users.acl", "user default on nopass ~* &* +@all\n", FileChangeType.Changed);
		const answer = await waiting;
		expect(namesOf(answer)).toEqual(["redis.conf", "users.acl"]);
		expect(answer.reports).toHaveLength(3);
		expect(answer.reports.find(({ uri }) => uri === uriOf("b/redis.conf"))?.kind).toBe("unchanged");
		expect(new Set(judged)).toEqual(new Set([uriOf("redis.conf")]));
	});

	it("is not answered for a change without an effect", async () => {
		const { client, asking } = await start({ files: FILES });
		await asking.ask();
		const waiting = asking.ask();
		await client.write("b/redis.conf", `${OPEN}\n`, FileChangeType.Changed);
		await client.write("users.acl", "user default on nopass ~* &* +@all\n", FileChangeType.Changed);
		expect(namesOf(await waiting)).not.toContain("b/redis.conf");
	});

	it("is answered for files that come, go, and are renamed", async () => {
		const { client, asking } = await start({ files: FILES });
		await asking.ask();
		let waiting = asking.ask();
		await client.write("c/redis.conf", OPEN, FileChangeType.Created);
		expect(namesOf(await waiting)).toEqual(["c/redis.conf"]);
		waiting = asking.ask();
		client.disk.texts.delete(uriOf("b/redis.conf"));
		client.disk.texts.set(uriOf("d/redis.conf"), OPEN);
		await client.tell({ "b/redis.conf": FileChangeType.Deleted, "d/redis.conf": FileChangeType.Created });
		const answer = news(await waiting);
		expect(answer["b/redis.conf"]).toEqual([]);
		expect(answer["d/redis.conf"]).toContain("missing-requirepass 0");
		expect(asking.known.has(uriOf("b/redis.conf"))).toBe(false);
	});

	it("is answered for a folder that goes", async () => {
		const { client, asking } = await start({ files: { ...FILES, "b/conf.d/redis.conf": OPEN, "bb/redis.conf": OPEN } });
		await asking.ask();
		const waiting = asking.ask();
		for (const path of ["b/redis.conf", "b/conf.d/redis.conf"]) client.disk.texts.delete(uriOf(path));
		await client.tell({ b: FileChangeType.Deleted });
		expect(news(await waiting)).toEqual({ "b/redis.conf": [], "b/conf.d/redis.conf": [] });
	});

	it("is answered for a folder that a person gives another name", async () => {
		const capabilities = { ...FULL, workspace: { ...FULL.workspace, fileOperations: { didRename: true, didCreate: true } } };
		const { client, asking } = await start({ files: FILES, capabilities });
		await asking.ask();
		const waiting = asking.ask();
		client.disk.texts.delete(uriOf("b/redis.conf"));
		client.disk.texts.set(uriOf("c/redis.conf"), OPEN);
		await client.connection.sendNotification("workspace/didRenameFiles", { files: [{ oldUri: uriOf("b"), newUri: uriOf("c") }] });
		expect(Object.keys(news(await waiting)).sort()).toEqual(["b/redis.conf", "c/redis.conf"]);
	});

	it("is not answered for what is nobody's business", async () => {
		const { client, asking } = await start({ files: FILES });
		await asking.ask();
		judged = [];
		client.disk.reads.length = 0;
		const waiting = asking.ask();
		await client.tell({
			"b/redis.log": FileChangeType.Deleted,
			"b/dump.rdb": FileChangeType.Created,
			node_modules: FileChangeType.Deleted,
		});
		await client.write("users.acl", "user default on nopass ~* &* +@all\n", FileChangeType.Changed);
		await waiting;
		expect(client.disk.reads).toEqual([uriOf("users.acl")]);
	});

	it("is answered for a file that a configuration begins to lead to", async () => {
		const { client, asking } = await start({ files: { "redis.conf": SAFE, "conf.d/redis.conf": OPEN } });
		expect(news(await asking.ask())["conf.d/redis.conf"]).toContain("missing-requirepass 0");
		const waiting = asking.ask();
		await client.write("redis.conf", `${SAFE}include conf.d/redis.conf\n`, FileChangeType.Changed);
		const first = news(await waiting);
		const second = first["conf.d/redis.conf"] ? first : news(await asking.ask());
		expect(second["conf.d/redis.conf"]).not.toContain("missing-requirepass 0");
	});

	it("is answered for an edit of an open document that others depend on", async () => {
		const { client, asking } = await start({ files: FILES });
		const uri = await client.open("users.acl");
		await asking.ask();
		const waiting = asking.ask();
		await client.replace(uri, "user default off", "user default on nopass ~* &* +@all");
		expect(namesOf(await waiting)).toEqual(["redis.conf", "users.acl"]);
	});

	it("is answered for a project file", async () => {
		const { client, asking } = await start({ files: FILES });
		await asking.ask();
		const waiting = asking.ask();
		await client.write("b/.redis-security-lint.json", '{ "rules": { "missing-requirepass": "off" } }', FileChangeType.Created);
		const found = news(await waiting);
		expect(Object.keys(found)).toEqual(["b/redis.conf"]);
		expect(found["b/redis.conf"]).not.toContain("missing-requirepass 0");
	});

	it("is answered for a certificate, which is watched by its own name", async () => {
		const pem = (name: string) => readFileSync(new URL(`../support/pem/${name}`, import.meta.url), "latin1");
		const tls = `port 0\ntls-port 6379\nrequirepass ${STRONG}\ntls-cert-file /etc/ssl/redis.crt\ntls-key-file /etc/ssl/redis.key\ntls-ca-cert-file /etc/ssl/ca.crt\n`;
		const files = { "redis.conf": tls, "/etc/ssl/redis.crt": pem("redis.crt"), "/etc/ssl/ca.crt": pem("ca.crt") };
		const { client, asking } = await start({ files });
		expect(news(await asking.ask())["redis.conf"]?.join()).not.toContain("certificate-out-of-date");
		const watchers = client.registered.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []);
		for (const pattern of ["redis.crt", "redis.key", "ca.crt"]) {
			expect(watchers).toContainEqual({ globPattern: { baseUri: "file:///etc/ssl", pattern } });
		}
		const waiting = asking.ask();
		await client.write("/etc/ssl/redis.crt", pem("expired.crt"), FileChangeType.Changed);
		expect(news(await waiting)["redis.conf"]?.join()).toContain("certificate-out-of-date");
	});

	it("is answered for a certificate that is handed out by replacing a link to its folder", async () => {
		const pem = (name: string) => readFileSync(new URL(`../support/pem/${name}`, import.meta.url), "latin1");
		const tls = `port 0\ntls-port 6379\nrequirepass ${STRONG}\ntls-cert-file /etc/ssl/redis.crt\ntls-key-file /etc/ssl/redis.key\ntls-ca-cert-file /etc/ssl/ca.crt\n`;
		const files = { "redis.conf": tls, "/etc/ssl/redis.crt": pem("redis.crt"), "/etc/ssl/ca.crt": pem("ca.crt") };
		const { client, asking } = await start({ files });
		let version = 1;
		client.disk.methods.trail = async (uri) =>
			uri.endsWith("/redis.crt") ? [uri, "file:///etc/ssl/..data", `file:///etc/ssl/..${version}/redis.crt`] : [];
		expect(news(await asking.ask())["redis.conf"]?.join()).not.toContain("certificate-out-of-date");
		const isWatched = (baseUri: string, pattern: string) =>
			client.registered.some(({ registerOptions }) =>
				registerOptions?.watchers?.some(
					({ globPattern }: { globPattern: { baseUri?: string; pattern?: string } }) =>
						globPattern.baseUri === baseUri && globPattern.pattern === pattern,
				),
			);
		await client.until(() => isWatched("file:///etc/ssl", "..data") && isWatched("file:///etc/ssl/..1", "redis.crt"));
		const waiting = asking.ask();
		version = 2;
		client.disk.texts.set("file:///etc/ssl/redis.crt", pem("expired.crt"));
		await client.tell({ "/etc/ssl/..data": FileChangeType.Changed });
		expect(news(await waiting)["redis.conf"]?.join()).toContain("certificate-out-of-date");
		await client.until(() => isWatched("file:///etc/ssl/..2", "redis.crt"));
	});

	it("is answered for a folder of authorities into which one is put", async () => {
		const tls = `port 0\ntls-port 6379\nrequirepass ${STRONG}\ntls-ca-cert-dir /etc/ssl/ca\n`;
		const { client, asking } = await start({ files: { "redis.conf": tls } });
		let hashed = false;
		client.disk.methods.pem = async (uri) =>
			uri.endsWith("/ca") ? { state: "unreadable", reason: "not-a-file", folder: { hashed } } : { state: "unreadable", reason: "missing" };
		expect(news(await asking.ask())["redis.conf"]?.join()).toContain("empty-ca-folder");
		const watchers = client.registered.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []);
		expect(watchers).toContainEqual({ globPattern: { baseUri: "file:///etc/ssl/ca", pattern: "*" } });
		const waiting = asking.ask();
		hashed = true;
		await client.tell({ "/etc/ssl/ca/5ed36f99.0": FileChangeType.Created });
		expect(news(await waiting)["redis.conf"]?.join()).not.toContain("empty-ca-folder");
	});

	it("ends when the client cancels it", async () => {
		const { asking } = await start({ files: FILES });
		await asking.ask();
		const source = new CancellationTokenSource();
		const waiting = asking.ask(source.token);
		source.cancel();
		await expect(waiting).rejects.toThrow("cancelled");
	});

	it("that knows nothing of what was said before gets everything again", async () => {
		const { client, asking } = await start({ files: FILES });
		const first = await asking.ask();
		expect(namesOf(await new Asking(client).ask())).toEqual(namesOf(first));
	});
});

describe("a large workspace", () => {
	const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n${i}/redis.conf`, OPEN]));
	/** A clock that goes on by itself. */
	const slowly = () => {
		let now = 0;
		return {
			now: () => {
				now += 60;
				return now;
			},
			pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
		};
	};

	async function watched(isStopped: (reports: number) => boolean) {
		const { client, asking } = await start({ files, capabilities: WITH_PROGRESS, timers: slowly() });
		const seen: string[] = [];
		client.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
			client.connection.onProgress(new ProgressType<{ kind: string; message?: string; cancellable?: boolean }>(), token, (value) => {
				seen.push(value.kind);
				if (value.kind === "begin") expect(value).toMatchObject({ title: "Checking Redis files", cancellable: true });
				if (value.kind === "report" && isStopped(seen.length)) {
					void client.connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
				}
			});
		});
		return { client, asking, seen };
	}

	it("is told in parts, under a bar that says how far it is", async () => {
		const { asking, seen } = await watched(() => false);
		const { reports, parts } = await asking.ask();
		expect(reports).toHaveLength(30);
		expect(parts.length).toBeGreaterThan(2);
		expect([seen[0], seen[1], seen.at(-1)]).toEqual(["begin", "report", "end"]);
	});

	it("can be stopped, and is taken up again when something changes", async () => {
		let isOn = true;
		const { client, asking, seen } = await watched((reports) => isOn && reports > 3);
		const { reports } = await asking.ask();
		expect(reports.length).toBeGreaterThan(0);
		expect(reports.length).toBeLessThan(30);
		expect(seen.at(-1)).toBe("end");
		isOn = false;
		const waiting = asking.ask();
		await client.write("n0/redis.conf", SAFE, FileChangeType.Changed);
		await waiting;
		expect(asking.known.size).toBe(30);
	});
});

describe("a document that is asked for again", () => {
	it("is unchanged until its findings are others, also after a restart of the server", async () => {
		const first = await connect();
		const uri = await first.open("redis.conf", OPEN);
		const report = await first.report(uri);
		expect(report.kind).toBe("full");
		expect(await first.report(uri, report.resultId)).toEqual({ kind: "unchanged", resultId: report.resultId });
		await first.replace(uri, "bind 127.0.0.1", "bind  127.0.0.1");
		expect((await first.report(uri, report.resultId)).kind).toBe("unchanged");
		await first.replace(uri, "port 6379\n", "port 6379\n\n");
		const other = await connect();
		await other.open("redis.conf", OPEN);
		expect((await other.report(uri, report.resultId)).kind).toBe("unchanged");
		await other.replace(uri, "bind 127.0.0.1", `requirepass ${STRONG}`);
		expect((await other.report(uri, report.resultId)).kind).toBe("full");
	});
});

describe("a client that is sent diagnostics", () => {
	it("is sent those of open documents only", async () => {
		const client = await connect({ capabilities: { workspace: {} }, files: { "redis.conf": OPEN, "b/redis.conf": OPEN } });
		const uri = await client.open("redis.conf");
		await client.pushed(uri);
		expect(new Set(client.published.map((one) => one.uri))).toEqual(new Set([uri]));
		expect(resolveUri(FOLDER, "redis.conf")).toBe(uri);
	});
});
