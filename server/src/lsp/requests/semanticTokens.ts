// lsp: semantic tokens, of what is seen and of whole documents that are not very large.
import { type Range, type SemanticTokens, SemanticTokensBuilder, type ServerCapabilities } from "vscode-languageserver";
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from "../../features/semanticTokens";
import { type Asked, ask } from "../asking";
import type { FeatureParts } from "../featureParts";

/** Nobody looks at all lines of a larger one; editors ask for those that are seen. */
const MOST_LINES = 10_000;

export const SEMANTIC_TOKENS: NonNullable<ServerCapabilities["semanticTokensProvider"]> = {
	legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
	full: true,
	range: true,
};

export function registerSemanticTokens({ connection, faults, views }: FeatureParts): void {
	const tokens = connection.languages.semanticTokens;
	tokens.on(
		faults.guard("textDocument/semanticTokens/full", async ({ textDocument }, token): Promise<SemanticTokens> => {
			const asked = await ask(views, textDocument, token);
			return asked && asked.document.file.tree.source.lineCount <= MOST_LINES ? encoded(asked) : NONE;
		}),
	);
	tokens.onRange(
		faults.guard("textDocument/semanticTokens/range", async ({ textDocument, range }, token): Promise<SemanticTokens> => {
			const asked = await ask(views, textDocument, token);
			return asked ? encoded(asked, range) : NONE;
		}),
	);
}

const NONE: SemanticTokens = { data: [] };

function encoded({ document, positions }: Asked, range?: Range): SemanticTokens {
	const builder = new SemanticTokensBuilder();
	const first = range ? positions.placeOf(range.start).line : 0;
	const last = range ? positions.placeOf(range.end).line : Number.POSITIVE_INFINITY;
	for (const token of semanticTokens(document, first, last)) {
		const { start, end } = positions.range(token);
		if (start.line !== end.line) continue;
		const modifiers = token.modifiers.reduce((bits, modifier) => bits | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
		builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(token.type), modifiers);
	}
	return builder.build();
}
