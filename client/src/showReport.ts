// client: the commands "Redis: Show security report" of a file and of the workspace. The language server works it out and makes the edits.
import * as vscode from "vscode";
import { type BaseLanguageClient, ProgressType } from "vscode-languageclient";
import { languageOfWords } from "./language";
import { ReportFixRequest, SaveReportRequest, SecurityReportRequest } from "./protocol";
import { activeRedisUri, isRedisDocument } from "./redisDocument";
import { RULE_PAGES } from "./rulePages";
import { addressesOf, askWhereToSave, newNonce, panelOptions, reveal } from "./webviewPanel";
import { reportPage } from "./webviews/report/html";
import type { FromPage, PageAction, SaveFormat, ToPage } from "./webviews/report/messages";
import { reportWords } from "./webviews/report/words";

const VIEW = "redisSecurityLint.report";
/** Typing is waited for before the report is made again. */
const PAUSE = 800;
/** Lines of a question that fit on a screen. */
const MOST_LINES = 14;

const reportsOf = new WeakMap<BaseLanguageClient, Reports>();

/** `uri` is given by the button; the palette means the file that is looked at, and without one the workspace. */
export async function showSecurityReport(client: BaseLanguageClient, uri?: unknown): Promise<void> {
	const given = typeof uri === "string" ? vscode.Uri.parse(uri) : uri instanceof vscode.Uri ? uri : activeRedisUri();
	await reportsOf.get(client)?.open(given);
}

export async function showWorkspaceSecurityReport(client: BaseLanguageClient): Promise<void> {
	await reportsOf.get(client)?.open(undefined);
}

/** Keeps the reports that are open, and those that VS Code opens again with the window. */
export function keepReports(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
	const reports = new Reports(context, client);
	reportsOf.set(client, reports);
	context.subscriptions.push(
		vscode.window.registerWebviewPanelSerializer(VIEW, {
			deserializeWebviewPanel: async (panel, state) => {
				const file = (state as { file?: unknown } | undefined)?.file;
				if (typeof file === "string") reports.adopt(panel, vscode.Uri.parse(file));
				else if (file === null) reports.adopt(panel, undefined);
				else panel.dispose();
			},
		}),
		vscode.workspace.onDidChangeTextDocument(({ document }) => {
			if (isRedisDocument(document)) reports.changed();
		}),
	);
}

class Reports {
	private readonly open_ = new Map<string, Report>();
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		private readonly context: vscode.ExtensionContext,
		private readonly client: BaseLanguageClient,
	) {}

	async open(document: vscode.Uri | undefined): Promise<void> {
		const known = this.open_.get(keyOf(document));
		if (known) {
			known.show();
			return;
		}
		const title = vscode.l10n.t("Security report: {0}", nameOf(document));
		const viewColumn = document ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
		this.adopt(
			vscode.window.createWebviewPanel(VIEW, title, { viewColumn, preserveFocus: false }, panelOptions(this.context.extensionUri)),
			document,
		);
	}

	adopt(panel: vscode.WebviewPanel, document: vscode.Uri | undefined): void {
		panel.webview.options = panelOptions(this.context.extensionUri);
		const key = keyOf(document);
		const report = new Report(panel, document, this.client, this.context.extensionUri);
		this.open_.set(key, report);
		panel.onDidDispose(() => {
			report.dispose();
			this.open_.delete(key);
		});
	}

	/** Any file may be one that another depends on. That of the workspace is made again when somebody wants it. */
	changed(): void {
		clearTimeout(this.timer);
		if (this.open_.size === 0) return;
		this.timer = setTimeout(() => {
			for (const report of this.open_.values()) if (report.isOfFile) void report.update();
		}, PAUSE);
	}
}

class Report {
	private making: vscode.CancellationTokenSource | undefined;

