// cli: how much of a run is reported, and that the gravest findings are in it.
import { describe, expect, it } from "vitest";
import type { JudgedFile } from "../../server/src/cli/judge";
import { gravestOf } from "../../server/src/cli/report/most";
import type { Severity } from "../../server/src/rules/define";

function fileOf(path: string, severities: readonly Severity[]): JudgedFile {
	const findings = severities.map((severity, line) => {
		const at = { file: path, line, start: 0, end: 1 };
		return { rule: "weak-password", severity, message: `${line}`, words: `${line}`, at, related: [], fixes: [] };
	});
	return { uri: path, path, kind: "config", server: "redis-7.4", includedBy: [], verdict: { outcome: "accept" }, findings };
}

const LETTERS = { e: "error", w: "warning", i: "info", h: "hint" } as const;

/** "wee" are three findings of one file. */
function kept(files: readonly string[], most: number): string {
	const all = files.map((file, index) =>
		fileOf(
			`${index}`,
			[...file].map((letter) => LETTERS[letter as keyof typeof LETTERS]),
		),
	);
	const { files: reported, left } = gravestOf(all, most);
	return `${reported.map(({ findings }) => findings.map(({ severity, at }) => `${severity.charAt(0)}${at.line}`).join("")).join(" ")} and ${left}`;
}

describe("of more findings than are reported", () => {
	it.each([
		[["iew", "we"], 5, "i0e1w2 w0e1 and 0"],
		[["iew", "we"], 4, "e1w2 w0e1 and 1"],
		[["iew", "we"], 3, "e1w2 e1 and 2"],
		[["iew", "we"], 1, "e1  and 4"],
		[["hhhh", "ee"], 3, "h0 e0e1 and 3"],
	])("%j: %i are %s left out", (files, most, expected) => {
		expect(kept(files, most)).toBe(expected);
	});
});
