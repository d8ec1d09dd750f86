// tools: reads a folder of facts about one server (commands.json, config.json, arity.json, sentinel.json).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandRecord, DirectiveRecord, SentinelRecord } from "../src/knowledge/data";
import { writeKeySpecs } from "../src/knowledge/keySpecs";
import { parseRelease } from "../src/knowledge/release";
import type { KeySpec } from "../src/knowledge/types";
import { legacyKeys } from "./completeFacts";
import type { ReleaseFacts } from "./facts";

/** A record on its way; what is undefined is left out of it. */
type Draft = { [K in keyof DirectiveRecord]: DirectiveRecord[K] | undefined } & { type: string };

interface RawDirective {
	name: string;
	alias: string | null;
	type: string;
	flags: string[];
	c_type?: string;
	min?: number;
	max?: number;
	max_unsigned?: number;
	units?: string[];
	enum?: { name: string; val: number }[];
	empty_means_null?: boolean;
	validator?: string;
	apply?: string;
}

interface RawOutside {
	names: string[];
	args: { min: number | null; max: number | null };
}

interface RawConfig {
	server: string;
	table: RawDirective[];
	table_only_in_special_builds: string[];
	outside_table: RawOutside[];
	deprecated_ignored: { name: string }[];
	config_get: Record<string, string>;
	config_get_hidden: Record<string, string>;
	config_get_not_covered: string[];
	config_set_same_value: Record<string, string>;
}

type RawArity = Record<string, { probes: { n: number }[]; accepted_counts: number[] }>;

interface RawKeySpec {
	flags: string[];
	begin_search: { type: string; index?: number; keyword?: string; startfrom?: number };
	find_keys: {
		type: string;
		lastkey?: number;
		keystep?: number;
		limit?: number;
		keynumidx?: number;
		firstkey?: number;
	};
}

interface RawCommand {
	arity: number;
	flags: string[];
	acl_categories: string[];
	first_key: number;
	last_key: number;
	step: number;
	key_specs?: RawKeySpec[];
	since?: string;
	group?: string;
	deprecated_since?: string;
	module?: string;
}

interface RawCommands {
	commands: Record<string, RawCommand>;
	acl_categories: Record<string, string[]>;
}

interface RawSentinel {
	subdirectives: { names: string[]; errors?: string[]; value?: "integer" | "bool" }[];
	accepted_argument_counts: Record<string, number[]>;
}

export function importFacts(folder: string): ReleaseFacts {
	const config = readJson<RawConfig>(folder, "config.json");
	const release = parseRelease(config.server);
	if (!release?.version) throw new RangeError(`${folder}: not a full version of a known product: ${config.server}`);
	const commands = readJson<RawCommands>(folder, "commands.json");
	return {
		release,
		version: release.version,
		directives: importDirectives(config, readJson<RawArity>(folder, "arity.json")),
		commands: new Map(Object.entries(commands.commands).map(([name, raw]) => [name.toLowerCase(), importCommand(raw)])),
		categories: Object.keys(commands.acl_categories),
		sentinel: importSentinel(readJson<RawSentinel>(folder, "sentinel.json")),
		sentinelCommands: new Map(),
	};
}

