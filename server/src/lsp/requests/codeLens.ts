// lsp: code lenses. What they say is computed for those that are seen.
import type { CodeLens, Connection } from "vscode-languageserver";
import { normalizeUri } from "../../base/uri";
import { lensAt, lensLines } from "../../features/acl/lens";
import { maskName } from "../../lint/mask";
import type { Abilities } from "../abilities";
import { positionsOf } from "../conversion";
import type { OpenDocuments, Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { Speak } from "../language";

/** Of our own client: opens the matrix of permissions, given the document's address and the user's name. */
const SHOW_PERMISSIONS = "redisSecurityLint.showPermissions";

interface LensData {
	readonly uri: string;
	/** 0-based, as the model counts. */
	readonly line: number;
}

export function registerCodeLens(
	connection: Connection,
	{
		documents,
		views,
		faults,
		abilities,
		speak,
	}: {
		documents: OpenDocuments;
		views: Views;
		faults: Faults;
		abilities: Abilities;
		speak: Speak;
	},
): void {
	connection.onCodeLens(
		faults.guard("textDocument/codeLens", async ({ textDocument }, token): Promise<CodeLens[] | null> => {
			const uri = normalizeUri(textDocument.uri);
			const { view } = await views.of(uri, token);
			const { file } = view;
			if (!file) return null;
			const positions = positionsOf(file.tree);
			return lensLines(file).map((line): CodeLens => {
				const data: LensData = { uri, line };
				return { range: positions.range({ line, start: 0, end: 0 }), data };
			});
		}),
	);
	connection.onCodeLensResolve(
		faults.guard("codeLens/resolve", async (lens, token): Promise<CodeLens> => {
			const { uri, line } = lens.data as LensData;
			const { view } = await views.of(uri, token);
			const [server] = view.servers;
			const found = server && view.file && lensAt(server, view.file, line);
			const title = found ? speak(found.title) : "";
			if (!found || !abilities.options.showsPermissions) return { ...lens, command: { title, command: "" } };
			// A name that looks like a password is not sent around.
			const user = maskName(found.user) === found.user ? [found.user] : [];
			return { ...lens, command: { title, command: SHOW_PERMISSIONS, arguments: [documents.spelling(uri), ...user] } };
		}),
	);
}
