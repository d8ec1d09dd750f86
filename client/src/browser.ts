// client: activation where extensions run in a web worker: VS Code in the browser.
import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { CLIENT_ID, CLIENT_NAME, startClient } from "./client";

export function activate(context: ExtensionContext): void {
	const server = Uri.joinPath(context.extensionUri, "dist", "server-web.js").toString(true);
	let worker: Worker | undefined;
	context.subscriptions.push({ dispose: () => worker?.terminate() });
	const start = async () => {
		worker?.terminate();
		worker = new Worker(server);
		// Not the worker itself: VS Code makes workers in a way of its own, and the client does not know them again.
		return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
	};
	startClient(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, start, options));
}
