// scripts: the packaged extension holds what it needs and nothing else, and is the same, byte for byte, when it is built once more.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const file = join(root, `${manifest.name}-${manifest.version}.vsix`);

/** Larger than this, something is in it that should not be. */
const LIMIT = 1_000_000;

/** That it speaks beside English. */
const LANGUAGES = ["de", "zh-cn"];

/** Paths in the archive, in lower case: vsce changes that of some names. */
const NEEDED = [
	"extension.vsixmanifest",
	"extension/package.json",
	"extension/readme.md",
	"extension/changelog.md",
	"extension/license.txt",
	"extension/dist/client.js",
	"extension/dist/client-web.js",
	"extension/dist/server.js",
	"extension/dist/server-web.js",
	"extension/package.nls.json",
	...LANGUAGES.flatMap((language) => [`extension/package.nls.${language}.json`, `extension/l10n/bundle.l10n.${language}.json`]),
	...filesNamed([manifest.main, manifest.browser, manifest.icon, manifest.contributes]).map((path) => `extension/${path}`),
	...filesNamed(manifest.contributes.walkthroughs).flatMap((page) =>
		LANGUAGES.map((language) => `extension/${page.replace(/\.md$/, `.nls.${language}.md`)}`),
	),
].map((path) => path.toLowerCase());

const UNWANTED =
	/(^|\/)(node_modules|test|scripts|server|client|\.github|\.ci|\.vscode)\/|\.(ts|mts|map|tsbuildinfo|vsix)$|(^|\/)(cli\.js|package-lock\.json|esbuild\.mjs|biome\.json)$/;

const names = entriesOf(readFileSync(file));
const lower = names.map((name) => name.toLowerCase());
const size = statSync(file).size;
const faults = [
	...NEEDED.filter((path) => !lower.includes(path)).map((path) => `${path} is missing`),
	...names.filter((path) => UNWANTED.test(path.replace(/^extension\//, ""))).map((path) => `${path} should not be in it`),
	...(size > LIMIT ? [`it has ${size} bytes, more than ${LIMIT}`] : []),
];
void main();

async function main(): Promise<void> {
	const all = [...faults, ...((await isSameAgain()) ? [] : ["it has other bytes when it is built once more"])];
	console.log(`${basename(file)}: ${names.length} files, ${size} bytes`);
	for (const fault of all) console.error(`  ${fault}`);
	if (all.length > 0) process.exitCode = 1;
}

/** Builds everything anew, as somebody does who lives elsewhere and shares files with nobody. */
async function isSameAgain(): Promise<boolean> {
	const folder = join(root, "test", "out", "package-again");
	mkdirSync(folder, { recursive: true });
	const packagePath = join(folder, basename(file));
	const before = process.umask(0o077);
	try {
		const env = { ...process.env, TZ: "Asia/Kathmandu", LC_ALL: "C" };
		execFileSync(process.execPath, ["scripts/package.mjs", packagePath], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
		return readFileSync(packagePath).equals(readFileSync(file));
	} finally {
		process.umask(before);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Every path, as the manifest writes it, in a part of the manifest. */
function filesNamed(value: unknown): string[] {
	if (typeof value === "string") return /^\.\/[\w./-]+\.\w+$/.test(value) ? [value.slice(2)] : [];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesNamed) : [];
}

/** Reads the names in the directory at the end of a zip archive. */
function entriesOf(zip: Buffer): string[] {
	const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
	if (end < 0) throw new Error(`${file} is no zip archive`);
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
		const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
		const path = zip.toString("utf8", at + 46, at + 46 + name);
		at += 46 + name + extra + comment;
		return path;
	});
}
