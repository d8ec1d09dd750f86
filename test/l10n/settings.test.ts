// l10n: every setting says what it is, has a default, and says what is wrong with a value.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Setting {
	readonly default?: unknown;
	readonly description?: string;
	readonly markdownDescription?: string;
	readonly pattern?: string;
	readonly patternErrorMessage?: string;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const settings: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync("package.nls.json", "utf8"));

it.each(Object.entries(settings))("%s", (_, setting) => {
	expect(setting.default).toBeDefined();
	expect(setting.markdownDescription ?? setting.description ?? "").toMatch(/^%.+%$/);
	if (setting.pattern !== undefined) expect(setting.patternErrorMessage).toMatch(/^%.+%$/);
});

it("every text that the manifest names is there, and no other", () => {
	const named = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, name]) => name);
	expect([...new Set(named)].sort()).toEqual(Object.keys(texts).sort());
});
