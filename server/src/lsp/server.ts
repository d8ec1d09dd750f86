// lsp: the language server. Puts the parts together and tells each what has happened.
import {
	CodeActionKind,
	CodeLensRefreshRequest,
	type Connection,
	DidChangeConfigurationNotification,
	FileChangeType,
	FileOperationPatternKind,
	type InitializeParams,
	type InitializeResult,
	PositionEncodingKind,
	TextDocumentSyncKind,
} from "vscode-languageserver";
import { nameOfUri, normalizeUri } from "../base/uri";
import type { Rule } from "../rules/define";
import { rules as allRules } from "../rules/index";
import { PROJECT_FILE } from "../service/service";
import { type Abilities, readAbilities } from "./abilities";
import { Diagnostics, SOURCE } from "./diagnostics/diagnostics";
import { WorkspaceDiagnostics } from "./diagnostics/workspaceDiagnostics";
import { Candidates } from "./documents/candidates";
import { OpenDocuments, Views } from "./documents/documents";
import { lazyService, openView } from "./documents/opening";
import { ChosenRoots } from "./documents/roots";
import { Faults } from "./faults";
import { featureCapabilities, registerFeatures } from "./features";
import { WorkspaceFiles } from "./files/files";
import { RedisFiles } from "./files/redisFiles";
import { Watching } from "./files/watching";
import type { ServerHost } from "./host";
import { readLanguage, type Speak } from "./language";
import {
	ChangedNotification,
	ChooseRootNotification,
	EncodingNotification,
	ReadFileRequest,
	TrustedNotification,
} from "./ownClient/protocol";
import { registerRequests } from "./ownClient/requests";
import { CodeActions, FIX_ALL_KIND } from "./requests/codeActions";
import { registerCodeLens } from "./requests/codeLens";
import { EditorSettings, SECTION } from "./settings";
import { Workspace } from "./workspace";

/** Serves one client over `connection`, until it says goodbye. */
export function startServer(connection: Connection, host: ServerHost, rules: readonly Rule[] = allRules): void {
	const initialized = new Promise<void>((resolve) => connection.onInitialized(() => resolve()));
	connection.onInitialize(async (params) => {
		const speak = await readLanguage(params, host);
		return new Server(connection, host, rules, params, speak, initialized).capabilities();
	});
	connection.listen();
}

class Server {
	private readonly abilities: Abilities;
	private readonly workspace: Workspace;
	private readonly documents: OpenDocuments;
	private readonly watching: Watching;
	private readonly files: WorkspaceFiles;
	private readonly settings: EditorSettings;
	private readonly candidates: Candidates;
	private readonly roots: ChosenRoots;
	private readonly views: Views;
	private readonly diagnostics: Diagnostics;
	private readonly workspaceDiagnostics: WorkspaceDiagnostics;
	private readonly faults: Faults;
	/** For each open document, the files that it leads to. */
	private readonly reach = new Map<string, ReadonlySet<string>>();

	constructor(
		private readonly connection: Connection,
		host: ServerHost,
		rules: readonly Rule[],
		params: InitializeParams,
		speak: Speak,
		initialized: Promise<void>,
	) {
		const abilities = readAbilities(params);
		const workspace = new Workspace(connection, host, abilities);
		const faults = new Faults((text) => connection.console.error(text), speak);
		const documents = new OpenDocuments(connection, {
			changed: (uri) => this.documentChanged(uri),
			closed: (uri, spelling) => this.documentClosed(uri, spelling),
			saved: () => this.documentSaved(),
		});
		const watching = new Watching(connection, abilities, faults, workspace);
		const files = new WorkspaceFiles({
			openText: (uri) => documents.get(uri)?.source,
			workspace,
			onRead: (uri) => watching.watch(uri),
			onGlob: (directory, pattern) => watching.watchPattern(directory, pattern),
			onPem: () => this.everythingChanged(),
		});
		const settings = new EditorSettings(connection, abilities, rules, speak);
		const { timers } = host;
		const newSeed = () => host.newSeed();
		const onError = (rule: string, error: unknown) => faults.report(rule, error);
		const shipped = (path: string) => readShipped(connection, abilities, path);
		const service = lazyService(initialized, host, shipped, { files, rules, newSeed, onError });
		const knowledge = async () => (await service()).knowledge;
		const redisFiles = new RedisFiles({ files, workspace, knowledge });
		const candidates = new Candidates({ files, redisFiles, timers, knowledge, openUris: () => documents.uris() });
		const roots = new ChosenRoots(abilities.options.roots);
		const views = new Views(
			(uri, previous, isStale) => openView({ documents, workspace, settings, candidates, roots, timers, service }, uri, previous, isStale),
			(uri) => documents.get(uri)?.version ?? null,
		);
		const rulePages = abilities.options.rulePages ?? host.rulePages;
		const diagnostics = new Diagnostics({ connection, abilities, documents, views, faults, timers, rules, rulePages, speak });
		const workspaceDiagnostics = new WorkspaceDiagnostics({
			connection,
			abilities,
			candidates,
			diagnostics,
			documents,
			faults,
			files,
			redisFiles,
			settings,
			speak,
			timers,
			views,
			workspace,
		});

		diagnostics.register();
		workspaceDiagnostics.register();
		new CodeActions({ connection, abilities, documents, files, workspace, views, diagnostics, faults, timers, newSeed, speak }).register();
		registerFeatures({
			connection,
			abilities,
			candidates,
			documents,
			files,
			roots,
			settings,
			views,
			workspace,
			faults,
			rules,
			rulePages,
			speak,
		});
		registerCodeLens(connection, { documents, views, faults, abilities, speak });
		registerRequests({ connection, abilities, documents, views, faults, files, redisFiles, workspace, timers, rules, newSeed, say: speak });

		this.abilities = abilities;
		this.workspace = workspace;
		this.documents = documents;
		this.watching = watching;
		this.files = files;
		this.settings = settings;
		this.candidates = candidates;
		this.roots = roots;
		this.views = views;
		this.diagnostics = diagnostics;
		this.workspaceDiagnostics = workspaceDiagnostics;
		this.faults = faults;
		this.listen(initialized);
	}

