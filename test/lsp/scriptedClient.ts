// lsp: an editor for tests. It speaks the real protocol with a real server, over two streams in memory.
import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import {
	type ClientCapabilities,
	type CodeAction,
	type CodeActionContext,
	CodeActionRequest,
	CodeActionResolveRequest,
	CodeActionTriggerKind,
	ConfigurationRequest,
	createConnection,
	createProtocolConnection,
	type Diagnostic,
	DiagnosticRefreshRequest,
	DidChangeTextDocumentNotification,
	DidChangeWatchedFilesNotification,
	DidCloseTextDocumentNotification,
	DidOpenTextDocumentNotification,
	type DocumentDiagnosticReport,
	DocumentDiagnosticReportKind,
	DocumentDiagnosticRequest,
	type FileChangeType,
	InitializedNotification,
	InitializeRequest,
	type InitializeResult,
	LogMessageNotification,
	type ProtocolConnection,
	PublishDiagnosticsNotification,
	type PublishDiagnosticsParams,
	type Range,
	type Registration,
	RegistrationRequest,
	ShowMessageNotification,
	StreamMessageReader,
	StreamMessageWriter,
	type TextDocumentContentChangeEvent,
	type TextEdit,
	type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { resolveUri } from "../../server/src/base/uri";
import { createKnowledge } from "../../server/src/knowledge/access";
import type { Disk, ServerHost, Timers } from "../../server/src/lsp/host";
import { startServer } from "../../server/src/lsp/server";
import { readPem } from "../../server/src/model/tls/pem";
import type { Rule } from "../../server/src/rules/define";
import { knowledge, readKnowledgeFile } from "../support/knowledge";

/** What VS Code can do, as far as it matters here. */
export const FULL: ClientCapabilities = {
	textDocument: {
		diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true },
		codeAction: {
			codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
			dataSupport: true,
			resolveSupport: { properties: ["edit"] },
		},
	},
	workspace: {
		configuration: true,
		didChangeConfiguration: { dynamicRegistration: true },
		didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
		diagnostics: { refreshSupport: true },
		workspaceFolders: true,
		workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
	},
};

/** FULL, with what VS Code can do about features. */
export const RICH: ClientCapabilities = {
	...FULL,
	textDocument: {
		...FULL.textDocument,
		completion: {
			completionItem: {
				snippetSupport: true,
				insertReplaceSupport: true,
				labelDetailsSupport: true,
				documentationFormat: ["markdown"],
			},
		},
		hover: { contentFormat: ["markdown"] },
	},
};

/** An editor of long ago: it is sent diagnostics, resolves nothing and watches nothing. */
export const SIMPLE: ClientCapabilities = {
	textDocument: {
		publishDiagnostics: { relatedInformation: true },
		codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
	},
};

export interface ClientSetup {
	readonly capabilities?: ClientCapabilities;
	/** Contents of the disk by path below the workspace folder, or absolute. */
	readonly files?: Readonly<Record<string, string>>;
	readonly folders?: readonly string[];
	readonly options?: unknown;
	/** Settings below `redisSecurityLint`. */
	readonly settings?: unknown;
	readonly rules?: readonly Rule[];
	readonly timers?: Timers;
	/** The server has no disk of its own and asks this client. */
	readonly withoutDisk?: true;
	/** The language of the editor. */
	readonly locale?: string;
	/** Is given all that the server sends, as it comes. */
	readonly tap?: (bytes: Buffer) => void;
}

export const FOLDER = "file:///work%20space";

export async function connect(setup: ClientSetup = {}): Promise<ScriptedClient> {
	const toServer = new PassThrough();
	const toClient = new PassThrough();
	const disk = new MemoryDisk(setup.files ?? {});
	if (setup.tap) toClient.on("data", setup.tap);
	const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
	let seeds = 0;
	const host: ServerHost = {
		knowledge: async (shipped) => {
			if (!setup.withoutDisk) return knowledge;
			const text = await shipped("knowledge/directives.json");
			return createKnowledge((name) => (name === "directives" ? text : readKnowledgeFile(name)));
		},
		...(!setup.withoutDisk && { disk: () => disk.methods }),
		newSeed: () => `seed ${++seeds}`,
		timers: setup.timers ?? { now: () => performance.now(), pause: () => new Promise((resolve) => setImmediate(resolve)) },
		translations: async (language) => JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, "utf8")),
		rulePages: "file:///pages/",
	};
	startServer(server, host, setup.rules);
	const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
	const client = new ScriptedClient(connection, disk, setup.settings);
	await client.initialize(setup);
	return client;
}

