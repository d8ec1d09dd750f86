// tools: finds out which directives a server has, and what they take, by asking and by trying.
import type { DirectiveRecord } from "../src/knowledge/data";
import { isPassed, isTaken, type Learned, learn, takes } from "./learnDirective";
import { type Candidate, candidatesFor, type Neighbor } from "./neighbors";
import { SET_BY_US } from "./privateServer";
import { ReplyError, type RespClient } from "./resp";

/**
 * CONFIG GET tells the names and defaults; refusals tell types, limits and values. What neither tells (C types, checks, flags that do not show,
 * numbers of enumerations) is kept from the nearest release that knows the directive.
 * `notes` receives what differs from that release, and what no release knows.
 */
export async function probeDirectives(
	program: string,
	client: RespClient,
	neighbors: readonly Neighbor[],
	notes: string[],
): Promise<Map<string, DirectiveRecord>> {
	const shown = await configGet(client, "*");
	const values = await allValues(program, client, shown, neighbors);
	const result = new Map<string, DirectiveRecord>();
	for (const candidate of candidatesFor(new Set(values.keys()), neighbors)) {
		const { name } = candidate;
		if (values.has(name)) {
			result.set(name, merge(candidate, await learnLive(program, client, candidate, values, shown), notes));
		} else if (await isKept(program, candidate)) {
			const record = hiddenRecord(candidate);
			if (record !== candidate.record) notes.push(`${name}: CONFIG GET does not show it any more; taken to be ignored`);
			result.set(name, record);
		}
	}
	const covered = new Set([...result].flatMap(([name, record]) => [name, record.alias ?? name]));
	for (const name of values.keys()) {
		if (covered.has(name)) continue;
		const record = asRecord(await learnLive(program, client, { name }, values, shown));
		result.set(name, record);
		notes.push(`${name}: no release knows it; learned ${JSON.stringify(record)}. Is it an alias, a secret, or checked further?`);
	}
	return result;
}

async function configGet(client: RespClient, name: string): Promise<Map<string, string>> {
	const reply = (await client.call("CONFIG", "GET", name)) as string[];
	return new Map(Array.from({ length: reply.length / 2 }, (_, i) => [reply[2 * i] ?? "", reply[2 * i + 1] ?? ""]));
}

/** What CONFIG GET shows, also when asked by a name that it hides from patterns; without what a file may not set. */
async function allValues(
	program: string,
	client: RespClient,
	shown: ReadonlyMap<string, string>,
	neighbors: readonly Neighbor[],
): Promise<Map<string, string>> {
	const values = new Map(shown);
	const names = neighbors.flatMap(({ facts }) => [...facts.directives].flatMap(([name, { alias }]) => [name, alias ?? name]));
	for (const name of new Set(names)) {
		if (!values.has(name)) for (const [key, value] of await configGet(client, name)) values.set(key, value);
	}
	for (const name of values.keys()) if (!(await isForFiles(program, name))) values.delete(name);
	return values;
}

/** Redis 6 shows one that only CONFIG SET can set. */
async function isForFiles(program: string, name: string): Promise<boolean> {
	for (const words of ["1", "1 1", "1 1 1", "1 1 1 1"]) if (await isPassed(program, `${name} ${words}`)) return true;
	return false;
}

/** Directives that CONFIG GET does not show: instructions, ignored ones, and in old releases some others. */
async function isKept(program: string, { name, record }: Candidate): Promise<boolean> {
	const words = Array.from({ length: Math.max(1, record.args?.[0] ?? 1) }, () => "1");
	return takes(program, [name, ...words].join(" "));
}

/** One that CONFIG GET showed in an older release is without effect by now. */
function hiddenRecord({ record, isOlder }: Candidate): DirectiveRecord {
	return isOlder && record.default !== undefined ? { type: "special", ignored: 1, flags: "immutable" } : record;
}

interface Live extends Learned {
	readonly default: string;
	/** Nothing at all may stand after the name. */
	readonly takesNothing: boolean;
	/** Words of the default, where the server takes them in one line. */
	readonly wordsOfDefault: number;
	readonly hidden: boolean;
	readonly settable: "yes" | "immutable" | "protected";
}

