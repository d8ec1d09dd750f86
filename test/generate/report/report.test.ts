// generate/report: what a security report says of files, layer by layer.
import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/base/say";
import { toEnd } from "../../../server/src/base/steps";
import { reportHtml } from "../../../server/src/generate/report/html";
import { layerOf } from "../../../server/src/generate/report/layers";
import { reportMarkdown } from "../../../server/src/generate/report/markdown";
import { drawReach } from "../../../server/src/generate/report/picture";
import { securityReport } from "../../../server/src/generate/report/report";
import { said } from "../../../server/src/generate/report/said";
import { MOST_FINDINGS, serverReport } from "../../../server/src/generate/report/server";
import type { LayerId, Said, ServerReport } from "../../../server/src/generate/report/types";
import { rules } from "../../../server/src/rules";
import { uriOf } from "../../support/memoryFiles";
import { openFiles } from "../../support/rules";

type Given = string | Readonly<Record<string, string>>;
type Settings = NonNullable<Parameters<typeof openFiles>[1]>;

async function report(files: Given, server = "redis-7.4", settings?: Settings): Promise<Said<ServerReport>> {
	const given = typeof files === "string" ? { "redis.conf": files } : files;
	const view = await openFiles(given, { server, ...settings });
	const [model] = view.servers;
	if (!model) throw new Error("no server");
	const made = serverReport({
		server: model,
		findings: toEnd(view.lint(model, "seed")),
		settings: view.settings,
		rules,
		release: "Redis 7.4",
		reason: "chosen",
		pathOf: (uri) => uri.slice(uriOf("x").length - 1),
		versionOf: () => null,
	});
	return said(made, { say: english, place: (at) => at });
}

function layer({ layers }: Said<ServerReport>, id: LayerId) {
	const found = layers.find((one) => one.id === id);
	if (!found) throw new Error(`no layer ${id}`);
	return found;
}

const SAFE = "bind 127.0.0.1\nport 6379\nprotected-mode yes\nrequirepass 8Zq2mV7xKc4tYb9pLw3nRf6h\n";