	constructor(
		private readonly panel: vscode.WebviewPanel,
		private readonly document: vscode.Uri | undefined,
		private readonly client: BaseLanguageClient,
		extension: vscode.Uri,
	) {
		const { webview } = panel;
		webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
		webview.html = reportPage({
			...addressesOf("report", webview, extension),
			title: vscode.l10n.t("Security report"),
			...(document && { file: document.toString() }),
		});
	}

	get isOfFile(): boolean {
		return this.document !== undefined;
	}

	dispose(): void {
		this.making?.cancel();
	}

	show(): void {
		this.panel.reveal(undefined, false);
		void this.update();
	}

	async update(): Promise<void> {
		this.making?.cancel();
		const making = new vscode.CancellationTokenSource();
		this.making = making;
		const busy = this.document
			? vscode.l10n.t("The report is being made …")
			: vscode.l10n.t("The Redis files of the workspace are being judged …");
		await this.post({ type: "busy", text: busy });
		const answer = await this.answer(making.token);
		if (this.making !== making) return;
		this.making = undefined;
		await this.post(answer);
	}

	private async answer(token: vscode.CancellationToken): Promise<ToPage> {
		const hasWorkspace = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
		if (!this.document && !hasWorkspace) return nothing(vscode.l10n.t("No folder is open, and no Redis file."), ["open", "example"]);
		try {
			const report = this.document
				? await this.client.sendRequest(SecurityReportRequest, this.asked(), token)
				: await this.withProgress(
						(asked, stop) => this.client.sendRequest(SecurityReportRequest, { ...this.asked(), ...asked }, stop),
						token,
					);
			if (report.servers.length > 0) {
				const file = this.document && { file: this.document.toString() };
				return { type: "report", report, words: reportWords(vscode.l10n), hasWorkspace, ...file };
			}
			const [left] = report.left;
			if (left)
				return nothing(
					vscode.l10n.t("{0}: {1}", left.path, reportWords(vscode.l10n)[left.why]),
					hasWorkspace ? ["again", "workspace"] : ["again"],
				);
			return nothing(
				vscode.l10n.t(
					"There is no redis.conf, no sentinel.conf and no ACL file in this workspace. Open the folder that has them, or try an example.",
				),
				["open", "example"],
			);
		} catch {
			if (token.isCancellationRequested) return nothing(vscode.l10n.t("The work was stopped, so there is no report."), ["again"]);
			return nothing(vscode.l10n.t("The language server did not answer. Its output says why."), ["again"]);
		}
	}

	private asked() {
		const uri = this.document && { uri: this.document.toString() };
		const name = this.document ? undefined : { name: nameOf(undefined) };
		return { made: now(), ...uri, ...name };
	}

