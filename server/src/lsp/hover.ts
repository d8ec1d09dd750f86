// lsp: hover.
import { type Connection, type Hover, MarkupKind } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import { aclHover } from "../features/aclHover";
import type { Abilities } from "./abilities";
import { Positions } from "./conversion";
import type { Views } from "./documents";
import type { Faults } from "./faults";

export function registerHover(connection: Connection, views: Views, faults: Faults, abilities: Abilities): void {
	connection.onHover(
		faults.guard("textDocument/hover", async ({ textDocument, position }, token): Promise<Hover | null> => {
			const { view } = await views.of(normalizeUri(textDocument.uri), token);
			const [server] = view.servers;
			if (!view.file || !server) return null;
			const positions = new Positions(view.file.tree.text);
			const { line, character } = positions.placeOf(position);
			const hover = aclHover(server, view.file, line, character);
			if (hover === undefined) return null;
			const kind = abilities.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
			return { contents: { kind, value: hover.markdown }, range: positions.range({ line, ...hover.at }) };
		}),
	);
}
