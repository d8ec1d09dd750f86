// features: the hover on the name of a directive: what it does, what it takes, and which value is in force.
import type { Directive } from "../../knowledge/types";
import type { World } from "../../model/types";
import { directiveMarkdown, facts } from "../directiveText";
import type { RedisDocument } from "../document";
import { inForceInWords } from "./inForce";

/** Undefined where nobody knows the name: the finding on it says more. */
export function directiveHover(document: RedisDocument, line: number, name: string): string | undefined {
	const { world } = document.server;
	const markdown = directiveMarkdown(name, world);
	if (markdown === undefined) return undefined;
	const inForce = world.knowledge.directives(world.release).find(name) && inForceInWords(document, line);
	return inForce === undefined ? markdown : `${markdown}\n\n---\n\n${inForce}`;
}

/** For the hover on a value: the first sentence of what the directive does, and what it takes. */
export function directiveInShort(directive: Directive, world: World): string {
	const summary = world.knowledge.text(directive.name)?.summary ?? "";
	const first = /^.*?[.:](?=\s|$)/.exec(summary)?.[0].replace(/:$/, ".") ?? summary;
	return `${first} ${facts(directive, world)}.`.trim();
}
