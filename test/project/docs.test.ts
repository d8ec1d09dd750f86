// project: what the pages for people name is there: commands of npm, files, and links between pages.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const PAGES = [
	...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"],
	...readdirSync(new URL("docs/", ROOT)).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];
const { scripts } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));

/** Paths in code spans count from the top, or in ARCHITECTURE.md from the rooms. */
const BASES = [ROOT, new URL("server/src/", ROOT)];

it.each(PAGES)("%s", (page) => {
	const text = readFileSync(new URL(page, ROOT), "utf8");
	const commands = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
	expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
	const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map(([, path = ""]) => path);
	expect(links.filter((path) => !existsSync(new URL(path, new URL(page, ROOT))))).toEqual([]);
	const paths = [
		...text.matchAll(
			/`((?:server|client|scripts|test|docs|base|syntax|knowledge|model|rules|lint|features|generate|service|lsp|hosts|cli)\/[\w./-]+)`/g,
		),
	];
	const lasting = paths.map(([, path = ""]) => path).filter((path) => !path.startsWith("test/out/"));
	expect(lasting.filter((path) => !BASES.some((base) => existsSync(new URL(path, base))))).toEqual([]);
});
