// features: rules of users: keywords, categories, commands with their subcommands, forms of patterns; and names of users.
import { say, type Words } from "../../base/say";
import type { Command } from "../../knowledge/types";
import { dialectOf } from "../../model/acl/dialect";
import type { AclModel } from "../../model/server";
import { isDangerous } from "../../rules/shared/aclWords";
import { occurrencesOf } from "../navigation/occurrences";
import { COMMAND_GROUPS } from "../texts/commandGroups";
import { commandsInWords } from "../texts/inWords";
import { type Cursor, firstOf } from "./cursor";
import { snippet } from "./snippet";
import type { Completion, CompletionContext, Completions } from "./types";

export function aclRuleCompletions(context: CompletionContext, cursor: Cursor): Completions | undefined {
	const list = listAt(context);
	const place = ruleIn(context, cursor, list);
	const typed = context.line.text.slice(place.insert.start, place.insert.end);
	const items = itemsFor(context, typed, list);
	if (items.length === 0) return undefined;
	return typed === "" ? { ...place, items, isIncomplete: true } : { ...place, items };
}

/** Names that are free to take: of a new user line, `default` is known before, and whom another line wants to log in as. */
export function userNameCompletions({ document: { server } }: CompletionContext, { insert, replace }: Cursor): Completions | undefined {
	const { acl, settings } = server;
	const items: Completion[] =
		acl.defaultUser?.source === "line" ? [] : [{ label: "default", kind: "name", note: say`who connects without a name` }];
	const isFree = (name: string) =>
		name !== "" &&
		!items.some(({ label }) => label === name) &&
		!occurrencesOf(server, { kind: "user", name }).some(({ role }) => role === "definition");
	for (const { name, words } of ["masteruser", "primaryuser", "sentinel"].flatMap((directive) => settings.list(directive))) {
		const said = name !== "sentinel" ? words[1] : words[1]?.value.toLowerCase() === "sentinel-user" ? words[2] : undefined;
		if (said && isFree(said.value))
			items.push({ label: said.value, kind: "name", note: say`named by ${name === "sentinel" ? "sentinel sentinel-user" : name}` });
	}
	return items.length === 0 ? undefined : { insert, replace, items };
}

/** Names of users, where a setting names one. */
export function userNames({ document: { server } }: CompletionContext, { insert, replace, typed }: Cursor): Completions | undefined {
	const { shown, isIncomplete } = firstOf(
		() => namesOf(server.acl),
		typed,
		(name) => name,
	);
	const items = shown.map((label): Completion => ({ label, kind: "name" }));
	return items.length === 0 ? undefined : { insert, replace, items, ...(isIncomplete && { isIncomplete }) };
}

/** Block by block, since there may be very many. */
function* namesOf({ census }: AclModel): Iterable<string> {
	for (const { users } of census?.blocks ?? []) for (const { name } of users) if (name !== "") yield name;
}

/** Commands as `rename-command` takes them. */
export function commandNameCompletions({ document: { server } }: CompletionContext): Completion[] {
	const { commands } = server.acl.evaluator.world;
	return commands
		.all()
		.filter(({ container }) => container === undefined)
		.map((command) => ({ ...commandItem(command, ""), label: command.name.toUpperCase() }));
}

/** The parentheses of a selector are not part of its first and last rule; in quotes, one word holds all of it. */
function ruleIn({ line }: CompletionContext, cursor: Cursor, list: List): Pick<Completions, "insert" | "replace"> {
	const { start, end } = cursor.insert;
	const head = /^(?:.* )?\(*/.exec(cursor.typed)?.[0].length ?? 0;
	const rest = list === "selector" ? /^[^ )]*/ : /^[^ ]*/;
	const length = rest.exec(line.text.slice(end, cursor.replace.end))?.[0].length ?? 0;
	return { insert: { start: start + head, end }, replace: { start: start + head, end: end + length } };
}

/** Whose rules are written. */
type List = "user" | "selector";

function listAt({ line, point }: CompletionContext): List {
	const before = line.text.slice(0, point.character);
	return /[\s"']\(/.test(before.slice(before.lastIndexOf(")") + 1)) ? "selector" : "user";
}

