// lsp: suggestions.
import {
	type CancellationToken,
	type CompletionItem,
	CompletionItemKind,
	CompletionItemTag,
	type CompletionList,
	type CompletionParams,
	CompletionTriggerKind,
	type InsertReplaceEdit,
	InsertTextFormat,
	MarkupKind,
	type Position,
	type TextEdit,
} from "vscode-languageserver";
import { normalizeUri } from "../../base/uri";
import { complete } from "../../features/completion/complete";
import { documentationOf } from "../../features/completion/documentation";
import type { About, Completion, Completions } from "../../features/completion/types";
import { splitAclLine } from "../../syntax/splitAcl";
import { splitConfigLine } from "../../syntax/splitConfig";
import type { CompletionAbilities } from "../abilities";
import { askedOf } from "../asking";
import { Positions } from "../conversion";
import type { FeatureParts } from "../featureParts";

/** Between words, and where a new part of a word begins. */
export const TRIGGERS = [" ", "-", "+", "@", "|", "/", "%", "~", "&", '"', ":", "("];

/** What travels to the client and back in a suggestion. */
interface ItemData {
	readonly uri: string;
	readonly about: About;
}

export function registerCompletion(parts: FeatureParts): void {
	const { connection, faults } = parts;
	connection.onCompletion(faults.guard("textDocument/completion", (params, token) => suggest(parts, params, token)));
	connection.onCompletionResolve(faults.guard("completionItem/resolve", (item, token) => document(parts, item, token)));
}

async function suggest(parts: FeatureParts, params: CompletionParams, token: CancellationToken): Promise<CompletionList | null> {
	const { documents, files, rules, views } = parts;
	const { context, textDocument } = params;
	const uri = normalizeUri(textDocument.uri);
	const asked = askedOf(await views.soon(uri, token));
	const text = documents.get(uri);
	if (!asked || !text) return null;
	const position = new Positions(text.source).nearest(params.position);
	const now = text.lineText(position.line);
	const found = await complete({
		document: asked.document,
		line: asked.document.file.kind === "acl" ? splitAclLine(now) : splitConfigLine(now),
		point: position,
		isAsked: context?.triggerKind !== CompletionTriggerKind.TriggerCharacter,
		rules,
		list: (folder) => files.list(folder),
	});
	if (!found) return null;
	return {
		isIncomplete: found.isIncomplete ?? false,
		items: found.items.map((item, index) => toItem(parts, found, item, index, uri, position)),
	};
}

function toItem(parts: FeatureParts, found: Completions, item: Completion, index: number, uri: string, at: Position): CompletionItem {
	const { completion } = parts.abilities;
	const { about, filter, insert, isDeprecated, isSnippet, kind, label, note, sort } = item;
	const withPlaces = isSnippet && completion.snippets;
	const newText = insert === undefined ? label : withPlaces || !isSnippet ? insert : withoutPlaces(insert);
	const data: ItemData | undefined = about && { uri, about };
	return {
		label,
		kind: KINDS[kind],
		sortText: sort ?? String(index).padStart(6, "0"),
		textEdit: edit(found, newText, at, completion),
		...(note !== undefined &&
			(completion.labelDetails ? { labelDetails: { description: parts.speak(note) } } : { detail: parts.speak(note) })),
		...(filter !== undefined && { filterText: filter }),
		...(withPlaces && { insertTextFormat: InsertTextFormat.Snippet }),
		...(isDeprecated && { tags: [CompletionItemTag.Deprecated] }),
		...(data && { data }),
	};
}

function edit(
	{ insert, replace }: Completions,
	newText: string,
	{ line }: Position,
	{ insertReplace }: CompletionAbilities,
): TextEdit | InsertReplaceEdit {
	const range = ({ start, end }: { start: number; end: number }) => ({ start: { line, character: start }, end: { line, character: end } });
	return insertReplace ? { newText, insert: range(insert), replace: range(replace) } : { newText, range: range(replace) };
}

/** The suggestions inside the places stay, as plain text. */
function withoutPlaces(snippet: string): string {
	return snippet.replace(/\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:?([^}]*)\}|\$\d/g, (_, choice, text) => choice ?? text ?? "");
}

async function document(
	{ abilities, rules, speak, views }: FeatureParts,
	item: CompletionItem,
	token: CancellationToken,
): Promise<CompletionItem> {
	const data = item.data as ItemData | undefined;
	const view = data && (await views.soon(data.uri, token));
	const server = view?.servers[0];
	const value = data && server && documentationOf(data.about, server.world, rules, server.kind);
	if (value === undefined) return item;
	const kind = abilities.completion.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
	return { ...item, documentation: { kind, value: speak(value) } };
}

const KINDS: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
	directive: CompletionItemKind.Property,
	snippet: CompletionItemKind.Snippet,
	value: CompletionItemKind.Value,
	unit: CompletionItemKind.Unit,
	file: CompletionItemKind.File,
	folder: CompletionItemKind.Folder,
	command: CompletionItemKind.Function,
	category: CompletionItemKind.Module,
	keyword: CompletionItemKind.Keyword,
	name: CompletionItemKind.Variable,
	rule: CompletionItemKind.Reference,
	release: CompletionItemKind.Constant,
};