export function uriOf(path: string): string {
	return resolveUri(FOLDER, path);
}

/** A disk in memory that counts what is read. */
export class MemoryDisk {
	readonly texts = new Map<string, string>();
	readonly reads: string[] = [];
	readonly methods: Disk = {
		read: async (uri) => {
			this.reads.push(uri);
			const text = this.texts.get(uri);
			return text === undefined ? { state: "unreadable", reason: "missing" } : { state: "text", text };
		},
		glob: async (directory, pattern) => {
			const [before = "", after = ""] = resolveUri(directory, pattern).split("%2A");
			return [...this.texts.keys()].filter((uri) => uri.startsWith(before) && uri.endsWith(after)).sort();
		},
		resolve: resolveUri,
		pem: async (uri) => {
			const text = this.texts.get(uri) ?? "";
			return text.startsWith("-----BEGIN") ? readPem(text, { readAt: Date.now() }) : { state: "unreadable", reason: "unsupported" };
		},
		list: async (folder) => {
			const inside = [...this.texts.keys()].filter((uri) => uri.startsWith(`${folder}/`)).map((uri) => uri.slice(folder.length + 1));
			return inside.map((path) => ({ name: decodeURIComponent(path.split("/")[0] ?? ""), type: path.includes("/") ? "folder" : "file" }));
		},
	};

	constructor(files: Readonly<Record<string, string>>) {
		for (const [path, text] of Object.entries(files)) this.texts.set(uriOf(path), text);
	}
}

export class ScriptedClient {
	readonly documents = new Map<string, TextDocument>();
	readonly published: PublishDiagnosticsParams[] = [];
	readonly logged: string[] = [];
	readonly shown: string[] = [];
	readonly registered: Registration[] = [];
	initialized: InitializeResult | undefined;
	refreshes = 0;
	private readonly waiting: { readonly isDone: () => boolean; readonly resolve: () => void }[] = [];

