// lsp: inlay hints, each kind switched by a setting.
import type { InlayHint } from "vscode-languageserver";
import { normalizeUri } from "../../base/uri";
import { inlayHints } from "../../features/inlayHints";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

/** Editors ask for what is seen, with some to spare. */
const MOST_LINES = 10_000;

export function registerInlayHints({ connection, documents, faults, settings, speak, views }: FeatureParts): void {
	connection.languages.inlayHint.on(
		faults.guard("textDocument/inlayHint", async ({ textDocument, range }, token): Promise<InlayHint[] | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const { document, positions } = asked;
			const options = await settings.hintsOf(documents.spelling(normalizeUri(textDocument.uri)));
			const first = positions.placeOf(range.start).line;
			const last = Math.min(positions.placeOf(range.end).line, first + MOST_LINES);
			const hints = inlayHints(document, first, last, options);
			return hints.map(({ at, text, tooltip }) => ({
				position: positions.rangeOf(at, at).start,
				label: speak(text),
				tooltip: speak(tooltip),
				paddingLeft: true,
			}));
		}),
	);
}
