// features: the hover on the name of a directive: what it does, what it takes, and which value is in force.
import { joined, say, type Words } from "../../base/say";
import type { Directive } from "../../knowledge/types";
import type { ServerModel } from "../../model/server";
import type { RedisDocument } from "../document";
import { directiveMarkdown, facts } from "../texts/directiveText";
import { inForceInWords } from "./inForce";

/** Undefined where nobody knows the name: the finding on it says more. */
export function directiveHover(document: RedisDocument, line: number, name: string): Words | undefined {
	const { kind, world } = document.server;
	const inForce = world.knowledge.directives(world.release).find(name) && inForceInWords(document, line);
	return directiveMarkdown(name, world, { inForce, kind });
}

/** For the hover on a value: what the directive takes, and the first sentence of what it does. */
export function directiveInShort(directive: Directive, { kind, world }: Pick<ServerModel, "kind" | "world">): Words {
	const summary = world.knowledge.text(directive.name)?.summary ?? "";
	const first = /^.*?[.:](?=\s|$)/.exec(summary)?.[0].replace(/:$/, ".") ?? summary;
	const head = say`**${directive.name}** · ${facts(directive, world, kind)}`;
	return first.trim() === "" ? head : joined([head, first.trim()], "\n\n");
}
