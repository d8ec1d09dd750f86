// project: no test waits for a time that somebody has guessed. Editors are waited for on a condition, in one place.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Where a clock may run: to look again, to give up, or to let a page draw. */
const ALLOWED = [
	["test/vscode/waitFor.ts", "every"],
	["test/vscode/run.ts", "LIMIT"],
	["test/vscode/host/server.ts", "5000"],
	["test/webviews/permissions.live.test.ts", "requestAnimationFrame"],
] as const;

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLOCK = /\bset(?:Timeout|Interval)\(|timers\/promises|waitForTimeout\(|\bsleep[ (]\d|Atomics\.wait\(/;

it("tests wait for what happens, not for a time", () => {
	const paths = sourcesIn(join(ROOT, "test"));
	expect(paths.length).toBeGreaterThan(100);
	const waits = paths.flatMap((path) => {
		if (path.endsWith("noFixedWaits.test.ts")) return [];
		const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
		const isAllowed = (line: string) => ALLOWED.some(([file, word]) => file === path && line.includes(word));
		return lines.filter((line) => CLOCK.test(line) && !isAllowed(line)).map((line) => `${path}: ${line.trim()}`);
	});
	expect(waits).toEqual([]);
});

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (entry.isDirectory()) return entry.name === "node_modules" || entry.name === "out" ? [] : sourcesIn(join(folder, entry.name));
		return entry.name.endsWith(".ts") ? [relative(ROOT, join(folder, entry.name)).replaceAll("\\", "/")] : [];
	});
}
