// model: values as each release reads them.
import { expect, it } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import type { Directive } from "../../server/src/knowledge/types";
import { formatMemory, parseBool, parseEnum, parseMemory, parseNumber } from "../../server/src/model/values";
import { knowledge } from "../support/knowledge";

const release = (id: string) => parseRelease(id) as Release;
const directive = (id: string, name: string) => knowledge.directives(release(id)).find(name) as Directive;

it.each([
	["0", 0n],
	["100", 100n],
	["1b", 1n],
	["1k", 1000n],
	["1Kb", 1024n],
	["5m", 5_000_000n],
	["5MB", 5_242_880n],
	["2g", 2_000_000_000n],
	["2gB", 2_147_483_648n],
	["", 0n],
	["gb", 0n],
	["18446744073709551616", 18446744073709551615n],
	["17179869184gb", 0n],
	["1tb", undefined],
	["-1", undefined],
	["1.5gb", undefined],
	["1 gb", undefined],
	["9".repeat(128), undefined],
])("a size: %s", (text, bytes) => expect(parseMemory(text, release("redis-7.2"))).toBe(bytes));

it("Redis 6 reads sizes as signed numbers", () => {
	expect(parseMemory("9223372036854775807", release("redis-6.2"))).toBe(9223372036854775807n);
	expect(parseMemory("8589934592gb", release("redis-6.2"))).toBeUndefined();
	expect(parseMemory("-1", release("redis-6.2"))).toBeUndefined();
	expect(parseMemory("-0", release("redis-6.2"))).toBe(0n);
	expect(parseMemory("-", release("redis-6.2"))).toBeUndefined();
});

it.each([
	["redis-7.2", "timeout", "5", { ok: true, value: 5n, percent: false }],
	["redis-7.2", "timeout", "05", { ok: false, why: "not-a-number" }],
	["redis-7.2", "timeout", "-1", { ok: false, why: "out-of-range", value: -1n }],
	["redis-7.2", "maxmemory", "1gb", { ok: true, value: 1073741824n, percent: false }],
	["redis-7.2", "maxmemory", "18446744073709551615", { ok: true, value: 18446744073709551615n, percent: false }],
	["redis-7.2", "maxmemory-clients", "5%", { ok: true, value: 5n, percent: true }],
	["redis-7.2", "maxmemory-clients", "101%", { ok: false, why: "out-of-range", value: 101n }],
	["redis-7.2", "unixsocketperm", "700", { ok: true, value: 448n, percent: false }],
	["redis-7.2", "repl-backlog-size", "0", { ok: false, why: "out-of-range", value: 0n }],
	["valkey-9.1", "tls-session-cache-size", "7", { ok: true, value: 7n, percent: false }],
] as const)("%s: %s %s", (id, name, text, reading) => expect(parseNumber(directive(id, name), text, release(id))).toEqual(reading));

it("yes and no in any case, up to a NUL", () => {
	expect(["yes", "YES", "yes\0x", "no", "No", "", "y", "true", "yess"].map(parseBool)).toEqual([
		true,
		true,
		true,
		false,
		false,
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});

it("names of an enumeration", () => {
	const policy = directive("redis-7.2", "shutdown-on-sigterm");
	expect(parseEnum(policy, ["SAVE", "now"])).toBe(5);
	expect(parseEnum(policy, ["save", "x"])).toBeUndefined();
	expect(parseEnum(policy, [])).toBeUndefined();
});

it("sizes are written short", () => {
	expect([0n, 1000n, 1024n, 5n << 20n, 3n << 30n].map(formatMemory)).toEqual(["0", "1000", "1kb", "5mb", "3gb"]);
});