describe("who can reach what", () => {
	/** "any>6379 open | default open takes over". */
	const reach = async (files: Given, server?: string) => {
		const { hosts, listeners, users, edges, outgoing } = (await report(files, server)).reach;
		const ways = edges.map(({ from, to, tone }) => `${from} > ${to} ${tone}`);
		const doors = listeners.map(({ title, detail, tone }) => `${title}: ${detail} ${tone}`);
		const people = users.map(({ login, rights }) => `${login.title}, ${login.detail} ${login.tone}: ${rights.title} ${rights.tone}`);
		expect(hosts.every(({ id }) => edges.length === 0 || edges.some(({ from }) => from === id))).toBe(true);
		return [...ways, ...doors, ...people, ...outgoing.map(({ title, detail, tone }) => `${title}: ${detail} ${tone}`)];
	};

	test.each<[string, Given, string, readonly string[]]>([
		[
			"open to all",
			"bind 0.0.0.0\nprotected-mode no\n",
			"redis-7.4",
			["any > plain 6379 open", "Port 6379: clear text; 0.0.0.0 open", "default, no password is asked open: Can take over the server open"],
		],
		[
			"protected mode",
			"",
			"redis-7.4",
			[
				"any > plain 6379 refused",
				"local > plain 6379 closed",
				"Port 6379: clear text; *, ::* closed",
				"default, no password is asked caution: Can take over the server caution",
			],
		],
		[
			"a bind line ends protected mode up to 6.2",
			"bind 0.0.0.0\n",
			"redis-6.2",
			["any > plain 6379 open", "Port 6379: clear text; 0.0.0.0 open", "default, no password is asked open: Can take over the server open"],
		],
		[
			"this machine only",
			SAFE,
			"redis-7.4",
			[
				"local > plain 6379 closed",
				"Port 6379: clear text; 127.0.0.1 closed",
				"default, with a password closed: Can take over the server caution",
			],
		],
		[
			"TLS with certificates in a private network, and a socket",
			"bind 10.0.0.1\nport 0\ntls-port 6380\nunixsocket /run/redis.sock\nuser default off\nuser app on >x ~app:* +get\n",
			"redis-7.4",
			[
				"private > tls 6380 caution",
				"local > socket closed",
				"Port 6380: TLS 1.2, 1.3, client certificate required; 10.0.0.1 closed",
				"Socket /run/redis.sock: inside this machine closed",
				"app, with a password closed: Reads app:* closed",
				"default, is off plain: Nobody gets in here plain",
			],
		],
		[
			"old TLS",
			'bind 10.0.0.1\nport 0\ntls-port 6380\ntls-protocols "TLSv1.1 TLSv1.2"\ntls-auth-clients no\nuser default on >x -@all\n',
			"redis-7.4",
			[
				"private > tls 6380 caution",
				"Port 6380: TLS 1.1, 1.2, no client certificate; 10.0.0.1 caution",
				"default, with a password closed: May run nothing closed",
			],
		],
		[
			"a node of a cluster",
			"bind 10.0.0.1\nport 7000\ncluster-enabled yes\nuser default on >x ~* +@write -@dangerous -flushall\n",
			"redis-7.4",
			[
				"private > plain 7000 open",
				"private > bus open",
				"Port 7000: clear text; 10.0.0.1 open",
				"Cluster bus, port 17000: clear text, no login; 10.0.0.1 open",
				"default, with a password closed: Writes every key caution",
				"Any node, no login is asked open: Takes part in the cluster open",
			],
		],
		[
			"a cluster by TLS, with a port of its own",
			"bind 10.0.0.1\nport 0\ntls-port 7001\ncluster-enabled yes\ntls-cluster yes\ncluster-port 9999\nuser default on >x ~k +get +set\n",
			"redis-7.4",
			[
				"private > tls 7001 caution",
				"private > bus caution",
				"Port 7001: TLS 1.2, 1.3, client certificate required; 10.0.0.1 closed",
				"Cluster bus, port 9999: TLS, with a certificate of each node; 10.0.0.1 closed",
				"default, with a password closed: Reads and writes k closed",
				"Any node, with a certificate closed: Takes part in the cluster plain",
			],
		],
		[
			"more addresses than anybody reads, of two ports and the cluster",
			"bind 10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5\nport 7000\ntls-port 7001\ncluster-enabled yes\nuser default on >x ~k +get\n",
			"redis-7.4",
			[
				"private > plain 7000 open",
				"private > tls 7001 caution",
				"private > bus open",
				"Port 7000: clear text; 10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more open",
				"Port 7001: TLS 1.2, 1.3, client certificate required; 10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more closed",
				"Cluster bus, port 17000: clear text, no login; 10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more open",
				"default, with a password closed: Reads k closed",
				"Any node, no login is asked open: Takes part in the cluster open",
			],
		],
		[
			"a replica",
			`${SAFE}replicaof 10.0.0.9 6379\nmasterauth 3nRf6h8Zq2mV7xKc4tYb9pLw\n`,
			"redis-7.4",
			[
				"local > plain 6379 closed",
				"Port 6379: clear text; 127.0.0.1 closed",
				"default, with a password closed: Can take over the server caution",
				"Copies all data from 10.0.0.9: port 6379, in clear text, with a password open",
			],
		],
		["nothing listens", "port 0\n", "redis-7.4", ["Nothing listens: no port and no socket is open plain"]],
		[
			"an ACL file alone",
			{ "users.acl": "user default off\nuser admin on >x ~* &* +@all\nuser wiper on >x ~a +flushall\n" },
			"redis-7.4",
			[
				"Not known: the configuration says where it listens plain",
				"admin, with a password closed: Can take over the server plain",
				"wiper, with a password closed: Can delete all data caution",
				"default, is off plain: Nobody gets in here plain",
			],
		],
		[
			"users that cannot be read",
			"bind 127.0.0.1\naclfile /gone/users.acl\n",
			"redis-7.4",
			[
				"local > plain 6379 closed",
				"Port 6379: clear text; 127.0.0.1 closed",
				"Not known, the users could not be read caution: Not known caution",
			],
		],
		[
			"Sentinel",
			{ "sentinel.conf": "port 26379\nsentinel monitor shop 10.0.0.5 6379 2\nsentinel auth-pass shop 3nRf6h8Zq2mV7xKc4tYb\n" },
			"redis-7.4",
			[
				"any > plain 26379 open",
				"Port 26379: clear text; *, ::* open",
				"default, no password is asked open: Can take over the server open",
				"Watches shop: 10.0.0.5, in clear text, with a password open",
			],
		],
	])("%s", async (_, files, server, expected) => {
		expect(await reach(files, server)).toEqual(expected);
	});

	test("many users are the worst ones and a number", async () => {
		const lines = Array.from(
			{ length: 40 },
			(_, i) => `user u${i} ${i % 4 ? "on" : "off"} ${i === 17 ? "nopass" : ">x"} ~u${i}:* +get ${i === 33 ? "+@all" : ""}\n`,
		);
		const { users } = (await report({ "users.acl": `user default off\n${lines.join("")}` })).reach;
		expect(users.map(({ login }) => login.title).slice(0, 3)).toEqual(["u17", "u33", "u1"]);
		expect(users.slice(-2).map(({ login }) => login.title)).toEqual(["23 more users", "11 users"]);
		expect(users).toHaveLength(9);
	});

	test("the picture has every box, in words too, and is one piece of XML", async () => {
		const { reach: diagram } = await report("user a<b>&c on >x ~<script> +get\nbind 0.0.0.0\n");
		const svg = drawReach(diagram, "one", english);
		expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="one-title one-about"/);
		for (const { login } of diagram.users) expect(svg).toContain(`data-id="${login.id}"`);
		expect(svg).not.toMatch(/<script|<b>/);
		expect(svg).toContain("&#60;b&#62;");
		expect(svg.match(/<(?!\/)[a-z]+/g)?.length).toBe((svg.match(/<\/[a-z]+>|\/>/g) ?? []).length);
	});
});

