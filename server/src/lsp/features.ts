// lsp: the features of an editor, each registered from a file of its own, and what the server says of them at the start.
import type { Connection, ServerCapabilities } from "vscode-languageserver";
import type { Rule } from "../rules/define";
import type { Abilities } from "./abilities";
import { registerCompletion, TRIGGERS } from "./completion";
import type { OpenDocuments, Views } from "./documents";
import type { Faults } from "./faults";
import type { WorkspaceFiles } from "./files";
import { registerFolding } from "./folding";
import { registerFormatting } from "./formatting";
import { registerHover } from "./hover";

/** What features may use; each takes the few parts that it needs. */
export interface FeatureParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly documents: OpenDocuments;
	readonly files: WorkspaceFiles;
	readonly views: Views;
	readonly faults: Faults;
	readonly rules: readonly Rule[];
	/** Address of the folder with the rule pages, as it is to be clicked. */
	readonly rulePages: string | undefined;
}

export function registerFeatures(parts: FeatureParts): void {
	registerCompletion(parts);
	registerFolding(parts);
	registerFormatting(parts);
	registerHover(parts);
}

export function featureCapabilities(): ServerCapabilities {
	return {
		completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
		documentFormattingProvider: true,
		documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n" },
		documentRangeFormattingProvider: true,
		foldingRangeProvider: true,
		hoverProvider: true,
	};
}
