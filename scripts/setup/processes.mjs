// scripts: starts programs so that none outlives us, however we end.
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname } from "node:path";
import process from "node:process";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] Beside our own environment.
 * @property {string} [log] A file for all that it prints; without it the terminal.
 * @property {number} [limit] Milliseconds after which it is ended; without it there is no limit.
 *
 * @typedef {object} Ended
 * @property {number} status 0 where all went well; not 0 where it was ended or could not be started.
 * @property {string} output What went to the log.
 */

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end. It gets no standard input.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function run(program, args, { cwd, env, log, limit } = {}) {
	let output = "";
	/** @param {Buffer | string} chunk */
	const keep = (chunk) => {
		output += chunk;
		if (log) appendFileSync(log, chunk);
	};
	if (log) {
		mkdirSync(dirname(log), { recursive: true });
		writeFileSync(log, "");
	}
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...(log && PLAIN), ...env },
			stdio: ["ignore", log ? "pipe" : "inherit", log ? "pipe" : "inherit"],
			detached: OWN_GROUP,
		});
		running.add(child);
		child.stdout?.on("data", keep);
		child.stderr?.on("data", keep);
		const late =
			limit &&
			setTimeout(() => {
				keep(`\n${program} was ended after ${limit / 1000} seconds.\n`);
				void stop(child);
			}, limit);
		/** @param {number} status */
		const end = (status) => {
			clearTimeout(late || undefined);
			running.delete(child);
			resolve({ status, output });
		};
		child.once("error", (error) => {
			keep(`${program}: ${error.message}\n`);
			end(127);
		});
		child.once("close", (status, signal) => end(status ?? 128 + constants.signals[signal ?? "SIGTERM"]));
	});
}

/**
 * npm, as it runs us, or the one on the PATH.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options) {
	const program = process.env.npm_execpath;
	return program?.endsWith(".js") ? run(process.execPath, [program, ...args], options) : run("npm", args, options);
}

/** Ctrl-C, a closed terminal, a polite kill and the end of the npm that runs us end everything that was started here, and then us. */
export function stopAllWhenAsked() {
	/** @param {number} status */
	const stopAll = (status) => {
		if (stopping) return;
		stopping = true;
		void Promise.all([...running].map(stop)).then(() => process.exit(status));
	};
	for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
		process.on(signal, () => stopAll(128 + constants.signals[signal]));
	}
	// npm passes a polite kill on to its shell only, which passes nothing on.
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || stopAll(1), 500).unref();
}

let stopping = false;

/** In a file nobody sees colors, and npm's remarks on its own settings are of no interest there. */
const PLAIN = { NO_COLOR: "1", npm_config_loglevel: "error" };

/** A group of its own lets us reach what the program has started in turn; Windows has no groups. */
const OWN_GROUP = process.platform !== "win32";
const PATIENCE = 5000;

/**
 * Asks first, and insists after a while.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<void>}
 */
function stop(child) {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) return resolve();
		const insist = setTimeout(() => kill(child, "SIGKILL"), PATIENCE);
		child.once("exit", () => {
			clearTimeout(insist);
			kill(child, "SIGKILL");
			resolve();
		});
		kill(child, "SIGTERM");
	});
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function kill(child, signal) {
	try {
		if (OWN_GROUP && child.pid) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {
		// It is gone already.
	}
}
