// base: patterns of include lines that would look at more than anybody waits for.
import { posix } from "node:path";
import { expect, it } from "vitest";
import { shellGlob } from "../../server/src/base/shellGlob";

const allOf = (names: readonly string[]) => ({ names: async () => names, exists: async () => true, join: posix.join });
const THOUSAND = Array.from({ length: 1000 }, (_, i) => `name-${i}`);

it.each([
	["many stars", `${"*a".repeat(60)}b`, ["a".repeat(250)], []],
	["many stars over many names", `${"*a".repeat(2000)}b`, THOUSAND.map((name) => name + "a".repeat(240)), undefined],
	["ways that come back", "*/../*/../*/../*/../*", THOUSAND.slice(0, 100), THOUSAND.slice(0, 100).map((name) => `/x/${name}`)],
	["all of everything", "*/*/*/*/*/*", THOUSAND, undefined],
	["all of everything by name", "*/*/x", THOUSAND, undefined],
])("a pattern of %s takes little time", { timeout: 5000 }, async (_, pattern, names, expected) => {
	expect(await shellGlob("/x", pattern, allOf(names))).toEqual(expected);
});
