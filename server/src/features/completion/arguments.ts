// features: values of directives.
import { say } from "../../base/say";
import type { Directive } from "../../knowledge/types";
import { SUITES, TLS13_SUITES, weaknessOf } from "../../model/tls/suites";
import { formatMemory } from "../../model/values";
import { behaviorOf } from "../../model/verdict/behavior";
import { pathKindOf } from "../paths";
import { asIn } from "../texts/directiveText";
import { grouped, sizeInWords, timeInWords } from "../texts/inWords";
import { timeUnitOf } from "../texts/timeUnits";
import { EVENT_LETTERS } from "../texts/valueTexts";
import { commandNameCompletions, userNames } from "./aclRules";
import { type Cursor, lastPart } from "./cursor";
import { pathCompletions } from "./paths";
import type { Completion, CompletionContext, Completions } from "./types";

export async function argumentCompletions(context: CompletionContext, cursor: Cursor): Promise<Completions | undefined> {
	const { kind: fileKind, world } = context.document.server;
	const known = world.knowledge.directives(world.release).find(cursor.before[0] ?? "");
	const directive = known && asIn(known, fileKind);
	const special = directive && SPECIAL[directive.name];
	if (special) return special(context, cursor, directive);
	if (!directive || directive.sensitive) return undefined;
	const max = directive.args.max ?? Number.POSITIVE_INFINITY;
	if (cursor.index > max) return undefined;
	const kind = pathKindOf(directive.name);
	if (kind) return cursor.index === 1 ? pathCompletions(context, cursor, kind) : undefined;
	const found = whole(cursor, valuesOf(directive, cursor));
	return found && directive.units.length > 0 ? { ...found, isIncomplete: true } : found;
}

type Complete = (
	context: CompletionContext,
	cursor: Cursor,
	directive: Directive,
) => Completions | undefined | Promise<Completions | undefined>;

const SPECIAL: Readonly<Record<string, Complete>> = {
	bind: addresses,
	"rdma-bind": addresses,
	"client-output-buffer-limit": outputLimit,
	masteruser: userNames,
	"latency-tracking-info-percentiles": (_, cursor) => whole(cursor, others(PERCENTILES, cursor)),
	"notify-keyspace-events": events,
	"oom-score-adj-values": (_, cursor) => whole(cursor, OOM_SCORES.slice(cursor.index - 1, cursor.index)),
	primaryuser: userNames,
	"rename-command": (context, cursor) => (cursor.index === 1 ? whole(cursor, commandNameCompletions(context)) : newName(cursor)),
	replicaof: (_, cursor) => whole(cursor, PRIMARY[cursor.index - 1] ?? []),
	save: savePoints,
	"tls-ciphers": suites,
	"tls-ciphersuites": suites,
	"tls-protocols": protocols,
	unixsocketperm: (_, cursor) => (cursor.index === 1 ? whole(cursor, PERMISSIONS) : undefined),
};

function valuesOf(directive: Directive, cursor: Cursor): Completion[] {
	if (directive.type === "bool") return ["yes", "no"].map((value) => ofList(directive, value));
	if (directive.values) {
		const given = new Set(cursor.before.slice(1).map((word) => word.toLowerCase()));
		return directive.values.filter(({ name }) => !given.has(name.toLowerCase())).map(({ name }) => ofList(directive, name));
	}
	if (directive.units.some((unit) => unit === "memory" || unit === "signed-memory")) return sizes(directive, cursor.typed);
	return standard(directive);
}

function ofList(directive: Directive, value: string): Completion {
	const isDefault = directive.default?.toLowerCase() === value.toLowerCase();
	return {
		label: value,
		kind: "value",
		about: { what: "value", directive: directive.name, name: value },
		...(isDefault && { note: say`default` }),
	};
}

/** Digits get their units, an empty place the default. */
function sizes(directive: Directive, typed: string): Completion[] {
	if (typed === "")
		return [...standard(directive), ...(directive.default === "0" ? EXAMPLES.flatMap((size) => sizes(directive, size).slice(0, 1)) : [])];
	// What is no number so far, such as "1.", gets no unit.
	const digits = /^(\d{1,15})[a-z%]*$/i.exec(typed)?.[1];
	if (digits === undefined) return standard(directive);
	const items: Completion[] = UNITS.map(([unit, size]) => ({
		label: `${digits}${unit}`,
		kind: "unit",
		note: say`${grouped(BigInt(digits) * size)} bytes`,
	}));
	if (directive.units.includes("percent") && Number(digits) <= 100)
		items.push({ label: `${digits}%`, kind: "unit", note: say`of maxmemory` });
	return items;
}

/** Where the default is no size. */
const EXAMPLES = ["100", "512"] as const;

const UNITS = [
	["mb", 1n << 20n],
	["gb", 1n << 30n],
	["kb", 1n << 10n],
] as const;

