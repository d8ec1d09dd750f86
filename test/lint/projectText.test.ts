// lint: project files that are made to do harm, or were saved by an editor with a will of its own.
import { getNodeValue } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { english } from "../../server/src/base/say";
import { projectFaults } from "../../server/src/features/projectFile";
import { projectTree } from "../../server/src/lint/projectText";
import { readLayer } from "../../server/src/lint/settings";
import { rules } from "../../server/src/rules";
import { Workplace } from "../cli/runCli";

const DEEP: readonly [what: string, text: string][] = [
	["lists", "[".repeat(200_000) + "]".repeat(200_000)],
	["lists that are never closed", "[".repeat(200_000)],
	["objects", '{"rules":'.repeat(100_000)],
];

describe("levels upon levels of", () => {
	it.each(DEEP)("%s are one error", (_, text) => {
		expect(projectFaults(text, rules)).toHaveLength(1);
	});

	it.each(DEEP)("%s do not keep a file from being linted", async (_, text) => {
		const place = new Workplace({ ".redis-security-lint.json": text, "redis.conf": "protected-mode maybe\n" });
		const { status, stderr, stdout } = await place.run("redis.conf");
		expect(stdout).toContain("refused-value");
		expect(stderr).toMatch(/^redis-security-lint: \.redis-security-lint\.json:1:\d+: This is not JSON/);
		expect(status).toBe(2);
	});
});

it.each([
	["a byte order mark", '\uFEFF{ "profile": "strict" }'],
	["brackets in texts", `{ "profile": "strict", "administrators": ["${"[".repeat(500)}", "\\"${"{".repeat(500)}"] }`],
])("%s is no error", (_, text) => {
	const root = projectTree(text);
	expect(root && getNodeValue(root)).toMatchObject({ profile: "strict" });
	expect(projectFaults(text, rules)).toEqual([]);
});

it("of very many mistakes some are told", () => {
	const names = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`nosuch${n}`, "off"]));
	expect(readLayer({ rules: names }, rules).problems).toHaveLength(100);
});

it("names of JavaScript are no options", () => {
	const { problems } = readLayer({ rules: { "weak-password": { constructor: [], toString: 1 } } }, rules);
	expect(problems.map(({ message }) => english(message))).toEqual([
		'The rule weak-password has no option "constructor".',
		'The rule weak-password has no option "toString".',
	]);
});
