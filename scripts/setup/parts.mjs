// scripts: the parts of `npm test`: each runs, says what became of it, and is counted.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} [output] What a person reads to find out why it failed.
 * @property {string} [note] What a person should know though it passed.
 */

export class Parts {
	passed = 0;
	failed = 0;

	/**
	 * Runs one part. A part that throws counts as one failure.
	 * @param {string} name
	 * @param {() => Promise<Outcome>} part
	 */
	async run(name, part) {
		const start = performance.now();
		if (process.stdout.isTTY) process.stdout.write(`… ${name}`);
		/** @type {Outcome} */
		let outcome;
		try {
			outcome = await part();
		} catch (error) {
			outcome = { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
		}
		const { passed, failed, output, note } = outcome;
		this.passed += passed;
		this.failed += failed;
		const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
		const counts = failed > 0 ? `${passed} passed, ${failed} failed` : passed > 1 ? `${passed} passed` : "";
		const told = [counts, note].filter(Boolean).join("; ");
		if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
		console.log(`${failed > 0 ? "✗" : "✓"} ${name.padEnd(44)} ${seconds.padStart(8)}  ${told}`.trimEnd());
		if (failed > 0 && output) console.log(`\n${lastLines(output).replaceAll(/^/gm, "    ")}\n`);
		return failed === 0;
	}
}

/** As much as a person reads; the rest is in the log. */
const SHOWN = 150;

/** @param {string} output */
function lastLines(output) {
	const lines = output.trimEnd().split("\n");
	const left = lines.length - SHOWN;
	return left > 0 ? [`(${left} lines before this are in test/out/logs)`, ...lines.slice(-SHOWN)].join("\n") : lines.join("\n");
}

/**
 * A check: it passes or fails as a whole.
 * @param {import("./processes.mjs").Ended} ended
 * @returns {Outcome}
 */
export const check = ({ status, output }) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output });

/**
 * Tests that leave their counts in a file.
 * @param {string} results
 * @param {() => Promise<import("./processes.mjs").Ended>} start
 * @param {(file: any) => { passed: number, failed: number }} count
 * @returns {Promise<Outcome>}
 */
export async function counted(results, start, count) {
	rmSync(results, { force: true });
	const { status, output } = await start();
	if (!existsSync(results)) return { passed: 0, failed: 1, output };
	const { passed, failed } = count(JSON.parse(readFileSync(results, "utf8")));
	if (passed + failed === 0) return { passed: 0, failed: 1, output: `No test ran.\n${output}` };
	// What went wrong outside of a test, such as an error after the last one, is a failure too.
	return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, output };
}

/**
 * Tests in windows that another program draws: what has failed runs once more, in new windows, and that is told. What fails twice has failed.
 * @param {Outcome} first
 * @param {{ readonly name: string, readonly passed: number }[]} failed The parts of `first` with failures; none where that cannot be told.
 * @param {(names: readonly string[]) => Promise<Outcome>} again
 * @returns {Promise<Outcome>}
 */
export async function secondTry(first, failed, again) {
	if (first.failed === 0) return first;
	const names = failed.map(({ name }) => name);
	const kept = names.length > 0 ? first.passed - failed.reduce((sum, { passed }) => sum + passed, 0) : 0;
	const second = await again(names);
	const what = names.length > 0 ? names.map((name) => basename(name)).join(", ") : "all";
	return { ...second, passed: kept + second.passed, note: `tried again: ${what}` };
}

/**
 * The files with failures in the report of vitest.
 * @param {VitestReport | undefined} report
 */
export function failedFiles(report) {
	return (report?.testResults ?? [])
		.filter(({ status }) => status === "failed")
		.map(({ name, assertionResults }) => ({ name, passed: assertionResults.filter((test) => test.status === "passed").length }));
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * The counts in the report of vitest. A file that could not even be loaded is one failure.
 * @param {VitestReport} report
 */
export function countVitest({ numPassedTests, numFailedTests, testResults }) {
	const broken = testResults.filter(
		({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
	);
	return { passed: numPassedTests, failed: numFailedTests + broken.length };
}
