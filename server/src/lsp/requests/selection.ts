// lsp: selections that grow.
import type { SelectionRange } from "vscode-languageserver";
import { selectionRanges } from "../../features/navigation/selectionRanges";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

export function registerSelection({ connection, faults, views }: FeatureParts): void {
	connection.onSelectionRanges(
		faults.guard("textDocument/selectionRange", async ({ textDocument, positions: wanted }, token): Promise<SelectionRange[] | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const { document, positions } = asked;
			return wanted.map((anywhere) => {
				const position = positions.nearest(anywhere);
				let parent: SelectionRange | undefined;
				for (const { start, end } of selectionRanges(document.file.tree, positions.placeOf(position)).toReversed()) {
					parent = { range: positions.rangeOf(start, end), ...(parent && { parent }) };
				}
				return parent ?? { range: { start: position, end: position } };
			});
		}),
	);
}
