// lsp: findings of files that nobody has open. A client asks for them again and again; its question is kept until there is something new to say.
import {
	type CancellationToken,
	type Connection,
	type Diagnostic,
	DocumentDiagnosticReportKind,
	type ResultProgressReporter,
	type WorkDoneProgressReporter,
	type WorkspaceDiagnosticParams,
	type WorkspaceDiagnosticReport,
	type WorkspaceDiagnosticReportPartialResult,
	type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { say } from "../../base/say";
import { isInside, normalizeUri } from "../../base/uri";
import type { View } from "../../service/view";
import type { Abilities } from "../abilities";
import type { Candidates } from "../documents/candidates";
import type { OpenDocuments, Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { WorkspaceFiles } from "../files/files";
import { type RedisFiles, SEARCH_LIMITS } from "../files/redisFiles";
import type { Timers } from "../host";
import type { Speak } from "../language";
import { Abandoned } from "../schedule";
import type { EditorSettings } from "../settings";
import type { Workspace } from "../workspace";
import type { Diagnostics } from "./diagnostics";
import { resultIdOf } from "./resultId";

export interface WorkspaceDiagnosticsParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly candidates: Candidates;
	readonly diagnostics: Diagnostics;
	readonly documents: OpenDocuments;
	readonly faults: Faults;
	readonly files: WorkspaceFiles;
	readonly redisFiles: RedisFiles;
	readonly settings: EditorSettings;
	readonly speak: Speak;
	readonly timers: Timers;
	readonly views: Views;
	readonly workspace: Pick<Workspace, "folders">;
}

/** What is kept of a file that was checked: not its findings, only how to see that they are still the same. */
interface Checked {
	readonly resultId: string;
	/** What held for all files when it was checked. */
	readonly context: number;
	/** How often each file that it depends on had changed. */
	readonly generations: ReadonlyMap<string, number>;
}

type Report = WorkspaceDocumentDiagnosticReport;

/** A person sees what is found this often, at least, while a large workspace is checked. */
const PART_MS = 200;
/** Work that is done sooner needs no progress bar. */
const PATIENCE_MS = 1000;
const ROUNDS = 3;

export class WorkspaceDiagnostics {
	private readonly checked = new Map<string, Checked>();
	private readonly sleeping = new Set<() => void>();
	/** Documents that were closed since the last look, with the client's spelling. */
	private readonly closed = new Map<string, string>();
	/** Grows with everything that may change the findings of any file. */
	private context = 0;
	/** Grows with everything that is worth another look. */
	private changes = 0;
	/** What `changes` was when a person stopped the work. */
	private stoppedAt: number | undefined;
	private isToldOfLimit = false;

	constructor(private readonly parts: WorkspaceDiagnosticsParts) {}

	register(): void {
		const { abilities, connection, faults } = this.parts;
		if (!abilities.pullsDiagnostics) return;
		connection.languages.diagnostics.onWorkspace((params, token, done, partial) => {
			const answer = faults.guard("workspace/diagnostic", (asked: WorkspaceDiagnosticParams, cancelled) =>
				this.answer(asked, cancelled, done, partial),
			);
			return answer(params, token);
		});
	}

	/** A setting, a folder, trust, a project file, or which files there are. */
	everythingChanged(): void {
		this.context++;
		this.wake();
	}

	/** One file is another now, on the disk or in the editor. */
	fileChanged(uri: string): void {
		for (const { generations } of this.checked.values()) {
			if (!generations.has(uri)) continue;
			this.wake();
			return;
		}
	}

	/** The client still shows what it was told of the document while that was open, and counts on being told what holds now. */
	documentClosed(uri: string, spelling: string): void {
		this.closed.set(uri, spelling);
		this.wake();
	}

	private wake(): void {
		this.changes++;
		for (const resume of [...this.sleeping]) resume();
	}

	/** Answers at once where something is new to the client, else as soon as something is. */
	private async answer(
		{ previousResultIds, workDoneToken }: WorkspaceDiagnosticParams,
		token: CancellationToken,
		done: WorkDoneProgressReporter,
		partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
	): Promise<WorkspaceDiagnosticReport> {
		const pass = new Pass(previousResultIds, partial, this.parts.timers);
		for (let rounds = 1; ; rounds++) {
			const before = this.changes;
			if (this.stoppedAt !== before)
				await this.round(pass, new Progress(this.parts, workDoneToken === undefined ? undefined : done, token));
			if (token.isCancellationRequested) throw new Abandoned();
			// What has changed on the way is looked at once more, but somebody who types all the time is not waited for.
			if (this.changes !== before && rounds < ROUNDS) continue;
			if (pass.isNews) return { items: pass.rest() };
			if (this.changes === before) await this.sleep(token);
		}
	}

	private async round(pass: Pass, progress: Progress): Promise<void> {
		const before = this.changes;
		try {
			await this.check(pass, progress);
		} catch (error) {
			// A file has changed while it was checked: what was found before is as good as it was.
			if (!(error instanceof Abandoned)) throw error;
		} finally {
			progress.end();
		}
		if (progress.isStopped) this.stoppedAt = before;
	}

	private async check(pass: Pass, progress: Progress): Promise<void> {
		const wanted = await this.wanted(this.parts.workspace.folders);
		for (const uri of this.checked.keys()) if (!wanted.has(uri)) this.checked.delete(uri);
		for (const uri of pass.known()) if (!wanted.has(uri)) pass.add({ ...EMPTY, uri });
		for (const [uri, spelling] of this.closed) {
			this.closed.delete(uri);
			if (wanted.has(uri)) pass.forget(uri);
			else if (!this.parts.documents.get(uri)) pass.add({ ...EMPTY, uri: spelling });
		}
		let number = 0;
		for (const uri of wanted) {
			await progress.step(number++, wanted.size);
			if (progress.isStopped) return;
			pass.add(await this.report(uri, pass.resultIdOf(uri)));
		}
	}

	/** The files that are checked: of each folder whose settings say so. */
	private async wanted(folders: readonly string[]): Promise<ReadonlySet<string>> {
		const { redisFiles, settings } = this.parts;
		const asked = await Promise.all(folders.map(async (folder) => ((await settings.checksWorkspace(folder)) ? [folder] : [])));
		const found = await redisFiles.in(asked.flat());
		if (!found.isComplete && found.uris.length > 0) this.tellOfLimit();
		const off = folders.filter((folder) => !asked.flat().includes(folder));
		const inner = (uri: string, among: readonly string[]) =>
			Math.max(0, ...among.filter((folder) => isInside(uri, folder)).map(({ length }) => length));
		return new Set(found.uris.filter((uri) => inner(uri, asked.flat()) > inner(uri, off)));
	}

	/** Open documents too: a client may have them open where nobody sees them, and then does not ask for them. */
	private async report(uri: string, known: string | undefined): Promise<Report> {
		const { context } = this;
		const { diagnostics, documents, views } = this.parts;
		const version = documents.get(uri)?.version ?? null;
		const checked = this.checked.get(uri);
		if (checked && checked.resultId === known && this.isCurrent(checked)) return unchanged(uri, version, checked.resultId);
		const items = await diagnostics.of(uri);
		const view = views.last(uri);
		if (!documents.get(uri)) views.forget(uri);
		const resultId = resultIdOf(items);
		this.note(uri, { resultId, context, generations: this.generations(uri, view) });
		if (resultId === known) return unchanged(uri, version, resultId);
		return { kind: DocumentDiagnosticReportKind.Full, uri: documents.spelling(uri), version, resultId, items };
	}

	/** A file that leads to others than before changes what these are judged in. */
	private note(uri: string, now: Checked): void {
		const before = this.checked.get(uri);
		this.checked.set(uri, now);
		if (!before) return;
		const came = [...now.generations.keys()].filter((file) => !before.generations.has(file));
		const went = [...before.generations.keys()].filter((file) => !now.generations.has(file));
		for (const file of [...came, ...went]) {
			if (file !== uri && this.checked.delete(file)) this.changes++;
		}
	}

	private generations(uri: string, view: View | undefined): ReadonlyMap<string, number> {
		const { files } = this.parts;
		const needed = new Set([uri, ...(view?.servers ?? []).flatMap(({ snapshot }) => [...snapshot.files.keys()])]);
		return new Map([...needed].map((file) => [file, files.generation(file)]));
	}

	private isCurrent({ context, generations }: Checked): boolean {
		return context === this.context && [...generations].every(([file, generation]) => this.parts.files.generation(file) === generation);
	}

	private sleep(token: CancellationToken): Promise<void> {
		return new Promise((resolve) => {
			const cancelled = token.onCancellationRequested(() => resume());
			const resume = () => {
				this.sleeping.delete(resume);
				cancelled.dispose();
				resolve();
			};
			this.sleeping.add(resume);
		});
	}

	private tellOfLimit(): void {
		if (this.isToldOfLimit) return;
		this.isToldOfLimit = true;
		const { characters, files, folders } = SEARCH_LIMITS;
		const millions = characters / 1_000_000;
		this.parts.connection.console.info(
			this.parts.speak(
				say`Of each workspace folder, ${files} files in the first ${folders} folders are checked while they are not open, and ${millions} million characters in all. There are more here. Open a file to check it too; the command line checks all of them.`,
			),
		);
	}
}

const EMPTY: { kind: typeof DocumentDiagnosticReportKind.Full; version: null; items: Diagnostic[] } = {
	kind: DocumentDiagnosticReportKind.Full,
	version: null,
	items: [],
};

function unchanged(uri: string, version: number | null, resultId: string): Report {
	return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
}

/** What one answer gives the client: in parts where it takes parts. */
class Pass {
	isNews = false;
	/** What the client has by now, by addresses in the one form. */
	private readonly results = new Map<string, string>();
	private readonly spellings = new Map<string, string>();
	private readonly told = new Set<string>();
	private waiting = new Map<string, Report>();
	private sentAt: number;

	constructor(
		before: WorkspaceDiagnosticParams["previousResultIds"],
		private readonly partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
		private readonly timers: Timers,
	) {
		for (const { uri, value } of before) {
			this.results.set(normalizeUri(uri), value);
			this.spellings.set(normalizeUri(uri), uri);
		}
		this.sentAt = timers.now();
	}

	known(): string[] {
		return [...this.results.keys()];
	}

	resultIdOf(uri: string): string | undefined {
		return this.results.get(uri);
	}

	/** What the client was told before does not count any more. */
	forget(uri: string): void {
		this.results.delete(uri);
		this.told.delete(uri);
	}

	add(report: Report): void {
		const { kind, resultId } = report;
		const uri = normalizeUri(report.uri);
		if (kind === DocumentDiagnosticReportKind.Full) {
			this.isNews = true;
			if (resultId === undefined) this.results.delete(uri);
			else this.results.set(uri, resultId);
		} else if (this.told.has(uri)) return;
		this.told.add(uri);
		this.waiting.set(uri, { ...report, uri: this.spellings.get(uri) ?? report.uri });
		if (!this.partial || !this.isNews || this.timers.now() - this.sentAt < PART_MS) return;
		this.partial.report({ items: this.rest() });
		this.sentAt = this.timers.now();
	}

	/** What was not sent yet. */
	rest(): Report[] {
		const items = [...this.waiting.values()];
		this.waiting = new Map();
		return items;
	}
}

/** A bar in the client for work that takes longer; the person can stop it there. */
class Progress {
	isStopped = false;
	private readonly start: number;
	private bar: WorkDoneProgressReporter | undefined;
	private isBegun = false;

	constructor(
		private readonly parts: Pick<WorkspaceDiagnosticsParts, "abilities" | "connection" | "speak" | "timers">,
		given: WorkDoneProgressReporter | undefined,
		private readonly token: CancellationToken,
	) {
		this.start = parts.timers.now();
		this.bar = given;
	}

	/** @throws Abandoned once the client has cancelled its question. */
	async step(number: number, all: number): Promise<void> {
		const { speak, timers } = this.parts;
		await timers.pause();
		if (this.token.isCancellationRequested) throw new Abandoned();
		if (!this.isBegun && (this.bar || timers.now() - this.start >= PATIENCE_MS)) await this.begin();
		this.bar?.report(Math.floor((number / all) * 100), speak(say`${number} of ${all}`));
	}

	end(): void {
		if (this.isBegun) this.bar?.done();
	}

	private async begin(): Promise<void> {
		const { abilities, connection, speak } = this.parts;
		this.isBegun = true;
		if (!this.bar) {
			if (!abilities.showsProgress) return;
			const made = await connection.window.createWorkDoneProgress();
			made.token.onCancellationRequested(() => {
				this.isStopped = true;
			});
			this.bar = made;
		}
		this.bar.begin(speak(say`Checking Redis files`), 0, undefined, true);
	}
}
