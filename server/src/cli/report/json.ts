// cli: findings as JSON, as other programs rely on it. Fields may be added, none may change.
import { english } from "../../base/say";
import type { Finding } from "../../lint/types";
import type { JudgedFile } from "../judge";
import { inPieces, jsonArray, jsonText } from "./pieces";
import { Ranges } from "./ranges";

/** The report as text with a line feed at its end, in pieces. Nothing is left out, however much it is. */
export function jsonReport(files: readonly JudgedFile[], cwd: string): Iterable<string> {
	return inPieces(textsOf(files, new Ranges(files, cwd)));
}

function* textsOf(files: readonly JudgedFile[], ranges: Ranges): Generator<string> {
	yield `{\n  "version": 1,\n  "files": `;
	yield* jsonArray(files.length, "  ", (at) => textsOfFile(files[at] as JudgedFile, ranges, "    "));
	yield "\n}\n";
}

function* textsOfFile(file: JudgedFile, ranges: Ranges, indent: string): Generator<string> {
	const { findings } = file;
	const end = `[]\n${indent}}`;
	yield jsonText({ ...withoutFindings(file), findings: [] }, indent).slice(0, -end.length);
	yield* jsonArray(findings.length, `${indent}  `, (at) => [jsonText(ofFinding(findings[at] as Finding, ranges), `${indent}    `)]);
	yield `\n${indent}}`;
}

function withoutFindings({ path, kind, server, includedBy, verdict, unreadable }: JudgedFile): object {
	const { outcome } = verdict;
	return {
		path,
		kind,
		server,
		includedBy,
		verdict:
			outcome === "accept" ? { outcome, line: null, reason: null } : { outcome, line: verdict.line, reason: english(verdict.reason) },
		...(unreadable !== undefined && { unreadable }),
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