describe("layers", () => {
	test("each rule has one, and each layer is told", async () => {
		const { layers } = await report(SAFE);
		expect(layers.map(({ id }) => id)).toEqual(
			"network login permissions encryption data audit machine availability flaws refused".split(" "),
		);
		const ids = new Set(layers.map(({ id }) => id));
		expect(rules.filter((rule) => !ids.has(layerOf(rule)))).toEqual([]);
		for (const { facts, title, question } of layers)
			expect([facts.length > 0, title !== "", question.endsWith("?")]).toEqual([true, true, true]);
	});

	test.each<[LayerId, Given, readonly string[]]>([
		[
			"network",
			"bind 0.0.0.0\nprotected-mode no\n",
			["open: Other hosts can connect, on every network of the machine.", "open: Protected mode is off."],
		],
		["network", SAFE, ["closed: Only programs on the same machine can connect."]],
		["network", "port 0\n", ["closed: No port is open."]],
		["login", SAFE, ["closed: Whoever connects has to log in before anything else."]],
		["login", "bind 1.2.3.4\nprotected-mode no\nuser x on nopass\n", ["open: Nobody has to log in", "open: Any password will do for: x."]],
		["login", "aclfile /gone\n", ["caution: Who may log in is not known: a file could not be read."]],
		["permissions", "user default off\nuser app on >x ~a:* +get\n", ["closed: Users who are limited to keys of their own: 1."]],
		["permissions", "user default off\nuser admin on >x ~* +@all\n", ["plain: Users who can take over the server: 1 (admin)."]],
		["permissions", "user default off\nuser app on >x ~* +@all\n", ["open: Users who can take over the server: 1 (app)."]],
		["encryption", "bind 0.0.0.0\n", ["open: Port 6379: clear text."]],
		["encryption", SAFE, ["plain: Port 6379: clear text."]],
		["data", 'save ""\n', ["closed: The data is kept in memory and never written to the disk."]],
		[
			"data",
			"appendonly yes\nsave 60 1\n",
			["caution: The data is written to the disk as snapshots and as a log of writes, in clear text."],
		],
		["audit", "acllog-max-len 0\n", ["open: Failed logins and refused commands: the last 0 are kept"]],
		["machine", "enable-debug-command yes\n", ["open: Open to clients: enable-debug-command."]],
		["machine", SAFE, ["closed: DEBUG, MODULE LOAD and protected settings are closed to clients."]],
		["availability", "maxmemory 1gb\n", ["closed: The data may take 1 GiB of memory."]],
		["refused", SAFE, ["closed: Redis 7.4 starts with this."]],
		["refused", "port 6379\nnonsense 1\n", ["open: Redis 7.4 does not start with this. "]],
		["refused", "include redis.conf\n", ["open: Redis 7.4 dies while it reads this."]],
	])("%s of %j", async (id, files, expected) => {
		const facts = layer(await report(files), id).facts.map(({ tone, text }) => `${tone}: ${text}`);
		expect(facts.slice(0, expected.length).map((fact, i) => fact.slice(0, expected[i]?.length))).toEqual(expected);
	});

	test("findings of one rule are together, the gravest first, with what can be done", async () => {
		const made = await report("bind 0.0.0.0\nprotected-mode no\nuser a on >x ~* +@all\nuser b on >x ~* +@all\n");
		const { groups, fixable, counts } = layer(made, "login");
		expect(groups.map(({ rule, severity, total }) => `${severity} ${rule} ${total}`).slice(0, 2)).toEqual([
			"error weak-password 2",
			"error missing-requirepass 1",
		]);
		expect(groups[1]?.findings[0]?.fixes[0]).toMatchObject({ safety: "may-refuse-clients" });
		expect(fixable["may-refuse-clients"]).toBeGreaterThanOrEqual(fixable.safe);
		expect(counts.error).toBe(3);
		expect(made.headline).toMatchObject({ tone: "open", text: "Every host that reaches this server gets in without a password." });
	});

	test("what was looked for depends on release, kind and settings", async () => {
		const titles = async (files: Given, server: string, settings?: Settings) =>
			(await report(files, server, settings)).layers.flatMap(({ checked }) => checked);
		const debug = "DEBUG is open to clients";
		const rename = "A subcommand is renamed, which crashes the server";
		expect(await titles(SAFE, "redis-7.4")).toContain(debug);
		expect(await titles(SAFE, "redis-6.2")).not.toContain(debug);
		expect(await titles(SAFE, "redis-7.4", { rules: { "enable-debug-command": "off" } })).not.toContain(debug);
		const ofAclFile = await titles({ "users.acl": "user default off\n" }, "redis-7.4");
		expect(ofAclFile).not.toContain("TLS is on without a certificate");
		expect(ofAclFile).not.toContain("A later line of the same name makes this one idle");
		expect(ofAclFile).toContain("The user default may enter without a password");
		expect(await titles(SAFE, "redis-7.4")).toContain(rename);
	});
});

