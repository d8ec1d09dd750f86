// lsp: what our own client may ask beyond the protocol. A new request gets its name and shape in protocol.ts and its handler here.
import type { Connection } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import { checkAnswers, mergeTls, newTlsFile } from "../generate/tlsBlock";
import { Positions } from "./conversion";
import type { OpenDocuments, Views } from "./documents";
import type { Faults } from "./faults";
import { type GeneratedTls, GenerateTlsRequest, type ServerInForce, ServerInForceRequest } from "./protocol";

export interface RequestsParts {
	readonly connection: Connection;
	readonly documents: OpenDocuments;
	readonly views: Views;
	readonly faults: Faults;
}

export function registerRequests({ connection, documents, views, faults }: RequestsParts): void {
	connection.onRequest(
		ServerInForceRequest,
		faults.guard("redisSecurityLint/serverInForce", async ({ uri }, token): Promise<ServerInForce | null> => {
			const { view } = await views.of(normalizeUri(uri), token);
			if (!view.file) return null;
			const { from, reason } = view.choice;
			return { release: view.release.id, from, reason, roots: view.includedBy.map((root) => documents.spelling(root)) };
		}),
	);
	connection.onRequest(
		GenerateTlsRequest,
		faults.guard("redisSecurityLint/generateTls", async ({ uri, answers }, token): Promise<GeneratedTls> => {
			const wrong = checkAnswers(answers);
			if (wrong.length > 0) return { faults: wrong };
			const file = uri === undefined ? undefined : (await views.of(normalizeUri(uri), token)).view.file;
			if (!file || file.kind === "acl") return { text: newTlsFile(answers) };
			const positions = new Positions(file.tree.text);
			return { edits: mergeTls(file, answers).map((edit) => positions.textEdit(edit)) };
		}),
	);
}
