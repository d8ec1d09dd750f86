// features: suggestions for what is being typed. This file finds out what may stand there; the others know it.
import { splitConfigLine } from "../../syntax/splitConfig";
import type { Line } from "../../syntax/tree";
import { aclRuleCompletions, userNameCompletions } from "./aclRules";
import { argumentCompletions } from "./arguments";
import { commentCompletions } from "./comments";
import { cursorIn } from "./cursor";
import { directiveCompletions } from "./directives";
import { sentinelCompletions } from "./sentinel";
import type { CompletionContext, Completions } from "./types";

/** Undefined where nothing can be said. */
export async function complete(context: CompletionContext): Promise<Completions | undefined> {
	const { document, line, point } = context;
	if (document.file.kind === "acl") return completeUser(context);
	if (line.kind === "comment") return commentCompletions(context);
	// What follows the cursor may have an open quote that swallows the rest.
	const cursor = cursorIn(line.error ? typedSoFar(line.text.slice(0, point.character)) : line, point.character);
	if (cursor.index === 0) return directiveCompletions(context, cursor);
	switch (cursor.before[0]?.toLowerCase()) {
		case "user":
			return cursor.index === 1 ? userNameCompletions(context, cursor) : aclRuleCompletions(context, cursor);
		case "sentinel":
			return sentinelCompletions(context, cursor);
		default:
			return argumentCompletions(context, cursor);
	}
}

/** The spaces behind an open quote belong to the word in it. */
function typedSoFar(text: string): Line {
	const line = splitConfigLine(text);
	const last = line.words.at(-1);
	if (line.error?.code !== "unclosed-quote" || !last) return line;
	const word = { ...last, end: text.length, value: last.value + text.slice(last.end) };
	return { ...line, words: [...line.words.slice(0, -1), word] };
}

function completeUser(context: CompletionContext): Completions | undefined {
	const cursor = cursorIn(context.line, context.point.character);
	if (cursor.index === 0) return directiveCompletions(context, cursor);
	if (cursor.before[0] !== "user") return undefined;
	return cursor.index === 1 ? userNameCompletions(context, cursor) : aclRuleCompletions(context, cursor);
}
