// lsp: folding.
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import { foldingRanges } from "../../features/navigation/foldingRanges";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

const KINDS = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region, section: FoldingRangeKind.Region } as const;

export function registerFolding({ connection, views, faults }: FeatureParts): void {
	connection.onFoldingRanges(
		faults.guard("textDocument/foldingRange", async ({ textDocument }, token): Promise<FoldingRange[] | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const { document, positions } = asked;
			return foldingRanges(document.file.tree).map(({ start, end, kind }) => ({
				startLine: positions.lineOf(start),
				endLine: positions.lineOf(end),
				kind: KINDS[kind],
			}));
		}),
	);
}
