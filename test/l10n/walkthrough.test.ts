// l10n: every page of the walkthrough is there in every language, under the name by which VS Code finds it, and shows the same things.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDER = "docs/walkthrough";
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const pages: readonly string[] = manifest.contributes.walkthroughs.flatMap(({ steps }: { steps: { media: { markdown: string } }[] }) =>
	steps.map(({ media }) => media.markdown.replace("./", "")),
);

/** What is typed, and how the page is built. */
function shapeOf(text: string) {
	const lines = text.split("\n");
	const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
	return {
		...{ headings: count(/^## /), items: count(/^(?:\*|\d\.) /), rows: count(/^\|/) },
		blocks: text.match(/^```[\s\S]*?^```/gm),
		typed: [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`→]+)`/g)].map(([, code]) => code).sort(),
	};
}

it("each step has a page, and no page is left over", () => {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
	const languages = ["", ".nls.de", ".nls.zh-cn"];
	const expected = pages.flatMap((page) => languages.map((language) => page.replace(/^.*\/(.*)\.md$/, `$1${language}.md`)));
	expect(files.sort()).toEqual(expected.sort());
});

describe.each(["de", "zh-cn"])("%s", (language) => {
	it.each(pages)("%s", (page) => {
		const path = page.replace(/\.md$/, `.nls.${language}.md`);
		expect(existsSync(path)).toBe(true);
		const [from, to] = [readFileSync(page, "utf8"), readFileSync(path, "utf8")];
		expect(shapeOf(to)).toEqual(shapeOf(from));
		expect(to.replace(/`[^`]*`/g, "")).not.toMatch(/\b(?:the|is|are|of|to|with|which|that|and|it|this|from|not) \w+/);
	});
});
