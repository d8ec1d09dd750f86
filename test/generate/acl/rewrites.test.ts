// generate/acl: what is offered to write a user in another way, and what it makes of a line.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { english } from "../../../server/src/base/say";
import { userAt } from "../../../server/src/features/acl/userAt";
import { type RewriteId, type RewriteOptions, rewritesOf } from "../../../server/src/generate/acl/rewrites";
import { limitedTo, type Role, roleRules } from "../../../server/src/generate/acl/roles";
import type { UserOnLine } from "../../../server/src/generate/acl/writeUser";
import { openFiles } from "../../support/rules";
import { EVALUATORS, evaluatorOf } from "./randomUsers";

const CHOICES = { channelsByDefault: "known", cluster: "no", administrator: "no" } as const;
const ROLES: readonly Role[] = ["read-only", "application", "worker"];

interface Rewritten {
	readonly title: string;
	readonly text: string;
}

/** What each rewrite makes of the user in the first line. */
async function rewritten(
	name: string,
	text: string,
	server: string,
	choices: Partial<RewriteOptions> = {},
): Promise<Map<RewriteId, Rewritten>> {
	const view = await openFiles({ [name]: text }, { server });
	const [model] = view.servers;
	const user = model && view.file && userAt(model, view.file, 0);
	if (!user || !view.file || !model) throw new Error("no user in the first line");
	const { uri: file, kind, tree } = view.file;
	const onLine: UserOnLine = { file, kind, line: 0, text: tree.lines[0]?.text ?? "", nameAt: user.nameAt, tokens: user.tokens };
	const found = rewritesOf(onLine, { ...CHOICES, ...choices, state: user.state, evaluator: model.acl.evaluator });
	return new Map(
		found.map(({ id, title, edit }) => {
			const made = edit();
			return [id, { title: english(title), text: made ? applyEdits(text, [made]) : text }];
		}),
	);
}

describe("what is offered", () => {
	test("all but some becomes least privilege", async () => {
		const found = await rewritten("users.acl", "user app on >secret ~app:* +@all -flushall\n", "redis-7.4");
		expect(found.get("read-only")).toEqual({
			title: "Keep only what a read-only client needs (takes 237 of 364 commands away)",
			text: "user app on >secret ~app:* -@all +@read +@connection +@transaction -@dangerous +info\n",
		});
		expect(found.get("application")?.text).toBe(
			"user app on >secret ~app:* -@all +@read +@write +@connection +@transaction +@pubsub -@scripting -@dangerous +info\n",
		);
		expect(found.get("worker")?.text).toMatch(/ \+eval \+evalsha .*\+client\|list\n$/);
	});

	test("nothing is granted that was not allowed before, and single rules are enough for a short list", async () => {
		const found = await rewritten("users.acl", "user app on >secret ~app:* +get +set +flushall\n", "redis-7.4");
		expect(found.get("application")?.text).toBe("user app on >secret ~app:* -@all +get +set\n");
		const strict = await rewritten("users.acl", "user app on >secret ~app:* +@all -@dangerous -@transaction\n", "redis-7.4");
		expect(strict.get("read-only")?.text).toBe("user app on >secret ~app:* -@all +@read +@connection -@dangerous\n");
	});

	test("selectors are limited too", async () => {
		const found = await rewritten("users.acl", "user app on >secret ~app:* +@all (~x +set +get)\n", "redis-7.4");
		expect(found.get("read-only")?.text).toMatch("(~x -@all +get)");
	});

	test("in a cluster, clients may ask where slots are", async () => {
		const found = await rewritten("users.acl", "user app on >secret ~app:* +@all\n", "redis-7.4", { cluster: "yes" });
		expect(found.get("read-only")?.text).toMatch("+cluster|slots");
	});

	test("the dangerous commands, with what clients lose by it", async () => {
		const found = await rewritten("users.acl", "user app on >secret ~app:* +@all (~x +keys) (~y +get)\n", "redis-7.4");
		expect(found.get("without-dangerous")).toEqual({
			title: "Take away the 75 dangerous commands (Sidekiq, BullMQ and 7 more lose something)",
			text: "user app on >secret ~app:* +@all (~x +keys -@dangerous) (~y +get) -@dangerous\n",
		});
		expect(found.get("without-dangerous-for-clients")?.text).toMatch(/ \+@all .* -@dangerous \+info \+client\|list \+role\n$/);
		expect(found.get("without-dangerous-for-clients")?.title).toMatch("but INFO, CLIENT LIST and ROLE (Spring Session");
	});

	test("lists and categories are exchanged only as a second choice", async () => {
		const user = "user app on >secret ~app:* -@all +multi +exec +discard +watch +unwatch +get\n";
		const found = await rewritten("users.acl", user, "redis-7.4");
		expect([...found.keys()]).toEqual(["fewest"]);
		expect(found.get("fewest")).toEqual({
			title: "Write them in 6 rules, with categories and lists of commands exchanged (the same in Redis 7.4 only)",
			text: "user app on >secret ~app:* -@all +get +@transaction\n",
		});
	});

	test("a container and what is different", async () => {
		const subcommands = ["get", "set", "rewrite", "resetstat", "help"].map((name) => `-config|${name}`).join(" ");
		const found = await rewritten("users.acl", `user app on >secret ~app:* +@all -config ${subcommands} +config|get\n`, "redis-7.4");
		expect(found.get("shortest")?.text).toBe("user app on >secret ~app:* +@all -config +config|get\n");
	});

	test("administrators are left alone, and users with an error", async () => {
		const admin = await rewritten("users.acl", "user admin on >secret ~* +@all +get\n", "redis-7.4", { administrator: "yes" });
		expect([...admin.keys()]).toEqual(["shortest"]);
		expect(await rewritten("users.acl", "user app on >secret ~* +@all +nosuch +get\n", "redis-7.4")).toEqual(new Map());
	});

	test("only what is different is written, quotes and spaces elsewhere stay", async () => {
		const found = await rewritten("redis.conf", "user  app on   \">se cret\"  ~app:* '-@all' +get +mget  +get &x  \n", "redis-7.4");
		expect(found.get("shortest")?.text).toBe("user  app on   \">se cret\"  ~app:* '-@all' +get +mget &x  \n");
	});

	test("new words are quoted where redis.conf needs that", async () => {
		const found = await rewritten("redis.conf", `user app on nopass "%R~a'b" "%W~a'b" "(~c +get +get)" +get\n`, "redis-7.4");
		expect(found.get("shortest")?.text).toBe(`user app on nopass "~a'b" (~c +get) +get\n`);
	});
});

describe.each(EVALUATORS)("%s", (_, evaluator) => {
	test("roles exist", () => {
		for (const role of ROLES) {
			const { errors, root } = evaluator.evaluate(roleRules(role, evaluator, { cluster: "yes" }));
			expect(errors).toEqual([]);
			expect(root.commands.has(evaluator.world.commands.find("get")?.index ?? -1)).toBe(true);
			for (const name of ["flushall", "shutdown", "config|set", "function|load", "debug"]) {
				expect(root.commands.has(evaluator.world.commands.find(name)?.index ?? -1)).toBe(false);
			}
		}
	});
});

test("a role grants nothing that the user does not have", () => {
	const evaluator = evaluatorOf("redis-7.4");
	const { tokens, state } = { tokens: [{ text: "+xadd", start: 0, end: 5 }], state: evaluator.evaluate(["+xadd"]) };
	expect(limitedTo("read-only", tokens, state, evaluator, { cluster: "no" })?.map(({ text }) => text)).toEqual(["-@all"]);
});
