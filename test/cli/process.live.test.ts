// cli: the built program as a process of its own: its streams, its status, its language server.
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { type LintJson, Workplace } from "./runCli";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = `${ROOT}dist/cli.js`;
const LIMIT = 10_000;

beforeAll(() => {
	if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run npm run build");
});

const OPEN = "bind 0.0.0.0\nprotected-mode no\n";

function runIn(place: Workplace, argv: readonly string[], input: string | Buffer = ""): SpawnSyncReturns<string> {
	return spawnSync(process.execPath, [CLI, ...argv], { cwd: place.folder, input, encoding: "utf8", timeout: LIMIT });
}

/** A line of a shell, in which `$CLI` is the program. */
function shell(place: Workplace, line: string): SpawnSyncReturns<string> {
	return spawnSync("/bin/bash", ["-c", line], {
		cwd: place.folder,
		encoding: "utf8",
		timeout: LIMIT,
		maxBuffer: 64 * 1024 * 1024,
		env: { ...process.env, CLI: `${process.execPath} ${CLI}` },
	});
}

describe("the program", () => {
	it("tells its version", () => {
		const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { version: string };
		expect(runIn(new Workplace(), ["--version"])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
	});

	it.each<[argv: string[], status: number]>([
		[["users.acl"], 0],
		[["redis.conf"], 1],
		[["redis.conf", "missing.conf"], 2],
		[["--nonsense"], 2],
		[["--format", "json"], 1],
		[["rules"], 0],
		[["acl", "users.acl"], 0],
	])("%j ends with %i", (argv, status) => {
		const ran = runIn(new Workplace({ "redis.conf": OPEN, "users.acl": "user default off\n" }), argv);
		expect([ran.status, ran.signal]).toEqual([status, null]);
	});

	it("reads standard input and writes fixed text", () => {
		const ran = runIn(new Workplace(), ["--fix", "-"], "user default off\nuser a on >clear-text-password ~* +get\n");
		expect(ran.stdout).toMatch(/^user default off\nuser a on #[0-9a-f]{64} ~\* \+get\n$/);
		expect(ran.stderr).toContain("Fixed 1 finding.");
	});

	it("writes all of a long report into a pipe", () => {
		const users = Array.from({ length: 3000 }, (_, i) => `user u${i} on >clear-text-password-${i} ~* +get`).join("\n");
		const ran = shell(new Workplace({ "users.acl": `user default off\n${users}\n` }), "$CLI --format json users.acl | cat");
		const json = JSON.parse(ran.stdout) as LintJson;
		expect(json.files[0]?.findings.length).toBeGreaterThanOrEqual(3000);
	});

	it.each([
		["somebody who stops reading", "$CLI --format json users.acl | head -c 100"],
		["no standard output", "$CLI users.acl >&-"],
		["no standard input", "$CLI - <&-"],
		["no standard error", "$CLI missing.conf 2>&-"],
		["a full disk", "$CLI users.acl > /dev/full"],
	])("is quiet and ends with %s", (_, line) => {
		const users = Array.from({ length: 3000 }, (_, i) => `user u${i} on >clear-text-password-${i} ~* +get`).join("\n");
		const ran = shell(new Workplace({ "users.acl": `${users}\n` }), line);
		expect(ran.signal).toBeNull();
		expect(ran.stderr).not.toMatch(/\bat |Error:|EPIPE/);
	});

	it("waits for no pipe", () => {
		const ran = shell(new Workplace({ "redis.conf": OPEN }), "mkfifo pipe.conf; $CLI --format json pipe.conf redis.conf <(echo port 0)");
		expect([ran.status, ran.signal]).toEqual([2, null]);
		expect((JSON.parse(ran.stdout) as LintJson).files).toHaveLength(3);
	});
});

describe("lsp --stdio", () => {
	it("is the language server", async () => {
		const child = spawn(process.execPath, [CLI, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
		const ended = new Promise((resolve) => child.on("exit", resolve));
		const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
		connection.listen();
		const answer = await connection.sendRequest<{ capabilities: object }>("initialize", {
			processId: process.pid,
			rootUri: null,
			capabilities: {},
		});
		expect(answer.capabilities).toHaveProperty("textDocumentSync");
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		expect(await ended).toBe(0);
		connection.dispose();
	});
});
