// cli: `redis-security-lint lint`.
import { resolve } from "node:path";
import { encode, reasonOf, uriOfPath } from "../hosts/nodeFiles";
import type { FileKind } from "../model/types";
import { type Profile, type Safety, SEVERITIES, type Severity } from "../rules/define";
import { rules } from "../rules/index";
import { useColor } from "./color";
import { ChangedMeanwhile, type Fixed, fixTargets, writeText } from "./fix";
import { EXIT, type Io, UsageError } from "./io";
import { faultsOf, type JudgedFile, type JudgeOptions, judge, type OpenedFile, openAll } from "./judge";
import { type Language, speaker } from "./languages";
import { type ChangedFile, diffReport } from "./report/diff";
import { githubReport } from "./report/github";
import { jsonReport } from "./report/json";
import { gravestOf, MOST_REPORTED } from "./report/most";
import { sarifReport } from "./report/sarif";
import { securityText } from "./report/security";
import { counted, textReport } from "./report/text";
import { Session } from "./session";
import { cannotRead, findTargets, STDIN } from "./targets";

export interface LintOptions {
	readonly format: "text" | "json" | "sarif" | "github" | "html" | "markdown";
	readonly language: Language;
	readonly server?: string;
	readonly kind?: FileKind;
	readonly fix?: Safety;
	/** Shows what the fixes would change, and writes nothing. */
	readonly diff?: boolean;
	readonly profile?: Profile;
	readonly config?: string;
	readonly stdinFilename?: string;
	readonly failOn: FailOn;
	readonly color?: boolean;
}

export type FailOn = "error" | "warning" | "info" | "never";

export async function lintCommand(paths: readonly string[], options: LintOptions, io: Io): Promise<number> {
	if (options.language !== "en" && options.format !== "html" && options.format !== "markdown")
		throw new UsageError("--language is for the security report. Say --format html or --format markdown too.");
	if (options.diff && !options.fix) throw new UsageError("--diff shows what fixes would change. Say --fix or --fix=all too.");
	if (options.diff && options.format !== "text") throw new UsageError("--diff is a format of its own. Leave out --format.");
	const session = await Session.start(io, options);
	const { files, knowledge } = session;
	const { kind, stdinFilename, config, fix } = options;
	if (config === "") throw new UsageError("--config needs the path of a project file.");
	const request = { paths, ...(kind && { kind }), ...(stdinFilename !== undefined && { stdinFilename }) };
	const { files: targets, folders } = await findTargets(request, io, files, knowledge, (message) => session.complain(message));
	for (const { path, unreadable } of targets) if (unreadable !== undefined) session.complain(cannotRead(path, unreadable));

	const judging: JudgeOptions = {
		service: session.service,
		flags: session.flags,
		...(config !== undefined && { project: uriOfPath(resolve(io.cwd, config)) }),
		directory: uriOfPath(io.cwd),
		cwd: io.cwd,
		folders,
		seed: session.seed,
		...(kind && { kindGiven: true }),
	};
	let opened: readonly OpenedFile[] = await openAll(targets, judging);
	tellOfOthers(opened, io);
	for (const fault of faultsOf(opened)) await session.complainOfSettings(fault);

	let fixed: Fixed | undefined;
	if (fix) {
		fixed = await fixTargets(opened, () => openAll(targets, judging), files, fix, session.seed);
		opened = fixed.opened;
		if (options.diff) return showFixed(fixed, options, session);
		await writeFixed(fixed, session);
	}
	const judged = judge(opened, judging);
	// Programs read all of it.
	const { files: reported, left } = gravestOf(judged, options.format === "json" ? Number.POSITIVE_INFINITY : MOST_REPORTED);
	if (left > 0) {
		io.stderr.write(`redis-security-lint: ${left} more findings are left out of the report, which holds the ${MOST_REPORTED} gravest.\n`);
	}
	report(reported, opened, fixed, options, session);
	if (session.trouble) return EXIT.trouble;
	return judged.some((file) => file.findings.some((finding) => counts(finding.severity, options.failOn))) ? EXIT.findings : EXIT.clean;
}

