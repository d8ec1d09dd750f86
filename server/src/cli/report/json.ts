// cli: findings as JSON, as other programs rely on it. Fields may be added, none may change.
import type { Place, Position } from "../../base/span";
import type { Finding } from "../../lint/types";
import type { SourceFile } from "../../model/types";
import type { JudgedFile } from "../judge";
import { positionsIn } from "../positions";
import { shownUri } from "../targets";

/** The report as text with a line feed at its end. */
export function jsonReport(files: readonly JudgedFile[], cwd: string): string {
	const reporter = new JsonReporter(files, cwd);
	return `${JSON.stringify({ version: 1, files: files.map((file) => reporter.file(file)) }, null, 2)}\n`;
}

class JsonReporter {
	private readonly byUri: ReadonlyMap<string, JudgedFile>;
	private readonly positions = new WeakMap<SourceFile, ReturnType<typeof positionsIn>>();

	constructor(
		files: readonly JudgedFile[],
		private readonly cwd: string,
	) {
		this.byUri = new Map(files.map((file) => [file.uri, file]));
	}

	file(file: JudgedFile): object {
		const { path, kind, server, includedBy, verdict, findings, unreadable } = file;
		const { outcome } = verdict;
		return {
			path,
			kind,
			server,
			includedBy,
			verdict: outcome === "accept" ? { outcome, line: null, reason: null } : { outcome, line: verdict.line, reason: verdict.reason },
			...(unreadable !== undefined && { unreadable }),
			findings: findings.map((finding) => this.finding(finding)),
		};
	}

	private finding({ rule, severity, message, at, related, fixes }: Finding): object {
		return {
			rule,
			severity,
			message,
			range: this.range(at),
			related: related.map((other) => ({ path: this.pathOf(other.at.file), range: this.range(other.at), message: other.message })),
			fixes: fixes.map(({ title, safety }) => ({ title, safety })),
		};
	}

	private pathOf(uri: string): string {
		return this.byUri.get(uri)?.path ?? shownUri(uri, this.cwd);
	}

	private range({ file, line, start, end }: Place): { start: Position; end: Position } {
		const source = this.byUri.get(file)?.source;
		if (!source) return { start: { line, character: start }, end: { line, character: end } };
		let position = this.positions.get(source);
		if (!position) {
			position = positionsIn(source.tree);
			this.positions.set(source, position);
		}
		return { start: position(line, start), end: position(line, end) };
	}
}
