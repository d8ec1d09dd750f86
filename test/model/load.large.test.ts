// model: how much is read of files that lead to very many others, and what is said of the rest.

import { describe, expect, it } from "vitest";
import { toEnd } from "../../server/src/base/steps";
import { newestRelease } from "../../server/src/knowledge/release";
import { load } from "../../server/src/model/load";
import { evaluateServer } from "../../server/src/model/server";
import { ReadingLimit, readStatements } from "../../server/src/model/statements";
import type { Files, LoadLimits } from "../../server/src/model/types";
import { knowledge } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";

const LIMITS: LoadLimits = { files: 50, characters: 10_000, patterns: 5, lines: 200, depth: 16 };
const ROOT = "redis.conf";

const many = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n)).join("");

/** The same files, and how often each of their methods was called. */
function counted(files: Files): { readonly files: Files; readonly calls: { read: number; glob: number; resolve: number } } {
	const calls = { read: 0, glob: 0, resolve: 0 };
	return {
		calls,
		files: {
			read: (uri) => {
				calls.read++;
				return files.read(uri);
			},
			glob: (...args) => {
				calls.glob++;
				return files.glob(...args);
			},
			resolve: (...args) => {
				calls.resolve++;
				return files.resolve(...args);
			},
		},
	};
}

async function loaded(contents: Readonly<Record<string, string>>) {
	const { files, calls } = counted(memoryFiles(contents));
	const snapshot = await load(uriOf(ROOT), "config", files, undefined, { limits: LIMITS });
	const model = evaluateServer(snapshot, { knowledge, release: newestRelease("redis") });
	const text = [...snapshot.files.values()].filter(({ state }) => state === "text").length;
	return { snapshot, calls, text, unread: model.reading.unread.length, port: model.settings.get("port") };
}

describe("include lines", () => {
	it("for files that are not there are tried as often as files may be read", async () => {
		const { calls, snapshot, unread } = await loaded({ [ROOT]: many(180, (n) => `include ${n}.conf\n`) });
		expect(calls.read).toBeLessThanOrEqual(LIMITS.files + 1);
		expect(snapshot.files.size).toBeLessThanOrEqual(LIMITS.files + 1);
		expect(unread).toBe(180);
	});

	it("for very many files lead to the first ones, and what the others set is unknown", async () => {
		const files = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}.conf`, `port ${n + 1}\n`]));
		const { port, text, unread } = await loaded({ ...files, [ROOT]: many(100, (n) => `include ${n}.conf\n`) });
		expect(text).toBe(LIMITS.files);
		expect(unread).toBe(100 - LIMITS.files + 1);
		expect(port).toMatchObject({ value: String(LIMITS.files - 1), uncertain: true });
	});

	it("lead to no more characters than are read; those of the root itself do not count", async () => {
		const contents = { [ROOT]: `#${"x".repeat(50_000)}\n${many(9, (n) => `include ${n}.conf\n`)}` };
		const files = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}.conf`, `#${"x".repeat(4000)}\n`]));
		expect((await loaded({ ...contents, ...files })).text).toBe(1 + 3);
	});

	it("of many patterns look for the first ones", async () => {
		const { calls, unread } = await loaded({ [ROOT]: many(100, (n) => `include x${n}*.conf\n`) });
		expect(calls.glob).toBe(LIMITS.patterns);
		expect(unread).toBe(100 - LIMITS.patterns);
	});

	it("of many patterns are looked for with one budget", async () => {
		const budgets = new Set<object | undefined>();
		const files = memoryFiles({ [ROOT]: "include a*.conf\ninclude b*.conf\n" });
		const glob: Files["glob"] = async (directory, pattern, budget) => {
			budgets.add(budget);
			return files.glob(directory, pattern);
		};
		await load(uriOf(ROOT), "config", { ...files, glob });
		expect([...budgets]).toEqual([{ steps: expect.any(Number) }]);
	});

	it("behind very many others are not followed", async () => {
		const one = await loaded({ [ROOT]: many(1000, () => "include a.conf\n"), "a.conf": "port 1\n" });
		const two = await loaded({ [ROOT]: many(2000, () => "include a.conf\n"), "a.conf": "port 1\n" });
		expect(two.calls).toEqual(one.calls);
		expect(two.snapshot.targets.size).toBe(LIMITS.lines);
	});

	it("that are read one by one are no more than those that are followed", () => {
		const follow = (limit: ReadingLimit) => limit.follows();
		const limit = new ReadingLimit();
		let count = 0;
		while (follow(limit)) count++;
		expect(count).toBe(10_000);
	});
});

describe("dir lines", () => {
	it.each(["x", "../x", "./x/..", "/x/y"])("%s by the thousand cost no look at each", async (path) => {
		const { calls } = await loaded({ [ROOT]: `${many(20_000, () => `dir ${path}\n`)}include a.conf\n` });
		expect(calls.resolve).toBeLessThan(200);
	});

	it.each([
		["dir a\ndir b\ninclude c.conf\n", "a/b/c.conf"],
		["dir a\ninclude ../c.conf\ndir b\n", "c.conf"],
		["dir a/b\ndir ..\ndir ../d\ninclude c.conf\n", "d/c.conf"],
		["dir /nowhere\ndir /etc/redis/e\ninclude c.conf\n", "e/c.conf"],
		[`${"dir x/..\n".repeat(3000)}include c.conf\n`, "c.conf"],
	])("%#: lead where the server goes", async (text, name) => {
		const { snapshot } = await loaded({ [ROOT]: text, [name]: "port 1\n" });
		expect(snapshot.files.get(uriOf(name))?.state).toBe("text");
	});

	it("that go down for ever lead nowhere, and an absolute one leads out again", async () => {
		const down = "dir 1234567890\n".repeat(20_000);
		const { snapshot } = await loaded({ [ROOT]: `${down}include lost.conf\ndir /etc/redis\ninclude a.conf\n`, "a.conf": "port 1\n" });
		expect(snapshot.files.get(uriOf("a.conf"))?.state).toBe("text");
		expect(Math.max(...[...snapshot.files.keys()].map((uri) => uri.length))).toBeLessThan(30_000);
	});
});

it("of lines with words so many are read, and the first one that is not is named", async () => {
	const snapshot = await load(uriOf(ROOT), "config", memoryFiles({ [ROOT]: "# a\nport 1\n\nport 2\nport 3\nport 4\n" }));
	const { statements, unread } = toEnd(readStatements(snapshot.files, snapshot.targets, snapshot.root, new ReadingLimit({ words: 2 })));
	expect(statements.map(({ lineNumber }) => lineNumber)).toEqual([1, 3]);
	expect(unread.map(({ lineNumber }) => lineNumber)).toEqual([4]);
});