/** What the fixes change, and nothing is written. */
async function showFixed({ opened, texts, count }: Fixed, { color }: LintOptions, session: Session): Promise<number> {
	const { files, io, knowledge } = session;
	const changed: ChangedFile[] = [];
	for (const { uri, path, kind } of opened.map(({ target }) => target)) {
		const [before, after] = [await files.original(uri), texts.get(uri)];
		if (kind === null || before.state !== "text" || after === undefined || after === before.text) continue;
		changed.push({ path: path === STDIN ? "<stdin>" : path, kind, before: before.text, after });
	}
	io.stdout.write(diffReport(changed, knowledge, useColor(color, io.stdout, io.env) ? "color" : "plain"));
	const would = `${counted(count, "finding")} would be fixed in ${counted(changed.length, "file")}. Nothing was written.`;
	io.stderr.write(changed.length > 0 ? `${would}\n` : "Nothing would be changed.\n");
	if (session.trouble) return EXIT.trouble;
	return changed.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Files are written; what came from standard input goes to standard output, changed or not. */
async function writeFixed({ opened, texts }: Fixed, session: Session): Promise<void> {
	const { files, io } = session;
	for (const { uri, path, from } of opened.map(({ target }) => target)) {
		const text = texts.get(uri);
		if (from === "stdin") {
			const before = await files.original(uri);
			if (before.state === "text") io.stdout.write(encode(text ?? before.text, before.latin1 ?? false));
		} else if (text !== undefined) {
			try {
				await writeText(uri, text, files);
			} catch (error) {
				session.complain(`${path} cannot be written: ${whyNotWritten(error)}`);
			}
		}
	}
}

function whyNotWritten(error: unknown): string {
	if (error instanceof ChangedMeanwhile) return "somebody changed it since it was read. Run this again.";
	if (reasonOf(error) === "denied") return "you have no permission. Run this as a user who has, or change its mode.";
	return `${(error as NodeJS.ErrnoException).code ?? "the system gave an error"}. Nothing was changed.`;
}

/** Where standard output holds a fixed file, the findings go to standard error. */
function report(
	judged: readonly JudgedFile[],
	opened: readonly OpenedFile[],
	fixed: Fixed | undefined,
	options: LintOptions,
	session: Session,
): void {
	const { io } = session;
	const { language } = options;
	const output = fixed && opened.some(({ target }) => target.from === "stdin") ? io.stderr : io.stdout;
	const writable = new Set(opened.filter(({ target }) => target.kind !== null).map(({ target }) => target.uri));
	const asText = () =>
		textReport(judged, {
			cwd: io.cwd,
			knowledge: session.knowledge,
			color: useColor(options.color, output, io.env) ? "color" : "plain",
			...(output.columns !== undefined && { columns: output.columns }),
			...(fixed && { fixed: fixed.count }),
			writable: (uri) => writable.has(uri),
		});
	const asReport = (format: "html" | "markdown") =>
		securityText(opened, judged, { format, cwd: io.cwd, rules, seed: session.seed, now: new Date(), language, speak: speaker(language) });
	const formats: Readonly<Record<LintOptions["format"], () => Iterable<string>>> = {
		text: () => [asText()],
		json: () => jsonReport(judged, io.cwd),
		sarif: () => [sarifReport(judged, { cwd: io.cwd, version: io.version(), rules })],
		github: () => [githubReport(judged, io.cwd)],
		html: () => [asReport("html")],
		markdown: () => [asReport("markdown")],
	};
	for (const piece of formats[options.format]()) output.write(piece);
}

function tellOfOthers(opened: readonly OpenedFile[], io: Io): void {
	if (opened.length === 0)
		io.stderr.write("redis-security-lint: no Redis files were found here. Name a file to lint it whatever it is called.\n");
	for (const { path, kind, unreadable } of opened.map(({ target }) => target)) {
		if (kind !== null || unreadable !== undefined) continue;
		io.stderr.write(
			`redis-security-lint: ${path} does not look like a file of Redis, so nothing is said about it. If it is one, say so with --kind.\n`,
		);
	}
}

function counts(severity: Severity, failOn: FailOn): boolean {
	return failOn !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
