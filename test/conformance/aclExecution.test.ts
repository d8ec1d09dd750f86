// conformance: what ACL DRYRUN does not tell, found out by doing it: logins, SORT that follows other keys, channels, renamed commands, patterns.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { decide } from "../../server/src/model/acl/decide";
import { type AclEvaluator, createAclEvaluator } from "../../server/src/model/acl/evaluate";
import { globMatches } from "../../server/src/model/acl/glob";
import { rulesOfArguments } from "../../server/src/model/acl/tokens";
import type { AclWorld } from "../../server/src/model/acl/types";
import { knowledge } from "../support/knowledge";
import { RedisError, type Reply, type RunningRedis, serverRelease, startRedis } from "../support/redis";

const SERVERS = ["redis-server", ...(process.env.REDIS_SERVERS ?? "").split(":").filter((path) => path !== "")];

/** Rules beside a password, and commands of which each is tried by a user with these rules. */
const TRIED: readonly (readonly [rules: string, commands: readonly string[]])[] = [
	["off +@all ~*", ["GET k"]],
	["on +@all ~*", ["GET k", "CONFIG GET port", "XCONFIG GET port", "XCONFIG NOSUCH", "DEBUG SLEEP 0", "QUIT"]],
	["on -@all +config", ["CONFIG GET port", "XCONFIG GET port", "GET k"]],
	["on +@all -config ~*", ["XCONFIG GET port", "GET k"]],
	["on -@all +sort ~list", ["SORT list", "SORT list BY w_*", "SORT list BY nosort GET #", "SORT list GET other_*", "SORT other"]],
	["on -@all +sort ~*", ["SORT list BY w_* GET other_*"]],
	["on -@all +sort ~list ~other_*", ["SORT list BY nosort", "SORT list GET other_*", "SORT list STORE other_1", "SORT list STORE nope"]],
	["on -@all +select|0", ["SELECT 0", "SELECT 1"]],
	["on -@all +get ~a:*", ["GET a:1", "GET b:1", "HELLO 2", "AUTH x"]],
	["on -@all +mget +eval ~a:*", ["MGET a:1 a:2", "MGET a:1 b:2", "EVAL return(1) 0", "EVAL return(1) 1 b:1"]],
	["on -@all +eval ~*", ["EVAL return(redis.call('get','k')) 0"]],
];

/** The same for channels, which Redis 6.0 does not know. */
const CHANNELS: typeof TRIED = [
	[
		"on +@all resetchannels &news &user:*",
		["PUBLISH news x", "PUBLISH newsx x", "SUBSCRIBE user:1", "PSUBSCRIBE user:*", "PSUBSCRIBE user:1"],
	],
];

/** And for selectors, from Redis 7.0. */
const SELECTORS: typeof TRIED = [
	["on -@all (+get %R~r:*) (+set %W~w:*)", ["GET r:1", "GET w:1", "SET w:1 x", "SET w:1 x GET", "SET r:1 x"]],
	["on -@all +sort ~list (+sort %R~*)", ["SORT list GET other_*", "SORT list BY w_* STORE list"]],
	["on -@all (+sort ~list) (+get ~*)", ["SORT list GET other_*"]],
	["on -@all +getdel %W~k %R~k2", ["GETDEL k", "GETDEL k2"]],
	["on -@all +exists +copy %W~k %R~k2", ["EXISTS k", "EXISTS k k2", "EXISTS k3", "COPY k2 k", "COPY k k2"]],
	["on -@all +spublish &shard", ["SPUBLISH shard x", "SPUBLISH other x"]],
];

describe.each(SERVERS)("%s", (server) => {
	let redis: RunningRedis;
	let release: Release;
	let world: AclWorld;
	let evaluator: AclEvaluator;

	beforeAll(async () => {
		release = parseRelease(await serverRelease(server)) as Release;
		const config = ["rename-command CONFIG xconfig", 'rename-command DEBUG ""'];
		redis = await startRedis({ server, config: config.join("\n") });
		const channelsByDefault = release.id === "redis-6.0" || release.id === "redis-6.2" ? "all" : "none";
		const renamed = new Map([
			["config", "xconfig"],
			["debug", null],
		]);
		world = { commands: knowledge.commands(release), release, channelsByDefault, renamed };
		evaluator = createAclEvaluator(world);
		await redis.command(["LPUSH", "list", "1"]);
	});

	afterAll(() => redis.stop());

	test("users may do what the model says, and nothing else", async () => {
		const { channels, selectors } = evaluator.dialect;
		const tried = [...TRIED, ...(channels ? CHANNELS : []), ...(selectors ? SELECTORS : [])];
		for (const [rules, commands] of tried) {
			const words = rules.split(" ");
			expect(await redis.command(["ACL", "SETUSER", "u", "reset", ">pw", ...words])).toBe("OK");
			const state = evaluator.evaluate(rulesOfArguments([">pw", ...words], evaluator.dialect).tokens.map((token) => token.text));
			for (const command of commands) {
				const argv = command.split(" ");
				const reply = await redis.command(argv, { user: "u", password: "pw" });
				const decision = decide(state, argv, world);
				expect([rules, command, outcome(reply)]).toEqual([rules, command, decision.allowed ? "allowed" : decision.because]);
			}
		}
	});

	test("what a script does is not declared, and is judged when it runs", async () => {
		await redis.command(["ACL", "SETUSER", "u", "reset", "on", ">pw", "+eval", "~*"]);
		const reply = await redis.command(["EVAL", "return redis.call('get', 'k')", "0"], { user: "u", password: "pw" });
		expect(reply).toBeInstanceOf(RedisError);
	});

	test("random patterns match the same keys", async () => {
		const letters = fc.constantFrom(..."ab*?[]^-\\é");
		const word = fc.array(letters, { maxLength: 7 }).map((chars) => chars.join(""));
		await fc.assert(
			fc.asyncProperty(
				fc.array(word, { minLength: 1, maxLength: 30 }),
				word.filter((pattern) => pattern !== "*"),
				async (keys, pattern) => {
					const [, , found] = await redis.pipeline([["FLUSHDB"], ["MSET", ...keys.flatMap((key) => [key, ""])], ["KEYS", pattern]]);
					const expected = [...new Set(keys)].filter((key) => globMatches(pattern, key));
					expect((found as string[]).toSorted()).toEqual(expected.toSorted());
				},
			),
			{ numRuns: 1000 },
		);
	});
});

/** What a reply says about permissions; any other error means that the command was allowed to try. */
function outcome(reply: Reply): string {
	if (!(reply instanceof RedisError)) return "allowed";
	const { message } = reply;
	if (/^WRONGPASS/.test(message)) return /AUTH x/.test(message) ? "allowed" : "off";
	if (/^ERR unknown (command|subcommand)/.test(message)) return "no-such-command";
	if (/denied due to insufficient ACL permissions/.test(message)) return "key";
	return /^NOPERM .*\b(command|key|channel)/s.exec(message)?.[1] ?? "allowed";
}
