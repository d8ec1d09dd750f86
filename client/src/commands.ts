// client: every command of the palette, each from a file of its own.
import type { ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerRestartServer } from "./restartServer";

/** A command's file exports such a function; the manifest names the command. */
export type RegisterCommand = (context: ExtensionContext, client: BaseLanguageClient) => void;

const COMMANDS: readonly RegisterCommand[] = [registerRestartServer];

export function registerCommands(context: ExtensionContext, client: BaseLanguageClient): void {
	for (const register of COMMANDS) register(context, client);
}
