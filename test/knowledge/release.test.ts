// knowledge: naming releases, and the sets of releases that facts hold for.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKeySpecs, writeKeySpecs } from "../../server/src/knowledge/keySpecs";
import { allReleases, compareVersions, isRelease, newestRelease, parseRelease } from "../../server/src/knowledge/release";
import { isInSet, writeSet } from "../../server/src/knowledge/releaseSet";

describe("parseRelease", () => {
	test.each([
		["redis-7.4", "redis-7.4", undefined],
		["redis-7.4.1", "redis-7.4", "7.4.1"],
		["Valkey 8.1.1", "valkey-8.1", "8.1.1"],
		["valkey-v9.1", "valkey-9.1", undefined],
		[" redis ", newestRelease("redis").id, undefined],
		["redis-7", "redis-7.4", undefined],
		["redis-7.1", "redis-7.0", undefined],
		["redis-99.0.1", newestRelease("redis").id, "99.0.1"],
		["redis-5.0", "redis-6.0", undefined],
		["valkey-7.2", "valkey-7.2", undefined],
	])("reads %j as %s", (text, id, version) => {
		expect(parseRelease(text)?.id).toBe(id);
		expect(parseRelease(text)?.version).toBe(version);
	});

	test.each(["", "keydb-6.3", "redis-", "redis-7.x", "7.4", "redis 7.4 or so"])("does not read %j", (text) => {
		expect(parseRelease(text)).toBeUndefined();
	});
});

test("versions are ordered by numbers", () => {
	expect(["7.10", "7.2", "6.2", "7.2.1", "7.0"].sort(compareVersions)).toEqual(["6.2", "7.0", "7.2", "7.2.1", "7.10"]);
});

describe("isRelease", () => {
	test.each([
		["redis-7.0", { redis: ">=7.0" }, true],
		["redis-6.2", { redis: ">=7.0" }, false],
		["redis-6.2", { redis: ">=6.2 <7.0" }, true],
		["valkey-8.0", { redis: "*" }, false],
		["valkey-8.0", { redis: "-", valkey: "*" }, true],
		["redis-8.0", { redis: "-", valkey: "*" }, false],
	])("%s in %j: %s", (id, range, expected) => {
		const release = parseRelease(id);
		expect(release && isRelease(release, range)).toBe(expected);
	});

	test("throws on a condition of another form", () => {
		expect(() => isRelease(newestRelease("redis"), { redis: "~7" })).toThrow(RangeError);
	});
});

describe("a set of releases", () => {
	const known = allReleases();

	test.each([
		[["redis-6.0", "redis-6.2"], "redis:-6.2"],
		[["redis-6.2"], "redis:6.2-6.2"],
		[["redis-6.0", "redis-7.0", "valkey-8.1", "valkey-9.0", "valkey-9.1"], "redis:-6.0 redis:7.0-7.0 valkey:8.1-"],
		[known.map((release) => release.id), "redis:- valkey:-"],
	])("%j is written %s", (ids, text) => {
		expect(
			writeSet(
				known.filter((release) => ids.includes(release.id)),
				known,
			),
		).toBe(text);
	});

	test("holds exactly its members, whichever they are", () => {
		fc.assert(
			fc.property(fc.subarray(known, { minLength: 1 }), (members) => {
				const set = writeSet(members, known);
				expect(known.filter((release) => isInSet(release, set))).toEqual(members);
			}),
		);
	});

	test("of another form is refused", () => {
		expect(() => isInSet(newestRelease("redis"), "redis 7.0")).toThrow(RangeError);
	});
});

test("key specifications are read as they were written", () => {
	const number = fc.integer({ min: -9, max: 9 });
	const begin = fc.oneof(
		fc.record({ type: fc.constant("index" as const), index: number }),
		fc.record({ type: fc.constant("keyword" as const), keyword: fc.constantFrom("STREAMS", "KEYS"), startFrom: number }),
		fc.constant({ type: "unknown" as const }),
	);
	const find = fc.oneof(
		fc.record({ type: fc.constant("range" as const), lastKey: number, keyStep: number, limit: number }),
		fc.record({ type: fc.constant("keynum" as const), keyNumIdx: number, firstKey: number, keyStep: number }),
		fc.constant({ type: "unknown" as const }),
	);
	const spec = fc.record({ flags: fc.subarray(["RO", "RW", "access", "update"]), beginSearch: begin, findKeys: find });
	fc.assert(
		fc.property(fc.array(spec, { maxLength: 4 }), (specs) => {
			expect(readKeySpecs(writeKeySpecs(specs))).toEqual(specs);
		}),
	);
});
