// lsp: what the features of an editor are made of.
import type { Connection } from "vscode-languageserver";
import type { Rule } from "../rules/define";
import type { Abilities } from "./abilities";
import type { Candidates } from "./documents/candidates";
import type { OpenDocuments, Views } from "./documents/documents";
import type { ChosenRoots } from "./documents/roots";
import type { Faults } from "./faults";
import type { WorkspaceFiles } from "./files/files";
import type { Speak } from "./language";
import type { EditorSettings } from "./settings";
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
