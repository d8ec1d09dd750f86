// lsp: which part of a line is being typed.
import { MarkupKind, type ServerCapabilities, type SignatureHelp } from "vscode-languageserver";
import type { Words } from "../../base/say";
import { signatureAt } from "../../features/signatureHelp";
import { ask } from "../asking";
import type { FeatureParts } from "../featureParts";

export const SIGNATURES: NonNullable<ServerCapabilities["signatureHelpProvider"]> = { triggerCharacters: [" "] };

export function registerSignatureHelp({ connection, faults, speak, views }: FeatureParts): void {
	connection.onSignatureHelp(
		faults.guard("textDocument/signatureHelp", async ({ textDocument, position }, token): Promise<SignatureHelp | null> => {
			const asked = await ask(views, textDocument, token);
			if (!asked) return null;
			const point = asked.positions.placeOf(position);
			const line = asked.document.file.tree.line(point.line);
			const found = line && signatureAt(asked.document, point, line);
			if (!found) return null;
			const { label, parameters, active, text } = found;
			const words = (said: Words) => ({ kind: MarkupKind.Markdown, value: speak(said) });
			return {
				activeSignature: 0,
				activeParameter: active,
				signatures: [
					{
						label,
						...(text !== undefined && { documentation: words(text) }),
						parameters: parameters.map(({ start, end, text: about }) => ({
							label: [start, end],
							...(about !== undefined && { documentation: words(about) }),
						})),
					},
				],
			};
		}),
	);
}
