// client: every command of the palette, each from a file of its own.
import { commands, type ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { chooseRoot } from "./chooseRoot";
import { chooseServer } from "./chooseServer";
import { fixAll } from "./fixAll";
import { generateTlsConfig, keepTlsAnswers } from "./generateTlsConfig";
import { restartServer } from "./restartServer";
import { showPermissions } from "./showPermissions";
import { showSecurityReport, showWorkspaceSecurityReport } from "./showReport";
import { getStarted, tryExample } from "./tryExample";

/** What a person starts from the palette. The manifest has the same names, with titles. */
const COMMANDS: Readonly<Record<string, (client: BaseLanguageClient, ...given: unknown[]) => Promise<void>>> = {
	chooseRoot,
	chooseServer,
	fixAll,
	generateTlsConfig,
	getStarted,
	restartServer,
	showPermissions,
	showSecurityReport,
	showWorkspaceSecurityReport,
	tryExample,
};

export function registerCommands(context: ExtensionContext, client: BaseLanguageClient): void {
	keepTlsAnswers(client, context.workspaceState);
	for (const [name, run] of Object.entries(COMMANDS)) {
		context.subscriptions.push(commands.registerCommand(`redisSecurityLint.${name}`, (...given) => run(client, ...given)));
	}
}
