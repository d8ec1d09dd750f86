// rules: what holds for each of them: a page that is true, and a test.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SettingsLayer } from "../../server/src/lint/settings";
import { rules } from "../../server/src/rules";
import type { Content } from "../support/memoryFiles";
import { findingsOf, openFiles } from "../support/rules";

const folder = new URL("../../server/src/rules/", import.meta.url);
const HEADINGS = ["What it finds", "Why it matters", "Bad", "Good", "Fix safety", "Versions", "References"];

/** A file in which no rule finds anything; a page's blocks are laid over it. */
const HARDENED = readFileSync(new URL("../support/hardened.conf", import.meta.url), "utf8");
const HARDENED_SENTINEL = readFileSync(new URL("../support/hardened-sentinel.conf", import.meta.url), "utf8");

test("the hardened files have no finding", async () => {
	const sentinel = await openFiles({ "sentinel.conf": HARDENED_SENTINEL });
	expect(findingsOf(sentinel).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
	expect(findingsOf(await openFiles({ "redis.conf": HARDENED })).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test("there is no page without a rule", () => {
	const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
	expect(pages.sort()).toEqual(rules.map(({ group, id }) => `${group}/${id}.md`).sort());
});

test("each rule has a test of its own", () => {
	const tests = readdirSync(new URL("./", import.meta.url), { recursive: true, encoding: "utf8" }).map((path) =>
		path.replaceAll("\\", "/"),
	);
	const ofRules = tests.filter((path) => /^[^/]+\/[^/.]+\.test\.ts$/.test(path));
	expect(ofRules.sort()).toEqual(rules.map(({ group, id }) => `${group}/${id}.test.ts`).sort());
});

test("rules that ask of all users say so", () => {
	const asking = rules.filter(({ group, id }) =>
		/\.users(?:OfKinds)?Where\(/.test(readFileSync(new URL(`${group}/${id}.ts`, folder), "utf8")),
	);
	expect(asking.length).toBeGreaterThan(5);
	expect(rules.filter(({ asksUsers }) => asksUsers).map(({ id }) => id)).toEqual(asking.map(({ id }) => id));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
	const address = new URL(`${rule.group}/${id}.md`, folder);
	const page = existsSync(address) ? readFileSync(address, "utf8") : "";

	test("has a page with its name and all headings in order", () => {
		expect(page.startsWith(`# ${id}\n`)).toBe(true);
		expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(HEADINGS);
	});

	test("the page names its weaknesses", () => {
		for (const number of rule.cwe) expect(page).toContain(`CWE-${number}:`);
	});

	test("reports the bad example and nothing else does", async () => {
		// A rule that only the strict profile has is shown in that.
		const settings: SettingsLayer = rule.severity.production === "off" ? { profile: "strict" } : {};
		for (const files of blocks(page, "Bad"))
			expect([...new Set(findingsOf(await openFiles(files, settings)).map((finding) => finding.rule))]).toEqual([id]);
	});

	test("the good example has no finding", async () => {
		for (const files of blocks(page, "Good"))
			expect(findingsOf(await openFiles(files)).map(({ rule: name, message }) => `${name}: ${message}`)).toEqual([]);
	});
});

/** The code blocks below a heading, each as the files it makes. */
function blocks(page: string, heading: string): Record<string, Content>[] {
	const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
	const found = [...section.matchAll(/^```(redis-conf|redis-acl|sentinel-conf)( alone| latin1| readable)?\n([\s\S]*?)^```$/gm)];
	expect(found.length, `the page has an example under "${heading}"`).toBeGreaterThan(0);
	return found.map(([, language, how, text = ""]) => {
		const alone = how === " alone";
		if (how === " readable") return { "redis.conf": { text: laidOver(text, HARDENED), mode: 0o644 } };
		if (how === " latin1") return { "redis.conf": { latin1: laidOver(text, HARDENED) } };
		if (language === "redis-acl") return { "users.acl": text };
		if (language === "sentinel-conf") return { "sentinel.conf": alone ? text : laidOver(text, HARDENED_SENTINEL) };
		return { "redis.conf": alone ? text : laidOver(text, HARDENED) };
	});
}

/** The block's lines in place of the base's lines of the same directives; the users of a block replace all of the base's. */
function laidOver(block: string, base: string): string {
	const first = (line: string) => /^\s*((?:sentinel\s+)?\S+)/.exec(line)?.[1] ?? "";
	const own = new Set(block.split("\n").map(first));
	const users = ["user", "requirepass", "aclfile"].some((name) => own.has(name));
	const kept = base.split("\n").filter((line) => !own.has(first(line)) && !(users && first(line) === "user"));
	return `${kept.join("\n")}\n${block}`;
}
