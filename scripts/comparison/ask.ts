// scripts: asks a language server over its standard streams what it can do, as VS Code would ask it.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
	type ClientCapabilities,
	type CodeAction,
	CodeActionRequest,
	ConfigurationRequest,
	createProtocolConnection,
	type Diagnostic,
	DiagnosticRefreshRequest,
	DidOpenTextDocumentNotification,
	DocumentDiagnosticRequest,
	ExitNotification,
	InitializedNotification,
	InitializeRequest,
	PublishDiagnosticsNotification,
	RegistrationRequest,
	ShutdownRequest,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Heard } from "./rows";

export interface Asked {
	/** A program and its arguments. */
	readonly command: readonly [program: string, ...args: string[]];
	/** Files of the folder that it is asked in; the first is opened. */
	readonly files: Readonly<Record<string, string>>;
	readonly language: string;
	/** What it is told when it asks for settings. */
	readonly settings: (section: string | undefined, folder: string) => unknown;
}

/** Nobody is slower than that to say what is wrong with a file of three lines. */
const PATIENCE_MS = 8000;
/** Time to register what was not said at the start. */
const REGISTERING_MS = 1500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function ask({ command, files, language, settings }: Asked, folder: string): Promise<Heard> {
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	const [program, ...args] = command;
	const child = spawn(program, args, { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
	const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
	try {
		const registered: string[] = [];
		let sent: readonly Diagnostic[] = [];
		connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
			registered.push(...registrations.map(({ method }) => method));
		});
		connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ section }) => settings(section, folder)));
		connection.onRequest(DiagnosticRefreshRequest.type, () => {});
		connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => {
			if (diagnostics.length > 0) sent = diagnostics;
		});
		connection.listen();
		const rootUri = pathToFileURL(folder).href;
		const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
			processId: process.pid,
			rootUri,
			capabilities: CAPABILITIES,
			workspaceFolders: [{ uri: rootUri, name: "comparison" }],
		});
		await connection.sendNotification(InitializedNotification.type, {});
		await connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
		await pause(REGISTERING_MS);
		const [name = "", text = ""] = Object.entries(files)[0] ?? [];
		const uri = pathToFileURL(join(folder, name)).href;
		await connection.sendNotification(DidOpenTextDocumentNotification.type, {
			textDocument: { uri, languageId: language, version: 1, text },
		});
		const pulls = capabilities.diagnosticProvider !== undefined || registered.includes("textDocument/diagnostic");
		const pulled = pulls ? await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }) : undefined;
		for (const end = Date.now() + PATIENCE_MS; !pulls && sent.length === 0 && Date.now() < end; ) await pause(50);
		const diagnostics = pulled?.kind === "full" ? pulled.items : sent;
		const actions: CodeAction[] = [];
		for (const diagnostic of capabilities.codeActionProvider ? diagnostics : []) {
			const context = { diagnostics: [diagnostic], only: ["quickfix"] };
			const found = await connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: diagnostic.range, context });
			actions.push(...((found ?? []) as CodeAction[]));
		}
		return {
			capabilities,
			registered,
			diagnostics,
			howDiagnostics: diagnostics.length === 0 ? "none" : pulled ? "asked" : "sent",
			quickFixes: actions.map(({ title }) => title),
			preferred: actions.some(({ isPreferred }) => isPreferred),
		};
	} finally {
		await Promise.race([
			connection.sendRequest(ShutdownRequest.type).then(() => connection.sendNotification(ExitNotification.type)),
			pause(1000),
		]).catch(() => undefined);
		connection.dispose();
		child.kill();
	}
}

const DYNAMIC = { dynamicRegistration: true } as const;

/** What VS Code says that it can do, as far as servers make something of it. */
export const CAPABILITIES: ClientCapabilities = {
	textDocument: {
		synchronization: { ...DYNAMIC, didSave: true },
		publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
		diagnostic: { ...DYNAMIC, relatedDocumentSupport: false },
		codeAction: {
			...DYNAMIC,
			isPreferredSupport: true,
			dataSupport: true,
			resolveSupport: { properties: ["edit"] },
			codeActionLiteralSupport: {
				codeActionKind: { valueSet: ["", "quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"] },
			},
		},
		completion: { ...DYNAMIC, completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
		hover: { ...DYNAMIC, contentFormat: ["markdown"] },
		signatureHelp: DYNAMIC,
		definition: { ...DYNAMIC, linkSupport: true },
		references: DYNAMIC,
		documentHighlight: DYNAMIC,
		documentSymbol: { ...DYNAMIC, hierarchicalDocumentSymbolSupport: true },
		documentLink: DYNAMIC,
		codeLens: DYNAMIC,
		inlayHint: DYNAMIC,
		formatting: DYNAMIC,
		rangeFormatting: DYNAMIC,
		onTypeFormatting: DYNAMIC,
		rename: { ...DYNAMIC, prepareSupport: true },
		foldingRange: { ...DYNAMIC, rangeLimit: 5000 },
		selectionRange: DYNAMIC,
		semanticTokens: {
			...DYNAMIC,
			requests: { full: true, range: true },
			tokenTypes: ["keyword", "macro", "parameter", "property", "namespace", "class", "variable", "comment", "string"],
			tokenModifiers: ["declaration", "definition", "deprecated"],
			formats: ["relative"],
		},
	},
	workspace: {
		configuration: true,
		didChangeConfiguration: DYNAMIC,
		didChangeWatchedFiles: { ...DYNAMIC, relativePatternSupport: true },
		workspaceFolders: true,
		symbol: DYNAMIC,
		diagnostics: { refreshSupport: true },
		workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
		applyEdit: true,
	},
};
