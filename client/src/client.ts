// client: starts the language server and connects it to VS Code. The same on the desktop and in the browser.
import { type ExtensionContext, l10n, Uri, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { chosenRoots, keepRoots } from "./chooseRoot";
import { registerCommands } from "./commands";
import { tellEncodings } from "./encodings";
import { errorHandler } from "./errors";
import { answerFileRequests } from "./files";
import { type ServerOptions, TrustedNotification } from "./protocol";
import { provideRulePages, RULE_PAGES } from "./rulePages";
import { keepPermissions } from "./showPermissions";
import { keepReports } from "./showReport";
import { showStatus } from "./status";

/** Also the section of the settings, where the client finds `trace.server`. */
export const CLIENT_ID = "redisSecurityLint";
export const CLIENT_NAME = "Redis Security Lint";

/** Starts the client that `create` makes; it is stopped with the extension. */
export function startClient(context: ExtensionContext, create: (options: LanguageClientOptions) => BaseLanguageClient): void {
	provideRulePages(context);
	const client: BaseLanguageClient = create({ ...optionsOf(context), errorHandler: errorHandler(() => client) });
	answerFileRequests(client);
	context.subscriptions.push(
		client,
		workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(TrustedNotification)),
	);
	registerCommands(context, client);
	keepPermissions(context, client);
	keepReports(context, client);
	keepRoots(context, client);
	showStatus(context, client);
	tellEncodings(context, client);
	// Nobody waits for the server: what needs it waits by itself, and the status says where it cannot start.
	client.start().catch(() => undefined);
}

function optionsOf(context: ExtensionContext): LanguageClientOptions {
	const initializationOptions = (): ServerOptions => ({
		rulePages: RULE_PAGES,
		readsFiles: true,
		showsPermissions: true,
		shipped: Uri.joinPath(context.extensionUri, "dist").toString(),
		followsChanges: true,
		roots: chosenRoots(context),
		trusted: workspace.isTrusted,
		...(l10n.bundle && { translations: l10n.bundle }),
	});
	return { documentSelector: documents(), initializationOptions, diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false } };
}

/** Files and drafts, but not the other schemes in which VS Code shows old states of a file, such as the left side of a comparison. */
function documents(): LanguageClientOptions["documentSelector"] & object {
	const schemes = new Set(["file", "untitled", "vscode-vfs", ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
	return [...schemes].flatMap((scheme) => [
		{ scheme, language: "redis-conf" },
		{ scheme, language: "redis-acl" },
		{ scheme, pattern: "**/.redis-security-lint.json" },
	]);
}
