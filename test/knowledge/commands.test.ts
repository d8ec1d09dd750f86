// knowledge: the commands of each release, their categories and where their keys stand. Each row was seen on a server.
import { describe, expect, test } from "vitest";
import { allReleases, parseRelease, type Release } from "../../server/src/knowledge/release";
import { knowledge } from "../support/knowledge";

const on = (id: string) => knowledge.commands(parseRelease(id) as Release);
const members = (id: string, category: string) =>
	on(id)
		.all()
		.filter((command) => command.categories.includes(category))
		.map((command) => command.name);

describe("a category", () => {
	test("write holds what wipes and replaces data, in every release", () => {
		for (const { id } of allReleases()) {
			expect(members(id, "write"), id).toEqual(expect.arrayContaining(["flushall", "flushdb", "swapdb", "migrate", "restore"]));
		}
		expect(members("redis-7.0", "write")).toEqual(expect.arrayContaining(["function|load", "function|flush"]));
	});

	test("dangerous lacks scripts", () => {
		for (const { id } of allReleases()) {
			const dangerous = members(id, "dangerous");
			expect(dangerous, id).toEqual(expect.arrayContaining(["keys", "flushall", "debug", "info", "sort"]));
			for (const name of ["eval", "evalsha", "scan", "randomkey", "dump"]) expect(dangerous, id).not.toContain(name);
		}
	});

	test("is carried by subcommands from 7.0 on", () => {
		expect(on("redis-6.2").find("config")?.categories).toEqual(["admin", "dangerous", "slow"]);
		expect(on("redis-7.0").find("config")?.categories).toEqual(["slow"]);
		expect(on("redis-7.0").find("CONFIG|GET")?.categories).toEqual(["admin", "dangerous", "slow"]);
	});

	test("does not hold the vector sets of Redis 8", () => {
		for (const id of ["redis-8.0", "redis-8.2", "redis-8.4", "redis-8.6"]) {
			expect(on(id).find("vadd")).toMatchObject({ categories: [], module: "vectorset", flags: ["denyoom", "module", "write"] });
		}
	});
});

describe("a command is known to", () => {
	test.each([
		["get", allReleases().map((release) => release.id)],
		["STRALGO", ["redis-6.0", "redis-6.2"]],
		["config|get", allReleases().flatMap(({ id }) => (id.startsWith("redis-6") ? [] : [id]))],
		["xdelex", ["redis-8.2", "redis-8.4", "redis-8.6"]],
		["cluster|slot-stats", ["redis-8.2", "redis-8.4", "redis-8.6", "valkey-8.0", "valkey-8.1", "valkey-9.0", "valkey-9.1"]],
		["delex", ["redis-8.4", "redis-8.6"]],
		["vrange", ["redis-8.4", "redis-8.6"]],
		["hotkeys|get", ["redis-8.6"]],
		["msetex", ["redis-8.4", "redis-8.6", "valkey-9.1"]],
		["hgetex", ["redis-8.0", "redis-8.2", "redis-8.4", "redis-8.6", "valkey-9.0", "valkey-9.1"]],
		["cluster|migrateslots", ["valkey-9.0", "valkey-9.1"]],
		["no-such-command", []],
		["toString", []],
	])("%s", (name, releases) => {
		expect(knowledge.commandHistory(name)?.releases ?? []).toEqual(releases);
	});
});

test("containers come before their subcommands and know them", () => {
	expect(on("redis-7.0").find("config")?.subcommands).toEqual([
		"config|get",
		"config|help",
		"config|resetstat",
		"config|rewrite",
		"config|set",
	]);
	expect(on("redis-7.0").find("config|set")?.container).toBe("config");
	expect(on("redis-7.0").hasSubcommands).toBe(true);
	expect(on("redis-6.2").hasSubcommands).toBe(false);
});

test("counts of arguments, since, group and deprecation are told", () => {
	expect(on("redis-7.2").find("hmset")).toMatchObject({ arity: -4, since: "2.0.0", group: "hash", deprecatedSince: "4.0.0" });
	expect(on("redis-6.0").find("acl")).toMatchObject({ arity: -2, since: "6.0.0", group: "server" });
	expect(on("valkey-9.1").find("hmset")?.deprecatedSince).toBeUndefined();
	expect(on("redis-8.2").find("vadd")).toMatchObject({ arity: -1, since: "8.0.0" });
	expect(on("redis-8.4").find("vadd")).toMatchObject({ arity: -5, since: "8.0.0" });
});

describe("keys", () => {
	const FIRST = { beginSearch: { type: "index", index: 1 }, findKeys: { type: "range", lastKey: 0, keyStep: 1, limit: 0 } };

	test.each([
		["redis-6.0", "get", [{ ...FIRST, flags: ["RO", "access"] }]],
		["redis-7.2", "get", [{ ...FIRST, flags: ["RO", "access"] }]],
		[
			"redis-6.2",
			"mset",
			[{ flags: ["OW", "update"], beginSearch: FIRST.beginSearch, findKeys: { ...FIRST.findKeys, lastKey: -1, keyStep: 2 } }],
		],
		[
			"redis-6.0",
			"eval",
			[
				{
					flags: ["RW", "access", "update"],
					beginSearch: { type: "index", index: 2 },
					findKeys: { type: "keynum", keyNumIdx: 0, firstKey: 1, keyStep: 1 },
				},
			],
		],
		[
			"redis-7.2",
			"xread",
			[
				{
					flags: ["RO", "access"],
					beginSearch: { type: "keyword", keyword: "STREAMS", startFrom: 1 },
					findKeys: { type: "range", lastKey: -1, keyStep: 1, limit: 2 },
				},
			],
		],
		["redis-6.2", "stralgo", [{ flags: ["RO"], beginSearch: { type: "unknown" }, findKeys: { type: "unknown" } }]],
		["redis-6.0", "flushall", []],
		["valkey-9.1", "keys", []],
	])("on %s: %s", (id, name, specs) => {
		expect(on(id).find(name)?.keySpecs).toEqual(specs);
	});

	test("are told of every command that moves them", () => {
		for (const { id } of allReleases()) {
			for (const command of on(id).all())
				if (command.flags.includes("movablekeys")) expect(command.keySpecs.length, `${id} ${command.name}`).toBeGreaterThan(0);
		}
	});
});

test("COMMAND's own words for reading, writing and administration agree with the categories", () => {
	for (const { id } of allReleases()) {
		const wrong = on(id)
			.all()
			.filter(({ flags, categories }) => {
				if (flags.includes("module")) return false;
				const isWriting = categories.includes("write") === flags.includes("write");
				const isAdmin = !flags.includes("admin") || (categories.includes("admin") && categories.includes("dangerous"));
				return !isWriting || !isAdmin || categories.includes("fast") === categories.includes("slow");
			});
		expect({ id, wrong: wrong.map(({ name }) => name) }).toEqual({ id, wrong: [] });
	}
});
