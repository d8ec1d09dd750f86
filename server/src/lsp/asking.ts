// lsp: what most requests of an editor begin with: the document that they are about, as it is now.
import type { CancellationToken } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import type { RedisDocument } from "../features/document";
import type { View } from "../service/view";
import { type Positions, positionsOf } from "./conversion";
import type { Views } from "./documents/documents";

/** A Redis file that a request is about. */
export interface Asked {
	readonly view: View;
	readonly document: RedisDocument;
	readonly positions: Positions;
}

/** Undefined where it is not a Redis file. */
export async function ask(views: Views, { uri }: { readonly uri: string }, token: CancellationToken): Promise<Asked | undefined> {
	const { view } = await views.of(normalizeUri(uri), token);
	return askedOf(view);
}

export function askedOf(view: View): Asked | undefined {
	const { file, servers } = view;
	const [server, ...others] = servers;
	return file && server && { view, document: { server, file, others }, positions: positionsOf(file.tree) };
}