function readJson<T>(folder: string, name: string): T {
	return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

/** CONFIG GET cannot tell these, since whoever starts a server for its facts sets them. */
const OWN_DEFAULTS: Readonly<Record<string, string>> = { port: "6379", unixsocket: "", dir: "./", daemonize: "no" };

/** Directives that refuse more addresses than this. */
const MOST_ADDRESSES = 16;

function importDirectives(config: RawConfig, arity: RawArity): Map<string, DirectiveRecord> {
	const result = new Map<string, Draft>();
	const shared = (name: string, alias?: string) => {
		const value = OWN_DEFAULTS[name] ?? config.config_get[name] ?? config.config_get_hidden[name];
		const fallback = alias === undefined ? undefined : config.config_get[alias];
		return { default: value ?? fallback, alias };
	};
	for (const raw of config.table) {
		if (config.table_only_in_special_builds.includes(raw.name)) continue;
		const record = { ...tableRecord(raw), ...shared(raw.name, raw.alias ?? undefined), args: argsOf(raw.name, arity) };
		result.set(raw.name, record);
	}
	for (const { name } of config.deprecated_ignored) {
		result.set(name, { type: "special", ignored: 1, flags: "immutable", args: argsOf(name, arity) });
	}
	for (const raw of config.outside_table) {
		const [first = "", second] = raw.names;
		const [name, alias] = first === "slaveof" ? [second ?? "", first] : [first, second];
		const args = name === "sentinel" ? ([0, null] as const) : argsOf(name, arity, raw.args.max);
		if (IGNORED_IN_6.has(name)) result.set(name, { type: "special", ignored: 1, flags: "immutable", args });
		else if (INSTRUCTIONS.has(name)) result.set(name, { type: "instruction", flags: "immutable", args });
		else {
			const answer = config.config_set_same_value[alias ?? name];
			const immutable = answer === undefined ? !isSettable(name, config.server) : /unsupported/i.test(answer);
			const flags = immutable ? "immutable" : "modifiable";
			result.set(name, { type: "special", ...OUTSIDE_RANGES[name], ...shared(name, alias), flags, args });
		}
	}
	for (const name of config.config_get_not_covered) {
		if (!arity[name]?.accepted_counts.length) continue;
		result.set(name, { type: "bool", module: "vectorset", ...shared(name), args: argsOf(name, arity, 1) });
	}
	return new Map(Array.from(result, ([name, record]) => [name, withoutDefaults(record)]));
}

const INSTRUCTIONS: ReadonlySet<string> = new Set(["include", "user", "loadmodule", "rename-command", "sentinel"]);
const IGNORED_IN_6: ReadonlySet<string> = new Set(["list-max-ziplist-entries", "list-max-ziplist-value"]);

/** What Redis 6 lets CONFIG SET change although nobody tried that for the facts, since it moves the server. */
function isSettable(name: string, server: string): boolean {
	return name === "dir" || (name === "bind" && server.startsWith("redis-6.2"));
}

/** What the code of Redis 6 checks by itself, where newer releases have a table. */
const OUTSIDE_RANGES: Readonly<Record<string, Partial<DirectiveRecord>>> = {
	unixsocketperm: { units: "octal", min: "0", max: "511" },
	"client-query-buffer-limit": { units: "memory" },
};

function tableRecord(raw: RawDirective): Draft {
	const unsigned = raw.max_unsigned !== undefined;
	const numeric = raw.type === "numeric" && {
		min: decimal(raw.min ?? 0),
		max: decimal((unsigned ? raw.max_unsigned : raw.max) ?? 0),
		cType: raw.c_type,
		units: raw.units?.map((unit) => unit.toLowerCase().replace("_", "-")).join(" "),
	};
	return {
		type: raw.type === "sds" ? "string" : raw.type,
		...(raw.type === "sds" && { cType: "sds" }),
		...numeric,
		values: raw.enum?.map(({ name, val }) => `${name}=${val}`).join(" "),
		emptyMeansNull: raw.empty_means_null ? 1 : undefined,
		validator: raw.validator,
		apply: raw.apply,
		flags: raw.flags.join(" ").toLowerCase(),
		needsTls: raw.name.startsWith("tls-") ? 1 : undefined,
	};
}

/** Limits such as 2^63 - 1 come as JSON numbers, which this runtime rounds up to the next power of two. */
function decimal(number: number): string {
	const exact = BigInt(number);
	return String(number >= 2 ** 53 ? exact - 1n : exact);
}

function argsOf(name: string, arity: RawArity, most: number | null = null): readonly [number, number | null] {
	const entry = arity[name];
	const counts = entry?.accepted_counts ?? [];
	const [min, max] = [counts[0], counts.at(-1)];
	if (entry === undefined || min === undefined || max === undefined) throw new RangeError(`no argument counts of ${name}`);
	const tried = Math.max(...entry.probes.map((probe) => probe.n));
	const comesInGroups = counts.length < max - min + 1;
	if (max < tried && !comesInGroups) return [min, max];
	return [min, name === "bind" || name === "rdma-bind" ? MOST_ADDRESSES : most];
}

/** Leaves out what access.ts supplies. */
function withoutDefaults(draft: Draft): DirectiveRecord {
	const { args, flags, ...rest } = Object.fromEntries(
		Object.entries(draft).filter(([, value]) => value !== undefined),
	) as unknown as DirectiveRecord;
	return {
		...rest,
		...(args && (args[0] !== 1 || args[1] !== 1) && { args }),
		...(flags !== undefined && flags !== "modifiable" && { flags }),
	};
}

function importCommand(raw: RawCommand): CommandRecord {
	const keys = raw.key_specs ? writeKeySpecs(raw.key_specs.map(importKeySpec)) : legacyKeys(raw);
	return {
		arity: raw.arity,
		...(raw.flags.length > 0 && { flags: raw.flags.join(" ") }),
		...(raw.acl_categories.length > 0 && { categories: raw.acl_categories.join(" ") }),
		...(raw.since !== undefined && { since: raw.since }),
		...(raw.group !== undefined && { group: raw.group }),
		...(raw.deprecated_since !== undefined && { deprecatedSince: raw.deprecated_since }),
		...(raw.module !== undefined && { module: raw.module }),
		...(keys !== "" && { keys }),
	};
}

function importKeySpec(raw: RawKeySpec): KeySpec {
	const { begin_search: begin, find_keys: find } = raw;
	return {
		flags: raw.flags,
		beginSearch:
			begin.type === "index"
				? { type: "index", index: begin.index ?? 0 }
				: begin.type === "keyword"
					? { type: "keyword", keyword: begin.keyword ?? "", startFrom: begin.startfrom ?? 0 }
					: { type: "unknown" },
		findKeys:
			find.type === "range"
				? { type: "range", lastKey: find.lastkey ?? 0, keyStep: find.keystep ?? 0, limit: find.limit ?? 0 }
				: find.type === "keynum"
					? { type: "keynum", keyNumIdx: find.keynumidx ?? 0, firstKey: find.firstkey ?? 0, keyStep: find.keystep ?? 0 }
					: { type: "unknown" },
	};
}

function importSentinel(raw: RawSentinel): Map<string, SentinelRecord> {
	const result = new Map<string, SentinelRecord>();
	for (const { names, errors = [], value } of raw.subdirectives) {
		const [first = "", second] = names;
		const [name, alias] = first === "known-slave" && second !== undefined ? [second, first] : [first, second];
		const counts = raw.accepted_argument_counts[name] ?? [];
		const [min, max] = [counts[0], counts.at(-1)];
		if (min === undefined || max === undefined) throw new RangeError(`no argument counts of sentinel ${name}`);
		const namesPrimary = name === "monitor" || errors.some((error) => /^No such (master|primary)/.test(error));
		result.set(name, {
			args: [min, max],
			...(alias !== undefined && { alias }),
			...(namesPrimary && { namesPrimary: 1 }),
			...(value && { value }),
		});
	}
	return result;
}
