// client: activation where extensions run under Node.js: desktop, remote machines, containers.
import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { CLIENT_ID, CLIENT_NAME, startClient } from "./client";

export function activate(context: ExtensionContext): void {
	const module = context.asAbsolutePath("dist/server.js");
	const run = { module, transport: TransportKind.ipc };
	const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6029"] } };
	startClient(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options));
}
