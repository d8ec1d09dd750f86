// lsp: what our own client may ask beyond the protocol. A new request gets its name and shape in protocol.ts and its handler here.
import type { Connection } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import type { OpenDocuments, Views } from "./documents";
import type { Faults } from "./faults";
import { type ServerInForce, ServerInForceRequest } from "./protocol";

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
}
