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
	{ feature: "Diagnostics of open files", answer: ({ howDiagnostics }) => (howDiagnostics === "none" ? false : `yes (${howDiagnostics})`) },
	{
		feature: "Diagnostics of files that are not open (pull model)",
		answer: ({ capabilities }) => Boolean(part(capabilities.diagnosticProvider, "workspaceDiagnostics")),
	},
	{
		feature: "A rule's name and a link to its page in diagnostics",
		answer: ({ diagnostics }) => diagnostics.some((one) => one.codeDescription?.href),
	},
	{ feature: "Quick fixes", answer: ({ quickFixes }) => quickFixes.length > 0 },
	{ feature: "The best quick fix is marked", answer: ({ preferred }) => preferred },
	{
		feature: "Fix all on saving (`source.fixAll`)",
		answer: ({ capabilities }) => {
			const kinds = part(capabilities.codeActionProvider, "codeActionKinds");
			return Array.isArray(kinds) && kinds.some((kind) => String(kind).startsWith("source.fixAll"));
		},
	},
	{
		feature: "Edits of code actions are computed when they are wanted",
		answer: ({ capabilities }) => Boolean(part(capabilities.codeActionProvider, "resolveProvider")),
	},
	{ feature: "Completion", answer: has("completionProvider", "textDocument/completion") },
	{
		feature: "Completion documents items when they are looked at",
		answer: ({ capabilities }) => Boolean(part(capabilities.completionProvider, "resolveProvider")),
	},
	{ feature: "Hover", answer: has("hoverProvider", "textDocument/hover") },
	{ feature: "Signature help", answer: has("signatureHelpProvider", "textDocument/signatureHelp") },
	{ feature: "Go to definition", answer: has("definitionProvider", "textDocument/definition") },
	{ feature: "Find references", answer: has("referencesProvider", "textDocument/references") },
	{ feature: "Highlight of the same name", answer: has("documentHighlightProvider", "textDocument/documentHighlight") },
	{ feature: "Rename", answer: has("renameProvider", "textDocument/rename") },
	{
		feature: "Rename says beforehand what cannot be renamed",
		answer: ({ capabilities }) => Boolean(part(capabilities.renameProvider, "prepareProvider")),
	},
	{ feature: "Outline", answer: has("documentSymbolProvider", "textDocument/documentSymbol") },
	{ feature: "Symbols of the workspace", answer: has("workspaceSymbolProvider", "workspace/symbol") },
	{ feature: "Links", answer: has("documentLinkProvider", "textDocument/documentLink") },
	{ feature: "Code lenses", answer: has("codeLensProvider", "textDocument/codeLens") },
	{ feature: "Inlay hints", answer: has("inlayHintProvider", "textDocument/inlayHint") },
	{ feature: "Semantic tokens", answer: has("semanticTokensProvider", "textDocument/semanticTokens") },
	{ feature: "Folding", answer: has("foldingRangeProvider", "textDocument/foldingRange") },
	{ feature: "Growing selections", answer: has("selectionRangeProvider", "textDocument/selectionRange") },
	{ feature: "Formatting a document", answer: has("documentFormattingProvider", "textDocument/formatting") },
	{ feature: "Formatting a part", answer: has("documentRangeFormattingProvider", "textDocument/rangeFormatting") },
	{ feature: "Formatting while typing", answer: has("documentOnTypeFormattingProvider", "textDocument/onTypeFormatting") },
	{ feature: "Changed text is sent as differences", answer: ({ capabilities }) => syncKind(capabilities) === 2 },
	{ feature: "Several workspace folders", answer: ({ capabilities }) => capabilities.workspace?.workspaceFolders?.supported ?? false },
	{ feature: "Watches files on the disk", answer: ({ registered }) => registered.includes("workspace/didChangeWatchedFiles") },
];

function syncKind({ textDocumentSync }: ServerCapabilities): unknown {
	return typeof textDocumentSync === "number" ? textDocumentSync : part(textDocumentSync, "change");
}

/** "yes", "no", or what was said. */
export function shown(answer: boolean | string): string {
	return answer === true ? "yes" : answer === false ? "–" : answer;
}
