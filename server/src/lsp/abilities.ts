// lsp: what the client can do, read once from what it says at the start.
import { type InitializeParams, MarkupKind, ResourceOperationKind } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import type { ClientOptions } from "./ownClient/protocol";

export interface Abilities {
	readonly options: ClientOptions;
	/** It asks for diagnostics; otherwise they are sent to it. */
	readonly pullsDiagnostics: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly relatedInformation: boolean;
	readonly codeDescription: boolean;
	/** It understands code actions, not only commands. */
	readonly codeActions: boolean;
	/** It asks for the edit of a code action when somebody wants it. */
	readonly resolvesEdits: boolean;
	readonly versionedEdits: boolean;
	readonly createsFiles: boolean;
	readonly hoverMarkdown: boolean;
	readonly completion: CompletionAbilities;
	readonly hierarchicalSymbols: boolean;
	/** It underlines the whole name that leads to a definition. */
	readonly definitionLinks: boolean;
	readonly preparesRename: boolean;
	readonly refreshesInlayHints: boolean;
	readonly refreshesCodeLenses: boolean;
	readonly refreshesSemanticTokens: boolean;
	readonly configuration: boolean;
	readonly registersConfiguration: boolean;
	readonly watchesFiles: boolean;
	/** It also watches folders outside of the workspace. */
	readonly watchesFolders: boolean;
	/** It tells when a person renames or makes a folder. */
	readonly tellsOfFolders: boolean;
	readonly workspaceFolders: boolean;
	/** It shows how far long work is. */
	readonly showsProgress: boolean;
	/** Workspace folders at the start. */
	readonly folders: readonly string[];
}

/** What a list of suggestions may hold. */
export interface CompletionAbilities {
	readonly snippets: boolean;
	readonly insertReplace: boolean;
	readonly labelDetails: boolean;
	readonly markdown: boolean;
}

export function readAbilities(params: InitializeParams): Abilities {
	const { textDocument = {}, workspace = {} } = params.capabilities;
	const { codeAction, publishDiagnostics, diagnostic } = textDocument;
	const { completionItem = {} } = textDocument.completion ?? {};
	const watching = workspace.didChangeWatchedFiles;
	const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
	return {
		options: readOptions(params.initializationOptions),
		pullsDiagnostics: diagnostic !== undefined,
		refreshesDiagnostics: workspace.diagnostics?.refreshSupport ?? false,
		relatedInformation: (diagnostic?.relatedInformation || publishDiagnostics?.relatedInformation) ?? false,
		codeDescription: (diagnostic?.codeDescriptionSupport || publishDiagnostics?.codeDescriptionSupport) ?? false,
		codeActions: codeAction?.codeActionLiteralSupport !== undefined,
		resolvesEdits: (codeAction?.dataSupport ?? false) && (codeAction?.resolveSupport?.properties.includes("edit") ?? false),
		versionedEdits: workspace.workspaceEdit?.documentChanges ?? false,
		createsFiles:
			(workspace.workspaceEdit?.documentChanges && workspace.workspaceEdit.resourceOperations?.includes(ResourceOperationKind.Create)) ??
			false,
		hoverMarkdown: textDocument.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
		completion: {
			snippets: completionItem.snippetSupport ?? false,
			insertReplace: completionItem.insertReplaceSupport ?? false,
			labelDetails: completionItem.labelDetailsSupport ?? false,
			markdown: completionItem.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
		},
		hierarchicalSymbols: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
		definitionLinks: textDocument.definition?.linkSupport ?? false,
		preparesRename: textDocument.rename?.prepareSupport ?? false,
		refreshesInlayHints: workspace.inlayHint?.refreshSupport ?? false,
		refreshesSemanticTokens: workspace.semanticTokens?.refreshSupport ?? false,
		refreshesCodeLenses: workspace.codeLens?.refreshSupport ?? false,
		configuration: workspace.configuration ?? false,
		registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration ?? false,
		watchesFiles: watching?.dynamicRegistration ?? false,
		watchesFolders: (watching?.dynamicRegistration && watching.relativePatternSupport) ?? false,
		tellsOfFolders: (workspace.fileOperations?.didRename && workspace.fileOperations.didCreate) ?? false,
		workspaceFolders: workspace.workspaceFolders ?? false,
		showsProgress: params.capabilities.window?.workDoneProgress ?? false,
		folders: folders.map(normalizeUri),
	};
}

/** Another editor's user may put anything there; parts of the wrong type are left out. */
function readOptions(given: unknown): ClientOptions {
	if (typeof given !== "object" || given === null) return {};
	const options = given as Record<string, unknown>;
	return {
		...(typeof options.rulePages === "string" && { rulePages: options.rulePages }),
		...(typeof options.readsFiles === "boolean" && { readsFiles: options.readsFiles }),
		...(typeof options.shipped === "string" && { shipped: options.shipped }),
		...(typeof options.trusted === "boolean" && { trusted: options.trusted }),
		...(typeof options.showsPermissions === "boolean" && { showsPermissions: options.showsPermissions }),
		...(typeof options.followsChanges === "boolean" && { followsChanges: options.followsChanges }),
		...(typeof options.roots === "object" && options.roots !== null && { roots: textsOf(options.roots) }),
		...("settings" in options && { settings: options.settings }),
	};
}

function textsOf(given: object): Record<string, string> {
	return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
