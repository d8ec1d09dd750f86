// client: the command "Redis: Show who may do what". A table of users and commands beside the file; the language server works it out.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ExportPermissionsRequest, PermissionsRequest } from "./protocol";
import { activeRedisUri, isRedisDocument } from "./redisDocument";
import { addressesOf, askWhereToSave, panelOptions, reveal } from "./webviewPanel";
import { permissionsHtml } from "./webviews/permissions/html";
import type { FromPage, SaveFormat, ToPage } from "./webviews/permissions/messages";
import { permissionWords } from "./webviews/permissions/words";

const VIEW = "redisSecurityLint.permissions";
/** Typing is waited for before the table is made again. */
const PAUSE = 400;

/** `uri` and `user` are given where the line above a user is clicked, `uri` by the button; the palette means the file that is looked at. */
export async function showPermissions(client: BaseLanguageClient, uri?: unknown, user?: unknown): Promise<void> {
	const document = typeof uri === "string" ? vscode.Uri.parse(uri) : uri instanceof vscode.Uri ? uri : undefined;
	await tablesOf.get(client)?.open(document, typeof user === "string" ? user : undefined);
}

const tablesOf = new WeakMap<BaseLanguageClient, Tables>();

/** Keeps the tables that are open, and those that VS Code opens again with the window. */
export function keepPermissions(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
	const tables = new Tables(context, client);
	tablesOf.set(client, tables);
	context.subscriptions.push(
		vscode.window.registerWebviewPanelSerializer(VIEW, {
			deserializeWebviewPanel: async (panel, state) => {
				const file = (state as { file?: unknown } | undefined)?.file;
				if (typeof file === "string") tables.adopt(panel, vscode.Uri.parse(file));
				else panel.dispose();
			},
		}),
		vscode.workspace.onDidChangeTextDocument(({ document }) => {
			if (isRedisDocument(document)) tables.changed();
		}),
	);
}

class Tables {
	private readonly open_ = new Map<string, Table>();
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		private readonly context: vscode.ExtensionContext,
		private readonly client: BaseLanguageClient,
	) {}

	async open(uri: vscode.Uri | undefined, user: string | undefined): Promise<void> {
		const document = uri ?? activeRedisUri();
		if (!document) {
			await vscode.window.showInformationMessage(vscode.l10n.t("Open a redis.conf or an ACL file first: its users are shown."));
			return;
		}
		const known = this.open_.get(document.toString());
		if (known) {
			known.show(user);
			return;
		}
		const title = vscode.l10n.t("Permissions: {0}", nameOf(document));
		const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
		this.adopt(vscode.window.createWebviewPanel(VIEW, title, column, panelOptions(this.context.extensionUri)), document, user);
	}

	adopt(panel: vscode.WebviewPanel, document: vscode.Uri, user?: string): void {
		panel.webview.options = panelOptions(this.context.extensionUri);
		const key = document.toString();
		this.open_.set(key, new Table(panel, document, this.client, this.context.extensionUri, user));
		panel.onDidDispose(() => this.open_.delete(key));
	}

	/** Any file may be one that the users of another depend on. */
	changed(): void {
		clearTimeout(this.timer);
		if (this.open_.size === 0) return;
		this.timer = setTimeout(() => {
			for (const table of this.open_.values()) void table.update();
		}, PAUSE);
	}
}

class Table {
	constructor(
		private readonly panel: vscode.WebviewPanel,
		private readonly document: vscode.Uri,
		private readonly client: BaseLanguageClient,
		extension: vscode.Uri,
		private user: string | undefined,
	) {
		const { webview } = panel;
		webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
		webview.html = permissionsHtml({
			...addressesOf("permissions", webview, extension),
			words: permissionWords(vscode.l10n),
			file: document.toString(),
		});
	}

	show(user: string | undefined): void {
		this.user = user;
		this.panel.reveal(undefined, false);
		void this.update();
	}

	async update(): Promise<void> {
		const { user } = this;
		this.user = undefined;
		await this.panel.webview.postMessage(await this.answer(user));
	}

	private async answer(user: string | undefined): Promise<ToPage> {
		const uri = this.document.toString();
		try {
			const matrix = await this.client.sendRequest(PermissionsRequest, { uri, ...(user !== undefined && { user }) });
			if (matrix) {
				const words = permissionWords(vscode.l10n);
				return { type: "matrix", matrix, words, file: uri, name: nameOf(this.document), ...(user !== undefined && { user }) };
			}
			return {
				type: "nothing",
				why: vscode.l10n.t(
					"The users of this file are not known: it is no redis.conf or ACL file, or a file that it names cannot be read.",
				),
			};
		} catch {
			return { type: "nothing", why: vscode.l10n.t("The language server did not answer. Its output says why.") };
		}
	}

	private receive(message: FromPage): void {
		if (message.type === "ready") void this.update();
		else if (message.type === "reveal") void reveal(message.at);
		else void this.save(message.format, message.users, message.commands);
	}

	private async save(format: SaveFormat, users: readonly string[], commands: readonly string[]): Promise<void> {
		const answer = await this.client.sendRequest(ExportPermissionsRequest, { uri: this.document.toString(), format, users, commands });
		if (!answer) return;
		const as = format === "csv" ? { kind: "CSV", name: "permissions.csv" } : { kind: "Markdown", name: "permissions.md" };
		const target = await askWhereToSave(this.document, as);
		if (!target) return;
		await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(answer.text));
		await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Active, preview: false });
	}
}

function nameOf({ path }: vscode.Uri): string {
	return path.slice(path.lastIndexOf("/") + 1);
}
