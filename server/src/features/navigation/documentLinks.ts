// features: words that lead somewhere when they are clicked: included files, ACL files, certificates, and rules in comments.
import type { Place } from "../../base/span";
import { targetKey } from "../../model/statements";
import type { RedisDocument } from "../document";
import { readLintComment } from "../lintComment";
import { pathUri } from "../paths";
import { insideQuotes } from "./occurrences";

export interface DocumentLink {
	readonly at: Place;
	readonly target: string;
}

/** @param pageOf address of a rule's page; undefined where there is none. */
export function documentLinks({ file, server }: RedisDocument, pageOf: (rule: string) => string | undefined): DocumentLink[] {
	if (file.kind === "acl") return [];
	const links: DocumentLink[] = [];
	for (const [line, { kind, text, words }] of file.tree.lines.entries()) {
		if (kind === "comment") {
			for (const { start, end, text: rule } of rulesIn(text)) {
				const target = pageOf(rule);
				if (target !== undefined) links.push({ at: { file: file.uri, line, start, end }, target });
			}
			continue;
		}
		const [first, path] = words;
		if (!first || !path || words.length !== 2) continue;
		const target = targetOf({ file, server }, line, first.value.toLowerCase(), path.value);
		if (target !== undefined) links.push({ at: { file: file.uri, line, ...insideQuotes(path) }, target });
	}
	return links;
}

function rulesIn(text: string) {
	if (!text.includes("redis-security-lint-disable")) return [];
	const parts = readLintComment(text);
	return parts?.directive === undefined || parts.directive === "redis-security-lint-server" ? [] : parts.words;
}

/** A pattern that means several files leads nowhere by itself; what it means is shown by going to its definition. */
function targetOf({ file, server }: RedisDocument, line: number, name: string, path: string): string | undefined {
	if (name === "include" || name === "aclfile") {
		const targets = server.snapshot.targets.get(targetKey(file.uri, line)) ?? [];
		const [only] = targets;
		return targets.length === 1 && only !== undefined && server.snapshot.files.get(only)?.state === "text" ? only : undefined;
	}
	return TLS_FILE.test(name) && path !== "" ? pathUri(server, path) : undefined;
}

const TLS_FILE = /^tls-(?:client-)?(?:cert|ca-cert|key|dh-params)-file$/;
