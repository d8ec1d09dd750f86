// support: suggestions at a cursor, in the order in which an editor shows them, and what taking one does to the line.
import { english } from "../../server/src/base/say";
import { resolveUri } from "../../server/src/base/uri";
import { complete } from "../../server/src/features/completion/complete";
import type { Completion, Completions } from "../../server/src/features/completion/types";
import { rules } from "../../server/src/rules";
import { type CursorOptions, openAt } from "./cursor";
import { uriOf } from "./memoryFiles";

/** With its note in English. */
export type Item = Omit<Completion, "note"> & { readonly note?: string };

export interface Suggested {
	readonly items: readonly Item[];
	/** Up to `most` labels. */
	labels(most?: number): string[];
	item(label: string): Item | undefined;
	/** The line after taking a suggestion, replacing the whole word. */
	taken(label: string): string;
}

export interface SuggestOptions extends CursorOptions {
	/** Names in the folder of the document, folders with a slash at the end; deeper ones by their path. */
	readonly disk?: readonly string[];
	/** It comes up by itself while somebody types. */
	readonly whileTyping?: true;
}

export async function suggest(files: string | Readonly<Record<string, string>>, options: SuggestOptions = {}): Promise<Suggested> {
	const { document, point } = await openAt(files, options);
	const line = document.file.tree.lines[point.line];
	if (!line) throw new Error("no such line");
	const found = await complete({ document, line, point, isAsked: !options.whileTyping, rules, list: listing(options.disk ?? []) });
	const items = inOrder(found);
	const item = (label: string) => items.find((one) => one.label === label);
	return {
		items,
		labels: (most) => items.slice(0, most).map(({ label }) => label),
		item,
		taken(label) {
			const one = item(label);
			if (!found || !one) throw new Error(`no suggestion ${label} among ${items.map((other) => other.label).join(", ")}`);
			return line.text.slice(0, found.replace.start) + (one.insert ?? one.label) + line.text.slice(found.replace.end);
		},
	};
}

function inOrder(found: Completions | undefined): Item[] {
	const keyed = (found?.items ?? []).map((item, index) => ({ item, key: item.sort ?? String(index).padStart(6, "0") }));
	return keyed
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ item: { note, ...item } }) => ({ ...item, ...(note !== undefined && { note: english(note) }) }));
}

function listing(disk: readonly string[]) {
	return async (folder: string) => {
		const inside = disk.flatMap((path) => {
			const parts = path.replace(/\/$/, "").split("/");
			if (resolveUri(uriOf("."), parts.slice(0, -1).join("/") || ".") !== folder) return [];
			return [{ name: parts.at(-1) ?? "", type: path.endsWith("/") ? ("folder" as const) : ("file" as const) }];
		});
		return inside;
	};
}
