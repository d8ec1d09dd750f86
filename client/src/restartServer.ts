// client: the command "Redis: Restart language server".
import { commands } from "vscode";
import type { RegisterCommand } from "./commands";

export const registerRestartServer: RegisterCommand = (context, client) => {
	const restart = async () => {
		// A server that is gone already cannot be stopped.
		if (client.isRunning()) await client.stop();
		await client.start();
	};
	context.subscriptions.push(commands.registerCommand("redisSecurityLint.restartServer", restart));
};
