// client: every command of the palette, each from a file of its own.
import { commands, type ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { generateTlsConfig } from "./generateTlsConfig";
import { restartServer } from "./restartServer";
import { showPermissions } from "./showPermissions";

/** What a person starts from the palette. The manifest has the same names, with titles. */
const COMMANDS: Readonly<Record<string, (client: BaseLanguageClient, ...given: unknown[]) => Promise<void>>> = {
	generateTlsConfig,
	restartServer,
	showPermissions,
};

export function registerCommands(context: ExtensionContext, client: BaseLanguageClient): void {
	for (const [name, run] of Object.entries(COMMANDS)) {
		context.subscriptions.push(commands.registerCommand(`redisSecurityLint.${name}`, (...given) => run(client, ...given)));
	}
}
