// features: rules of users: keywords, categories, commands with their subcommands, forms of patterns; and names of users.

import type { Command } from "../../knowledge/types";
import { dialectOf } from "../../model/acl/dialect";
import { isDangerous } from "../../rules/aclWords";
import type { Cursor } from "./cursor";
import { snippet } from "./snippet";
import type { Completion, CompletionContext, Completions } from "./types";

export function aclRuleCompletions(context: CompletionContext, cursor: Cursor): Completions | undefined {
	const { typed, head } = ruleIn(cursor);
	const place = {
		insert: { start: cursor.insert.start + head, end: cursor.insert.end },
		replace: { ...cursor.replace, start: cursor.insert.start + head },
	};
	const items = itemsFor(context, typed, isInSelector(context, cursor) || head > 0);
	if (items.length === 0) return undefined;
	return typed === "" ? { ...place, items, isIncomplete: true } : { ...place, items };
}

/** Names that are free to take: of a new user line, only `default` is known before. */
export function userNameCompletions(context: CompletionContext, { insert, replace }: Cursor): Completions | undefined {
	const { acl } = context.document.server;
	if (acl.defaultUser?.source === "line") return undefined;
	return { insert, replace, items: [{ label: "default", kind: "name", note: "who connects without a name" }] };
}

/** Names of users, where a setting names one. */
export function userNames({ document: { server } }: CompletionContext): Completion[] {
	const names = (server.acl.users ?? []).map(({ name }) => name).filter((name) => name !== "");
	return names.slice(0, MOST_USERS).map((label) => ({ label, kind: "name" }));
}

const MOST_USERS = 500;

/** Commands as `rename-command` takes them. */
export function commandNameCompletions({ document: { server } }: CompletionContext): Completion[] {
	const { commands } = server.acl.evaluator.world;
	return commands
		.all()
		.filter(({ container }) => container === undefined)
		.map((command) => ({ ...commandItem(command, ""), label: command.name.toUpperCase() }));
}

/** A selector's parenthesis is not part of its first rule. */
function ruleIn({ typed }: Cursor): { typed: string; head: number } {
	const head = /^\(+/.exec(typed)?.[0].length ?? 0;
	return { typed: typed.slice(head), head };
}

function isInSelector({ line, point }: CompletionContext, { insert }: Cursor): boolean {
	const before = line.text.slice(0, Math.min(insert.start, point.character));
	return before.lastIndexOf(" (") > before.lastIndexOf(")");
}

function itemsFor({ document: { server } }: CompletionContext, typed: string, inSelector: boolean): Completion[] {
	const { commands } = server.acl.evaluator.world;
	const dialect = dialectOf(server.world.release);
	const sign = typed[0] ?? "";
	if (/^[<>#!]$/.test(sign)) return [];
	if (sign === "~" || sign === "&" || sign === "%") return patterns(dialect).filter(({ label }) => label.startsWith(sign));
	if (sign === "+" || sign === "-") {
		const bar = typed.indexOf("|");
		if (bar !== -1) return subcommands(commands.find(typed.slice(1, bar)), commands.all(), sign);
		return [...categories(commands.categories(), commands.all(), sign), ...commandItems(commands.all(), sign)];
	}
	const words = keywords(dialect, inSelector);
	const rules = [...categories(commands.categories(), commands.all(), "+"), ...categories(commands.categories(), commands.all(), "-")];
	return [...words, ...patterns(dialect), ...rules, ...(typed === "" ? [] : commandItems(commands.all(), "+"))];
}

type Dialect = ReturnType<typeof dialectOf>;

function keywords(dialect: Dialect, inSelector: boolean): Completion[] {
	const login = ["on", "off", "nopass", "resetpass", "reset", "clearselectors"].filter(
		(word) => dialect.selectors || word !== "clearselectors",
	);
	const payload = dialect.payload ? ["sanitize-payload", "skip-sanitize-payload"] : [];
	const keys = [
		"allkeys",
		"resetkeys",
		...(dialect.channels ? ["allchannels", "resetchannels"] : []),
		...(dialect.databases ? ["alldbs", "resetdbs", "db="] : []),
	];
	const words = inSelector ? keys : [...login, ...keys, ...payload];
	const items = words.map(
		(label, index): Completion => ({
			label,
			kind: "keyword",
			sort: `0${String(index).padStart(2, "0")}`,
			about: { what: "acl-word", name: label },
		}),
	);
	if (inSelector) return items;
	const hash: Completion = {
		label: "#",
		kind: "keyword",
		note: "a password by its SHA-256",
		sort: "019",
		about: { what: "acl-word", name: "#" },
	};
	const clear: Completion = {
		label: ">",
		kind: "keyword",
		note: "a password in clear text",
		sort: "019",
		about: { what: "acl-word", name: ">" },
	};
	return dialect.selectors
		? [...items, hash, clear, { label: "()", kind: "snippet", note: "a selector", insert: "($1)", isSnippet: true, sort: "020" }]
		: [...items, hash, clear];
}

function patterns(dialect: Dialect): Completion[] {
	const item = (label: string, insert: string | undefined, note: string): Completion => ({
		label,
		kind: "keyword",
		note,
		sort: `1${label}`,
		...(insert !== undefined && { insert, isSnippet: true as const }),
		about: { what: "acl-word", name: label },
	});
	return [
		item("~", snippet("~{1:app:}*"), "keys that may be read and written"),
		item("~*", undefined, "every key"),
		...(dialect.selectors
			? [item("%R~", snippet("%R~{1:app:}*"), "keys that may be read"), item("%W~", snippet("%W~{1:app:}*"), "keys that may be written to")]
			: []),
		...(dialect.channels ? [item("&", snippet("&{1:app:}*"), "Pub/Sub channels"), item("&*", undefined, "every Pub/Sub channel")] : []),
	];
}

function categories(names: readonly string[], commands: readonly Command[], sign: string): Completion[] {
	return ["all", ...names].map((name) => {
		const count = commands.filter((command) => name === "all" || command.categories.includes(name)).length;
		return {
			label: `${sign}@${name}`,
			kind: "category",
			note: `${count} commands`,
			sort: `${sign === "+" ? 2 : 3}${rankOf(name, sign)}${name}`,
			about: { what: "category", name },
		};
	});
}

/** What one grants are kinds of data, what one takes away are the dangerous ones. */
function rankOf(category: string, sign: string): number {
	const isWide = WIDE.has(category);
	return sign === "+" ? Number(isWide) : Number(!isWide);
}

const WIDE: ReadonlySet<string> = new Set(["admin", "all", "blocking", "dangerous", "fast", "keyspace", "scripting", "slow"]);

/** Subcommands last: editors go on with the same list while somebody types "+config|". */
function commandItems(commands: readonly Command[], sign: string): Completion[] {
	return commands.map((command) => commandItem(command, sign));
}

function subcommands(container: Command | undefined, commands: readonly Command[], sign: string): Completion[] {
	return container ? commands.filter((command) => command.container === container.name).map((command) => commandItem(command, sign)) : [];
}

function commandItem(command: Command, sign: string): Completion {
	const { name, group, subcommands: parts, deprecatedSince } = command;
	const what = parts.length > 0 ? `${parts.length} subcommands` : (group ?? "");
	return {
		label: `${sign}${name}`,
		kind: "command",
		note: isDangerous(command) ? `${what} · dangerous` : what,
		sort: `${command.container === undefined ? 4 : 5}${name}`,
		about: { what: "command", name },
		...(deprecatedSince !== undefined && { isDeprecated: true as const }),
	};
}