function standard({ name, default: value, units, sensitive }: Directive): Completion[] {
	if (value === null || value === "" || sensitive || value.includes(" ")) return [];
	const isSize = units.includes("memory") && /^\d+$/.test(value) && value !== "0";
	const label = isSize ? formatMemory(BigInt(value)) : value;
	const unit = timeUnitOf(name);
	const words = isSize ? sizeInWords(BigInt(value)) : unit && /^[1-9]\d*$/.test(value) ? timeInWords(Number(value), unit) : undefined;
	return [{ label, kind: "value", note: words === undefined ? say`default` : say`default · ${words}` }];
}

const ADDRESSES: readonly Completion[] = [
	{ label: "127.0.0.1", kind: "value", note: say`this machine only` },
	{ label: "-::1", kind: "value", note: say`this machine only, over IPv6 where it has that` },
	{ label: "::1", kind: "value", note: say`this machine only, over IPv6` },
	{ label: "0.0.0.0", kind: "value", note: say`every IPv4 address` },
	{ label: "*", kind: "value", note: say`every IPv4 address` },
	{ label: "-::*", kind: "value", note: say`every IPv6 address, where it has some` },
];

function addresses(_: CompletionContext, cursor: Cursor): Completions | undefined {
	return whole(cursor, others(ADDRESSES, cursor));
}

/** Those that do not stand on the line already. */
function others(items: readonly Completion[], { before }: Cursor): Completion[] {
	return items.filter(({ label }) => !before.includes(label));
}

const PRIMARY: readonly (readonly Completion[])[] = [
	[{ label: "no one", kind: "value", note: say`no primary` }],
	[{ label: "6379", kind: "value", note: say`the usual port` }],
];

const PERCENTILES: readonly Completion[] = ["50", "99", "99.9"].map((label) => ({ label, kind: "value", note: say`default` }));

/** One for each place. */
const OOM_SCORES: readonly Completion[] = [
	{ label: "0", kind: "value", note: say`default · for a primary` },
	{ label: "200", kind: "value", note: say`default · for a replica` },
	{ label: "800", kind: "value", note: say`default · for a child that writes to disk` },
];

const CLASSES: readonly Completion[] = ["normal", "replica", "pubsub"].map((name) => ({
	label: name,
	kind: "value",
	about: { what: "value", directive: "client-output-buffer-limit", name },
}));

/** Class, hard limit, soft limit, seconds; and then the next class. */
function outputLimit(_: CompletionContext, cursor: Cursor, directive: Directive): Completions | undefined {
	const part = (cursor.index - 1) % 4;
	if (part === 0) return whole(cursor, CLASSES);
	if (part === 3) return whole(cursor, LIMIT_SECONDS);
	const typed = sizes({ ...directive, default: null }, cursor.typed);
	const found = whole(cursor, typed.length > 0 ? typed : part === 1 ? HARD_LIMITS : SOFT_LIMITS);
	return found && { ...found, isIncomplete: true };
}

const HARD_LIMITS: readonly Completion[] = [
	{ label: "256mb", kind: "value", note: say`default for replicas` },
	{ label: "32mb", kind: "value", note: say`default for subscribers` },
	{ label: "0", kind: "value", note: say`no limit` },
];

const SOFT_LIMITS: readonly Completion[] = [
	{ label: "64mb", kind: "value", note: say`default for replicas` },
	{ label: "8mb", kind: "value", note: say`default for subscribers` },
	{ label: "0", kind: "value", note: say`no limit` },
];

const LIMIT_SECONDS: readonly Completion[] = [
	{ label: "60", kind: "value", note: say`seconds above the soft limit` },
	{ label: "0", kind: "value", note: say`without a soft limit` },
];

/** Who may write to the socket may connect. */
const PERMISSIONS: readonly Completion[] = [
	{ label: "700", kind: "value", note: say`the server's own account may connect` },
	{ label: "770", kind: "value", note: say`its group, too` },
	{ label: "0", kind: "value", note: say`default · the umask decides` },
];

const SAVE_POINTS: readonly Completion[] = [
	{ label: "3600 1", kind: "value", note: say`after 1 hour, if 1 key has changed` },
	{ label: "300 100", kind: "value", note: say`after 5 minutes, if 100 keys have changed` },
	{ label: "60 10000", kind: "value", note: say`after 1 minute, if 10,000 keys have changed` },
	{ label: '""', kind: "value", note: say`no snapshots` },
];

/** Seconds and changes together where nothing follows, else one of both. */
function savePoints(_: CompletionContext, cursor: Cursor): Completions | undefined {
	if (cursor.index === 1 && cursor.isLast) return whole(cursor, SAVE_POINTS);
	const isTime = cursor.index % 2 === 1;
	if (isTime && cursor.isLast) return whole(cursor, SAVE_POINTS.slice(0, -1));
	return whole(cursor, isTime ? SAVE_SECONDS : SAVE_CHANGES);
}

