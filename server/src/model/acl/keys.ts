// model/acl: which arguments of a command are keys, and whether they are read or written, as the server finds them.
import { asciiLower } from "../../base/utf8";
import type { Command, KeySpec } from "../../knowledge/types";
import type { AclDialect } from "./dialect";

export interface KeyArgument {
	/** Position in the command, whose name is 0. */
	readonly index: number;
	/** What the pattern must permit. A key with neither needs any pattern that matches. */
	readonly read: boolean;
	readonly write: boolean;
}

/** The keys of a command that is written out. None where the arguments do not fit: the command itself then refuses them. */
export function keysOf(command: Command, argv: readonly string[], dialect: AclDialect): readonly KeyArgument[] {
	if (!dialect.selectors) return keysOfOldReleases(command, argv).map((index) => ({ index, read: false, write: false }));
	const specs = command.keySpecs.filter((spec) => !spec.flags.includes("not_key"));
	const own = specs.length === 0 ? undefined : OWN_WAYS[command.name];
	if (specs.some((spec) => spec.flags.includes("variable_flags"))) return own?.(argv) ?? [];
	return bySpecs(specs, argv) ?? own?.(argv) ?? [];
}

/** Whether the command has keys at all, whatever its arguments are. */
export function hasKeys(command: Command): boolean {
	return command.keySpecs.some((spec) => !spec.flags.includes("not_key"));
}

type OwnWay = (argv: readonly string[]) => readonly KeyArgument[];

const READ = { read: true, write: false };
const WRITE = { read: false, write: true };
const BOTH = { read: true, write: true };

/** Commands whose specifications do not say everything. */
const OWN_WAYS: Readonly<Record<string, OwnWay>> = {
	sort: (argv) => [{ index: 1, ...READ }, ...storeOfSort(argv).map((index) => ({ index, ...WRITE }))],
	sort_ro: () => [{ index: 1, ...READ }],
	migrate: (argv) => keysOfMigrate(argv).map((index) => ({ index, ...BOTH })),
	georadius: keysOfGeoradius,
	georadiusbymember: keysOfGeoradius,
	set: (argv) => [{ index: 1, ...(argv.slice(3).some((word) => asciiLower(word) === "get") ? BOTH : WRITE) }],
	bitfield: (argv) => [{ index: 1, ...(onlyReads(argv) ? READ : BOTH) }],
	delex: (argv) => [{ index: 1, ...(argv.length > 2 ? BOTH : WRITE) }],
};

function bySpecs(specs: readonly KeySpec[], argv: readonly string[]): KeyArgument[] | undefined {
	const keys: KeyArgument[] = [];
	for (const spec of specs) {
		const first = beginning(spec, argv);
		if (first === undefined) return undefined;
		if (first === 0) continue;
		const range = rangeFrom(spec, first, argv);
		if (range === undefined) return undefined;
		const access = {
			read: spec.flags.includes("access"),
			write: spec.flags.includes("insert") || spec.flags.includes("delete") || spec.flags.includes("update"),
		};
		for (let index = range.first; index <= range.last; index += range.step) keys.push({ index, ...access });
		if (spec.flags.includes("incomplete")) return undefined;
	}
	return keys;
}

/** 0 where the keyword that begins the keys is absent, undefined where nobody can tell. */
function beginning({ beginSearch }: KeySpec, argv: readonly string[]): number | undefined {
	if (beginSearch.type === "unknown") return undefined;
	if (beginSearch.type === "index") return beginSearch.index;
	const keyword = asciiLower(beginSearch.keyword);
	const forward = beginSearch.startFrom > 0;
	const from = forward ? beginSearch.startFrom : argv.length + beginSearch.startFrom;
	// The last argument (forward) and the first one (backward) are not looked at.
	const stop = forward ? argv.length - 1 : 1;
	for (let i = from; i !== stop && i < argv.length && i >= 1; i += from <= stop ? 1 : -1) {
		if (asciiLower(argv[i] as string) === keyword) return i + 1;
	}
	return 0;
}

interface KeyRange {
	readonly first: number;
	readonly last: number;
	readonly step: number;
}

function rangeFrom({ findKeys }: KeySpec, begin: number, argv: readonly string[]): KeyRange | undefined {
	let range: KeyRange;
	switch (findKeys.type) {
		case "range":
			range = { first: begin, last: lastOfRange(findKeys, begin, argv.length), step: findKeys.keyStep };
			break;
		case "keynum": {
			const count = wholeNumber(argv[begin + findKeys.keyNumIdx]);
			if (count === undefined) return undefined;
			const first = begin + findKeys.firstKey;
			range = { first, last: first + count - 1, step: findKeys.keyStep };
			break;
		}
		default:
			return undefined;
	}
	const fits = range.last < argv.length && range.last >= range.first && range.first < argv.length;
	return fits ? range : undefined;
}