	capabilities(): InitializeResult {
		const { pullsDiagnostics, resolvesEdits, tellsOfFolders, workspaceFolders } = this.abilities;
		return {
			serverInfo: { name: SOURCE },
			capabilities: {
				positionEncoding: PositionEncodingKind.UTF16,
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
				codeActionProvider: {
					codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL_KIND],
					resolveProvider: resolvesEdits,
				},
				...featureCapabilities(this.abilities),
				codeLensProvider: { resolveProvider: true },
				...(pullsDiagnostics && {
					diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: true },
				}),
				workspace: {
					...(workspaceFolders && { workspaceFolders: { supported: true, changeNotifications: true } }),
					...(tellsOfFolders && { fileOperations: { didRename: FOLDERS, didCreate: FOLDERS } }),
				},
			},
		};
	}

	private listen(initialized: Promise<void>): void {
		const { connection, faults } = this;
		faults.quietly(
			"initialized",
			initialized.then(() => this.whenInitialized()),
		);
		connection.onDidChangeWatchedFiles(({ changes }) => faults.quietly("workspace/didChangeWatchedFiles", this.filesChanged(changes)));
		connection.onDidChangeConfiguration(({ settings }) => {
			this.settings.changed(settings);
			this.everythingChanged();
		});
		connection.onNotification(ChooseRootNotification, ({ uri, root }) => {
			this.roots.choose(uri, root);
			this.everythingChanged();
		});
		connection.onNotification(TrustedNotification, () => {
			this.workspace.trust();
			this.accessChanged();
		});
		connection.onNotification(EncodingNotification, ({ uri, encoding }) => {
			this.files.encodingIs(uri, encoding);
			this.everythingChanged();
		});
	}

	private whenInitialized(): void {
		const { abilities, connection, faults } = this;
		this.watching.start();
		if (abilities.configuration && abilities.registersConfiguration) {
			const registered = connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
			faults.quietly("client/registerCapability", registered);
		}
		if (abilities.tellsOfFolders) {
			const changed = () => this.accessChanged();
			connection.workspace.onDidRenameFiles(changed);
			connection.workspace.onDidCreateFiles(changed);
		}
		if (abilities.workspaceFolders) {
			connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
				const uriOf = ({ uri }: { uri: string }) => uri;
				this.workspace.changeFolders(added.map(uriOf), removed.map(uriOf));
				this.accessChanged();
			});
		}
	}

	private documentChanged(uri: string): void {
		this.files.changed(uri);
		this.diagnostics.documentChanged(uri);
		this.workspaceDiagnostics.fileChanged(uri);
		if (nameOfUri(uri) === PROJECT_FILE) {
			this.everythingChanged();
			return;
		}
		if (this.isNeeded(uri)) this.othersChanged();
		this.faults.quietly("textDocument/didChange", this.followLeads(uri));
	}

	/** What the document leads to may have changed: other files are then judged inside it from now on, or no longer. */
	private async followLeads(uri: string): Promise<void> {
		const before = this.reach.get(uri) ?? NOTHING;
		const after = await this.candidates.reachOf(uri);
		this.reach.set(uri, after);
		const isNew = (other: string) => other !== uri && after.has(other) !== before.has(other);
		if (this.documents.uris().some(isNew)) this.everythingChanged();
		else if ([...before, ...after].some(isNew)) this.workspaceDiagnostics.everythingChanged();
	}

	private documentClosed(uri: string, spelling: string): void {
		const matters = nameOfUri(uri) === PROJECT_FILE || this.isNeeded(uri) || (this.reach.get(uri)?.size ?? 0) > 1;
		this.files.changed(uri);
		this.views.forget(uri);
		this.settings.forget(uri);
		this.reach.delete(uri);
		this.diagnostics.closed(spelling);
		this.workspaceDiagnostics.documentClosed(uri, spelling);
		if (matters) this.everythingChanged();
	}

	/** A client that watches nothing gives at least this sign that the disk may have changed. */
	private documentSaved(): void {
		if (!this.watching.isPossible) this.accessChanged();
	}

	private async filesChanged(told: readonly { uri: string; type: FileChangeType }[]): Promise<void> {
		const changed: string[] = [];
		let isForAll = false;
		const went = told.filter(({ type }) => type === FileChangeType.Deleted).flatMap(({ uri }) => this.files.below(uri));
		const through = told.flatMap(({ uri }) => this.files.through(uri));
		const changes = [
			...told,
			...went.map((uri) => ({ uri, type: FileChangeType.Deleted })),
			...through.map((uri) => ({ uri, type: FileChangeType.Changed })),
		];
		for (const { uri: spelling, type } of changes) {
			const uri = normalizeUri(spelling);
			const cameOrWent = type !== FileChangeType.Changed && this.watching.isWanted(uri, this.files);
			isForAll ||= cameOrWent || this.files.isPem(uri) || (this.files.isKnown(uri) && nameOfUri(uri) === PROJECT_FILE);
			// Open text beats the disk, so saving it changes nothing.
			if (this.files.isKnown(uri) && this.documents.get(uri) === undefined) changed.push(uri);
			this.files.changed(uri);
			if (!cameOrWent) continue;
			this.files.foldersChanged();
			await this.candidates.cameOrWent(uri, type === FileChangeType.Created ? "came" : "went");
		}
		for (const uri of changed) this.workspaceDiagnostics.fileChanged(uri);
		if (isForAll) this.everythingChanged();
		else if (changed.length > 0) this.othersChanged();
	}

	private accessChanged(): void {
		this.files.forgetAll();
		this.candidates.forgetAll();
		this.everythingChanged();
	}

	private everythingChanged(): void {
		this.workspaceDiagnostics.everythingChanged();
		this.othersChanged();
	}

	/** Something has changed that open documents may depend on. */
	private othersChanged(): void {
		this.views.changed();
		this.diagnostics.refresh();
		if (this.abilities.options.followsChanges) {
			this.faults.quietly("redisSecurityLint/changed", this.connection.sendNotification(ChangedNotification));
		}
		if (this.abilities.refreshesInlayHints) {
			this.faults.quietly("workspace/inlayHint/refresh", this.connection.languages.inlayHint.refresh());
		}
		if (this.abilities.refreshesSemanticTokens) {
			this.faults.quietly("workspace/semanticTokens/refresh", this.connection.languages.semanticTokens.refresh());
		}
		if (this.abilities.refreshesCodeLenses) {
			this.faults.quietly("workspace/codeLens/refresh", this.connection.sendRequest(CodeLensRefreshRequest.type));
		}
	}

	/** Another open document is judged with this one: it includes it, is included by it, or has it as its ACL file. */
	private isNeeded(uri: string): boolean {
		const others = this.documents.uris().filter((other) => other !== uri);
		return others.some((other) => this.views.last(other)?.servers.some((server) => server.snapshot.files.has(uri)));
	}
}

/** What a person does with a folder: not every client's watcher names the files that go along. */
const FOLDERS = { filters: [{ pattern: { glob: "**", matches: FileOperationPatternKind.folder } }] };

const NOTHING: ReadonlySet<string> = new Set();

/** A file that ships beside the client, for a server without a disk. */
async function readShipped(connection: Connection, abilities: Abilities, path: string): Promise<string> {
	const file = await connection.sendRequest(ReadFileRequest, { uri: `${abilities.options.shipped}/${path}` });
	if (file.state !== "text") throw new Error(`a file of the extension cannot be read: ${path}`);
	return file.text;
}
