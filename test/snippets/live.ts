// test support for snippets: what they need around them to be started by a real server, and what is asked of the users they make.
import { createHash } from "node:crypto";
import { testCertificates } from "../support/openssl";
import type { RunningRedis } from "../support/redis";
import { expand, type Language, snippet } from "./expand";

export const PASSWORD = "a password for this test";
const SHA256 = createHash("sha256").update(PASSWORD).digest("hex");

/** The snippet with its defaults, the paths of certificates apart. */
export async function inserted(language: Language, prefix: string, typed: Readonly<Record<string, string>> = {}): Promise<string> {
	const { ca, server } = await testCertificates();
	const paths = { "/etc/redis/tls/redis.crt": server.cert, "/etc/redis/tls/redis.key": server.key, "/etc/redis/tls/ca.crt": ca };
	return expand(snippet(language, prefix), { ...paths, ...typed });
}

/** The snippet of a user, as it stands once the person has put the hash of PASSWORD in the place of the random one. */
export function withPassword(language: Language, prefix: string): string {
	return expand(snippet(language, prefix), { UUID: SHA256 });
}

type Command = readonly string[];

const split = (commands: readonly string[]): Command[] => commands.map((command) => command.split(" "));

/** What nobody but an administrator may do. */
const REACHES_FURTHER = split([
	"FLUSHALL",
	"FLUSHDB",
	"SWAPDB 0 1",
	"KEYS *",
	"CONFIG GET requirepass",
	"CONFIG SET dir /tmp",
	"CONFIG REWRITE",
	"ACL LIST",
	"ACL SETUSER x on nopass ~* +@all",
	"DEBUG OBJECT app:1",
	"SHUTDOWN NOSAVE",
	"REPLICAOF 127.0.0.1 1",
	"MODULE LOAD /tmp/x.so",
	"MONITOR",
	"PSYNC ? -1",
	"SLOWLOG GET",
	"CLIENT LIST",
	"CLIENT KILL ID 1",
	"SAVE",
	"BGSAVE",
	"MIGRATE 127.0.0.1 1 app:1 0 1",
	"RESTORE app:2 0 x",
	"SORT app:list GET other:*",
	"CLUSTER RESET",
	"EVAL return(1) 0",
	"FUNCTION FLUSH",
	"FUNCTION LOAD x",
	"SCRIPT FLUSH",
]);

/** What also shows or takes things beyond a user's own keys. */
const BEYOND_OWN_KEYS = split(["SCAN 0", "RANDOMKEY", "SUBSCRIBE news", "PUBLISH news x", "PUBSUB CHANNELS", "CLIENT TRACKING ON BCAST"]);

const EVERY_CLIENT = split(["PING", "CLIENT SETNAME test", "CLIENT ID"]);

export interface UserCase {
	readonly prefix: string;
	readonly user: string;
	readonly may: readonly Command[];
	readonly mayNot: readonly Command[];
}