	constructor(
		readonly connection: ProtocolConnection,
		readonly disk: MemoryDisk,
		public settings: unknown,
	) {
		connection.onNotification(PublishDiagnosticsNotification.type, (params) => this.note(this.published, params));
		connection.onNotification(LogMessageNotification.type, ({ message }) => this.note(this.logged, message));
		connection.onNotification(ShowMessageNotification.type, ({ message }) => this.note(this.shown, message));
		connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
			for (const registration of registrations) this.note(this.registered, registration);
		});
		connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ scopeUri }) => this.settingsOf(scopeUri ?? "")));
		connection.onRequest(DiagnosticRefreshRequest.type, () => {
			this.refreshes++;
			this.wake();
		});
		connection.listen();
	}

	/** Settings below `redisSecurityLint` for one address. */
	settingsOf: (uri: string) => unknown = () => this.settings;

	async initialize({ capabilities = FULL, folders = [FOLDER], options, locale }: ClientSetup): Promise<void> {
		this.initialized = await this.connection.sendRequest(InitializeRequest.type, {
			processId: null,
			rootUri: null,
			capabilities,
			workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
			initializationOptions: options,
			...(locale !== undefined && { locale }),
		});
		await this.connection.sendNotification(InitializedNotification.type, {});
	}

	/** Opens a document of the workspace folder, with what is on the disk where no text is given. */
	async open(path: string, text?: string, languageId = path.endsWith(".acl") ? "redis-acl" : "redis-conf"): Promise<string> {
		const uri = uriOf(path);
		const document = TextDocument.create(uri, languageId, 1, text ?? this.disk.texts.get(uri) ?? "");
		this.documents.set(uri, document);
		await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
			textDocument: { uri, languageId, version: 1, text: document.getText() },
		});
		return uri;
	}

	/** Types: replaces the first `find` of the document by `by`. */
	async replace(uri: string, find: string, by: string): Promise<void> {
		const document = this.document(uri);
		const at = document.getText().indexOf(find);
		if (at === -1) throw new Error(`not in the document: ${find}`);
		const range = { start: document.positionAt(at), end: document.positionAt(at + find.length) };
		await this.change(uri, [{ range, text: by }]);
	}

	async change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
		const document = this.document(uri);
		TextDocument.update(document, contentChanges, document.version + 1);
		const textDocument = { uri, version: document.version };
		await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
	}

	async close(uri: string): Promise<void> {
		this.documents.delete(uri);
		await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
	}

	/** Another program writes a file; the server is told as a watching editor would tell it. */
	async write(path: string, text: string, type: FileChangeType): Promise<void> {
		const uri = uriOf(path);
		this.disk.texts.set(uri, text);
		await this.tell({ [path]: type });
	}

	/** Tells the server of changes on the disk, by paths. */
	async tell(changed: Readonly<Record<string, FileChangeType>>): Promise<void> {
		const changes = Object.entries(changed).map(([path, type]) => ({ uri: uriOf(path), type }));
		await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
	}

	report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
		return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
			textDocument: { uri },
			...(previousResultId !== undefined && { previousResultId }),
		});
	}

	async pull(uri: string): Promise<Diagnostic[]> {
		const report = await this.report(uri);
		return report.kind === DocumentDiagnosticReportKind.Full ? report.items : [];
	}

	/** The diagnostics that were sent for the document as it is now. */
	async pushed(uri: string): Promise<Diagnostic[]> {
		const { version } = this.document(uri);
		const isOurs = (params: PublishDiagnosticsParams) => params.uri === uri && params.version === version;
		await this.until(() => this.published.some(isOurs));
		return this.published.findLast(isOurs)?.diagnostics ?? [];
	}

	async actions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
		const actions = await this.connection.sendRequest(CodeActionRequest.type, {
			textDocument: { uri },
			range,
			context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked, ...context },
		});
		return (actions ?? []) as CodeAction[];
	}

	/** The action whose title has this text. */
	async action(uri: string, range: Range, title: string, context: Partial<CodeActionContext> = {}): Promise<CodeAction> {
		const actions = await this.actions(uri, range, context);
		const found = actions.find((action) => action.title.includes(title));
		if (!found) throw new Error(`no action "${title}" among:\n${actions.map((action) => action.title).join("\n")}`);
		return found;
	}

	resolve(action: CodeAction): Promise<CodeAction> {
		return this.connection.sendRequest(CodeActionResolveRequest.type, action);
	}

	/** Does what an editor does with an edit: changes open documents, and files on disk otherwise. */
	async apply(edit: WorkspaceEdit | undefined): Promise<void> {
		if (!edit) throw new Error("there is no edit");
		for (const change of edit.documentChanges ?? []) {
			if ("kind" in change) {
				if (change.kind === "create") this.disk.texts.set(change.uri, this.disk.texts.get(change.uri) ?? "");
				continue;
			}
			const { uri, version } = change.textDocument;
			await this.edit(uri, version, change.edits as TextEdit[]);
		}
		for (const [uri, edits] of Object.entries(edit.changes ?? {})) await this.edit(uri, null, edits);
	}

	/** Waits for something that the server does by itself. */
	until(isDone: () => boolean): Promise<void> {
		return new Promise((resolve) => {
			this.waiting.push({ isDone, resolve });
			this.wake();
		});
	}

	document(uri: string): TextDocument {
		const document = this.documents.get(uri);
		if (!document) throw new Error(`not open: ${uri}`);
		return document;
	}

	private async edit(uri: string, version: number | null, edits: TextEdit[]): Promise<void> {
		const document = this.documents.get(uri);
		if (!document) {
			this.disk.texts.set(uri, TextDocument.applyEdits(TextDocument.create(uri, "", 0, this.disk.texts.get(uri) ?? ""), edits));
			return;
		}
		if (version !== null && version !== document.version)
			throw new Error(`the edit is for version ${version}, the document is at ${document.version}`);
		await this.change(uri, [{ text: TextDocument.applyEdits(document, edits) }]);
	}

	private note<T>(list: T[], item: T): void {
		list.push(item);
		this.wake();
	}

	private wake(): void {
		for (const one of this.waiting.filter(({ isDone }) => isDone())) {
			this.waiting.splice(this.waiting.indexOf(one), 1);
			one.resolve();
		}
	}
}

/** The whole of a document. */
export const EVERYWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 99999, character: 0 } };

/** Rule and line of each diagnostic, "weak-tls-protocols 3", in order. */
export function summary(diagnostics: readonly Diagnostic[]): string[] {
	return diagnostics.map(({ code, range }) => `${code} ${range.start.line}`);
}
