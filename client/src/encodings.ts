// client: tells the server how VS Code reads a document. A byte order mark is no part of the text there, but the Redis server reads it.
import { type ExtensionContext, type TextDocument, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { EncodingNotification } from "./protocol";
import { isRedisDocument } from "./redisDocument";

/** Since VS Code 1.100; older ones do not say it, and then it is taken for plain UTF-8. */
type WithEncoding = TextDocument & { readonly encoding?: string };

/** To be called before the client starts: a server that is started again has to be told everything again. */
export function tellEncodings(context: ExtensionContext, client: BaseLanguageClient): void {
	const told = new Map<string, string>();
	const tell = (document: WithEncoding) => {
		const uri = document.uri.toString();
		const encoding = document.encoding ?? "utf8";
		if (!client.isRunning()) return;
		if (!isRedisDocument(document) || (told.get(uri) ?? "utf8") === encoding) return;
		told.set(uri, encoding);
		void client.sendNotification(EncodingNotification, { uri, encoding });
	};
	context.subscriptions.push(
		client.onDidChangeState(({ newState }) => {
			if (newState !== State.Running) return;
			told.clear();
			workspace.textDocuments.forEach(tell);
		}),
		workspace.onDidOpenTextDocument(tell),
		workspace.onDidSaveTextDocument(tell),
		workspace.onDidChangeTextDocument(({ document }) => tell(document)),
	);
}
