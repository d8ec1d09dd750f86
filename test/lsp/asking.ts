// lsp: a client that asks for the diagnostics of all files of its workspace, over and over.
import { CancellationTokenSource, WorkspaceDiagnosticRequest, type WorkspaceDocumentDiagnosticReport } from "vscode-languageserver/node";
import type { ScriptedClient } from "./scriptedClient";

export interface Answer {
	readonly reports: readonly WorkspaceDocumentDiagnosticReport[];
	/** Files of each part that was sent before the end. */
	readonly parts: readonly number[];
}

/** Asks as VS Code does: with what it was told before. */
export class Asking {
	readonly known = new Map<string, string>();

	constructor(private readonly client: ScriptedClient) {}

	async ask(token = new CancellationTokenSource().token): Promise<Answer> {
		const { connection } = this.client;
		const reports: WorkspaceDocumentDiagnosticReport[] = [];
		const parts: number[] = [];
		const take = (items: readonly WorkspaceDocumentDiagnosticReport[]) => {
			for (const item of items) {
				reports.push(item);
				if (item.resultId === undefined) this.known.delete(item.uri);
				else this.known.set(item.uri, item.resultId);
			}
		};
		const listening = connection.onProgress(WorkspaceDiagnosticRequest.partialResult, "parts", ({ items }) => {
			parts.push(items.length);
			take(items);
		});
		const previousResultIds = Array.from(this.known, ([uri, value]) => ({ uri, value }));
		const answer = connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds, partialResultToken: "parts" }, token);
		const { items } = await answer.finally(() => listening.dispose());
		take(items);
		return { reports, parts };
	}
}