function itemsFor({ document: { server } }: CompletionContext, typed: string, list: List): Completion[] {
	const { commands } = server.acl.evaluator.world;
	const dialect = dialectOf(server.world.release);
	const sign = typed[0] ?? "";
	if (/^[<>#!]$/.test(sign)) return [];
	if (sign === "~" || sign === "&" || sign === "%") return patterns(dialect).filter(({ label }) => label.startsWith(sign));
	if (sign === "+" || sign === "-") {
		const bar = typed.indexOf("|");
		if (bar !== -1) return subcommands(commands.find(typed.slice(1, bar)), commands.all(), sign);
		if (typed[1] === "@") return categories(commands.categories(), commands.all(), sign);
		return [...categories(commands.categories(), commands.all(), sign), ...commandItems(commands.all(), sign)];
	}
	const words = keywords(dialect, list);
	const rules = [...categories(commands.categories(), commands.all(), "+"), ...categories(commands.categories(), commands.all(), "-")];
	if (typed === "") return [...words, ...patterns(dialect), ...rules];
	return [...words, ...patterns(dialect), ...[...rules, ...commandItems(commands.all(), "+")].map((item) => withoutSign(item, typed))];
}

/** Editors hold what is typed against the beginning of a name; a sign before it would hide it. */
function withoutSign(item: Completion, typed: string): Completion {
	return { ...item, filter: item.label.slice(item.label[1] === "@" && typed[0] !== "@" ? 2 : 1) };
}

type Dialect = ReturnType<typeof dialectOf>;

function keywords(dialect: Dialect, list: List): Completion[] {
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
	const words = list === "selector" ? keys : [...login, ...keys, ...payload];
	const items = words.map(
		(label, index): Completion => ({
			label,
			kind: "keyword",
			sort: `0${String(index).padStart(2, "0")}`,
			about: { what: "acl-word", name: label },
		}),
	);
	if (list === "selector") return items;
	const hash: Completion = {
		label: "#",
		kind: "keyword",
		note: say`a password by its SHA-256`,
		sort: "019",
		about: { what: "acl-word", name: "#" },
	};
	const clear: Completion = {
		label: ">",
		kind: "keyword",
		note: say`a password in clear text`,
		sort: "019",
		about: { what: "acl-word", name: ">" },
	};
	return dialect.selectors
		? [...items, hash, clear, { label: "()", kind: "snippet", note: say`a selector`, insert: "($1)", isSnippet: true, sort: "020" }]
		: [...items, hash, clear];
}

function patterns(dialect: Dialect): Completion[] {
	const item = (label: string, insert: string | undefined, note: Words): Completion => ({
		label,
		kind: "keyword",
		note,
		sort: `1${label}`,
		...(insert !== undefined && { insert, isSnippet: true as const }),
		about: { what: "acl-word", name: label },
	});
	return [
		item("~", snippet("~{1:app:}*"), say`keys that may be read and written`),
		item("~*", undefined, say`every key`),
		...(dialect.selectors
			? [
					item("%R~", snippet("%R~{1:app:}*"), say`keys that may be read`),
					item("%W~", snippet("%W~{1:app:}*"), say`keys that may be written to`),
				]
			: []),
		...(dialect.channels
			? [item("&", snippet("&{1:app:}*"), say`Pub/Sub channels`), item("&*", undefined, say`every Pub/Sub channel`)]
			: []),
	];
}

function categories(names: readonly string[], commands: readonly Command[], sign: string): Completion[] {
	return ["all", ...names].map((name) => {
		const count = commands.filter((command) => name === "all" || command.categories.includes(name)).length;
		return {
			label: `${sign}@${name}`,
			kind: "category",
			note: commandsInWords(count),
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
	const what = parts.length > 0 ? say`${parts.length} subcommands` : group === undefined ? "" : (COMMAND_GROUPS[group] ?? group);
	return {
		label: `${sign}${name}`,
		kind: "command",
		note: isDangerous(command) ? say`${what} · dangerous` : what,
		sort: `${command.container === undefined ? 4 : 5}${name}`,
		about: { what: "command", name },
		...(deprecatedSince !== undefined && { isDeprecated: true as const }),
	};
}
