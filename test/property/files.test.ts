// property: files made to do harm: cycles, floods, devices, links, broken texts. Each ends soon, says so, and the rest still works.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeFiles, uriOfPath } from "../../server/src/hosts/nodeFiles";
import type { FileKind, Files } from "../../server/src/model/types";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { knowledge } from "../support/knowledge";
import { type Content, memoryFiles, uriOf } from "../support/memoryFiles";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";

/** More than any of these may take of the processor, however busy the machine is. */
const LIMIT_MS = 10_000;

async function open(files: Files, uri: string, kind?: FileKind): Promise<View> {
	const service = createService({
		knowledge,
		files,
		rules,
		newSeed: () => "seed",
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
	const started = process.cpuUsage();
	const view = await service.open({ uri, flags: { server: "redis-7.4" }, ...(kind && { kind }) });
	view.allFindings();
	const took = process.cpuUsage(started);
	expect((took.user + took.system) / 1000).toBeLessThan(LIMIT_MS);
	return view;
}

const numbered = (count: number, rule: (n: number) => string) => Array.from({ length: count }, (_, n) => rule(n)).join(" ");
const inMemory = (files: Readonly<Record<string, Content>>) => open(memoryFiles(files), uriOf("redis.conf"));
const idsOf = (view: View) => new Set(view.allFindings().map(({ rule }) => rule));

describe("includes", () => {
	it("that lead back are said, and what stands beside them is judged", async () => {
		const view = await inMemory({ "redis.conf": "include a.conf\nprotected-mode maybe\n", "a.conf": "include redis.conf\n" });
		expect(idsOf(view)).toContain("refused-value");
		const cycle = await inMemory({ "redis.conf": "include redis.conf\nprotected-mode maybe\n" });
		expect(idsOf(cycle)).toContain("include-cycle");
		expect(idsOf(cycle)).toContain("refused-value");
	});

	it.each([
		[2, 16],
		[50, 16],
		[1000, 5],
	])("that grow %i times on each of %i levels end", async (times, levels) => {
		const level = (n: number) => [n === 0 ? "redis.conf" : `${n}.conf`, `${`include ${n + 1}.conf\n`.repeat(times)}bind 0.0.0.0\n`];
		const files = Object.fromEntries([...Array.from({ length: levels }, (_, n) => level(n)), [`${levels}.conf`, "port 1\n"]]);
		const found = idsOf(await inMemory(files));
		expect(found).toContain("unreadable-file");
	});

	it("of 10,000 files stop at a limit that is said", async () => {
		const files: Record<string, string> = { "redis.conf": "protected-mode maybe\n" };
		for (let n = 0; n < 10_000; n++) files[`${n}.conf`] = "port 1\n";
		files["redis.conf"] += Array.from({ length: 10_000 }, (_, n) => `include ${n}.conf\n`).join("");
		const view = await inMemory(files);
		expect(idsOf(view)).toContain("unreadable-file");
		expect(idsOf(view)).toContain("refused-value");
	});

	it("of a pattern that means 10,000 files stop there too", async () => {
		const files: Record<string, string> = { "redis.conf": "include many/*.conf\nprotected-mode maybe\n" };
		for (let n = 0; n < 10_000; n++) files[`many/${n}.conf`] = "port 1\n";
		const view = await inMemory(files);
		expect(idsOf(view)).toContain("unreadable-file");
		expect(idsOf(view)).toContain("refused-value");
	});
});

describe("texts", () => {
	it.each([
		["a line of words", "bind ".repeat(400_000)],
		["a word", `requirepass ${"x".repeat(2_000_000)}`],
		["open quotes", `requirepass ${'"'.repeat(1_000_000)}`],
		["a comment", `# ${"requirepass ".repeat(200_000)}`],
		["spaces", `port${" ".repeat(2_000_000)}1`],
		["braces", `requirepass ${"{{".repeat(1_000_000)}`],
		["parentheses of one user", `user x on ${"(".repeat(200_000)}`],
		["rules of one user", `user x on nopass ${"+get -@all (~x +@read) ".repeat(50_000)}`],
		["passwords of one user", `user x on ~* +@all ${numbered(50_000, (n) => `>password${n}`)}`],
		["hashes of one user", `user x on ~* +@all ${numbered(50_000, (n) => `#${String(n).padStart(64, "0")}`)}`],
		["passwords that come and go", `user x on ~* +@all ${numbered(50_000, (n) => `>password${n} <password${n}`)}`],
		["channels of one user", `user x on nopass resetchannels ${numbered(50_000, (n) => `&${n}`)}`],
		["keys of one user", `user x on nopass +@all ${numbered(50_000, (n) => `~${n}`)}`],
		["first arguments of one command", `user x on nopass ~* ${numbered(50_000, (n) => `+get|${n}`)}`],
		["rules that nobody knows", `user x on nopass ~* ${numbered(50_000, (n) => `bad${n}`)}`],
		["different selectors", `user x on nopass ${numbered(50_000, (n) => `(~${n} +get)`)}`],
		["parentheses with spaces", `user x on nopass ${"( ".repeat(50_000)}${")".repeat(50_000)}`],
		["lines that nobody knows", "nosuch x\n".repeat(200_000)],
		["key patterns", `user x on nopass +@all ${Array.from({ length: 5_000 }, (_, n) => `~${n}*`).join(" ")}`],
		["a digit", `maxmemory ${"9".repeat(500_000)}`],
		["slashes", `include ${"/".repeat(1_000_000)}`],
		["a pattern", `include ${"[".repeat(500_000)}${"*".repeat(500_000)}`],
		["carriage returns", "port 1\r".repeat(300_000)],
		["NUL", `port 1\n${"\0".repeat(1_000_000)}`],
		["line feeds", "\n".repeat(1_000_000)],
	])("a flood of %s ends", { timeout: 60_000 }, async (_, text) => {
		const view = await open(memoryFiles({ "redis.conf": `${text}\nprotected-mode maybe\n` }), uriOf("redis.conf"), "config");
		expect(view.allFindings().length).toBeGreaterThan(0);
	});

	it.each([
		["UTF-16", "\uFEFFp\0o\0r\0t\0 \x001\0\n\0"],
		["only carriage returns", "port 1\rprotected-mode no\r"],
		["lone surrogates", "requirepass \ud800\nuser \udc00 on nopass\n"],
		["names of JavaScript", "__proto__ x\nconstructor x\nuser __proto__ on nopass\nrename-command __proto__ x\nsentinel __proto__\n"],
	])("%s are read", async (_, text) => {
		const view = await inMemory({ "redis.conf": text });
		expect(view.verdict.outcome).not.toBe("crash");
	});
});

describe("on a disk", () => {
	let folder: string;
	const socket = createServer();

	beforeAll(async () => {
		folder = makePrivateFolder();
		mkdirSync(join(folder, "in"));
		writeFileSync(join(folder, "outside.conf"), "requirepass outside-word\n");
		symlinkSync(join(folder, "outside.conf"), join(folder, "in/link.conf"));
		execFileSync("mkfifo", [join(folder, "in/pipe.conf")]);
		writeFileSync(join(folder, "in/sparse.conf"), "");
		truncateSync(join(folder, "in/sparse.conf"), 2 ** 32);
		mkdirSync(join(folder, "in/folder.conf"));
		await new Promise<void>((resolve) => {
			socket.listen(join(folder, "in/socket.conf"), resolve);
		});
	});

	afterAll(async () => {
		await new Promise((resolve) => {
			socket.close(resolve);
		});
		removePrivateFolder(folder);
	});

	const root = (text: string, only?: string): Promise<View> => {
		writeFileSync(join(folder, "in/redis.conf"), text);
		return open(
			createNodeFiles(only === undefined ? {} : { only: [uriOfPath(join(folder, only))] }),
			uriOfPath(join(folder, "in/redis.conf")),
		);
	};

	it.each([
		"/dev/zero",
		"/dev/stdin",
		"/dev/tty",
		"/proc/self/mem",
		"pipe.conf",
		"sparse.conf",
		"folder.conf",
		"socket.conf",
		"gone.conf",
		"*.conf",
		"/*",
		"/dev/*",
	])("an include of %s is not waited for", async (path) => {
		const found = idsOf(await root(`include ${path}\nprotected-mode maybe\n`));
		expect(found).toContain("refused-value");
		expect(found).toContain(path === "*.conf" ? "include-cycle" : "unreadable-file");
	});

	it.each(["link.conf", "../outside.conf", "./../in/../outside.conf"])(
		"what lies outside the allowed folders is not read by %s",
		async (path) => {
			const view = await root(`include ${path}\n`, "in");
			expect([...(view.servers[0]?.snapshot.files.values() ?? [])].filter(({ state }) => state === "text")).toHaveLength(1);
			expect(idsOf(view)).toContain("unreadable-file");
		},
	);

	it("a file that comes, grows and goes while it is read does not hurt", async () => {
		const path = join(folder, "in/unsteady.conf");
		let steps = 0;
		let going = true;
		const disturb = () => {
			if (!going) return;
			if (steps++ % 5 === 0) rmSync(path, { force: true });
			else appendFileSync(path, "port 1\n".repeat(1000));
			setImmediate(disturb);
		};
		disturb();
		for (let i = 0; i < 20; i++) expect(idsOf(await root("include unsteady.conf\nprotected-mode maybe\n"))).toContain("refused-value");
		going = false;
	});
});
