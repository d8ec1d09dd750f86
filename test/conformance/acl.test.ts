// conformance: what the model says of random users and files, held against real servers. `REDIS_SERVERS` names more programs, colon-separated.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toEnd } from "../../server/src/base/steps";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import type { Command } from "../../server/src/knowledge/types";
import { type AclEvaluator, createAclEvaluator } from "../../server/src/model/acl/evaluate";
import { readAclFile, readUserStatements } from "../../server/src/model/acl/file";
import { rulesOfArguments } from "../../server/src/model/acl/tokens";
import type { AclWorld } from "../../server/src/model/acl/types";
import { parse } from "../../server/src/syntax/parse";
import { knowledge } from "../support/knowledge";
import { RedisError, type Reply, type RespClient, type RunningRedis, redisVerdict, serverRelease, startRedis } from "../support/redis";
import { aclFile, KEYS, ruleWords, sampleCall, userLines } from "./aclArbitraries";
import { answersOfDryRun, answersOfQueueing, described, expectedAnswers, expectedOfSetUser, expectedUser } from "./aclReplies";

const SERVERS = ["redis-server", ...(process.env.REDIS_SERVERS ?? "").split(":").filter((path) => path !== "")];

/** The tests go on as this user whatever becomes of the others. */
const ADMIN = "user admin on nopass ~* +@all\n";
const AS_ADMIN = { user: "admin", password: "any" };

describe.each(SERVERS)("%s", (server) => {
	let redis: RunningRedis;
	let client: RespClient;
	let release: Release;
	let world: AclWorld;
	let evaluator: AclEvaluator;

	beforeAll(async () => {
		redis = await startRedis({ server, config: { "redis.conf": "aclfile users.acl\n", "users.acl": ADMIN } });
		client = await redis.connect();
		await client.command(["AUTH", "admin", "any"]);
		release = parseRelease(await serverRelease(server)) as Release;
		const channelsByDefault = release.id === "redis-6.0" || release.id === "redis-6.2" ? "all" : "none";
		world = { commands: knowledge.commands(release), release, channelsByDefault, renamed: new Map() };
		evaluator = createAclEvaluator(world);
	});

	afterAll(async () => {
		client.close();
		await redis.stop();
	});

	test("random users are what ACL SETUSER makes of them, and may do what the server lets them do", async () => {
		const { dialect } = evaluator;
		const calls = await callsOf(world, client);
		let round = 0;
		await fc.assert(
			fc.asyncProperty(ruleWords(world.commands, dialect), async (words) => {
				const list = rulesOfArguments(words, dialect);
				const state = evaluator.evaluate(list.tokens.map((token) => token.text));
				const [, made] = await client.pipeline([
					["ACL", "DELUSER", "u"],
					["ACL", "SETUSER", "u", ...words],
				]);
				expect(made instanceof RedisError ? made.message : made).toBe(expectedOfSetUser(list, words, state));
				if (made !== "OK") return;
				expect(described(await client.command(["ACL", "GETUSER", "u"]), dialect)).toEqual(expectedUser(state, dialect));
				const sample = calls[round++ % calls.length] as string[][];
				expect(await allowed(sample)).toEqual(expectedAnswers(state, sample, world, dialect));
			}),
			{ numRuns: 500 },
		);
	});

	test("random ACL files are loaded, or refused for the same lines", async () => {
		const { dialect } = evaluator;
		await fc.assert(
			fc.asyncProperty(aclFile(world.commands, dialect), async (lines) => {
				const text = ADMIN + lines;
				const reading = readAclFile(parse(text, "acl"), evaluator, release, "users.acl");
				if (reading.verdict.outcome === "crash") return;
				writeFileSync(join(redis.folder, "users.acl"), text);
				// Up to 7.2 the server closes the connection that loads the file.
				const loaded = await redis.command(["ACL", "LOAD"], AS_ADMIN);
				expect(refusedLines(loaded)).toEqual([...new Set(reading.errors.map((error) => error.serverLine))]);
				if (loaded instanceof RedisError) return;
				const asked = [["ACL", "USERS"], ...reading.users.map(({ name }) => ["ACL", "GETUSER", name])];
				const [names, ...users] = await redis.pipeline(asked, AS_ADMIN);
				expect((names as string[]).toSorted()).toEqual(reading.users.map(({ name }) => name).toSorted());
				expect(users.map((user) => described(user, dialect))).toEqual(reading.users.map(({ state }) => expectedUser(state, dialect)));
			}),
			{ numRuns: 300 },
		);
	});

	test("random ACL files that are said to crash the server do", async () => {
		if (!evaluator.dialect.selectors) return;
		const crashing = aclFile(world.commands, evaluator.dialect).filter(
			(text) => readAclFile(parse(text, "acl"), evaluator, release, "users.acl").verdict.outcome === "crash",
		);
		await fc.assert(
			fc.asyncProperty(crashing, async (text) => {
				const verdict = await redisVerdict({ "redis.conf": "aclfile users.acl\n", "users.acl": text }, { server });
				expect(verdict.outcome).toBe("crash");
			}),
			{ numRuns: 3, endOnFailure: true },
		);
	});

	test("random user lines of redis.conf are accepted, or refused at the same line", async () => {
		await fc.assert(
			fc.asyncProperty(userLines(world.commands, evaluator.dialect), async (text) => {
				const lines = parse(text, "config").lines.filter((line) => line.words.length > 0);
				if (lines.some((line) => line.error)) return;
				const statements = lines.map((line, lineNumber) => ({ file: "", lineNumber, line, name: "user", words: line.words, via: [] }));
				const { verdict } = toEnd(readUserStatements(statements, evaluator, release));
				const { outcome, line } = await redisVerdict(text, { server });
				expect({ outcome, line }).toEqual({ outcome: verdict.outcome, line: verdict.outcome === "accept" ? null : verdict.line });
			}),
			{ numRuns: 40, endOnFailure: true },
		);
	});

	async function allowed(sample: readonly string[][]): Promise<string[]> {
		if (evaluator.dialect.selectors) return answersOfDryRun(client, sample);
		await client.command(["ACL", "SETUSER", "u", "on", ">probe", "+multi"]);
		const other = await redis.connect();
		try {
			return await answersOfQueueing(other, sample);
		} finally {
			other.close();
		}
	}
});

/** Every command that this server has, written out with different keys. */
async function callsOf(world: AclWorld, client: RespClient): Promise<string[][][]> {
	const here = new Set(((await client.command(["COMMAND"])) as Reply[][]).map(([name]) => String(name).toLowerCase()));
	const isTried = ({ name, container, subcommands }: Command) =>
		here.has(container ?? name) && subcommands.length === 0 && (world.commands.hasSubcommands || !NEVER_QUEUED.has(name));
	const all = world.commands.all().filter(isTried);
	return KEYS.map((_, first) => all.map((command) => sampleCall(command, first)));
}

/** Run at once also inside MULTI, or refused there. */
const NEVER_QUEUED: ReadonlySet<string> = new Set(["multi", "exec", "discard", "watch", "quit", "reset"]);

function refusedLines(reply: Reply): number[] {
	if (!(reply instanceof RedisError)) return [];
	return [...new Set(Array.from(reply.message.matchAll(/(?:users\.acl:|found on line )(\d+)/g), (match) => Number(match[1])))];
}
