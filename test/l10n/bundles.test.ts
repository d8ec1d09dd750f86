// l10n: every text has a translation in every language, with the same placeholders, and nothing else is in the bundles.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractTexts } from "../../scripts/l10n";
import { placeholders } from "../../server/src/base/say";

type Texts = Readonly<Record<string, string>>;

const read = (path: string): Texts => JSON.parse(readFileSync(path, "utf8"));
const ids = extractTexts();

/** Words that are the same in another language: names, signs, and what is typed. */
const SAME = /^(?:[^\p{L}]|\{\d+\}|Redis|Sentinel|TLS|HTML|Markdown|Port|Socket|Information|[A-Z_]{2,}|\p{L})*$/u;

/** Two English words in a row that are not typed as they stand. */
const ENGLISH = /\b(?:the|is|are|of|to|with|which|that|and|or|by|it|this|from|not|has|have|may|can)\b (?:\w+)/;

/** What is quoted from files and command lines. */
const QUOTED = /"[^"]*"|\{ .*? \}|`[^`]*`|\([^()]*command:[^()]*\)/g;

it("the texts of the sources are written down", () => {
	expect(Object.keys(read("l10n/bundle.l10n.json"))).toEqual(ids);
});

describe.each([
	["de", "l10n/bundle.l10n.json", "l10n/bundle.l10n.de.json"],
	["zh-cn", "l10n/bundle.l10n.json", "l10n/bundle.l10n.zh-cn.json"],
	["de", "package.nls.json", "package.nls.de.json"],
	["zh-cn", "package.nls.json", "package.nls.zh-cn.json"],
])("%s of %s", (language, source, path) => {
	const sources = read(source);
	const texts = read(path);
	const pairs = Object.entries(sources).map(([id, text]) => [text, texts[id] ?? ""] as const);

	it("has every text and no other", () => {
		expect(Object.keys(texts).sort()).toEqual(Object.keys(sources).sort());
		expect(pairs.filter(([, text]) => text.trim() === "")).toEqual([]);
	});

	it("keeps placeholders, links and what is typed", () => {
		const links = (text: string) => [...text.matchAll(/\]\((command:[^)]+)\)/g)].map(([, link]) => link).join(" ");
		const kept = (text: string) => [placeholders(text), links(text), (text.match(/`/g) ?? []).length].join(" | ");
		expect(pairs.filter(([from, to]) => kept(to) !== kept(from))).toEqual([]);
	});

	it("leaves no English sentence", () => {
		const left = pairs.filter(([from, to]) => (to === from && !SAME.test(to)) || ENGLISH.test(to.replace(QUOTED, "")));
		expect(left.map(([, to]) => to)).toEqual([]);
	});

	it("begins and ends as the place needs it", () => {
		const odd = pairs.filter(([from, to]) => {
			if (language === "zh-cn") return /^ | $/.test(to);
			return /^\s/.test(from) !== /^\s/.test(to) || /\s$/.test(from) !== /\s$/.test(to);
		});
		expect(odd.filter(([from]) => !/^[,;:]? /.test(from)).map(([, to]) => to)).toEqual([]);
	});
});
