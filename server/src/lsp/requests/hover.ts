// lsp: hovers.
import { type Hover, MarkupKind } from "vscode-languageserver";
import { hover } from "../../features/hover/hover";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

/** Nobody reads more, and an editor would draw all of it. In characters. */
const LONGEST = 50_000;

function shortened(text: string): string {
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

export function registerHover({ abilities, connection, faults, rulePages, rules, speak, views }: FeatureParts): void {
	const pageOf = (rule: string) => (rulePages === undefined ? undefined : `${rulePages}${rule}.md`);
	connection.onHover(
		faults.guard("textDocument/hover", async ({ textDocument, position }, token): Promise<Hover | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const { document, positions } = asked;
			const point = positions.placeOf(position);
			const found = hover(document, point, { rules, pageOf });
			if (!found) return null;
			const kind = abilities.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
			return { contents: { kind, value: shortened(speak(found.markdown)) }, range: positions.range({ line: point.line, ...found.at }) };
		}),
	);
}
