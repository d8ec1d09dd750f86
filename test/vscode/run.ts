// test/vscode: runs the suite in a real VS Code. `node --import tsx test/vscode/run.ts node|web|desktop`
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { openBrowser } from "./host/browser";
import { findExecutable } from "./host/desktop";
import { installHost } from "./host/install";
import { fileAt, link, type Payload, startServer } from "./host/server";
import { startWebHost } from "./host/webHost";
import { RESULTS, type SuiteResults } from "./suite/results";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const OUT = join(ROOT, "test", "out");
/** The suite in one file, as a path in the extension without ".js". */
const SUITE = "test/out/suite/index";

const HOSTS = { node: inNode, web: inWebWorker, desktop: onDesktop };
const LIMIT = 180_000;

const [name = ""] = process.argv.slice(2);
// Browser and server end with this process, and nothing less than that ends it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
run(name).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});

async function run(host: string): Promise<void> {
	if (!isHost(host)) throw new Error(`Which VS Code? One of: ${Object.keys(HOSTS).join(", ")}`);
	const folder = join(OUT, "vscode", host);
	rmSync(folder, { recursive: true, force: true });
	const workspace = join(folder, "workspace");
	mkdirSync(folder, { recursive: true });
	for (const from of [join(ROOT, "examples", "insecure"), join(HERE, "workspace")]) cpSync(from, workspace, { recursive: true });
	await bundleSuite();
	let problem: unknown;
	await HOSTS[host](folder, workspace).catch((error: unknown) => {
		problem = error;
	});
	const file = join(workspace, RESULTS);
	if (!existsSync(file)) throw problem ?? new Error("the tests ended without results");
	const results: SuiteResults = JSON.parse(readFileSync(file, "utf8"));
	const failed = results.tests.filter((test) => test.error !== undefined).length;
	writeFileSync(join(OUT, `vscode-${host}.json`), JSON.stringify({ passed: results.tests.length - failed, failed }));
	console.log(`VS Code ${results.vscode}, ${host}: ${results.tests.length - failed} passed, ${failed} failed`);
	// A host that broke down after its last test has passed is broken all the same.
	if (failed === 0 && problem) throw problem;
	if (failed > 0 || results.tests.length === 0) process.exitCode = 1;
}

function isHost(name: string): name is keyof typeof HOSTS {
	return Object.hasOwn(HOSTS, name);
}

async function bundleSuite(): Promise<void> {
	await build({
		bundle: true,
		entryPoints: [join(HERE, "suite", "index.ts")],
		outfile: join(ROOT, `${SUITE}.js`),
		// One file for all hosts: whatever a web worker lacks may not be asked for.
		platform: "browser",
		mainFields: ["browser", "module", "main"],
		format: "cjs",
		target: "es2022",
		sourcemap: "inline",
		external: ["vscode"],
		define: { global: "globalThis" },
		// Mocha's build for browsers asks a few things of Node.js's process.
		banner: { js: `var process = globalThis.process ?? { env: {}, listenerCount: () => 0, on() {}, removeListener() {} };` },
		logLevel: "warning",
	});
}

async function inNode(folder: string, workspace: string): Promise<void> {
	installHost();
	const server = await startServer({ folder, forTests: true });
	try {
		const at = (path: string) => fileAt(server.authority, path);
		await inPage(folder, server.authority, workspace, { extensionDevelopmentPath: at(ROOT), extensionTestsPath: at(join(ROOT, SUITE)) });
	} finally {
		await server.stop();
	}
}

async function inWebWorker(folder: string, workspace: string): Promise<void> {
	installHost();
	const server = await startServer({ folder, forTests: true });
	const front = await startWebHost(server.port, ROOT, SUITE);
	try {
		await inPage(folder, front.authority, workspace, {});
	} finally {
		front.stop();
		await server.stop();
	}
}

async function onDesktop(folder: string, workspace: string): Promise<void> {
	const vscodeExecutablePath = findExecutable();
	if (!vscodeExecutablePath)
		throw new Error("No desktop VS Code was found. Name its program in the environment variable VSCODE_EXECUTABLE.");
	await runTests({
		vscodeExecutablePath,
		extensionDevelopmentPath: ROOT,
		extensionTestsPath: join(ROOT, SUITE),
		launchArgs: [
			workspace,
			"--disable-extensions",
			`--user-data-dir=${join(folder, "user")}`,
			`--extensions-dir=${join(folder, "extensions")}`,
		],
	});
}

/** Opens the workbench and waits until its extension host says that the tests are over. */
async function inPage(folder: string, authority: string, workspace: string, payload: Payload): Promise<void> {
	const browser = await openBrowser();
	try {
		const page = await browser.context.newPage();
		const lines: string[] = [];
		await page.exposeFunction("codeAutomationLog", (_kind: string, words: unknown[]) => {
			const line = words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" ");
			lines.push(line);
			if (/^ {2}(ok|FAIL) /.test(line)) console.log(line);
		});
		let late: NodeJS.Timeout | undefined;
		const status = await new Promise<number>((resolve, reject) => {
			late = setTimeout(() => reject(new Error(`the tests did not end within ${LIMIT / 1000} s:\n${lines.slice(-20).join("\n")}`)), LIMIT);
			page
				.exposeFunction("codeAutomationExit", resolve)
				.then(() => page.goto(link(authority, workspace, payload)))
				.catch(reject);
		}).finally(() => clearTimeout(late));
		writeFileSync(join(folder, "console.log"), lines.join("\n"));
		if (status === 0) return;
		await page.screenshot({ path: join(folder, "failed.png") });
		throw new Error(`the extension host ended with status ${status}:\n${lines.slice(-20).join("\n")}`);
	} finally {
		await browser.close();
	}
}
