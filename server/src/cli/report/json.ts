// cli: findings as JSON, as other programs rely on it. Fields may be added, none may change.
import { english } from "../../base/say";
import type { Finding } from "../../lint/types";
import type { JudgedFile } from "../judge";
import { Ranges } from "./ranges";

/** The report as text with a line feed at its end. */
export function jsonReport(files: readonly JudgedFile[], cwd: string): string {
	const ranges = new Ranges(files, cwd);
	return `${JSON.stringify({ version: 1, files: files.map((file) => ofFile(file, ranges)) }, null, 2)}\n`;
}

function ofFile({ path, kind, server, includedBy, verdict, findings, unreadable }: JudgedFile, ranges: Ranges): object {
	const { outcome } = verdict;
	return {
		path,
		kind,
		server,
		includedBy,
		verdict:
			outcome === "accept" ? { outcome, line: null, reason: null } : { outcome, line: verdict.line, reason: english(verdict.reason) },
		...(unreadable !== undefined && { unreadable }),
		findings: findings.map((finding) => ofFinding(finding, ranges)),
	};
}

function ofFinding({ rule, severity, message, at, related, fixes }: Finding, ranges: Ranges): object {
	return {
		rule,
		severity,
		message,
		range: ranges.rangeOf(at),
		related: related.map((other) => ({ path: ranges.pathOf(other.at.file), range: ranges.rangeOf(other.at), message: other.message })),
		fixes: fixes.map(({ title, safety }) => ({ title, safety })),
	};
}
