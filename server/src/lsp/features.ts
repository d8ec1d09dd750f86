// lsp: the features of an editor, each registered from a file of its own, and what the server says of them at the start.
import type { Connection, ServerCapabilities } from "vscode-languageserver";
import type { Rule } from "../rules/define";
import type { Abilities } from "./abilities";
import type { Candidates } from "./candidates";
import { registerChoices } from "./choices";
import { registerCompletion, TRIGGERS } from "./completion";
import type { OpenDocuments, Views } from "./documents";
import type { Faults } from "./faults";
import type { WorkspaceFiles } from "./files";
import { registerFolding } from "./folding";
import { registerFormatting } from "./formatting";
import { registerHover } from "./hover";
import { registerInlayHints } from "./inlayHints";
import type { Speak } from "./language";
import { registerNavigation } from "./navigation";
import type { ChosenRoots } from "./roots";
import { registerSelection } from "./selection";
import { registerSemanticTokens, SEMANTIC_TOKENS } from "./semanticTokens";
import type { EditorSettings } from "./settings";
import { registerSignatureHelp, SIGNATURES } from "./signatureHelp";
import { registerSymbols } from "./symbols";
import type { Workspace } from "./workspace";

/** What features may use; each takes the few parts that it needs. */
export interface FeatureParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly documents: OpenDocuments;
	readonly candidates: Candidates;
	readonly files: WorkspaceFiles;
	readonly roots: ChosenRoots;
	readonly settings: EditorSettings;
	readonly views: Views;
	readonly workspace: Pick<Workspace, "boundaryOf">;
	readonly faults: Faults;
	readonly rules: readonly Rule[];
	/** Address of the folder with the rule pages, as it is to be clicked. */
	readonly rulePages: string | undefined;
	readonly speak: Speak;
}

export function registerFeatures(parts: FeatureParts): void {
	registerChoices(parts);
	registerCompletion(parts);
	registerFolding(parts);
	registerFormatting(parts);
	registerHover(parts);
	registerInlayHints(parts);
	registerNavigation(parts);
	registerSelection(parts);
	registerSemanticTokens(parts);
	registerSignatureHelp(parts);
	registerSymbols(parts);
}

export function featureCapabilities(abilities: Abilities): ServerCapabilities {
	return {
		completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
		definitionProvider: true,
		documentFormattingProvider: true,
		documentHighlightProvider: true,
		documentLinkProvider: {},
		documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n" },
		documentRangeFormattingProvider: true,
		documentSymbolProvider: true,
		foldingRangeProvider: true,
		hoverProvider: true,
		inlayHintProvider: true,
		referencesProvider: true,
		renameProvider: abilities.preparesRename ? { prepareProvider: true } : true,
		selectionRangeProvider: true,
		semanticTokensProvider: SEMANTIC_TOKENS,
		signatureHelpProvider: SIGNATURES,
		workspaceSymbolProvider: true,
	};
}
