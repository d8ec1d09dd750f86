// features: the line above a user that sums up what it may do.
import { expect, test } from "vitest";
import { lensAt, lensLines, MOST_LENSES } from "../../server/src/features/acl/lens";
import { openFiles } from "../support/rules";

async function lenses(name: string, text: string, server = "redis-7.4"): Promise<string[]> {
	const view = await openFiles({ [name]: text }, { server });
	const [model] = view.servers;
	const { file } = view;
	if (!model || !file) throw new Error("not opened");
	return lensLines(file).map((line) => `${line}: ${lensAt(model, file, line)?.title}`);
}

test("what each user may do", async () => {
	const users = [
		"user default off",
		"user app on >secret ~app:* +@all -flushall -config",
		"user part on >secret ~a ~b ~c ~d +@all -config +config|get (~x +get)",
		"user locked on allkeys +get",
		"user long on nopass ~0123456789012345678901234567890123456789 %R~s +config|get +config|set +config|rewrite",
	];
	expect(await lenses("users.acl", `${users.join("\n")}\n`)).toEqual([
		"0: off · may run 0 of 365 commands · FLUSHALL no · CONFIG no · no keys",
		"1: may run 359 of 365 commands · FLUSHALL no · CONFIG no · keys app:*",
		"2: may run 361 of 365 commands · FLUSHALL yes · CONFIG only GET · keys a, b, c +1 · 1 selector",
		"3: no password, so nobody gets in · may run 1 of 365 commands · FLUSHALL no · CONFIG no · all keys",
		"4: may run 3 of 365 commands · FLUSHALL no · CONFIG in part · keys 0123456789012345678901234567890…, s (read)",
	]);
});

test("first arguments stand for subcommands in Redis 6", async () => {
	expect(await lenses("users.acl", "user a on nopass ~* +config|get\n", "redis-6.2")).toEqual([
		"0: may run 0 of 224 commands · FLUSHALL no · CONFIG only GET · all keys",
	]);
});

test("commands that rename-command takes away or hides", async () => {
	const text = 'rename-command FLUSHALL ""\nrename-command CONFIG c0nf\nuser a on nopass ~* +@all\n';
	expect(await lenses("redis.conf", text)).toEqual(["2: may run 364 of 365 commands · FLUSHALL no · CONFIG renamed · all keys"]);
});

test("user lines alone have one", async () => {
	expect(await lenses("redis.conf", "# user x on\nport 0\nusers a\n\nUSER a on\n")).toHaveLength(1);
	expect(await lenses("users.acl", "user\nusers a\nUSER a\n\nuser a on\n")).toHaveLength(1);
});

test("a file of very many users has a bounded number", async () => {
	const view = await openFiles({ "users.acl": "user a on\n".repeat(MOST_LENSES + 5) }, { server: "redis-6.2" });
	expect(view.file && lensLines(view.file)).toHaveLength(MOST_LENSES);
});

test("users of a Sentinel, which has commands of its own", async () => {
	expect(await lenses("sentinel.conf", "sentinel monitor m 127.0.0.1 6379 2\nuser ops on nopass ~* +@all\n")).toEqual([
		expect.stringMatching(/^1: may run (\d+) of \1 commands · all keys$/),
	]);
});
