// lsp: the features of an editor, each registered from a file of its own, and what the server says of them at the start.
import type { ServerCapabilities } from "vscode-languageserver";
import type { Abilities } from "./abilities";
import type { FeatureParts } from "./featureParts";
import { registerChoices } from "./ownClient/choices";
import { registerCompletion, TRIGGERS } from "./requests/completion";
import { registerFolding } from "./requests/folding";
import { registerFormatting } from "./requests/formatting";
import { registerHover } from "./requests/hover";
import { registerInlayHints } from "./requests/inlayHints";
import { registerNavigation } from "./requests/navigation";
import { registerSelection } from "./requests/selection";
import { registerSemanticTokens, SEMANTIC_TOKENS } from "./requests/semanticTokens";
import { registerSignatureHelp, SIGNATURES } from "./requests/signatureHelp";
import { registerSymbols } from "./requests/symbols";

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
