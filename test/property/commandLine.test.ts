// property: the built command line over files that are made to do harm: it ends soon, says what is wrong, and lints the rest.
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE_INCLUDES, HOSTILE_TEXTS, type HostileFolder, makeHostileFolder } from "../support/hostileFolder";

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** More than any of these may take on a machine that is busy. */
const LIMIT_MS = 30_000;

let folder: HostileFolder;

beforeAll(async () => {
	folder = await makeHostileFolder();
});

afterAll(() => folder.remove());

interface Ended {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A process of its own, so that one that waits can be stopped and is seen. */
function lint(args: readonly string[], onStart?: (child: ChildProcess) => void): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const argv = [CLI, "--server", "redis-7.4", ...args];
		// Standard input stays open: who reads it waits for ever.
		const child = spawn(process.execPath, argv, { cwd: folder.work, stdio: ["pipe", "pipe", "pipe"], timeout: LIMIT_MS });
		let [stdout, stderr] = ["", ""];
		child.stdout.on("data", (data) => {
			stdout += data;
		});
		child.stderr.on("data", (data) => {
			stderr += data;
		});
		child.on("error", reject);
		child.on("close", (status) => resolve({ status, stdout, stderr }));
		onStart?.(child);
	});
}

const write = (name: string, text: string | Buffer) => writeFileSync(join(folder.work, name), text);

describe("an include", () => {
	it.each(HOSTILE_INCLUDES)("of %s is told as %s, and the rest is linted", { timeout: 2 * LIMIT_MS }, async (path, rule) => {
		write("redis.conf", `include ${path}\nprotected-mode maybe\n`);
		const { status, stdout } = await lint(["redis.conf"]);
		expect(stdout).toContain(`[${rule}]`);
		expect(stdout).toContain("[refused-value]");
		expect(status).toBe(1);
	});

	it.each(["link.conf", "../outside.conf"])("of %s is read: who calls a program on files means it", async (path) => {
		write("redis.conf", `include ${path}\nprotected-mode maybe\n`);
		const { stdout } = await lint(["redis.conf"]);
		expect(stdout).not.toContain("[unreadable-file]");
		expect(stdout).not.toContain("outside-word");
	});
});

describe("a file that is named", () => {
	it.each(["/dev/zero", "/dev/stdin", "pipe.conf", "socket.conf", "sparse.conf", "loop.conf", "gone.conf"])(
		"%s is told, and the others are linted",
		{ timeout: 2 * LIMIT_MS },
		async (path) => {
			write("redis.conf", "protected-mode maybe\n");
			const { status, stdout, stderr } = await lint([path, "redis.conf"]);
			expect(stderr).toMatch(/cannot be read: .{10,}/);
			expect(stdout).toContain("[refused-value]");
			expect(status).toBe(2);
		},
	);

	it("may come, grow and go while it is read", { timeout: 3 * LIMIT_MS }, async () => {
		const path = join(folder.work, "unsteady.conf");
		for (let i = 0; i < 5; i++) {
			let steps = 0;
			let going = true;
			const disturb = () => {
				if (!going) return;
				if (steps++ % 7 === 0) rmSync(path, { force: true });
				else appendFileSync(path, "port 1\n".repeat(5000));
				setImmediate(disturb);
			};
			write("redis.conf", "include unsteady.conf\nprotected-mode maybe\n");
			const { status, stdout } = await lint(["redis.conf"], disturb);
			going = false;
			expect(stdout).toContain("[refused-value]");
			expect(status).toBe(1);
		}
		rmSync(path, { force: true });
	});
});

describe("a text", () => {
	it.each(Object.entries(HOSTILE_TEXTS))("with %s is told", { timeout: 2 * LIMIT_MS }, async (_, [bytes, rule]) => {
		write("text.conf", bytes);
		const { status, stdout, stderr } = await lint(["--kind", "config", "--fail-on", "info", "text.conf"]);
		expect(stdout).toContain(`[${rule}]`);
		expect(stdout + stderr).not.toContain("mistake in this program");
		expect(stdout + stderr).not.toMatch(/[\u202e\u200b]/);
		expect(status).toBe(1);
	});

	it("of one line of 100 MB is too large, and says so", { timeout: 2 * LIMIT_MS }, async () => {
		write("long.conf", "requirepass x");
		truncateSync(join(folder.work, "long.conf"), 100_000_000);
		const { status, stderr } = await lint(["long.conf"]);
		expect(stderr).toMatch(/long\.conf cannot be read: .*(large|MB)/);
		expect(status).toBe(2);
		rmSync(join(folder.work, "long.conf"));
	});

	it("of one line of 50 MB is linted", { timeout: 2 * LIMIT_MS }, async () => {
		write("long.conf", `protected-mode maybe\nrequirepass ${"x".repeat(50_000_000)}\n`);
		const { stdout } = await lint(["long.conf"]);
		expect(stdout).toContain("[refused-value]");
		expect(stdout.length).toBeLessThan(100_000);
		rmSync(join(folder.work, "long.conf"));
	});

	it("of 1,000,000 users is linted", { timeout: 4 * LIMIT_MS }, async () => {
		write("users.acl", Array.from({ length: 1_000_000 }, (_, i) => `user u${i} off ~a:${i}:* +get\n`).join(""));
		const { status, stdout } = await lint(["users.acl"]);
		expect(stdout).toContain("[open-default-user]");
		expect(status).toBe(1);
		rmSync(join(folder.work, "users.acl"));
	});
});
