// knowledge: the list of known flaws has its form, and tells which versions have them.
import { describe, expect, test } from "vitest";
import { type AdvisoriesFile, isAffected } from "../../server/src/knowledge/advisories";
import { compareVersions, type Product, parseRelease, type Release } from "../../server/src/knowledge/release";
import { knowledge, readKnowledgeFile } from "../support/knowledge";

const { advisories, exposures } = JSON.parse(readKnowledgeFile("advisories")) as AdvisoriesFile;

test("each number stands once", () => {
	expect(new Set(advisories.map(({ id }) => id)).size).toBe(advisories.length);
});

test("each way to use a flaw is used by one", () => {
	expect(new Set(advisories.map(({ exposure }) => exposure))).toEqual(new Set(Object.keys(exposures)));
});

test("commands are known in some release", () => {
	for (const { commands = [] } of Object.values(exposures))
		for (const name of commands) expect(knowledge.commandHistory(name), name).toBeDefined();
});

describe.each(advisories.map((advisory) => [advisory.id, advisory] as const))("%s", (_, { title, affects, reference }) => {
	test("has the end of a sentence, a public reference and full versions, one for each line, oldest first", () => {
		expect(title).toMatch(/^[a-zA-Z].*[^.]$/);
		expect(reference).toMatch(/^https:\/\//);
		expect(Object.keys(affects).length).toBeGreaterThan(0);
		for (const { since, fixed } of Object.values(affects)) {
			for (const version of [...(since === undefined ? [] : [since]), ...fixed]) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
			expect([...fixed].sort(compareVersions)).toEqual(fixed);
			const lines = fixed.map((version) => version.split(".").slice(0, 2).join("."));
			expect(new Set(lines).size).toBe(lines.length);
		}
	});
});

test.each<[id: string, product: Product, version: string, affected: boolean]>([
	["CVE-2025-49844", "redis", "6.2.19", true],
	["CVE-2025-49844", "redis", "6.2.20", false],
	["CVE-2025-49844", "redis", "6.0.20", true],
	["CVE-2025-49844", "redis", "7.0.15", true],
	["CVE-2025-49844", "redis", "8.2.2", false],
	["CVE-2025-49844", "redis", "8.4.0", false],
	["CVE-2025-49844", "valkey", "8.0.5", true],
	["CVE-2025-49844", "valkey", "9.0.0", false],
	["CVE-2024-46981", "valkey", "8.0.10", false],
	["CVE-2026-23631", "redis", "6.2.22", false],
	["CVE-2026-23631", "redis", "7.0.15", true],
	["CVE-2026-63639", "redis", "8.8.0", false],
	["CVE-2026-62356", "redis", "8.8.1", true],
	["CVE-2026-56684", "redis", "7.2.6", false],
	["CVE-2025-62507", "redis", "8.0.5", false],
	["tls-pending-connections", "redis", "8.10.0", true],
	["tls-pending-connections", "redis", "6.0.20", true],
	["keys-past-patterns", "redis", "6.2.20", false],
	["keys-past-patterns", "redis", "8.8.1", true],
	["keys-past-patterns", "redis", "8.10.0", false],
	["vector-sets-while-searched", "redis", "7.4.10", false],
	["vector-sets-while-searched", "redis", "8.0.6", true],
	["CVE-2025-67733", "valkey", "9.0.2", true],
	["lines-in-error-replies", "redis", "8.6.1", false],
	["CVE-2021-41099", "redis", "6.2.6", false],
])("%s: %s %s: %s", (id, product, version, affected) => {
	const advisory = advisories.find((one) => one.id === id);
	expect(advisory && isAffected(advisory, product, version)).toBe(affected);
});

test("flaws that are used in the same way come together, with the next version that has none of them", () => {
	const flaws = knowledge.flaws(parseRelease("redis-7.2.6") as Release);
	const scripting = flaws.find(({ exposure }) => exposure === "scripting");
	expect(scripting?.advisories.map(({ id }) => id)).toEqual([
		"CVE-2025-49844",
		"CVE-2025-46817",
		"CVE-2025-46818",
		"CVE-2025-46819",
		"CVE-2024-46981",
		"lines-in-error-replies",
	]);
	expect(scripting?.fixedIn).toBe("7.2.13");
	expect(flaws.find(({ exposure }) => exposure === "restore")?.fixedIn).toBe("7.2.15");
});

test("nothing is known of a line", () => {
	expect(knowledge.flaws(parseRelease("redis-7.2") as Release)).toEqual([]);
});
