// conformance: rewritten users keep on a real server exactly what the rewrite says. `REDIS_SERVERS` names more programs, colon-separated.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { type RewriteId, rewritesOf } from "../../server/src/generate/acl/rewrites";
import { roleRules } from "../../server/src/generate/acl/roles";
import { parseRelease } from "../../server/src/knowledge/release";
import type { Command } from "../../server/src/knowledge/types";
import type { AclEvaluator } from "../../server/src/model/acl/evaluate";
import { readAclLine } from "../../server/src/model/acl/lines";
import { evaluatorOf, randomUser } from "../generate/acl/randomUsers";
import { otherServers, type RespClient, type RunningRedis, serverRelease, startRedis } from "../support/redis";
import { KEYS, sampleCall } from "./aclArbitraries";
import { answersOfDryRun, answersOfQueueing } from "./aclReplies";

describe.each(["redis-server", ...otherServers()])("%s", (server) => {
	let redis: RunningRedis;
	let client: RespClient;
	let evaluator: AclEvaluator;
	let calls: readonly (readonly (readonly string[])[])[];

	beforeAll(async () => {
		redis = await startRedis({ server });
		client = await redis.connect();
		const release = parseRelease(await serverRelease(server));
		if (release === undefined) throw new Error("a server of no known release");
		evaluator = evaluatorOf(release.id);
		calls = await callsOf(evaluator, client);
	});

	afterAll(async () => {
		client.close();
		await redis.stop();
	});

	test("random users", async () => {
		let round = 0;
		const seen = new Map<RewriteId, number>();
		await fc.assert(
			fc.asyncProperty(randomUser(evaluator), async ({ words, state }) => {
				if (words.length === 0) return;
				const sample = calls[round++ % calls.length] ?? [];
				const line = `user u ${words.join(" ")}`;
				const before = await answersAs(words, sample);
				for (const { id, edit } of rewritesOf(onLine(line, evaluator), { ...CHOICES, state, evaluator })) {
					const made = edit();
					const after = await answersAs(made ? applyEdits(line, [made]).split(" ").slice(2) : [], sample);
					seen.set(id, (seen.get(id) ?? 0) + 1);
					if (id === "shortest" || id === "fewest") expect(after).toEqual(before);
					else
						expect(after.map(isAllowed)).toEqual(
							before.map((answer, i) => isAllowed(answer) && mayStay(id, sample[i]?.[0] ?? "", sample[i]?.[1])),
						);
				}
			}),
			{ numRuns: 200 },
		);
		expect([...seen.keys()].toSorted()).toEqual([
			"application",
			"fewest",
			"read-only",
			"shortest",
			"without-dangerous",
			"without-dangerous-for-clients",
			"worker",
		]);
	}, 120_000);

	/** What the user may run with these rules. */
	async function answersAs(words: readonly string[], sample: readonly (readonly string[])[]): Promise<string[]> {
		const replies = await client.pipeline([
			["ACL", "DELUSER", "u"],
			["ACL", "SETUSER", "u", ...words],
		]);
		expect(replies[1]).toBe("OK");
		if (evaluator.dialect.selectors) return answersOfDryRun(client, sample);
		// Without MULTI the calls would run.
		await client.command(["ACL", "SETUSER", "u", "on", ">probe", "+multi"]);
		const other = await redis.connect();
		try {
			return await answersOfQueueing(other, sample);
		} finally {
			other.close();
		}
	}

	/** Whether a rewrite that takes away leaves this call alone, where it was allowed. */
	function mayStay(id: RewriteId, name: string, first: string | undefined): boolean {
		const { commands } = evaluator.world;
		const command = commands.find(`${name}|${first ?? ""}`) ?? commands.find(name);
		if (command === undefined || isFree(command)) return true;
		if (id === "without-dangerous") return !command.categories.includes("dangerous");
		if (id === "without-dangerous-for-clients") {
			const kept = ["info", "role", "client|list"].includes(command.name) || (command.name === "client" && first === "list");
			return kept || !command.categories.includes("dangerous");
		}
		if (id === "shortest" || id === "fewest") return true;
		const { root } = evaluator.evaluate(["-@all", ...roleRules(id, evaluator, CHOICES)]);
		return root.commands.has(command.index) || (root.firstArguments.get(command.index)?.includes((first ?? "").toLowerCase()) ?? false);
	}

	function isFree({ name, flags }: Command): boolean {
		return evaluator.dialect.onlyAuthIsFree ? name === "auth" : flags.includes("no_auth");
	}
});

const CHOICES = { channelsByDefault: "known", cluster: "no", administrator: "no" } as const;

function isAllowed(answer: string): boolean {
	return answer.endsWith("=> OK");
}

function onLine(text: string, evaluator: AclEvaluator): Parameters<typeof rewritesOf>[0] {
	const reading = readAclLine(text, evaluator, evaluator.dialect);
	const nameAt = { start: reading.nameStart ?? 0, end: reading.nameEnd ?? 0 };
	return { file: "file:///users.acl", kind: "acl", line: 0, text, nameAt, tokens: reading.rules().tokens };
}

/** Every command that this server has, written out with different keys. */
async function callsOf({ world }: AclEvaluator, client: RespClient): Promise<string[][][]> {
	const here = new Set(((await client.command(["COMMAND"])) as string[][]).map(([name]) => String(name).toLowerCase()));
	const isTried = ({ name, container, subcommands }: Command) =>
		here.has(container ?? name) && subcommands.length === 0 && (world.commands.hasSubcommands || !NEVER_QUEUED.has(name));
	const all = world.commands.all().filter(isTried);
	return KEYS.map((_, first) => all.map((command) => sampleCall(command, first)));
}

/** Run at once also inside MULTI, or refused there, or an end of the connection. */
const NEVER_QUEUED: ReadonlySet<string> = new Set(["multi", "exec", "discard", "watch", "quit", "reset", "hello", "host:", "post"]);
