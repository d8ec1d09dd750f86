// lint: the text of a project file as JSON with comments. Whatever it holds, reading it ends.
import { type Node, type ParseError, parseTree } from "jsonc-parser";

/** A project file needs six levels; a parser that calls itself for each would end the program at some ten thousand. */
const DEEPEST = 100;

/** Thousands of suppressions have room; of a larger text the tree alone would take gigabytes. In characters. */
export const LARGEST_PROJECT = 1024 * 1024;

/**
 * Undefined where it holds nothing, or is too large or has levels that no settings have: then that is the one error. A byte order mark counts
 * as a space.
 */
export function projectTree(text: string, errors: ParseError[] = []): Node | undefined {
	const offset = text.length > LARGEST_PROJECT ? 0 : tooDeepAt(text);
	if (offset === undefined) return parseTree(text.replace(/^\uFEFF/, " "), errors, { allowTrailingComma: true });
	errors.push({ error: 1, offset, length: 1 });
	return undefined;
}

/** Brackets in texts and comments count too, but those are closed there as well or are not many. */
function tooDeepAt(text: string): number | undefined {
	let depth = 0;
	let inText = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (inText && sign === "\\") at++;
		else if (sign === '"') inText = !inText;
		else if (sign === "\n") inText = false;
		else if (inText) continue;
		else if (sign === "[" || sign === "{") depth++;
		else if (sign === "]" || sign === "}") depth--;
		if (depth > DEEPEST) return at;
	}
	return undefined;
}
