// Builds dist/: the client and the server for Node.js and for the browser, the command line, and the files beside them.
// `--watch` builds again on each change. THIRD_PARTY_NOTICES.txt is written too; with `--check`, or where CI is set, it must be up to date instead.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

process.chdir(dirname(fileURLToPath(import.meta.url)));

const NOTICES = "THIRD_PARTY_NOTICES.txt";

/** @type {esbuild.BuildOptions} */
const common = {
	bundle: true,
	minify: true,
	sourcemap: true,
	sourcesContent: false,
	metafile: true,
	legalComments: "none",
	target: "es2023",
};
/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"] };
/** @type {esbuild.BuildOptions} */
const browser = { ...common, platform: "browser" };
/**
 * For Node.js and for web workers, each of which runs its own part alone.
 * @type {esbuild.BuildOptions}
 */
const both = { ...node, conditions: ["node", "browser", "module"] };
/** What Node.js is started with: the file that is there for both. */
const DOORS = { "client.js": "client-web.js", "server.js": "server-web.js" };

/** @type {esbuild.BuildOptions[]} */
const bundles = [
	{ ...both, entryPoints: ["client/src/main.ts"], outfile: "dist/client-web.js", external: ["vscode"] },
	{
		...browser,
		entryPoints: { permissions: "client/src/webviews/permissions/page.ts", report: "client/src/webviews/report/page.ts" },
		outdir: "dist/webviews",
		format: "iife",
	},
	{
		...common,
		entryPoints: { permissions: "client/src/webviews/permissions/permissions.css", report: "client/src/webviews/report/report.css" },
		outdir: "dist/webviews",
	},
	{ ...both, entryPoints: ["server/src/hosts/main.ts"], outfile: "dist/server-web.js", format: "iife" },
	{ ...node, entryPoints: ["server/src/cli/main.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
];

if (process.argv.includes("--watch")) {
	copyFiles("dist");
	for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
	const results = await Promise.all(bundles.map((bundle) => esbuild.build({ ...bundle, write: false })));
	if (!process.argv.includes("--check")) replaceDist(results.flatMap(({ outputFiles }) => outputFiles));
	writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {})));
}

/**
 * Everything is made elsewhere and moved at the end, so that dist/ is always whole, also where the build fails or runs twice at once.
 * @param {readonly esbuild.OutputFile[]} outputs
 */
function replaceDist(outputs) {
	const made = join(".cache", `dist-${process.pid}`);
	const old = `${made}-old`;
	copyFiles(made);
	for (const { path, contents } of outputs) {
		const place = join(made, relative("dist", path));
		mkdirSync(dirname(place), { recursive: true });
		writeFileSync(place, contents);
	}
	chmodSync(join(made, "cli.js"), 0o755);
	if (existsSync("dist")) renameSync("dist", old);
	renameSync(made, "dist");
	rmSync(old, { recursive: true, force: true });
}

/**
 * The doors for Node.js, the facts without the spaces that make them readable, and every rule's page under the rule's id: as a file, and for the packaged extension all in
 * one, which takes a third of the room.
 * @param {string} to
 */
function copyFiles(to) {
	mkdirSync(join(to, "knowledge"), { recursive: true });
	mkdirSync(join(to, "rules"), { recursive: true });
	for (const [door, room] of Object.entries(DOORS)) writeFileSync(join(to, door), `module.exports = require("./${room}");\n`);
	for (const name of readdirSync("server/src/knowledge/data").filter((entry) => entry.endsWith(".json"))) {
		const data = JSON.parse(readFileSync(join("server/src/knowledge/data", name), "utf8"));
		writeFileSync(join(to, "knowledge", name), JSON.stringify(data));
	}
	/** @type {Record<string, string>} */
	const pages = {};
	for (const group of readdirSync("server/src/rules", { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
		const folder = join("server/src/rules", group.name);
		for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".md"))) {
			copyFileSync(join(folder, name), join(to, "rules", name));
			pages[name] = readFileSync(join(folder, name), "utf8");
		}
	}
	writeFileSync(join(to, "rules.json"), JSON.stringify(Object.fromEntries(Object.entries(pages).sort(([a], [b]) => (a < b ? -1 : 1)))));
}

/**
 * The licences of all packages that are in a bundle.
 * @param {readonly string[]} inputs
 */
function writeNotices(inputs) {
	const folders = new Set(
		inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter((folder) => folder !== undefined),
	);
	const packages = new Map();
	for (const folder of folders) {
		const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
		const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
		if (!file) throw new Error(`${name} has no licence file`);
		packages.set(
			`${name} ${version}`,
			`${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()}\n`,
		);
	}
	const rule = `\n${"-".repeat(80)}\n\n`;
	const head = "Redis Security Lint is delivered with parts of the packages below. Their licences follow.\n";
	const text = [head, ...[...packages.keys()].sort().map((key) => packages.get(key))].join(rule);
	if (existsSync(NOTICES) && readFileSync(NOTICES, "utf8") === text) return;
	if (process.argv.includes("--check") || process.env.CI) {
		console.error(`${NOTICES} is out of date: run npm run build.`);
		process.exitCode = 1;
		return;
	}
	writeFileSync(NOTICES, text);
}
