// Snippets for languages of clients: contributed, quiet while somebody writes, and free of anything that trusts everybody.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ClientLanguage, expand, snippets } from "./expand";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const contributed: readonly { language: string; path: string }[] = manifest.contributes.snippets;
const LANGUAGES: readonly ClientLanguage[] = ["python", "javascript", "typescript", "go", "java", "csharp", "php", "ruby"];
const ALL = LANGUAGES.flatMap((language) => snippets(language).map((one) => ({ language, ...one })));

test.each(LANGUAGES)("those for %s are contributed", (language) => {
	expect(contributed).toContainEqual({ language, path: `./snippets/tls-${language}.json` });
	expect(snippets(language).length).toBeGreaterThan(1);
});

describe.each(ALL)("$language $prefix", (one) => {
	const text = expand(one, { "redis.example.org": "cache.example.net", "6379": "7001", "ca.crt": "own.crt" });

	test("comes up only where somebody asks for it", () => {
		expect(one.prefix).toMatch(/^redis-tls(-ioredis|-lettuce)?(-mutual)?$/);
		expect(snippets(one.language).filter(({ prefix }) => prefix === one.prefix)).toHaveLength(1);
		expect(one.description).toMatch(/^[A-Za-z.-]+: connects to .*\.$/);
	});

	test("takes what is typed wherever it stands", () => {
		expect(text).toContain("cache.example.net");
		expect(text).toContain("7001");
		expect(text).not.toMatch(/redis\.example\.org|6379|[^n]ca\.crt|undefined/);
	});

	test("leaves no trace of the notation of snippets", () => {
		expect(text).not.toMatch(/\\\$|\$\{\d|\$\d/);
	});

	test("checks the server, and asks for TLS 1.2", () => {
		expect(text).toMatch(/1[._]?2/);
		expect(text).not.toMatch(/InsecureSkipVerify: true|rejectUnauthorized: false|VERIFY_NONE|CERT_NONE|verify_peer' => false/);
	});

	test("shows a certificate of its own in mutual mode alone", () => {
		expect(/client\.(crt|p12|key)/.test(text)).toBe(one.prefix.endsWith("-mutual"));
	});
});