export const USERS: readonly UserCase[] = [
	{
		prefix: "user-readonly",
		user: "reader",
		may: [
			...EVERY_CLIENT,
			...split(["GET app:1", "LRANGE app:list 0 -1", "EXISTS app:1", "TTL app:1", "PFCOUNT app:hll", "SELECT 0", "COMMAND COUNT"]),
		],
		mayNot: [
			...REACHES_FURTHER,
			...BEYOND_OWN_KEYS,
			...split([
				"GET other:1",
				"SET app:1 x",
				"DEL app:1",
				"GETDEL app:1",
				"EXPIRE app:1 1",
				"XADD app:s * a b",
				"INFO",
				"DBSIZE",
				"MULTI",
			]),
		],
	},
	{
		prefix: "user-app",
		user: "app",
		may: [
			...EVERY_CLIENT,
			...split([
				"SET app:1 v",
				"GET app:1",
				"DEL app:2",
				"EXPIRE app:1 100",
				"LPUSH app:list 1",
				"XADD app:s * a b",
				"MULTI",
				"GET app:1",
				"EXEC",
				"RENAME app:1 app:3",
			]),
		],
		mayNot: [
			...REACHES_FURTHER,
			...BEYOND_OWN_KEYS,
			...split(["GET other:1", "SET other:1 x", "RENAME app:1 other:2", "COPY other:1 app:1", "INFO", "DBSIZE"]),
		],
	},
	{
		prefix: "user-worker",
		user: "worker",
		may: [
			...EVERY_CLIENT,
			...split([
				"LPUSH queue:1 a b",
				"BRPOP queue:1 1",
				"BLMOVE queue:1 queue:busy LEFT RIGHT 1",
				"LREM queue:busy 0 a",
				"LLEN queue:1",
				"XADD queue:s * a b",
			]),
		],
		mayNot: [
			...REACHES_FURTHER,
			...BEYOND_OWN_KEYS,
			...split(["LPUSH other:1 a", "BRPOP app:list 1", "BLMOVE queue:1 other:1 LEFT RIGHT 1", "GET queue:x", "SET queue:x 1", "INFO"]),
		],
	},
	{
		prefix: "user-monitoring",
		user: "monitoring",
		may: [...EVERY_CLIENT, ...split(["INFO", "DBSIZE", "ROLE", "SLOWLOG LEN", "LATENCY LATEST", "LATENCY HISTOGRAM", "MEMORY STATS"])],
		mayNot: [
			...REACHES_FURTHER,
			...BEYOND_OWN_KEYS,
			...split(["GET app:1", "SET app:1 x", "EXISTS app:1", "LATENCY RESET", "SLOWLOG RESET", "MEMORY USAGE app:1"]),
		],
	},
	{
		prefix: "user-admin",
		user: "admin",
		may: split([
			"PING",
			"GET other:1",
			"SET any x",
			"CONFIG GET maxmemory",
			"ACL LIST",
			"KEYS *",
			"INFO",
			"CLIENT LIST",
			"PUBLISH news x",
			"FLUSHALL",
		]),
		mayNot: [],
	},
	{
		prefix: "no-dangerous-commands",
		user: "default",
		may: [...EVERY_CLIENT, ...split(["GET other:1", "SET any x", "DEL any", "INFO", "PUBLISH news x", "SCAN 0", "DBSIZE"])],
		mayNot: REACHES_FURTHER,
	},
];

/** Asks a server, started with the user of a snippet and PASSWORD, what the user may do: commands that are answered against the table. */
export async function answersAgainst(redis: RunningRedis, { user, may, mayNot }: UserCase): Promise<string[]> {
	const wrong: string[] = [];
	const refused = await redis.pipeline(mayNot, { user, password: PASSWORD });
	for (const [i, reply] of refused.entries())
		if (codeOf(reply) !== "NOPERM") wrong.push(`${mayNot[i]?.join(" ")}: ${JSON.stringify(reply)}`);
	const allowed = await redis.pipeline(may, { user, password: PASSWORD });
	for (const [i, reply] of allowed.entries()) if (codeOf(reply) !== undefined) wrong.push(`${may[i]?.join(" ")}: ${JSON.stringify(reply)}`);
	return wrong;
}

function codeOf(reply: unknown): string | undefined {
	return typeof reply === "object" && reply !== null && "code" in reply ? String(reply.code) : undefined;
}

/** Something to read. */
export const DATA = split(["SET app:1 v", "SET other:1 v", "RPUSH app:list 1 2", "PFADD app:hll a", "RPUSH queue:1 0", "SET queue:x 1"]);

/** DEBUG and MODULE are refused by default whatever a user may do: opened, so that only the user's rules are left to refuse them. */
export const OPENED = ["--enable-debug-command", "yes", "--enable-module-command", "yes"];

/** The same server with the user in its redis.conf or in an ACL file. */
export function configOf(language: Language, userLine: string): Readonly<Record<string, string>> {
	if (language === "redis-conf") return { "redis.conf": userLine };
	return {
		"redis.conf": "aclfile users.acl\n",
		"users.acl": `${userLine.includes("user default ") ? "" : "user default on nopass ~* &* +@all\n"}${userLine}`,
	};
}
