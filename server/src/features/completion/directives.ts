// features: names of directives. First those that are not set, by group; then those that are, each with its line; then what is out of date.
import { say, type Words } from "../../base/say";
import { nameOfUri } from "../../base/uri";
import type { Directive } from "../../knowledge/types";
import type { ServerModel } from "../../model/server";
import type { FileKind } from "../../model/types";
import { groupOf } from "../texts/directiveGroups";
import { asIn } from "../texts/directiveText";
import { sizeInWords } from "../texts/inWords";
import type { Cursor } from "./cursor";
import { snippet } from "./snippet";
import type { Completion, CompletionContext, Completions } from "./types";

export function directiveCompletions({ document, line, point }: CompletionContext, cursor: Cursor): Completions {
	const { insert, replace } = cursor;
	const { file, server } = document;
	if (file.kind === "acl") return { insert, replace, items: [userLine(cursor)] };
	const { knowledge, release } = server.world;
	const own = { file: file.uri, line: point.line };
	const items: Completion[] = [];
	for (const directive of knowledge.directives(release).all()) {
		if (directive.hidden && directive.name !== line.words[0]?.value.toLowerCase()) continue;
		items.push(item(directive, setAt(server, directive, own), cursor, file.kind));
		if (directive.alias !== undefined && !directive.ignored) items.push(oldName(directive, directive.alias));
	}
	return { insert, replace, items };
}

function item(directive: Directive, set: Words | undefined, { isLast }: Cursor, kind: FileKind): Completion {
	const { name } = directive;
	const group = groupOf(name);
	// Arguments that stand there already are kept, so no others are brought.
	const snippet = isLast ? SNIPPETS[name] : undefined;
	const rank = kind === "sentinel" && FOR_SENTINEL.has(name) ? 0 : group.rank + 1;
	const state = directive.ignored ? 3 : set === undefined ? 0 : 1;
	return {
		label: name,
		kind: "directive",
		note: directive.ignored ? say`ignored by this release` : set === undefined ? noteOf(asIn(directive, kind), group.name) : set,
		sort: `${state}${String(rank).padStart(2, "0")}${name}`,
		about: { what: "directive", name },
		...(snippet !== undefined && { insert: snippet, isSnippet: true as const }),
		...(directive.ignored && { isDeprecated: true as const }),
	};
}

function noteOf({ default: standard, units, type }: Directive, group: Words): Words {
	if (standard === null || type === "instruction") return group;
	if (standard === "") return say`${group} · default empty`;
	const size = units.includes("memory") && /^\d+$/.test(standard) ? sizeInWords(BigInt(standard)) : undefined;
	const shown = size ?? (standard.length > 24 ? `${standard.slice(0, 23)}…` : standard);
	return say`${group} · default ${shown}`;
}

function oldName(directive: Directive, alias: string): Completion {
	return {
		label: alias,
		kind: "directive",
		note: say`old name of ${directive.name}`,
		sort: `2${alias}`,
		isDeprecated: true,
		about: { what: "directive", name: directive.name },
	};
}

/** "✓ set in line 12"; undefined where no other line sets it, and where each line counts. */
function setAt(server: ServerModel, directive: Directive, own: { file: string; line: number }): Words | undefined {
	if (directive.type === "instruction") return undefined;
	const origin = server.settings.get(directive.name)?.origin;
	if (origin?.from !== "line") return undefined;
	const { file, lineNumber } = origin.statement;
	if (file === own.file && lineNumber === own.line) return undefined;
	return file === own.file ? say`✓ set in line ${lineNumber + 1}` : say`✓ set in ${nameOfUri(file)}, line ${lineNumber + 1}`;
}

function userLine({ isLast }: Cursor): Completion {
	return {
		label: "user",
		kind: "keyword",
		note: say`a user with its rules`,
		about: { what: "directive", name: "user" },
		...(isLast && { insert: SNIPPETS.user as string, isSnippet: true as const }),
	};
}

/** What a sentinel.conf is mostly about. */
const FOR_SENTINEL: ReadonlySet<string> = new Set([
	"sentinel",
	"port",
	"bind",
	"dir",
	"logfile",
	"pidfile",
	"daemonize",
	"requirepass",
	"protected-mode",
]);

/** Directives of several parts. */
const SNIPPETS: Readonly<Record<string, string>> = {
	"client-output-buffer-limit": snippet("client-output-buffer-limit {1|normal,replica,pubsub|} {2:256mb} {3:64mb} {4:60}"),
	"oom-score-adj-values": snippet("oom-score-adj-values {1:0} {2:200} {3:800}"),
	"rename-command": snippet('rename-command {1:CONFIG} "{2}"'),
	replicaof: snippet("replicaof {1:host} {2:6379}"),
	save: snippet("save {1:3600} {2:1}"),
	user: snippet("user {1:app} on >{2:password} ~{3:app:}* {4:+@read}"),
};
