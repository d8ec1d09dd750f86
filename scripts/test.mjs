// scripts: `npm test`: installs what is missing, builds, and runs everything that has to pass. Plain Node.js: it runs before anything is installed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installPackages } from "./setup/packages.mjs";
import { check, counted, countVitest, failedFiles, Parts, secondTry } from "./setup/parts.mjs";
import { npm, run, stopAllWhenAsked } from "./setup/processes.mjs";
import { howToInstall, installPrograms, PROGRAMS } from "./setup/programs.mjs";

const HELP = `npm test [-- OPTIONS]

Installs what is missing, builds, and runs all checks and tests.
Programs that npm does not bring are installed with apt-get by root on Debian and Ubuntu; elsewhere it says what to install.

  --without-redis    leave out the tests with real programs (redis-server, openssl, mkcert, shellcheck, neovim, and the Redis clients of Python, PHP and Ruby)
  --without-editor   leave out the tests in a real VS Code (they need Linux x64 and Chromium)
  --help             this text

Parts alone: npm run check, npm run test:unit, npm run test:property, npm run fuzz, npm run bench -- --gate, npm run test:live, npm run test:editor, npm run test:desktop
What the parts print is in test/out/logs.
`;

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "test", "out");
const LIMIT = 15 * 60_000;
const FUZZ_MINUTES = 2;

const options = readOptions();
if (options.help) {
	console.log(HELP);
} else {
	stopAllWhenAsked();
	process.exitCode = (await testAll(options)) ? 0 : 1;
}

function readOptions() {
	try {
		return parseArgs({
			options: { "without-redis": { type: "boolean" }, "without-editor": { type: "boolean" }, help: { type: "boolean", short: "h" } },
		}).values;
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
		process.exit(2);
	}
}

/** @param {ReturnType<typeof readOptions>} options */
async function testAll(options) {
	const parts = new Parts();
	const redis = !options["without-redis"];
	const editor = !options["without-editor"];
	const ready = await parts.run("npm packages", async () => {
		await installPackages(root, { log: log("packages") });
		return { passed: 0, failed: 0 };
	});
	if (ready) {
		const missing = await programs(parts, redis, editor);
		if (await parts.run("build", () => script("build"))) {
			await parts.run("types", () => tool("tsc", ["-b"]));
			await parts.run("format and lint", () => tool("biome", ["check", "--colors=off", "."]));
			await parts.run("generated files", () => script("generate:check"));
			await parts.run("unit tests", () => vitest("unit"));
			await parts.run("tests with random and with large inputs", () => vitest("property"));
			await parts.run(`random and spoiled files for ${FUZZ_MINUTES} minutes`, fuzz);
			await parts.run("speed", () => typescript("speed", ["scripts/bench.ts", "--gate"]));
			if (redis && !missing.redis) await parts.run("tests with a real redis-server", () => vitest("live"));
			const packed = await parts.run("package", () => script("package"));
			if (packed) await parts.run("contents of the package", () => typescript("package-contents", ["scripts/check-package.ts"]));
			if (editor && packed && !missing.editor) await inEditor(parts);
		}
	}
	if (!redis) console.log("Left out: the tests with a real redis-server");
	if (!editor) console.log("Left out: the tests in VS Code");
	console.log(`${parts.passed} passed, ${parts.failed} failed`);
	return parts.failed === 0;
}

/**
 * Installs programs. What cannot be installed is a failure of the tests that need it.
 * @param {Parts} parts
 * @param {boolean} redis
 * @param {boolean} editor
 */
async function programs(parts, redis, editor) {
	const { browser, ...live } = PROGRAMS;
	const forRedis = redis ? Object.values(live) : [];
	const forEditor = editor ? [browser] : [];
	/** @type {readonly import("./setup/programs.mjs").Program[]} */
	let missing = [];
	await parts.run("programs", async () => {
		missing = await installPrograms([...forRedis, ...forEditor], log);
		return { passed: 0, failed: missing.length, output: missing.map(howToInstall).join("\n") };
	});
	/** @param {readonly import("./setup/programs.mjs").Program[]} needed */
	const lacks = (needed) => needed.some((program) => missing.includes(program));
	return { redis: lacks(forRedis), editor: lacks(forEditor) };
}

async function fuzz() {
	const ended = await tsx("fuzz", ["scripts/fuzz.ts", "--minutes", String(FUZZ_MINUTES)]);
	const [note = ""] = /^\d+ texts(?=, seeds)/m.exec(ended.output) ?? [];
	return { ...check(ended), note };
}

/** @param {Parts} parts */
async function inEditor(parts) {
	const installed = await parts.run("VS Code server", async () => {
		const { failed, output = "" } = await typescript("vscode-install", ["test/vscode/host/install.ts"]);
		return { passed: 0, failed, output };
	});
	if (!installed) return;
	for (const host of ["node", "web"]) {
		await parts.run(`VS Code, ${host} extension host`, async () => {
			/** @param {string} name */
			const suite = (name) =>
				counted(
					join(out, `vscode-${host}.json`),
					() => tsx(name, ["test/vscode/run.ts", host]),
					(counts) => counts,
				);
			return secondTry(await suite(`vscode-${host}`), [], () => suite(`vscode-${host}-again`));
		});
	}
	await parts.run("VS Code, by keyboard", byKeyboard);
}

async function byKeyboard() {
	const where = ["--config", "test/vscode/vitest.config.mts"];
	const first = await vitest("ui", where);
	const results = join(out, "ui.json");
	const report = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : undefined;
	return secondTry(first, failedFiles(report), (files) => vitest("ui-again", [...where, ...files]));
}

/** @param {string} name */
function log(name) {
	return join(out, "logs", `${name}.log`);
}

/**
 * A script of package.json.
 * @param {string} name
 */
async function script(name) {
	return check(await npm(["run", name], { cwd: root, log: log(name.replace(":", "-")), limit: LIMIT }));
}

/**
 * A program of an npm package.
 * @param {string} name
 * @param {readonly string[]} args
 */
async function tool(name, args) {
	return check(await npm(["exec", "--no", "--", name, ...args], { cwd: root, log: log(name), limit: LIMIT }));
}

/**
 * A TypeScript file that is a check.
 * @param {string} name
 * @param {readonly string[]} args
 */
async function typescript(name, args) {
	return check(await tsx(name, args));
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 */
function tsx(name, args) {
	return run(process.execPath, ["--import", "tsx", ...args], { cwd: root, log: log(name), limit: LIMIT });
}

/**
 * @param {string} name
 * @param {readonly string[]} [where]
 */
function vitest(name, where = ["--project", name]) {
	const results = join(out, `${name}.json`);
	const args = ["vitest", "run", ...where, "--reporter=dot", "--reporter=json", `--outputFile.json=${results}`];
	return counted(results, () => npm(["exec", "--no", "--", ...args], { cwd: root, log: log(name), limit: LIMIT }), countVitest);
}
