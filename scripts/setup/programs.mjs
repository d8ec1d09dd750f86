// scripts: programs that npm does not bring: a real Redis, openssl, Neovim, a browser.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { run } from "./processes.mjs";

/**
 * @typedef {object} Program
 * @property {readonly string[]} names One of these on the PATH is enough.
 * @property {string} debian Debian's and Ubuntu's packages, separated by spaces.
 * @property {string} mac Homebrew's formula or cask.
 * @property {string} without The option that leaves out the tests that need it.
 * @property {string} [module] A module of its language that must be there too.
 * @property {readonly string[]} [probe] What the program is started with to find out whether the module is there.
 * @property {string} [variable] An environment variable that may name the program instead.
 */

/** @type {Record<"redis" | "openssl" | "python" | "php" | "ruby" | "mkcert" | "shellcheck" | "neovim" | "browser", Program>} */
export const PROGRAMS = {
	redis: { names: ["redis-server"], debian: "redis-server", mac: "redis", without: "--without-redis" },
	openssl: { names: ["openssl"], debian: "openssl", mac: "openssl", without: "--without-redis" },
	python: {
		names: ["/usr/bin/python3", "python3"],
		module: "redis",
		probe: ["-c", "import redis"],
		debian: "python3-redis",
		mac: "python && python3 -m pip install redis",
		without: "--without-redis",
	},
	php: {
		names: ["php"],
		module: "redis",
		probe: ["-r", "exit(extension_loaded('redis') ? 0 : 1);"],
		debian: "php-cli php-redis",
		mac: "php && pecl install redis",
		without: "--without-redis",
	},
	ruby: {
		names: ["ruby"],
		module: "redis",
		probe: ["-e", "require 'redis'"],
		debian: "ruby ruby-redis",
		mac: "ruby && gem install redis",
		without: "--without-redis",
	},
	mkcert: { names: ["mkcert"], debian: "mkcert", mac: "mkcert", without: "--without-redis" },
	shellcheck: { names: ["shellcheck"], debian: "shellcheck", mac: "shellcheck", without: "--without-redis" },
	neovim: { names: ["nvim"], debian: "neovim", mac: "neovim", without: "--without-redis" },
	browser: {
		names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
		debian: "chromium",
		mac: "--cask chromium",
		without: "--without-editor",
		variable: "CHROMIUM",
	},
};

/**
 * Installs what is missing with apt-get where that is possible, and returns what is missing still.
 * @param {readonly Program[]} programs
 * @param {(name: string) => string} log
 */
export async function installPrograms(programs, log) {
	const absent = programs.filter((program) => !isThere(program));
	if (absent.length === 0 || !mayInstall()) return absent;
	const env = { DEBIAN_FRONTEND: "noninteractive" };
	const restore = keepServicesDown();
	try {
		await run("apt-get", ["update", "-q"], { env, log: log("apt-get-update") });
		// One after the other: where one is not to be had, the others are.
		for (const { debian } of absent) {
			await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...debian.split(" ")], {
				env,
				log: log(`apt-get-${debian.split(" ")[0]}`),
			});
		}
		if (absent.includes(PROGRAMS.redis) && existsSync("/run/systemd/system")) {
			await run("systemctl", ["disable", "redis-server"], { log: log("systemctl") });
		}
	} finally {
		restore();
	}
	return absent.filter((program) => !isThere(program));
}

/**
 * What a person does about a missing program.
 * @param {Program} program
 */
export function howToInstall({ names, debian, mac, without, variable, module }) {
	const named = variable ? `, or name the program in the environment variable ${variable}` : "";
	return [
		`${module ? `The module ${module} of ${names.at(-1)}` : names[0]} is missing. Install it (Debian and Ubuntu: sudo apt-get install ${debian}; macOS: brew install ${mac})${named},`,
		`or leave out the tests that need it: npm test -- ${without}`,
	].join("\n");
}

/** @param {Program} program */
function isThere({ names, variable, probe }) {
	if (probe) return names.some((name) => spawnSync(name, probe, { stdio: "ignore" }).status === 0);
	if (variable && process.env[variable]) return true;
	const folders = (process.env.PATH ?? "").split(delimiter);
	return names.some((name) => folders.some((folder) => isProgram(join(folder, name))));
}

/** @param {string} path */
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function mayInstall() {
	const system = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
	return process.getuid?.() === 0 && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(system);
}

/** Redis's package starts a server of its own, now and with the machine. Nobody needs it here: tests start theirs. Returns what ends the ban. */
function keepServicesDown() {
	const policy = "/usr/sbin/policy-rc.d";
	if (existsSync(policy)) return () => {};
	writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
	const restore = () => rmSync(policy, { force: true });
	process.once("exit", restore);
	return restore;
}
