// client: the command "Redis: Restart language server".
import type { BaseLanguageClient } from "vscode-languageclient";

export async function restartServer(client: BaseLanguageClient): Promise<void> {
	// A server that is gone already cannot be stopped.
	if (client.isRunning()) await client.stop();
	await client.start();
}