const SAVE_SECONDS: readonly Completion[] = [
	{ label: "3600", kind: "value", note: say`1 hour` },
	{ label: "300", kind: "value", note: say`5 minutes` },
	{ label: "60", kind: "value", note: say`1 minute` },
];

const SAVE_CHANGES: readonly Completion[] = [
	{ label: "1", kind: "value", note: say`if 1 key has changed` },
	{ label: "100", kind: "value", note: say`if 100 keys have changed` },
	{ label: "10000", kind: "value", note: say`if 10,000 keys have changed` },
];

function newName(cursor: Cursor): Completions | undefined {
	return cursor.index === 2 ? whole(cursor, [{ label: '""', kind: "value", note: say`takes the command away from everybody` }]) : undefined;
}

/** Letters that are not there yet, each behind those that are. */
function events({ document }: CompletionContext, cursor: Cursor): Completions | undefined {
	if (cursor.index !== 1) return undefined;
	const known = [..."KEA", ...Object.keys(EVENT_LETTERS).filter((letter) => !"KEA".includes(letter))];
	const { eventClasses } = behaviorOf(document.server.world.release);
	const items = known
		.filter((letter) => eventClasses.includes(letter) && !cursor.typed.includes(letter))
		.map(
			(letter, index): Completion => ({
				label: `${cursor.typed}${letter}`,
				kind: "value",
				note: EVENT_LETTERS[letter] ?? "",
				sort: String(index).padStart(2, "0"),
				about: { what: "event", name: letter },
			}),
		);
	return { insert: cursor.insert, replace: cursor.replace, items, isIncomplete: true };
}

const PROTOCOLS = ["TLSv1.2", "TLSv1.3"];

/** Both as a whole where nothing stands yet; inside of quotes one after the other. */
function protocols(_: CompletionContext, cursor: Cursor): Completions | undefined {
	if (cursor.index !== 1) return undefined;
	const item = (name: string): Completion => ({
		label: name,
		kind: "value",
		about: { what: "value", directive: "tls-protocols", name: name.toLowerCase() },
	});
	if (cursor.insert.start === (cursor.word?.start ?? cursor.insert.start)) {
		return whole(cursor, [
			{ label: '"TLSv1.2 TLSv1.3"', kind: "value", note: say`default`, filter: "TLSv1.2 TLSv1.3" },
			...PROTOCOLS.map(item),
		]);
	}
	const part = lastPart(cursor, / /);
	return { ...part, items: PROTOCOLS.filter((name) => !cursor.word?.value.split(" ").includes(name)).map(item), isIncomplete: true };
}

/** Sound suites, those for TLS 1.3 apart from the older ones. */
function suites(_: CompletionContext, cursor: Cursor, directive: Directive): Completions | undefined {
	if (cursor.index !== 1) return undefined;
	const part = lastPart(cursor, /[:!]/);
	const given = new Set(part.head.split(/[:!]+/));
	const known = directive.name === "tls-ciphersuites" ? SUITES_OF_TLS13 : part.head.endsWith("!") ? WEAK : SOUND;
	const items = known
		.filter(({ label }) => !given.has(label))
		.map((item, index): Completion => ({ ...item, kind: "value", sort: String(index).padStart(3, "0") }));
	return { insert: part.insert, replace: part.replace, items, isIncomplete: true };
}

type Named = Pick<Completion, "label" | "note">;

const SUITES_OF_TLS13: readonly Named[] = TLS13_SUITES.map((label) => ({ label }));

/** Words that stand for many suites, then each by its name. */
const SOUND: readonly Named[] = [
	{ label: "ECDHE+AESGCM", note: say`all of this sort` },
	{ label: "ECDHE+CHACHA20", note: say`all of this sort` },
	...SUITES.filter((suite) => weaknessOf(suite) === undefined && suite.authentication !== "PSK").map(({ name }) => ({ label: name })),
];

/** What one leaves out, in OpenSSL's words. */
const WEAK: readonly Named[] = [
	{ label: "aNULL", note: say`anonymous` },
	{ label: "eNULL", note: say`not encrypted` },
	{ label: "RC4", note: say`broken` },
	{ label: "3DES", note: say`broken` },
	{ label: "MD5", note: say`broken` },
	{ label: "SHA1", note: say`CBC with SHA-1` },
	{ label: "kRSA", note: say`no forward secrecy` },
	{ label: "PSK", note: say`a shared secret, which the server never has` },
];

export function whole({ insert, replace }: Cursor, items: readonly Completion[]): Completions | undefined {
	return items.length === 0 ? undefined : { insert, replace, items };
}
