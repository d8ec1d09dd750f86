// tools: reads the facts about one server off that server.
import type { CommandRecord } from "../src/knowledge/data";
import { writeKeySpecs } from "../src/knowledge/keySpecs";
import type { Product, Release } from "../src/knowledge/release";
import type { KeySpec } from "../src/knowledge/types";
import { legacyKeys } from "./completeFacts";
import type { ReleaseFacts } from "./facts";
import { type Neighbor, neighborsOf } from "./neighbors";
import { withPrivateServer } from "./privateServer";
import { probeDirectives } from "./probeDirectives";
import { probeSentinel } from "./probeSentinel";
import { type Reply, ReplyError, type RespClient } from "./resp";

export interface ServerReading {
	readonly facts: ReleaseFacts;
	/** What a person should look at: what the server does not tell, or tells otherwise than the release whose record was kept. */
	readonly notes: readonly string[];
}

/** `known` are the facts so far: what the server does not tell is taken from the nearest of them. */
export async function readServer(program: string, known: readonly ReleaseFacts[]): Promise<ServerReading> {
	const notes: string[] = [];
	const facts = await withPrivateServer(program, async (client): Promise<ReleaseFacts> => {
		const release = await readRelease(client);
		const neighbors = neighborsOf(known, release);
		return {
			release,
			version: release.version,
			directives: await probeDirectives(program, client, neighbors, notes),
			commands: await readCommands(client, neighbors),
			sentinelCommands: await readSentinelCommands(program, neighbors),
			categories: ((await client.call("ACL", "CAT")) as string[]).sort(),
			sentinel: await probeSentinel(
				program,
				neighbors.map(({ facts }) => facts.sentinel),
				notes,
			),
		};
	});
	return { facts, notes };
}

async function readRelease(client: RespClient): Promise<Release & { version: string }> {
	const info = String(await client.call("INFO", "server"));
	const field = (name: string) => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1];
	const product: Product = field("valkey_version") === undefined ? "redis" : "valkey";
	const version = field(`${product}_version`) ?? "";
	const line = /^\d+\.\d+/.exec(version)?.[0];
	if (line === undefined) throw new RangeError(`the server does not tell its version: ${version}`);
	return { product, line, version, id: `${product}-${line}` };
}

/** Empty where a Sentinel cannot be asked (Redis 6.0). */
async function readSentinelCommands(program: string, neighbors: readonly Neighbor[]): Promise<Map<string, CommandRecord>> {
	try {
		return await withPrivateServer(program, (client) => readCommands(client, neighbors), ["--sentinel"]);
	} catch (error) {
		if (error instanceof ReplyError) return new Map();
		throw error;
	}
}

async function readCommands(client: RespClient, neighbors: readonly Neighbor[]): Promise<Map<string, CommandRecord>> {
	const docs = await readDocs(client);
	const commands = new Map<string, CommandRecord>();
	const add = (entry: readonly Reply[]) => {
		const [rawName, arity, flags, firstKey, lastKey, step, categories, , keySpecs, subcommands] = entry;
		const name = String(rawName).toLowerCase();
		const words = sortedWords(flags);
		const keys = Array.isArray(keySpecs)
			? writeKeySpecs(keySpecs.map(readKeySpec))
			: legacyKeys({ flags: words, first_key: Number(firstKey), last_key: Number(lastKey), step: Number(step) });
		commands.set(name, {
			arity: Number(arity),
			...(words.length > 0 && { flags: words.join(" ") }),
			...(sortedWords(categories).length > 0 && {
				categories: sortedWords(categories)
					.map((category) => category.replace(/^@/, ""))
					.join(" "),
			}),
			...(docs.size > 0 ? docs.get(name) : docsOf(name, neighbors)),
			...(keys !== "" && { keys }),
		});
		for (const subcommand of (subcommands ?? []) as Reply[][]) add(subcommand);
	};
	for (const entry of (await client.call("COMMAND")) as Reply[][]) add(entry);
	return commands;
}

type Docs = Pick<CommandRecord, "since" | "group" | "deprecatedSince" | "module">;

/** Empty where the server has no COMMAND DOCS (before 7.0). */
async function readDocs(client: RespClient): Promise<Map<string, Docs>> {
	const result = new Map<string, Docs>();
	const add = (entries: Reply) => {
		for (const [name, reply] of pairs(entries)) {
			const fields = new Map(pairs(reply));
			const text = (field: string) => (fields.has(field) ? String(fields.get(field)) : undefined);
			const [since, group, deprecatedSince, module] = [text("since"), text("group"), text("deprecated_since"), text("module")];
			result.set(name.toLowerCase(), {
				...(since !== undefined && { since }),
				...(group !== undefined && { group }),
				...(deprecatedSince !== undefined && { deprecatedSince }),
				...(module !== undefined && { module }),
			});
			add(fields.get("subcommands") ?? []);
		}
	};
	try {
		add(await client.call("COMMAND", "DOCS"));
	} catch (error) {
		if (!(error instanceof ReplyError)) throw error;
	}
	return result;
}

/** Of servers that have no documentation: what the nearest release with some says. */
function docsOf(name: string, neighbors: readonly Neighbor[]): Docs {
	const record = neighbors.map(({ facts }) => facts.commands.get(name)).find((other) => other?.since !== undefined);
	return {
		...(record?.since !== undefined && { since: record.since }),
		...(record?.group !== undefined && { group: record.group }),
	};
}

/** A map, which this protocol tells as a list of keys and values in turn. */
function pairs(reply: Reply): [string, Reply][] {
	const list = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
	return Array.from({ length: list.length / 2 }, (_, i) => [String(list[2 * i]), list[2 * i + 1] ?? null]);
}

function sortedWords(reply: Reply | undefined): string[] {
	return Array.isArray(reply) ? reply.map(String).sort() : [];
}

function readKeySpec(reply: Reply): KeySpec {
	const fields = new Map(pairs(reply));
	const part = (name: string) => {
		const [, type, , spec] = [...pairs(fields.get(name) ?? [])].flat();
		const numbers = new Map(pairs(spec ?? []));
		return { type, number: (field: string) => Number(numbers.get(field)), text: (field: string) => String(numbers.get(field)) };
	};
	const begin = part("begin_search");
	const find = part("find_keys");
	return {
		flags: sortedWords(fields.get("flags")),
		beginSearch:
			begin.type === "index"
				? { type: "index", index: begin.number("index") }
				: begin.type === "keyword"
					? { type: "keyword", keyword: begin.text("keyword"), startFrom: begin.number("startfrom") }
					: { type: "unknown" },
		findKeys:
			find.type === "range"
				? { type: "range", lastKey: find.number("lastkey"), keyStep: find.number("keystep"), limit: find.number("limit") }
				: find.type === "keynum"
					? { type: "keynum", keyNumIdx: find.number("keynumidx"), firstKey: find.number("firstkey"), keyStep: find.number("keystep") }
					: { type: "unknown" },
	};
}
