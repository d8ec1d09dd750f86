// Conformance of the rules about rights: what they say that a user can do, a user of that kind does, and after the fix no more.
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { compareVersions } from "../../server/src/knowledge/release";
import { uriOf } from "../support/memoryFiles";
import { otherServers, RedisError, type Reply, type RunningRedis, serverRelease, withRedis } from "../support/redis";
import { findingsOf, openFiles } from "../support/rules";

const PASSWORD = "kP3vXw9Lq2ZsT7mBkP3v";
const SECRET = "vQ4w9LmT2xZr7bNcKpYd";
const APP = { user: "app", password: PASSWORD };
const ADMIN = { user: "admin", password: SECRET };

/** One rule, a user that it tells of, and what that user does: the commands of an administrator before, then the user's own. */
interface Claim {
	readonly rule: string;
	/** The rules of the user. */
	readonly user: string;
	/** Lines of the configuration beside the users. */
	readonly config?: string;
	readonly before?: readonly string[];
	readonly command: string;
	/** A part of the answer while the user may do it. */
	readonly answer: RegExp;
	/** Lines of Redis from, and before, which it holds; both without Valkey, which is taken for 7.2. */
	readonly from?: string;
	readonly until?: string;
}

const CLAIMS: readonly Claim[] = [
	{ rule: "keys-allowed", user: "~app:* -@all +@read", before: ["SET other:1 v"], command: "KEYS *", answer: /other:1/ },
	{
		rule: "key-pattern-does-not-limit",
		user: "~app:* -@all +@read -@dangerous",
		before: ["SET other:1 v"],
		command: "SCAN 0",
		answer: /other:1/,
	},
	{
		rule: "key-pattern-does-not-limit",
		user: "~app:* -@all +@read -@dangerous",
		before: ["SET other:1 v"],
		command: "RANDOMKEY",
		answer: /other:1/,
	},
	{
		rule: "sort-reads-other-keys",
		user: "~app:* -@all +lrange +sort",
		before: ["SET other:1 hidden", "LPUSH app:list 1"],
		command: "SORT app:list BY nosort GET other:*",
		answer: /hidden/,
		until: "7.0",
	},
	{
		rule: "dangerous-commands-allowed",
		user: "~app:* -@all +@write",
		before: ["SELECT 0", "SET other:1 v"],
		command: "SWAPDB 0 1",
		answer: /OK/,
	},
	{ rule: "dangerous-commands-allowed", user: "~app:* -@all +get +config", command: "CONFIG SET maxmemory 100mb", answer: /OK/ },
	{ rule: "dangerous-commands-allowed", user: "~app:* -@all +get +acl", command: "ACL SETUSER app +@all ~*", answer: /OK/ },
	{
		rule: "dangerous-commands-allowed",
		user: "~app:* -@all +@connection",
		command: "CLIENT PAUSE 1",
		answer: /OK/,
		from: "7.0",
	},
	{ rule: "scripting-allowed", user: "~app:* +@all -@dangerous", command: "EVAL return(4711) 0", answer: /4711/ },
	{
		rule: "functions-changeable",
		user: "~app:* -@all +@write -@dangerous",
		before: ["FUNCTION LOAD #!lua\u00a0name=lib\nredis.register_function('f',function()return\u00a01\u00a0end)"],
		command: "FUNCTION FLUSH",
		answer: /OK/,
		from: "7.0",
	},
	{
		rule: "credentials-readable",
		user: "-@all +ping +config|get",
		config: `masterauth ${SECRET}\n`,
		command: "CONFIG GET masterauth",
		answer: new RegExp(SECRET),
	},
	{ rule: "credentials-readable", user: "-@all +ping +acl|list", command: "ACL LIST", answer: /user admin .*#[0-9a-f]{64}/, from: "7.0" },
	{
		rule: "spying-allowed",
		user: "~app:* -@all +slowlog",
		config: "slowlog-log-slower-than 0\n",
		before: ["SET other:1 hidden"],
		command: "SLOWLOG GET 10",
		answer: /hidden/,
	},
	{ rule: "broad-rights", user: "~app:* +@all", command: "CONFIG SET maxmemory 100mb", answer: /OK/ },
	{
		rule: "acl-rule-undone",
		user: "~app:* -@all -@dangerous +@write",
		before: ["SET other:1 v"],
		command: "FLUSHALL",
		answer: /OK/,
	},
];

/** Replies as text, errors with their code. */
function inText(reply: Reply): string {
	if (reply instanceof RedisError) return reply.message;
	return Array.isArray(reply) ? reply.map(inText).join(" ") : String(reply);
}

/** Words of a command; a space that cannot be broken stands for one inside a word. */
const argv = (command: string) => command.split(" ").map((word) => word.replaceAll("\u00a0", " "));

function configOf({ config = "", user }: Claim): string {
	const others = `user admin on >${SECRET} ~* &* +@all\nuser other on >${SECRET}-other ~other:* -@all +get\n`;
	return `${config}user default off\nuser app on >${PASSWORD} ${user}\n${others}`;
}

/** The texts after the first fix of a rule's finding about the user. */
async function fixed(claim: Claim, text: string, server: string): Promise<string> {
	const view = await openFiles({ "redis.conf": text }, { server });
	const line = text.split("\n").findIndex((one) => one.startsWith("user app "));
	const finding = findingsOf(view).find((one) => one.rule === claim.rule && one.at.line === line);
	expect(finding, `${claim.rule} tells of the user`).toBeDefined();
	const edits = finding?.fixes[0]?.edits() ?? [];
	expect(edits.every((edit) => edit.file === uriOf("redis.conf"))).toBe(true);
	return applyEdits(text, edits);
}

async function ask(server: string, config: string, { before = [], command }: Claim): Promise<string> {
	return withRedis({ server, config }, async (redis) => {
		for (const one of before) expect(inText(await redis.command(argv(one), ADMIN))).not.toMatch(/^(?:ERR|NOPERM)/);
		return inText(await redis.command(argv(command), APP));
	});
}

const servers = await Promise.all(
	["redis-server", ...otherServers()].map(async (program) => ({ program, release: await serverRelease(program) })),
);

describe.each(servers)("$release", ({ program, release }) => {
	const [product, version = "0"] = release.split("-");
	const line = product === "valkey" ? "7.2" : version;
	const holds = ({ from = "0", until = "99" }: Claim) => compareVersions(line, from) >= 0 && compareVersions(line, until) < 0;
	// Redis 6.0 knows no channels.
	const supported = (text: string) => (compareVersions(line, "6.2") < 0 ? text.replaceAll(" &*", "") : text);

	test.each(CLAIMS.filter(holds).map((claim) => [claim.rule, claim.command, claim] as const))("%s: %s", async (_, __, claim) => {
		const config = supported(configOf(claim));
		expect(await ask(program, config, claim)).toMatch(claim.answer);
		const after = await ask(program, await fixed(claim, config, release), claim);
		expect(after).toMatch(/NOPERM|No permission/i);
	});

	test("full-copy-allowed: SYNC hands over keys that the patterns do not allow", async () => {
		const config = supported(configOf({ rule: "", user: "~app:* -@all +get +sync", command: "", answer: /./ }));
		expect(await copies(program, config)).toBe(true);
		const after = await fixed({ rule: "full-copy-allowed", user: "", command: "", answer: /./ }, config, release);
		expect(await copies(program, after)).toBe(false);
	});

	test("spying-allowed: MONITOR shows the values of others", async () => {
		const config = supported(configOf({ rule: "", user: "~app:* -@all +get +monitor", command: "", answer: /./ }));
		expect(await watches(program, config)).toMatch(/hidden-value/);
		const after = await fixed({ rule: "spying-allowed", user: "", command: "", answer: /./ }, config, release);
		expect(await watches(program, after)).toMatch(/NOPERM/);
	});

	if (compareVersions(line, "6.2") < 0) return;

	test("keyspace-events-leak-keys: a user hears of keys that are not its own, and after the fix only of its own", async () => {
		const config = configOf({
			rule: "",
			user: "~app:* &* -@all +get +psubscribe",
			config: "notify-keyspace-events KEA\n",
			command: "",
			answer: /./,
		});
		expect(await hears(program, config, "__key*__:*")).toMatch(/other:1/);
		const after = await fixed({ rule: "keyspace-events-leak-keys", user: "", command: "", answer: /./ }, config, release);
		expect(await hears(program, after, "__key*__:*")).toMatch(/NOPERM/);
		expect(await hears(program, after, "__keyspace@*__:app:*")).toMatch(/app:1/);
	});
});

async function login(redis: RunningRedis) {
	const client = await redis.connect();
	expect(await client.command(["AUTH", APP.user, APP.password])).toBe("OK");
	return client;
}

/** A copy is a snapshot after a line with its length, which is no reply; keys and short values stand in it as they are. */
async function copies(server: string, config: string): Promise<boolean> {
	return withRedis({ server, config: `repl-diskless-sync no\nsave ""\n${config}` }, async (redis) => {
		await redis.command(["SET", "other:1", "hidden-value"], ADMIN);
		const seen = await new Promise<string>((resolve, reject) => {
			const socket = connect(redis.socket);
			let text = "";
			socket.on("error", reject);
			socket.on("data", (chunk) => {
				text += chunk.toString("latin1");
				// It takes nobody for a replica whom it still has to answer.
				if (text === "+OK\r\n") socket.write("SYNC\r\n");
				if (!/hidden-value|NOPERM/.test(text)) return;
				socket.destroy();
				resolve(text);
			});
			socket.write(`AUTH ${APP.user} ${APP.password}\r\n`);
		});
		// It has noticed by now that its replica is gone.
		await redis.command(["PING"], ADMIN);
		return /REDIS\d{4}/.test(seen);
	});
}

async function watches(server: string, config: string): Promise<string> {
	return withRedis({ server, config }, async (redis) => {
		const client = await login(redis);
		try {
			const first = inText(await client.command(["MONITOR"]));
			if (first !== "OK") return first;
			await redis.command(["SET", "other:1", "hidden-value"], ADMIN);
			for (;;) {
				const seen = inText(await client.read());
				if (seen.includes("other:1")) return seen;
			}
		} finally {
			client.close();
		}
	});
}

async function hears(server: string, config: string, pattern: string): Promise<string> {
	return withRedis({ server, config }, async (redis) => {
		const client = await login(redis);
		try {
			const first = inText(await client.command(["PSUBSCRIBE", pattern]));
			if (/NOPERM/.test(first)) return first;
			await redis.command(["SET", "other:1", "v"], ADMIN);
			await redis.command(["SET", "app:1", "v"], ADMIN);
			return inText(await client.read());
		} finally {
			client.close();
		}
	});
}
