// cli: findings as workflow commands, which GitHub shows beside the lines of a change.
import type { Severity } from "../../rules/define";
import type { JudgedFile } from "../judge";
import { Ranges } from "./ranges";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

/** One command for each finding and each file that cannot be read; empty where there is nothing to say. */
export function githubReport(files: readonly JudgedFile[], cwd: string): string {
	const ranges = new Ranges(files, cwd);
	return files
		.flatMap(({ path, findings, unreadable }) => [
			...(unreadable === undefined ? [] : [command("error", { file: path }, "This file cannot be read.")]),
			...findings.map(({ at, rule, severity, message }) => {
				const { start, end } = ranges.rangeOf(at);
				const place = { file: ranges.pathOf(at.file), line: start.line + 1, endLine: end.line + 1 };
				// GitHub takes columns only within one line.
				const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
				return command(LEVELS[severity], { ...place, ...columns, title: rule }, message);
			}),
		])
		.join("");
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
	const list = Object.entries(properties).map(
		([key, value]) => `${key}=${escapeData(String(value)).replace(/:/g, "%3A").replace(/,/g, "%2C")}`,
	);
	return `::${name} ${list.join(",")}::${escapeData(message)}\n`;
}

/** A line end would begin another command. */
function escapeData(text: string): string {
	return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