	/** A bar that can be stopped. */
	private withProgress<T>(
		ask: (asked: { progress: string }, token: vscode.CancellationToken) => Promise<T>,
		outer: vscode.CancellationToken,
	): Promise<T> {
		const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: vscode.l10n.t("Security report") };
		return Promise.resolve(
			vscode.window.withProgress(options, async (bar, stopped) => {
				const token = newNonce();
				const making = this.making;
				stopped.onCancellationRequested(() => making?.cancel());
				let before = 0;
				const listening = this.client.onProgress(new ProgressType<{ done: number; all: number }>(), token, ({ done, all }) => {
					const share = all === 0 ? 0 : (done / all) * 100;
					bar.report({ increment: share - before, message: vscode.l10n.t("{0} of {1} files", done, all) });
					before = share;
				});
				try {
					return await ask({ progress: token }, outer);
				} finally {
					listening.dispose();
				}
			}),
		);
	}

	private receive(message: FromPage): void {
		if (message.type === "ready") void this.update();
		else if (message.type === "reveal") void reveal(message.at);
		else if (message.type === "rule") void showRule(message.rule);
		else if (message.type === "save") void this.save(message.format);
		else if (message.type === "fix") void this.fix(message);
		else void this.act(message.action);
	}

	private async act(action: PageAction): Promise<void> {
		if (action === "again") await this.update();
		else if (action === "workspace") await vscode.commands.executeCommand("redisSecurityLint.showWorkspaceSecurityReport");
		else if (action === "example") await vscode.commands.executeCommand("redisSecurityLint.tryExample");
		else await vscode.commands.executeCommand("workbench.action.files.openFileFolder");
	}

	private async save(format: SaveFormat): Promise<void> {
		const as = format === "html" ? { kind: "HTML", name: "security-report.html" } : { kind: "Markdown", name: "security-report.md" };
		const target = await askWhereToSave(this.document, as);
		if (!target) return;
		const { text } = await this.client.sendRequest(SaveReportRequest, { ...this.asked(), format, language: languageOfWords() });
		await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
		await this.post({ type: "said", text: vscode.l10n.t("Saved as {0}.", nameOf(target)) });
		if (format === "markdown") await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Active, preview: false });
	}

	/** What may refuse clients is shown before it is done, line by line. */
	private async fix({ root, versions, what }: FromPage & { type: "fix" }): Promise<void> {
		const asked = { root, versions, what };
		const preview = await this.client.sendRequest(ReportFixRequest, { ...asked, step: "preview" });
		if (preview.state !== "preview") {
			await this.say(preview.state);
			return;
		}
		if (preview.safety !== "safe") {
			const change = vscode.l10n.t("Change it");
			const question = vscode.l10n.t("This may refuse clients that get in today. These lines are changed:");
			const detail = changesInWords(preview.changes);
			if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, change)) !== change) return;
		}
		const { state } = await this.client.sendRequest(ReportFixRequest, { ...asked, step: "apply" });
		await this.say(state === "preview" ? "nothing" : state);
	}

	private async say(state: "applied" | "nothing" | "changed" | "refused"): Promise<void> {
		const words = {
			applied: vscode.l10n.t("Changed. Save the file to keep it."),
			nothing: vscode.l10n.t("There is nothing left to change."),
			changed: vscode.l10n.t("The file has changed since, so nothing was done. The report is made again."),
			refused: vscode.l10n.t("VS Code could not change the file. It may be read-only."),
		};
		if (state !== "refused") await this.update();
		await this.post({ type: "said", text: words[state] });
	}

	private async post(message: ToPage): Promise<void> {
		await this.panel.webview.postMessage(message);
	}
}

function nothing(why: string, actions: readonly PageAction[]): ToPage {
	const titles: Readonly<Record<PageAction, string>> = {
		again: vscode.l10n.t("Try again"),
		workspace: vscode.l10n.t("Report of the workspace"),
		example: vscode.l10n.t("Open an unsafe example"),
		open: vscode.l10n.t("Open …"),
	};
	return { type: "nothing", why, actions: actions.map((action) => ({ action, title: titles[action] })) };
}

/** "redis.conf:5: protected-mode no → protected-mode yes". */
function changesInWords(changes: readonly { path: string; line: number; before: readonly string[]; after: readonly string[] }[]): string {
	const lines = changes.flatMap(({ path, line, before, after }) => [
		`${path}:${line + 1}`,
		...before.map((text) => `  − ${text}`),
		...after.map((text) => `  + ${text}`),
	]);
	if (lines.length <= MOST_LINES) return lines.join("\n");
	return [...lines.slice(0, MOST_LINES), vscode.l10n.t("… and {0} more lines", lines.length - MOST_LINES)].join("\n");
}

async function showRule(rule: string): Promise<void> {
	await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(`${RULE_PAGES}${rule}.md`));
}

function keyOf(document: vscode.Uri | undefined): string {
	return document?.toString() ?? "";
}

function nameOf(document: vscode.Uri | undefined): string {
	if (document) return document.path.slice(document.path.lastIndexOf("/") + 1);
	return vscode.workspace.name ?? vscode.l10n.t("{0} folders", vscode.workspace.workspaceFolders?.length ?? 0);
}

/** "2026-11-21 05:00 UTC": the same for everybody who reads it. */
function now(): string {
	return `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
