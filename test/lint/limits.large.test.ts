// lint: how much is said of a file that is made to make the linter talk, and that the rest is named as left out.
import { expect, it } from "vitest";
import { toEnd } from "../../server/src/base/steps";
import { newestRelease } from "../../server/src/knowledge/release";
import { lint } from "../../server/src/lint/run";
import { DEFAULT_SETTINGS, type Finding } from "../../server/src/lint/types";
import { evaluateServer } from "../../server/src/model/server";
import { snapshotOf } from "../../server/src/model/snapshot";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import { knowledge } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";

const LEFT_OUT = "There are more of these, which are left out.";

async function findingsIn(name: string, text: string, rule: string): Promise<readonly Finding[]> {
	const onError = (where: string, cause: unknown) => {
		throw new Error(where, { cause });
	};
	const service = createService({ knowledge, files: memoryFiles({ [name]: text }), rules, newSeed: () => "seed", onError });
	const view = await service.open({ uri: uriOf(name), kind: name === "users.acl" ? "acl" : "config", flags: { server: "redis-7.4" } });
	// Asked twice, since findings of users are made again.
	view.allFindings();
	return view.findingsWith("seed").filter((finding) => finding.rule === rule);
}

const many = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n)).join("");

it.each([
	["lines", "redis.conf", "unknown-directive", 10_000, `port 6379\n${many(10_500, (n) => `nosuch${n} x\n`)}`],
	["rules of a line", "users.acl", "refused-acl-rule", 100, `user a on nopass ~*${many(120, (n) => ` bad${n}`)}\n`],
	["passwords of a user", "users.acl", "weak-password", 100, `user a on ~* +get${many(120, (n) => ` >password${n}`)}\n`],
])("of very many %s so many are told, and that there are more", async (_, name, rule, most, text) => {
	const findings = await findingsIn(name, text, rule);
	expect(findings).toHaveLength(most);
	expect(findings.filter(({ message }) => message.endsWith(LEFT_OUT))).toEqual([findings.at(-1)]);
});

it.each([
	["lines", "redis.conf", "unknown-directive", 500, many(500, (n) => `nosuch-${n} x\n`)],
	["rules of a line", "users.acl", "refused-acl-rule", 99, `user a on nopass ~*${many(99, (n) => ` bad${n}`)}\n`],
	["users", "users.acl", "nopass-user", 12_000, many(12_000, (n) => `user u${n} on nopass ~* +get\n`)],
])("of many %s all are told", async (_, name, rule, count, text) => {
	const findings = await findingsIn(name, text, rule);
	expect(findings).toHaveLength(count);
	expect(findings.filter(({ message }) => message.includes(LEFT_OUT))).toEqual([]);
});

it.each([
	["an ACL file", "users.acl", "acl", ""],
	["a configuration", "redis.conf", "config", "port 6379\n"],
] as const)("of users of %s behind very many findings nobody is asked, and that is said", (_, name, kind, head) => {
	const text = head + many(3000, (n) => `user u${n} on nopass ~* +@all\n`);
	const server = evaluateServer(snapshotOf(uriOf(name), kind, text), { knowledge, release: newestRelease("redis") });
	const run = (most: object) => toEnd(lint(server, rules, DEFAULT_SETTINGS, { seed: "seed", ...most }, () => expect.unreachable()));
	const asked = new Set(run({ aboutUsers: 1000 }).map(({ at }) => at.line));
	const [said, ...more] = run({ aboutUsers: 1000 }).filter(({ message }) => message.includes("those after it are not looked at"));
	expect(more).toEqual([]);
	expect(Math.max(...asked)).toBe(said?.at.line);
	expect(asked.size).toBeGreaterThan(100);
	expect(asked.size).toBeLessThan(1000);
	expect(new Set(run({}).map(({ at }) => at.line)).size).toBeGreaterThanOrEqual(3000);
});

it("of a name of a million letters the first ones are told", async () => {
	const findings = await findingsIn("users.acl", `user ${"n".repeat(1_000_000)} on nopass ~* +@all\n`, "nopass-user");
	expect(findings).toHaveLength(1);
	expect(findings[0]?.message).toMatch(/ n{100}\.\.\. /);
	expect(JSON.stringify(findings).length).toBeLessThan(10_000);
});
