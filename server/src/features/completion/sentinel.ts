// features: lines of sentinel.conf that begin with "sentinel".
import { say } from "../../base/say";
import type { SentinelDirective } from "../../knowledge/types";
import { formOf, SENTINEL_DEFAULTS } from "../hover/sentinel";
import { timeInWords } from "../texts/inWords";
import { commandNameCompletions, userNames } from "./aclRules";
import { whole } from "./arguments";
import type { Cursor } from "./cursor";
import { pathCompletions } from "./paths";
import { snippet } from "./snippet";
import type { Completion, CompletionContext, Completions } from "./types";

export async function sentinelCompletions(context: CompletionContext, cursor: Cursor): Promise<Completions | undefined> {
	const { knowledge, release } = context.document.server.world;
	const known = knowledge.sentinelDirectives(release);
	if (cursor.index === 1)
		return whole(
			cursor,
			known.flatMap((directive) => subdirectives(directive, cursor.isLast ? primaries(context).map(({ label }) => label) : undefined)),
		);
	const name = cursor.before[1]?.toLowerCase();
	const directive = known.find((one) => one.name === name || one.alias === name);
	return directive && argument(context, cursor, directive);
}

/** @param names of the primaries; undefined where arguments stand already, so that no others are brought. */
function subdirectives(directive: SentinelDirective, names: readonly string[] | undefined): Completion[] {
	const { name, alias } = directive;
	const about = { what: "sentinel", name } as const;
	const written = WRITTEN_BY_SENTINEL.has(name);
	const own: Completion = {
		label: name,
		kind: "directive",
		note: written ? say`written by Sentinel itself` : formOf(directive),
		sort: `${written ? 1 : 0}${name}`,
		about,
		...(names && !written && { insert: partsOf(directive, names), isSnippet: true as const }),
	};
	if (alias === undefined) return [own];
	return [own, { label: alias, kind: "directive", note: say`old name of ${name}`, sort: `2${alias}`, isDeprecated: true, about }];
}

/** With a place for each part, and what usually stands there. */
function partsOf(directive: SentinelDirective, names: readonly string[]): string {
	const { name } = directive;
	const simple = names.filter((one) => /^[\w.-]+$/.test(one));
	const parts = formOf(directive).split(" ");
	const place = (part: string, index: number) => {
		if (part === "primary" && name !== "monitor" && simple.length > 0) return `{${index + 1}|${simple.join(",")}|}`;
		if (part === "yes|no") return `{${index + 1}|yes,no|}`;
		return `{${index + 1}:${part === "milliseconds" || part === "number" ? (SENTINEL_DEFAULTS[name] ?? part) : (USUAL[part] ?? part)}}`;
	};
	return snippet(`${name} ${parts.map(place).join(" ")}`);
}

const USUAL: Readonly<Record<string, string>> = {
	command: "CONFIG",
	host: "10.0.0.1",
	path: "/etc/redis/notify.sh",
	port: "6379",
	primary: "mymaster",
	quorum: "2",
};

const WRITTEN_BY_SENTINEL: ReadonlySet<string> = new Set([
	"config-epoch",
	"current-epoch",
	"known-replica",
	"known-sentinel",
	"leader-epoch",
	"myid",
]);

async function argument(context: CompletionContext, cursor: Cursor, directive: SentinelDirective): Promise<Completions | undefined> {
	switch (formOf(directive).split(" ")[cursor.index - 2]) {
		case "primary":
			return directive.name === "monitor" ? undefined : whole(cursor, primaries(context));
		case "user":
			return userNames(context, cursor);
		case "path":
			return pathCompletions(context, cursor, { what: "file", endings: [".sh"] });
		case "command":
			return whole(cursor, commandNameCompletions(context));
		case "yes|no":
			return whole(cursor, values(directive.name, ["yes", "no"]));
		case "milliseconds":
			return whole(cursor, times(directive.name));
		case "port":
			return whole(cursor, [{ label: "6379", kind: "value", note: say`the usual port` }]);
		case "quorum":
			return whole(cursor, [{ label: "2", kind: "value", note: say`of three Sentinels` }]);
		case "number":
			return whole(cursor, values(directive.name, [SENTINEL_DEFAULTS[directive.name] ?? []].flat()));
		default:
			return undefined;
	}
}

/** Names of `sentinel monitor` lines. */
function primaries({ document: { server } }: CompletionContext): Completion[] {
	const names = new Map<string, string>();
	for (const { words } of server.settings.list("sentinel")) {
		const [, what, name, host = "", port = ""] = words.map(({ value }) => value);
		if (what?.toLowerCase() === "monitor" && name !== undefined) names.set(name, `${host} ${port}`);
	}
	return Array.from(names, ([label, note]) => ({ label, kind: "name", note }));
}

function values(name: string, labels: readonly string[]): Completion[] {
	return labels.map((label) => ({ label, kind: "value", ...(label === SENTINEL_DEFAULTS[name] && { note: say`default` }) }));
}

function times(name: string): Completion[] {
	const usual = [SENTINEL_DEFAULTS[name] ?? [], SHORTER[name] ?? []].flat();
	return usual.map((label, index) => ({
		label,
		kind: "value",
		note:
			label === SENTINEL_DEFAULTS[name]
				? say`default · ${timeInWords(Number(label), "milliseconds")}`
				: timeInWords(Number(label), "milliseconds"),
		sort: String(index),
	}));
}

/** Taken by many who cannot wait as long as the default. */
const SHORTER: Readonly<Record<string, string>> = { "down-after-milliseconds": "5000", "failover-timeout": "60000" };
