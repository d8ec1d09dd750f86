// lsp: folding.
import { type Connection, type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import { foldingRanges } from "../features/foldingRanges";
import { Positions } from "./conversion";
import type { Views } from "./documents";
import type { Faults } from "./faults";

const KINDS = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;

export function registerFolding(connection: Connection, views: Views, faults: Faults): void {
	connection.onFoldingRanges(
		faults.guard("textDocument/foldingRange", async ({ textDocument }, token): Promise<FoldingRange[] | null> => {
			const { view } = await views.of(normalizeUri(textDocument.uri), token);
			if (!view.file) return null;
			const positions = new Positions(view.file.tree.text);
			return foldingRanges(view.file.tree).map(({ start, end, kind }) => ({
				startLine: positions.lineOf(start),
				endLine: positions.lineOf(end),
				kind: KINDS[kind],
			}));
		}),
	);
}
