// project: what is written in two places is the same in both: manifest, client and server.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../server/src/lint/types";
import { SECTION, SETTINGS } from "../../server/src/lsp/settings";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));
const settings: Readonly<Record<string, { default: unknown }>> = manifest.contributes.configuration.properties;

it("the defaults of the settings are those of the linter", () => {
	expect(settings[`${SECTION}.administrators`]?.default).toEqual(DEFAULT_SETTINGS.administrators);
	expect(settings[`${SECTION}.profile`]?.default).toBe(DEFAULT_SETTINGS.profile);
	expect(settings[`${SECTION}.rules`]?.default).toEqual(DEFAULT_SETTINGS.rules);
	expect(settings[`${SECTION}.server`]?.default).toBe("");
});

it("every setting is described, has a default of its own type, and is one that the server looks at", () => {
	const names = Object.keys(settings).map((name) => name.slice(SECTION.length + 1));
	expect(names.filter((name) => name !== "trace.server").toSorted()).toEqual(SETTINGS.toSorted());
	for (const [name, { default: standard, ...setting }] of Object.entries(settings) as [string, Record<string, unknown>][]) {
		expect(setting.markdownDescription ?? setting.description, name).toMatch(/^%[\w.]+%$/);
		expect(Array.isArray(standard) ? "array" : typeof standard, name).toBe(setting.type);
	}
});

it("every command of the palette exists, has a title, and starts the extension", () => {
	const registered = [...(/COMMANDS[^{]*\{([^}]*)\}/.exec(read("client/src/commands.ts"))?.[1] ?? "").matchAll(/\w+/g)].map(
		([name]) => `${SECTION}.${name}`,
	);
	const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
	expect(contributed.toSorted()).toEqual(registered.toSorted());
	for (const command of contributed) expect(manifest.activationEvents).toContain(`onCommand:${command}`);
});

it("every text that the manifest takes from elsewhere is there, and none is left over", () => {
	const used = [...read("package.json").matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
	expect(Object.keys(JSON.parse(read("package.nls.json"))).toSorted()).toEqual([...new Set(used)].toSorted());
});

it("client and server have the same names for what they say to each other", () => {
	const names = (path: string) => new Set(read(path).match(/redisSecurityLint\/\w+/g));
	const server = names("server/src/lsp/ownClient/protocol.ts");
	for (const path of ["client/src/protocol.ts", "client/src/generateTlsConfig.ts"])
		expect([...server]).toEqual(expect.arrayContaining([...names(path)]));
});

it("every package that is in the bundles stands in ARCHITECTURE.md with its reason, and no other", () => {
	const bundled = [...read("THIRD_PARTY_NOTICES.txt").matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) \d+\.\d+\.\d+\S* \(.+\)$/gm)].map(
		([, name]) => name,
	);
	const [, after = ""] = read("ARCHITECTURE.md").split("## What runs at run time");
	const [table = ""] = after.split("\n## ");
	const listed = [...table.matchAll(/^\| (?!package)([^|-][^|]*?) \| [^|]+ \| [^|]{10,} \|$/gm)].flatMap(([, names = ""]) =>
		names.split(", "),
	);
	expect(listed.toSorted()).toEqual([...new Set(bundled)].toSorted());
});
