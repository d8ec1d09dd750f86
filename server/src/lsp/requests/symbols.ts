// lsp: the outline of a document and the search for names in the workspace.
import {
	type CancellationToken,
	type DocumentSymbol,
	type SymbolInformation,
	SymbolKind,
	type WorkspaceSymbol,
} from "vscode-languageserver";
import { documentSymbols, type DocumentSymbol as Outlined, workspaceSymbols } from "../../features/navigation/symbols";
import type { TextFile } from "../../model/types";
import type { View } from "../../service/view";
import { ask } from "../asking";
import { type Positions, positionsOf } from "../conversion";
import type { FeatureParts } from "../featureParts";

export function registerSymbols(parts: FeatureParts): void {
	const { abilities, connection, faults, views } = parts;
	connection.onDocumentSymbol(
		faults.guard("textDocument/documentSymbol", async ({ textDocument }, token): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const { document, positions } = asked;
			const symbols = documentSymbols(document.file, document.server.world.knowledge);
			if (abilities.hierarchicalSymbols) return symbols.map((symbol) => nested(symbol, positions));
			return flat(symbols).map((symbol) => ({
				name: symbol.name,
				kind: KINDS[symbol.kind],
				location: locationOf(symbol, textDocument.uri, positions),
			}));
		}),
	);
	connection.onWorkspaceSymbol(faults.guard("workspace/symbol", ({ query }, token) => search(parts, query, token)));
}

/** More than anybody reads; the client asks again for each letter. */
const MOST = 500;

/** In everything that open documents lead to, and in the Redis files of the workspace. */
async function search(parts: FeatureParts, query: string, token: CancellationToken): Promise<WorkspaceSymbol[]> {
	const { candidates, documents, views } = parts;
	const searched = new Set<string>();
	const found: WorkspaceSymbol[] = [];
	const add = (view: View) => {
		for (const { snapshot, world } of view.servers) {
			for (const file of snapshot.files.values()) {
				if (file.state !== "text" || searched.has(file.uri)) continue;
				searched.add(file.uri);
				found.push(...inFile(file, documents.spelling(file.uri), workspaceSymbols(file, world.knowledge, query)));
			}
		}
	};
	let kept = 0;
	for (const uri of new Set([...documents.uris(), ...(await candidates.all())])) {
		if (found.length >= MOST) break;
		if (searched.has(uri)) continue;
		const { view } = await views.of(uri, token);
		add(view);
		if (documents.get(uri)) continue;
		// Views of files that nobody has open would stay for ever; some of them are soon asked for again.
		kept += linesOf(view);
		if (kept > MOST_KEPT) views.forget(uri);
	}
	return found.slice(0, MOST);
}

/** Lines of files that nobody has open, of which views are kept for the next letter. */
const MOST_KEPT = 20_000;

function linesOf({ servers }: View): number {
	const files = servers.flatMap(({ snapshot }) => [...snapshot.files.values()]);
	return files.reduce((lines, file) => lines + (file.state === "text" ? file.tree.source.lineCount : 0), 0);
}

function inFile(file: TextFile, uri: string, symbols: readonly Outlined[]): WorkspaceSymbol[] {
	const positions = positionsOf(file.tree);
	return symbols.map((symbol) => ({
		name: symbol.name,
		kind: KINDS[symbol.kind],
		location: locationOf(symbol, uri, positions),
		...(symbol.detail !== undefined && { containerName: symbol.detail }),
	}));
}

function locationOf({ start, nameAt }: Outlined, uri: string, positions: Positions) {
	return { uri, range: positions.range({ line: start.line, ...nameAt }) };
}

function nested(symbol: Outlined, positions: Positions): DocumentSymbol {
	const { name, detail, kind, start, end, nameAt, children } = symbol;
	return {
		name,
		kind: KINDS[kind],
		range: positions.rangeOf(start, end),
		selectionRange: positions.range({ line: start.line, ...nameAt }),
		...(detail !== undefined && { detail }),
		...(children.length > 0 && { children: children.map((child) => nested(child, positions)) }),
	};
}

function flat(symbols: readonly Outlined[]): Outlined[] {
	return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
}

const KINDS: Readonly<Record<Outlined["kind"], SymbolKind>> = {
	section: SymbolKind.Namespace,
	directive: SymbolKind.Property,
	file: SymbolKind.File,
	user: SymbolKind.Class,
	primary: SymbolKind.Object,
};
