// tools: finds out which directives a server has, and what they take, by asking and by trying.
import type { DirectiveRecord } from "../src/knowledge/data";
import { isPassed, type Learned, learn, takes } from "./learnDirective";
import { SET_BY_US } from "./privateServer";
import { ReplyError, type RespClient } from "./resp";

type Table = ReadonlyMap<string, DirectiveRecord>;

/**
 * CONFIG GET tells the names and defaults; refusals tell types, limits and values. What neither tells (C types, checks and flags that do not show)
 * is kept from the nearest release that knows the directive. `notes` receives what differs from that release, and what no release knows.
 */
export async function probeDirectives(
	program: string,
	client: RespClient,
	neighbors: readonly Table[],
	notes: string[],
): Promise<Map<string, DirectiveRecord>> {
	const shown = await configGet(client, "*");
	const candidates = candidatesByName(neighbors);
	const values = new Map(shown);
	for (const name of candidates.keys()) {
		if (!values.has(name)) for (const [key, value] of await configGet(client, name)) values.set(key, value);
	}
	for (const name of values.keys()) if (!(await isPassed(program, `${name} 1`))) values.delete(name);
	const result = new Map<string, DirectiveRecord>();
	for (const [name, candidate] of candidates) {
		if (candidate.name !== name) continue;
		const { alias, ...plain } = candidate.record;
		if (values.has(name)) {
			const aliasHere = alias !== undefined && (values.has(alias) || (await takes(program, `${alias} 1`)));
			const expected = aliasHere ? candidate.record : plain;
			result.set(name, merge(name, candidate.record, expected, await learnLive(program, client, name, alias, values, shown), notes));
		} else if (alias !== undefined && values.has(alias)) {
			if (candidates.get(alias)?.name === alias) continue;
			result.set(alias, merge(alias, candidate.record, plain, await learnLive(program, client, alias, undefined, values, shown), notes));
		} else if (await isKept(program, name, candidate.record)) {
			result.set(name, candidate.record);
		}
	}
	const covered = new Set([...result].flatMap(([name, record]) => [name, record.alias ?? name]));
	for (const [name] of values) {
		if (covered.has(name)) continue;
		const live = await learnLive(program, client, name, undefined, values, shown);
		result.set(name, asRecord(live));
		notes.push(`${name}: no release knows it; learned ${JSON.stringify(asRecord(live))}. Is it an alias, a secret, or checked further?`);
	}
	return result;
}

interface Candidate {
	readonly name: string;
	readonly record: DirectiveRecord;
}

/** By name and by alias: the record of the nearest release that knows the name. */
function candidatesByName(neighbors: readonly Table[]): Map<string, Candidate> {
	const result = new Map<string, Candidate>();
	for (const table of neighbors) {
		for (const [name, record] of table) {
			if (result.has(name)) continue;
			result.set(name, { name, record });
			if (record.alias !== undefined && !result.has(record.alias)) result.set(record.alias, { name, record });
		}
	}
	return result;
}

async function configGet(client: RespClient, name: string): Promise<Map<string, string>> {
	const reply = (await client.call("CONFIG", "GET", name)) as string[];
	return new Map(Array.from({ length: reply.length / 2 }, (_, i) => [reply[2 * i] ?? "", reply[2 * i + 1] ?? ""]));
}

/** Directives that CONFIG GET does not show: instructions, ignored ones, and in old releases some others. */
async function isKept(program: string, name: string, record: DirectiveRecord): Promise<boolean> {
	const words = Array.from({ length: Math.max(1, record.args?.[0] ?? 1) }, () => "1");
	return takes(program, [name, ...words].join(" "));
}

interface Live extends Learned {
	readonly default: string;
	readonly hidden: boolean;
	readonly settable: "yes" | "immutable" | "protected";
}

async function learnLive(
	program: string,
	client: RespClient,
	name: string,
	alias: string | undefined,
	values: ReadonlyMap<string, string>,
	shown: ReadonlyMap<string, string>,
): Promise<Live> {
	const value = values.get(name) ?? "";
	const isShown = shown.has(name) || (alias !== undefined && shown.has(alias));
	return {
		...(await learn(program, name)),
		default: SET_BY_US[name] ?? value,
		hidden: !isShown,
		settable: await settable(client, name, value),
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

/** The record of the release that is read: that of `candidate` as far as it fits. */
function merge(name: string, nearest: DirectiveRecord, candidate: DirectiveRecord, live: Live, notes: string[]): DirectiveRecord {
	const { default: _, ...rest } = candidate;
	const flags = flagsOf(candidate.flags, live);
	const merged: DirectiveRecord = {
		...(fits(candidate, live) ? { ...rest, ...limits(candidate, live) } : asRecord(live)),
		default: live.default,
	};
	const { flags: __, ...unflagged } = merged;
	const record: DirectiveRecord = flags === "modifiable" ? unflagged : { ...unflagged, flags };
	for (const key of new Set([...Object.keys(nearest), ...Object.keys(record)]) as Set<keyof DirectiveRecord>) {
		const [before, after] = [JSON.stringify(nearest[key]), JSON.stringify(record[key])];
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
	const numbers = [...known.values()].map(Number);
	const next = (name: string, index: number) => known.get(name) ?? String(Math.max(...numbers) + 1 + index);
	return {
		...(live.values && { values: live.values.map((value, index) => `${value}=${next(value, index)}`).join(" ") }),
		...(live.min !== undefined && { min: live.min }),
		...(live.max !== undefined && { max: live.max }),
		...(live.units !== undefined && !candidate.units?.includes(live.units) && { units: live.units }),
	};
}

function flagsOf(candidate: string | undefined, live: Live): string {
	const flags = new Set((candidate ?? "modifiable").split(" "));
	const put = (flag: string, present: boolean) => (present ? flags.add(flag) : flags.delete(flag));
	put("modifiable", live.settable !== "immutable");
	put("immutable", live.settable === "immutable");
	put("hidden", live.hidden);
	if (live.settable === "protected") put("protected", true);
	const [first, ...others] = ["modifiable", "immutable"].filter((flag) => flags.has(flag));
	return [first, ...others, ...[...flags].filter((flag) => flag !== first)].join(" ");
}

function asRecord(live: Live): DirectiveRecord {
	return {
		type: live.type,
		default: live.default,
		...(live.multiArg && { args: [live.type === "special" ? 0 : 1, null] as const }),
		...(live.values && { values: live.values.map((value, index) => `${value}=${index}`).join(" ") }),
		...(live.min !== undefined && { min: live.min }),
		...(live.max !== undefined && { max: live.max }),
		...(live.units !== undefined && { units: live.units }),
		flags: flagsOf(undefined, live),
	};
}