test("headlines", async () => {
	const headline = async (files: Given, settings?: Settings) => (await report(files, "redis-7.4", settings)).headline.text;
	expect(await headline("port 6379\nnonsense 1\n")).toBe("Redis 7.4 refuses this configuration.");
	expect(await headline(`${SAFE}enable-debug-command yes\n`)).toBe("Serious holes: 1. They need to be closed.");
	const off = Object.fromEntries(rules.map(({ id }) => [id, "off" as const]));
	expect(await headline(SAFE, { rules: off })).toBe("There is nothing to say. What was checked stands below.");
});

test("what is silenced is told with its reason", async () => {
	const { silenced } = await report(
		"# redis-security-lint-disable weak-password -- the tests need it\nport 6379\n# redis-security-lint-disable-next-line missing-requirepass nonsense\nbind 127.0.0.1\n",
		"redis-7.4",
		{
			rules: { "no-maxmemory": "off" },
			suppress: [
				{ file: "redis.conf", rules: ["keys-allowed"], reason: "a tool" },
				{ user: "svc-*", rules: ["nopass-user"] },
			],
		},
	);
	expect(silenced.map(({ text, at }) => `${at?.line}: ${text}`)).toEqual([
		"undefined: no-maxmemory is switched off in the settings.",
		"0: weak-password is silenced in the whole file: the tests need it",
		"2: missing-requirepass is silenced on the next line, without a reason.",
		"undefined: keys-allowed is silenced in redis.conf by the project file: a tool",
		"undefined: nopass-user is silenced everywhere for svc-* by the project file, without a reason.",
	]);
});

