// knowledge: what the generator reads off the redis-server of this machine agrees with the facts about its line.
import { describe, expect, test } from "vitest";
import { readDataFiles } from "../../server/tools/dataFiles";
import { learn, takes } from "../../server/tools/learnDirective";
import { refusal, withPrivateServer } from "../../server/tools/privateServer";
import { readServer } from "../../server/tools/readServer";
import { ReplyError } from "../../server/tools/resp";
import { readKnowledgeFile } from "../support/knowledge";

const SERVER = "redis-server";
const known = readDataFiles({
	directives: readKnowledgeFile("directives"),
	commands: readKnowledgeFile("commands"),
	sentinel: readKnowledgeFile("sentinel"),
});

describe("a private server", () => {
	test("answers, in whole and in errors", async () => {
		await withPrivateServer(SERVER, async (client) => {
			expect(await client.call("PING")).toBe("PONG");
			expect(await client.call("ECHO", "Grüße\r\n")).toBe("Grüße\r\n");
			expect(await client.call("GET", "nothing")).toBeNull();
			expect(await client.call("CONFIG", "GET", "port")).toEqual(["port", "0"]);
			const answers = [client.call("INCR", "n"), client.call("INCR", "n"), client.call("NOSUCH"), client.call("INCR", "n")];
			expect((await Promise.allSettled(answers)).map((answer) => ("value" in answer ? answer.value : "refused"))).toEqual([
				1,
				2,
				"refused",
				3,
			]);
			await expect(client.call("CONFIG", "SET", "port", "x")).rejects.toThrow(ReplyError);
		});
	});

	test("that does not start says why", async () => {
		expect(await refusal(SERVER, ["maxmemory 1mb"])).toBeUndefined();
		expect(await refusal(SERVER, ["maxmemory 1mb", "maxmemory 1x"])).toEqual({ line: 2, message: "argument must be a memory value" });
	});
});

describe("learning by refusals", () => {
	test.each([
		["appendonly", { type: "bool", multiArg: false }],
		["timeout", { type: "numeric", multiArg: false, units: "integer", min: "0", max: "2147483647" }],
		["client-query-buffer-limit", { type: "numeric", multiArg: false, units: "memory", min: "1048576", max: "9223372036854775807" }],
		["appendfsync", { type: "enum", multiArg: false, values: ["everysec", "always", "no"] }],
		["masteruser", { type: "string", multiArg: false }],
		["save", { type: "special", multiArg: true }],
	])("tells what %s takes", async (name, expected) => {
		expect(await learn(SERVER, name)).toEqual(expected);
	});

	test("tells a directive from a word that is none", async () => {
		expect(await takes(SERVER, "timeout 1")).toBe(true);
		expect(await takes(SERVER, "user alice")).toBe(true);
		expect(await takes(SERVER, "no-such-directive 1")).toBe(false);
	});
});

test("reading the whole server again finds what is known", { timeout: 300_000 }, async () => {
	const { facts, notes } = await readServer(SERVER, known);
	const own = known.find((entry) => entry.release.id === facts.release.id);
	expect([...facts.directives.keys()].sort()).toEqual([...(own?.directives.keys() ?? [])].sort());
	expect([...facts.commands.keys()].sort()).toEqual([...(own?.commands.keys() ?? [])].sort());
	expect([...facts.sentinelCommands.keys()].sort()).toEqual([...(own?.sentinelCommands.keys() ?? [])].sort());
	if (own?.version !== facts.version) return;
	expect(notes).toEqual([]);
	for (const [name, record] of own.directives) expect(facts.directives.get(name), name).toEqual(record);
	for (const [name, record] of own.commands) expect(facts.commands.get(name), name).toEqual(record);
});