async function learnLive(
	program: string,
	client: RespClient,
	{ name, record }: { readonly name: string; readonly record?: DirectiveRecord },
	values: ReadonlyMap<string, string>,
	shown: ReadonlyMap<string, string>,
): Promise<Live> {
	const value = values.get(name) ?? "";
	return {
		...(await learn(program, name)),
		default: SET_BY_US[name] ?? value,
		takesNothing: await isTaken(program, name),
		wordsOfDefault: value !== "" && (await isTaken(program, `${name} ${value}`)) ? value.split(" ").length : 0,
		hidden: !shown.has(name) && !(record?.alias !== undefined && shown.has(record.alias)),
		settable: await settable(client, record?.alias !== undefined && !shown.has(name) ? record.alias : name, value),
	};
}

/** Sets the value that is in force already. */
async function settable(client: RespClient, name: string, value: string): Promise<Live["settable"]> {
	try {
		await client.call("CONFIG", "SET", name, value);
	} catch (error) {
		if (!(error instanceof ReplyError)) throw error;
		if (/immutable|unsupported CONFIG/i.test(error.message)) return "immutable";
		if (/protected config/i.test(error.message)) return "protected";
	}
	return "yes";
}

function merge({ name, record: candidate }: Candidate, live: Live, notes: string[]): DirectiveRecord {
	const { flags: _, ...kept } = fits(candidate, live) ? { ...candidate, ...limits(candidate, live) } : asRecord(live);
	const flags = flagsOf(candidate.flags, live);
	const args = argsOf(candidate, live);
	const record: DirectiveRecord = {
		...kept,
		...(candidate.alias !== undefined && { alias: candidate.alias }),
		...(args && { args }),
		...(flags !== "modifiable" && { flags }),
		default: live.default,
	};
	for (const key of new Set([...Object.keys(candidate), ...Object.keys(record)]) as Set<keyof DirectiveRecord>) {
		const [before, after] = [JSON.stringify(candidate[key]), JSON.stringify(record[key])];
		if (before !== after) notes.push(`${name}: ${key} ${before ?? "none"} in the nearest release, ${after ?? "none"} here`);
	}
	return record;
}

/** Whether what was learned is of the candidate's kind, so that what cannot be learned may be kept. */
function fits(candidate: DirectiveRecord, live: Live): boolean {
	if (candidate.ignored === 1) return false;
	if (candidate.type === "special" || live.type === "special" || candidate.module !== undefined) return true;
	return candidate.type === live.type;
}

/** Values and limits as the server names them; those that it does not name are kept. */
function limits(candidate: DirectiveRecord, live: Live): Partial<DirectiveRecord> {
	if (candidate.type === "special") return {};
	const known = new Map(candidate.values?.split(" ").map((pair) => pair.split("=") as [string, string]));
	const free = Math.max(...[...known.values()].map(Number)) + 1;
	return {
		...(live.values && { values: live.values.map((value, index) => `${value}=${known.get(value) ?? free + index}`).join(" ") }),
		...(live.min !== undefined && { min: live.min }),
		...(live.max !== undefined && { max: live.max }),
		...(live.units !== undefined && !candidate.units?.includes(live.units) && { units: live.units }),
	};
}

/** Undefined for exactly one. The candidate's, unless the server takes fewer or more. */
function argsOf(candidate: DirectiveRecord, live: Live): DirectiveRecord["args"] {
	const [min, max] = candidate.args ?? [1, 1];
	const least = live.takesNothing ? 0 : Math.max(min, candidate.args ? 0 : 1);
	const most = max !== null && (live.wordsOfDefault > max || (max === 1 && live.multiArg)) ? null : max;
	return least === 1 && most === 1 ? undefined : [least, most];
}

function flagsOf(candidate: string | undefined, live: Live): string {
	const flags = new Set((candidate ?? "").split(" ").filter((flag) => flag !== "" && flag !== "modifiable" && flag !== "immutable"));
	if (live.hidden) flags.add("hidden");
	else flags.delete("hidden");
	if (live.settable === "protected") flags.add("protected");
	return [live.settable === "immutable" ? "immutable" : "modifiable", ...flags].join(" ");
}

function asRecord(live: Live): DirectiveRecord {
	const flags = flagsOf(undefined, live);
	return {
		type: live.type,
		default: live.default,
		...(live.multiArg && { args: [live.takesNothing ? 0 : 1, null] as const }),
		...(live.values && { values: live.values.map((value, index) => `${value}=${index}`).join(" ") }),
		...(live.min !== undefined && { min: live.min }),
		...(live.max !== undefined && { max: live.max }),
		...(live.units !== undefined && { units: live.units }),
		...(flags !== "modifiable" && { flags }),
	};
}
