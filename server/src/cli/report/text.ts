// cli: findings as people read them in a terminal.
import pc from "picocolors";
import { english } from "../../base/say";
import type { Knowledge } from "../../knowledge/types";
import { fixToTake } from "../../lint/fixAll";
import type { Finding, FoundFix } from "../../lint/types";
import { SEVERITIES, type Severity } from "../../rules/define";
import type { JudgedFile } from "../judge";
import { STDIN, shownUri } from "../targets";
import { printable } from "./display";
import { codeFrame, type FrameStyle } from "./frame";

export interface TextReportOptions {
	readonly cwd: string;
	readonly knowledge: Knowledge;
	readonly color: "color" | "plain";
	readonly columns?: number;
	/** How many findings were fixed in this run; undefined where that was not asked for. */
	readonly fixed?: number;
	/** Files that fixes may write. */
	readonly writable: (uri: string) => boolean;
}

/** The report with a line feed at its end. */
export function textReport(files: readonly JudgedFile[], options: TextReportOptions): string {
	return new TextReporter(files, options).report();
}

/** A fix, and how a person gets it. */
interface Way {
	readonly title: string;
	readonly how: string;
}

/** Enough for thousands of usual lines, and for a few that are very long. */
const PATIENCE = 500_000;

type Colors = ReturnType<typeof pc.createColors>;

class TextReporter {
	private readonly colors: Colors;
	private readonly byUri: ReadonlyMap<string, JudgedFile>;
	private readonly ways = new Map<Finding, Way | undefined>();
	private patience = PATIENCE;

	constructor(
		private readonly files: readonly JudgedFile[],
		private readonly options: TextReportOptions,
	) {
		this.colors = pc.createColors(options.color === "color");
		this.byUri = new Map(files.map((file) => [file.uri, file]));
	}

	report(): string {
		const blocks = this.files.flatMap((file) => [...file.findings.map((finding) => this.finding(file, finding)), ...this.verdict(file)]);
		return [...blocks, this.summary()].join("\n");
	}

	private finding(file: JudgedFile, finding: Finding): string {
		const { at, message, rule, severity } = finding;
		const { bold, dim } = this.colors;
		const color = this.colorOf(severity);
		const place = `${this.pathOf(at.file)}:${at.line + 1}:${at.start + 1}`;
		const lines = [`${bold(place)}: ${color(severity)}${dim("[")}${rule}${dim("]")} ${printable(message)}`];
		const details = finding.related.map(({ at: { file: uri, line, start }, message: about }) => {
			return `  ${bold(`${this.pathOf(uri)}:${line + 1}:${start + 1}`)}: ${printable(about)}`;
		});
		const fix = this.fixOf(finding);
		if (fix) details.push(`  ${this.colors.cyan("fix")}: ${printable(fix.title)} ${dim(`(${fix.how})`)}`);
		if (file.source) {
			const style: FrameStyle = { dim, mark: color, columns: this.options.columns ?? 120 };
			const frame = codeFrame(file.source, at, this.options.knowledge, style);
			if (frame.length > 0) lines.push("", ...frame, ...(details.length > 0 ? [""] : []));
		}
		return `${[...lines, ...details].join("\n")}\n`;
	}

	/** One line for a file that its server would not start with. */
	private verdict({ path, verdict, kind, server }: JudgedFile): string[] {
		if (kind === null || verdict.outcome === "accept") return [];
		const where = verdict.line === null ? printable(this.shown(path)) : `${printable(this.shown(path))}:${verdict.line}`;
		const what = verdict.outcome === "crash" ? "would crash on this file" : "would refuse this file";
		const why = verdict.reason === "" ? "" : `: ${printable(english(verdict.reason))}`;
		return [`${this.colors.bold(where)}: ${server} ${what}${why}\n`];
	}

	private fixOf(finding: Finding): Way | undefined {
		if (!this.ways.has(finding)) this.ways.set(finding, this.findWay(finding));
		return this.ways.get(finding);
	}

	private findWay(finding: Finding): Way | undefined {
		const [first] = finding.fixes;
		if (!first) return undefined;
		// To know whether a fix can be taken it has to be made, which takes long on a long line.
		this.patience -= 100 + this.lengthOf(finding.at) ** 2 / 1000;
		if (this.patience < 0) return { title: first.title, how: "not tried" };
		const safe = fixToTake(finding, "safe");
		if (safe && this.canTake(safe)) return { title: safe.title, how: "--fix" };
		const any = fixToTake(finding, "may-refuse-clients");
		if (any && this.canTake(any)) return { title: any.title, how: "--fix=all, may refuse clients" };
		return { title: first.title, how: "in an editor" };
	}

	private lengthOf({ file, line }: Finding["at"]): number {
		return this.byUri.get(file)?.source?.tree.line(line)?.text.length ?? 0;
	}

	private canTake(fix: FoundFix): boolean {
		const edits = fix.edits();
		return edits.length > 0 && edits.every((edit) => this.options.writable(edit.file));
	}

	private summary(): string {
		const { green, bold } = this.colors;
		const all = this.files.flatMap((file) => file.findings);
		const linted = this.files.filter((file) => file.kind !== null && file.unreadable === undefined).length;
		const lines: string[] = [];
		if (this.options.fixed !== undefined) lines.push(`Fixed ${counted(this.options.fixed, "finding")}.`);
		if (all.length === 0) {
			lines.push(green(`No findings in ${counted(linted, "file")}.`));
			return `${lines.join("\n")}\n`;
		}
		const counts = SEVERITIES.map((severity) => ({ severity, count: all.filter((finding) => finding.severity === severity).length }))
			.filter(({ count }) => count > 0)
			.map(({ severity, count }) => this.colorOf(severity)(severity === "info" ? `${count} info` : counted(count, severity)));
		const places = this.files.filter((file) => file.findings.length > 0).length;
		lines.push(`${bold(counts.join(", "))} in ${counted(places, "file")}${this.fixable(all)}`);
		return `${lines.join("\n")}\n`;
	}

	private fixable(findings: readonly Finding[]): string {
		const ways = findings.map((finding) => this.fixOf(finding)?.how);
		const safe = ways.filter((how) => how === "--fix").length;
		const more = ways.filter((how) => how?.startsWith("--fix=all")).length;
		if (this.patience < 0) return `; at least ${safe + more} can be fixed with --fix or --fix=all`;
		if (safe > 0 && more > 0) return `; ${safe} can be fixed with --fix, ${more} more with --fix=all`;
		if (safe > 0) return `; ${safe} can be fixed with --fix`;
		return more > 0 ? `; ${more} can be fixed with --fix=all` : "";
	}

	private colorOf(severity: Severity): (text: string) => string {
		if (severity === "error") return this.colors.red;
		return severity === "warning" ? this.colors.yellow : this.colors.blue;
	}

	private pathOf(uri: string): string {
		return printable(this.shown(this.byUri.get(uri)?.path ?? shownUri(uri, this.options.cwd)));
	}

	private shown(path: string): string {
		return path === STDIN ? "<stdin>" : path;
	}
}

/** "1 file", "2 files". */
export function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}
