// scripts: the rows of docs/comparison.md: each is a question to what a language server said of itself, and to what it did with a file.
import type { Diagnostic, ServerCapabilities } from "vscode-languageserver";

/** What one language server has said and done. */
export interface Heard {
	readonly capabilities: ServerCapabilities;
	/** Methods that it registered after the start. */
	readonly registered: readonly string[];
	/** Of a file with something wrong in it. */
	readonly diagnostics: readonly Diagnostic[];
	readonly howDiagnostics: "asked" | "sent" | "none";
	/** Titles of the quick fixes for the first diagnostic that has some. */
	readonly quickFixes: readonly string[];
	readonly preferred: boolean;
}

export interface Row {
	readonly feature: string;
	/** The test that tries our part of it in a real VS Code, by its title in test/vscode. */
	readonly tried: string;
	/** What the documentation of ruff's language server says: true where it names the feature, undefined where it does not. */
	readonly ruff?: true;
	/** True, false, or a word or two. */
	answer(heard: Heard): boolean | string;
}

const has =
	(key: keyof ServerCapabilities, method: string) =>
	({ capabilities, registered }: Heard): boolean =>
		Boolean(capabilities[key]) || registered.includes(method);

/** A part of a capability that is an object. */
function part(capability: unknown, key: string): unknown {
	return typeof capability === "object" && capability !== null ? (capability as Record<string, unknown>)[key] : undefined;
}

export const ROWS: readonly Row[] = [
	{
		feature: "Diagnostics of open files",
		tried: "stand where a person looks, with a source, a rule and words",
		ruff: true,
		answer: ({ howDiagnostics }) => (howDiagnostics === "none" ? false : `yes (${howDiagnostics})`),
	},
	{
		feature: "Diagnostics of files that are not open (pull model)",
		tried: "files that are not open are checked, and stay so when they are opened and closed",
		answer: ({ capabilities }) => Boolean(part(capabilities.diagnosticProvider, "workspaceDiagnostics")),
	},
	{
		feature: "A rule's name and a link to its page in diagnostics",
		tried: "open from a finding without a network",
		answer: ({ diagnostics }) => diagnostics.some((one) => one.codeDescription?.href),
	},
	{ feature: "Quick fixes", tried: "the weak protocols go", ruff: true, answer: ({ quickFixes }) => quickFixes.length > 0 },
	{
		feature: "The best quick fix is marked",
		tried: "the best one is marked, and its edit is computed when it is wanted",
		answer: ({ preferred }) => preferred,
	},
	{
		feature: "Fix all on saving (`source.fixAll`)",
		tried: "what is safe is fixed on saving, and nothing else",
		ruff: true,
		answer: ({ capabilities }) => {
			const kinds = part(capabilities.codeActionProvider, "codeActionKinds");
			return Array.isArray(kinds) && kinds.some((kind) => String(kind).startsWith("source.fixAll"));
		},
	},
	{
		feature: "Edits of code actions are computed when they are wanted",
		tried: "the best one is marked, and its edit is computed when it is wanted",
		answer: ({ capabilities }) => Boolean(part(capabilities.codeActionProvider, "resolveProvider")),
	},
	{ feature: "Completion", tried: "suggestions: directives, values, rules", answer: has("completionProvider", "textDocument/completion") },
	{
		feature: "Completion documents items when they are looked at",
		tried: "a suggestion is documented when it is looked at",
		answer: ({ capabilities }) => Boolean(part(capabilities.completionProvider, "resolveProvider")),
	},
	{ feature: "Hover", tried: "hover", ruff: true, answer: has("hoverProvider", "textDocument/hover") },
	{
		feature: "Signature help",
		tried: "the parts of a line that takes several",
		answer: has("signatureHelpProvider", "textDocument/signatureHelp"),
	},
	{
		feature: "Go to definition",
		tried: "definition, references and renaming of a user",
		answer: has("definitionProvider", "textDocument/definition"),
	},
	{
		feature: "Find references",
		tried: "definition, references and renaming of a user",
		answer: has("referencesProvider", "textDocument/references"),
	},
	{
		feature: "Highlight of the same name",
		tried: "links and highlights",
		answer: has("documentHighlightProvider", "textDocument/documentHighlight"),
	},
	{ feature: "Rename", tried: "definition, references and renaming of a user", answer: has("renameProvider", "textDocument/rename") },
	{
		feature: "Rename says beforehand what cannot be renamed",
		tried: "what cannot be renamed says so before a new name is asked for",
		answer: ({ capabilities }) => Boolean(part(capabilities.renameProvider, "prepareProvider")),
	},
	{
		feature: "Outline",
		tried: "outline and search in the workspace",
		answer: has("documentSymbolProvider", "textDocument/documentSymbol"),
	},
	{
		feature: "Symbols of the workspace",
		tried: "outline and search in the workspace",
		answer: has("workspaceSymbolProvider", "workspace/symbol"),
	},
	{ feature: "Links", tried: "links and highlights", answer: has("documentLinkProvider", "textDocument/documentLink") },
	{ feature: "Code lenses", tried: "a line above each user says it", answer: has("codeLensProvider", "textDocument/codeLens") },
	{
		feature: "Inlay hints",
		tried: "notes inside of lines, switched off by a setting",
		answer: has("inlayHintProvider", "textDocument/inlayHint"),
	},
	{ feature: "Semantic tokens", tried: "colors by meaning", answer: has("semanticTokensProvider", "textDocument/semanticTokens") },
	{ feature: "Folding", tried: "folding and growing selections", answer: has("foldingRangeProvider", "textDocument/foldingRange") },
	{
		feature: "Growing selections",
		tried: "folding and growing selections",
		answer: has("selectionRangeProvider", "textDocument/selectionRange"),
	},
	{
		feature: "Formatting a document",
		tried: "formatting of a document, a part and the line that was finished",
		ruff: true,
		answer: has("documentFormattingProvider", "textDocument/formatting"),
	},
	{
		feature: "Formatting a part",
		tried: "formatting of a document, a part and the line that was finished",
		ruff: true,
		answer: has("documentRangeFormattingProvider", "textDocument/rangeFormatting"),
	},
	{
		feature: "Formatting while typing",
		tried: "formatting of a document, a part and the line that was finished",
		answer: has("documentOnTypeFormattingProvider", "textDocument/onTypeFormatting"),
	},
	{
		feature: "Changed text is sent as differences",
		tried: "come and go while typing",
		answer: ({ capabilities }) => syncKind(capabilities) === 2,
	},
	{
		feature: "Several workspace folders",
		tried: "each folder is judged by its own settings",
		answer: ({ capabilities }) => capabilities.workspace?.workspaceFolders?.supported ?? false,
	},
	{
		feature: "Watches files on the disk",
		tried: "files come, change and go on the disk",
		ruff: true,
		answer: ({ registered }) => registered.includes("workspace/didChangeWatchedFiles"),
	},
];

function syncKind({ textDocumentSync }: ServerCapabilities): unknown {
	return typeof textDocumentSync === "number" ? textDocumentSync : part(textDocumentSync, "change");
}

/** "yes", "–", or what was said. */
export function shown(answer: boolean | string): string {
	return answer === true ? "yes" : answer === false ? "–" : answer;
}