test("files of a workspace are one table, the worst first, parts with what they are a part of", async () => {
	const worse = await report({
		"a/redis.conf": "bind 0.0.0.0\nprotected-mode no\ninclude part.conf\n",
		"a/part.conf": "enable-debug-command yes\n",
	});
	const better = await report({ "b.conf": `${SAFE}aclfile users.acl\n`, "users.acl": "user default off\n" });
	const given = { of: "workspace", name: "shop", made: "today", isComplete: true } as const;
	const left = [
		{ path: "z.conf", why: "foreign" as const },
		{ path: "c.conf", why: "denied" as const },
	];
	const made = securityReport({ ...given, servers: [better, worse], left });
	expect(made.servers.map(({ path }) => path)).toEqual(["a/redis.conf", "b.conf"]);
	expect(made.files.map(({ path, partOf, server, worst }) => [path, partOf, server, worst?.severity])).toEqual([
		["a/redis.conf", undefined, 0, "error"],
		["a/part.conf", "a/redis.conf", 0, "error"],
		["b.conf", undefined, 1, made.files[2]?.worst?.severity],
		["users.acl", "b.conf", 1, undefined],
	]);
	expect(made.left.map(({ path }) => path)).toEqual(["c.conf", "z.conf"]);
});

test("of very many findings the gravest are listed and all are counted", async () => {
	const users = Array.from({ length: 500 }, (_, i) => `user u${i} on >password${i}password ~* +@all\n`);
	const made = await report({ "users.acl": `user default off\n${users.join("")}` });
	const listed = made.layers.flatMap(({ groups }) => groups.flatMap(({ findings }) => findings));
	const total = made.layers.reduce((sum, { groups }) => sum + groups.reduce((all, group) => all + group.total, 0), 0);
	expect(listed).toHaveLength(MOST_FINDINGS);
	expect(total).toBeGreaterThan(MOST_FINDINGS);
	expect(Object.values(made.counts).reduce((a, b) => a + b)).toBe(total);
});

describe("saved", () => {
	const whole = async (files: Given, of: "file" | "workspace" = "file") =>
		said(
			securityReport({
				of,
				name: "redis.conf",
				made: "2026-11-21 05:00 UTC",
				servers: [await report(files)],
				left: [{ path: "x.conf", why: "denied" }],
				isComplete: false,
			}),
			{ say: english, place: (at) => at },
		);

	test("Markdown has what a reader needs, and nothing in it is markup of other people", async () => {
		const text = reportMarkdown(
			await whole("bind 0.0.0.0\nprotected-mode no\nuser a<b>*x*|[a](b) on nopass ~* +get\n", "workspace"),
			english,
		);
		for (const part of [
			"# Security report: redis.conf",
			"Made on 2026-11-21 05:00 UTC.",
			"Judged as Redis 7.4 would read it: chosen.",
			"Profile: production.",
		])
			expect(text).toContain(part);
		expect(text).toContain("- **redis.conf:2** Protected mode is off");
		expect(text).toContain("**x.conf** This account may not read it.");
		expect(text).toMatch(/^\| redis\.conf \| configuration \|/m);
		expect(text).not.toMatch(/(?<!\\)<b|[^\\]\*x\*|(?<!\\)\[a\]/);
		expect(text).toContain("It has asked no running server".replace("It", "it"));
	});

	test("HTML is one file that loads nothing, runs nothing and is well-formed", async () => {
		const html = reportHtml(await whole("bind 0.0.0.0\nuser a<img/src=x/onerror=alert(1)> on nopass ~x +get\n"), english, "de");
		expect(html).toContain('<html lang="de">');
		expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='"/);
		expect(html).not.toMatch(/<script|<img|<link|<iframe|https?:\/\/(?!www\.w3\.org\/2000\/svg)|url\(|@import| on\w+="/);
		expect(html).toContain("a&#60;img/src");
	});
});

test("a bind line of very many addresses is soon told", async () => {
	const { reach } = await report(`bind ${"10.0.0.1 ".repeat(5000)}\nport 6379\n`, "redis-7.4");
	expect(english(reach.listeners[0]?.detail ?? "")).toBe("clear text; 10.0.0.1, 10.0.0.1, 10.0.0.1 and 4997 more");
});
