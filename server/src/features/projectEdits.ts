// features: changes of a project file by a value of its own; comments and form stay.
import { applyEdits, type JSONPath, type ModificationOptions, modify } from "jsonc-parser";
import type { Edit } from "../base/span";
import { lineEdits } from "./lineDiff";

/** A project file, or the place where a new one belongs (its text is undefined then). */
export interface ProjectFile {
	readonly uri: string;
	readonly text: string | undefined;
}

/** A project file with one value set, added, or with `undefined` taken away. Undefined where its text is too broken for that. */
export function withValue(text: string, path: JSONPath, value: unknown, options: ModificationOptions = {}): string | undefined {
	// The formatter reads a line as a whole, and takes the square of its length.
	const isFormatted = !LONG_LINE.test(text);
	try {
		return applyEdits(text, modify(text, path, value, isFormatted ? { ...options, formattingOptions: formattingOf(text) } : options));
	} catch {
		return undefined;
	}
}

/** From the project file as it is to the new text; undefined where there is none. */
export function changesTo({ text = "", uri }: ProjectFile, after: string | undefined): Edit[] | undefined {
	if (after === undefined) return undefined;
	const isNew = text === "" && !after.endsWith("\n");
	return lineEdits(uri, text, isNew ? `${after}\n` : after);
}

/** Longer than anybody writes by hand. */
const LONG_LINE = /[^\r\n]{5000}/;

/** How a JSON text is indented and its lines end. */
function formattingOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
	const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "\t";
	return {
		insertSpaces: !indent.startsWith("\t"),
		tabSize: indent.startsWith("\t") ? 4 : indent.length,
		eol: /\r\n/.test(text) ? "\r\n" : "\n",
	};
}
