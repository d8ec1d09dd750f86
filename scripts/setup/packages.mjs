// scripts: the npm packages of this checkout.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { npm } from "./processes.mjs";

/**
 * Installs the packages where one is missing or is not the locked version. Returns false where that was not necessary.
 * @param {string} root
 * @param {import("./processes.mjs").RunOptions} [options]
 */
export async function installPackages(root, options) {
	if (Number.parseInt(process.versions.node, 10) < 20) throw new Error(`Node.js 20 or later is needed; this is ${process.version}.`);
	if (isInstalled(root)) return false;
	const { status, output } = await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, ...options });
	if (status !== 0) throw new Error(`npm ci failed.\n${output}`);
	return true;
}

/**
 * Compares with what npm writes down of its last install; packages for other systems may be missing.
 * @param {string} root
 */
function isInstalled(root) {
	const installed = join(root, "node_modules", ".package-lock.json");
	if (!existsSync(installed)) return false;
	const has = readLock(installed);
	return Object.entries(readLock(join(root, "package-lock.json"))).every(
		([path, wanted]) => path === "" || (wanted.optional && !has[path]) || has[path]?.version === wanted.version,
	);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readLock(file) {
	return JSON.parse(readFileSync(file, "utf8")).packages;
}
