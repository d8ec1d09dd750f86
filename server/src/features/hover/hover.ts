// features: what the word under the pointer means, in Markdown. Never a secret.
import { joined, type Words } from "../../base/say";
import type { Position } from "../../base/span";
import { aclHover } from "../acl/hover";
import { type RedisDocument, type WordAt, wordAt } from "../document";
import { USER_DIRECTIVES } from "../navigation/occurrences";
import { certificateInWords } from "./certificate";
import { commentHover } from "./comment";
import { directiveHover, directiveInShort } from "./directive";
import { inForceInWords } from "./inForce";
import { sentinelHover } from "./sentinel";
import type { Hover, HoverTools } from "./types";
import { namedUserInWords } from "./user";
import { valueInWords } from "./value";

/** Undefined where there is nothing to say. */
export function hover(document: RedisDocument, point: Position, tools: HoverTools): Hover | undefined {
	const { file, server } = document;
	const line = file.tree.line(point.line);
	if (line?.kind === "comment" && file.kind !== "acl") return commentHover(line.text, point.character, tools);
	const user = aclHover(server, file, point.line, point.character);
	if (user || file.kind === "acl") return user;
	const at = wordAt(document, point);
	if (!at) return undefined;
	const markdown = markdownOf(document, point.line, at);
	return markdown === undefined ? undefined : { markdown, at: { start: at.word.start, end: at.word.end } };
}

function markdownOf(document: RedisDocument, lineNumber: number, at: WordAt): Words | undefined {
	if (at.name === "sentinel") return sentinelHover(document, lineNumber, at);
	if (at.index === 0) return directiveHover(document, lineNumber, at.name);
	const { knowledge, release } = document.server.world;
	const directive = knowledge.directives(release).find(at.name);
	const parts = directive
		? [
				USER_DIRECTIVES.has(directive.name) && at.index === 1 ? namedUserInWords(document, at.word.value, "primary") : undefined,
				valueInWords(document, lineNumber, directive, at),
				certificateInWords(document, lineNumber, directive.name),
			]
		: [];
	const words = parts.filter((part) => part !== undefined);
	if (!directive || words.length === 0) return directiveHover(document, lineNumber, at.name);
	const inForce = inForceInWords(document, lineNumber);
	return joined([...words, ...(inForce === undefined ? [] : [inForce]), "---", directiveInShort(directive, document.server)], "\n\n");
}