function lastOfRange(find: Extract<KeySpec["findKeys"], { type: "range" }>, first: number, length: number): number {
	if (find.lastKey >= 0) return first + find.lastKey;
	if (find.limit === 0) return length + find.lastKey;
	return first + Math.trunc((length - first) / find.limit) + find.lastKey;
}

function wholeNumber(text: string | undefined): number | undefined {
	return text !== undefined && /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
}

/** Up to Redis 6.2: a table of positions, or a way of its own; whether a key is read or written does not count. */
function keysOfOldReleases(command: Command, argv: readonly string[]): readonly number[] {
	switch (command.name) {
		case "eval":
		case "evalsha":
			return counted(argv, { count: 2, first: 3 });
		case "zunion":
		case "zinter":
		case "zdiff":
			return counted(argv, { count: 1, first: 2 });
		case "zunionstore":
		case "zinterstore":
		case "zdiffstore":
			return counted(argv, { count: 2, first: 3, store: 1 });
		case "sort":
			return [1, ...storeOfSort(argv)];
		case "migrate":
			return keysOfMigrate(argv);
		case "georadius":
		case "georadiusbymember":
			return keysOfGeoradius(argv).map((key) => key.index);
		case "xread":
		case "xreadgroup":
			return keysOfXread(argv);
		case "memory":
			return argv.length >= 3 && asciiLower(argv[1] as string) === "usage" ? [2] : [];
		case "object":
			return argv.length > 2 ? [2] : [];
		case "stralgo":
			return keysOfStralgo(argv);
		default:
			return command.keySpecs.flatMap((spec) => bySpecs([spec], argv) ?? []).map((key) => key.index);
	}
}

function counted(argv: readonly string[], at: { count: number; first: number; store?: number }): number[] {
	const count = Number.parseInt(argv[at.count] ?? "", 10);
	if (!(count >= 1 && count <= argv.length - at.first)) return [];
	const keys = Array.from({ length: count }, (_, i) => at.first + i);
	return at.store === undefined ? keys : [...keys, at.store];
}

/** The last STORE counts. */
function storeOfSort(argv: readonly string[]): number[] {
	const skip: Readonly<Record<string, number>> = { limit: 2, get: 1, by: 1 };
	let store: number[] = [];
	for (let i = 2; i < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		if (word === "store" && i + 1 < argv.length) store = [i + 1];
		else i += skip[word] ?? 0;
	}
	return store;
}

function keysOfMigrate(argv: readonly string[]): number[] {
	const skip: Readonly<Record<string, number>> = { auth: 1, auth2: 2 };
	if (argv.length > 6) {
		for (let i = 6; i < argv.length; i++) {
			const word = asciiLower(argv[i] as string);
			if (word === "keys") return argv[3] === "" ? Array.from({ length: argv.length - i - 1 }, (_, n) => i + 1 + n) : [];
			i += skip[word] ?? 0;
		}
	}
	return [3];
}

/** The last STORE or STOREDIST counts. */
function keysOfGeoradius(argv: readonly string[]): KeyArgument[] {
	let store: number | undefined;
	for (let i = 5; i + 1 < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		if (word === "store" || word === "storedist") store = ++i;
	}
	return store === undefined
		? [{ index: 1, ...READ }]
		: [
				{ index: 1, ...READ },
				{ index: store, ...WRITE },
			];
}

function keysOfXread(argv: readonly string[]): number[] {
	const skip: Readonly<Record<string, number>> = { block: 1, count: 1, group: 2, noack: 0 };
	for (let i = 1; i < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		if (word === "streams") {
			const rest = argv.length - i - 1;
			return rest % 2 === 0 ? Array.from({ length: rest / 2 }, (_, n) => i + 1 + n) : [];
		}
		const skipped = skip[word];
		if (skipped === undefined) return [];
		i += skipped;
	}
	return [];
}

function keysOfStralgo(argv: readonly string[]): number[] {
	for (let i = 1; i < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		if (word === "strings") return [];
		if (word === "keys" && argv.length - 1 - i >= 2) return [i + 1, i + 2];
	}
	return [];
}

/** BITFIELD reads only while every operation is a GET; anything that does not fit counts as writing. */
function onlyReads(argv: readonly string[]): boolean {
	for (let i = 2; i < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		const rest = argv.length - i - 1;
		if (word === "get" && rest >= 2) i += 2;
		else if (word === "overflow" && rest >= 1) i += 1;
		else return false;
	}
	return true;
}

/** Whether SORT is asked to follow other keys, by a BY pattern with a star or by GET. */
export function sortFollowsKeys(argv: readonly string[]): boolean {
	for (let i = 2; i < argv.length; i++) {
		const word = asciiLower(argv[i] as string);
		const rest = argv.length - i - 1;
		if (word === "limit" && rest >= 2) i += 2;
		else if (word === "store" && rest >= 1) i++;
		else if (word === "get" && rest >= 1) return true;
		else if (word === "by" && rest >= 1 && (argv[++i] as string).includes("*")) return true;
	}
	return false;
}
