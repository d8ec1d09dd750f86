// rules: which commands popular clients use, and what is lost without them. Each entry names the public page that it was learned from.
import { say, type Words } from "../../base/say";

export interface ClientNeeds {
	readonly client: string;
	/** A need is one use of commands; the effect of losing them is the end of a sentence. */
	readonly needs: readonly { readonly commands: readonly string[]; readonly effect: Words }[];
	readonly source: string;
}

export const CLIENT_NEEDS: readonly ClientNeeds[] = [
	{
		client: "Sidekiq",
		needs: [
			{ commands: ["info"], effect: say`its processes ask for the server's version when they start, and do not start without an answer` },
			{ commands: ["eval", "evalsha", "script", "script|load"], effect: say`scheduled jobs are moved by scripts` },
		],
		source: "https://github.com/sidekiq/sidekiq/issues/5353",
	},
	{
		client: "BullMQ",
		needs: [
			{ commands: ["info"], effect: say`it asks for the server's version and memory policy when it connects` },
			{ commands: ["client", "client|list"], effect: say`it cannot count its workers` },
			{ commands: ["eval", "evalsha"], effect: say`every operation on a queue is a script` },
		],
		source: "https://github.com/taskforcesh/bullmq/issues/2809",
	},
	{
		client: "RQ",
		needs: [
			{
				commands: ["client", "client|list", "client|setname"],
				effect: say`workers name themselves and look themselves up when they start`,
			},
		],
		source: "https://github.com/rq/rq/issues/2093",
	},
	{
		client: "ioredis",
		needs: [{ commands: ["info"], effect: say`its ready check fails, unless enableReadyCheck is false` }],
		source: "https://github.com/redis/ioredis/issues/1211",
	},
	{
		client: "Jedis",
		needs: [{ commands: ["client", "client|setinfo"], effect: say`it tells its name when it connects; some of its releases fail without` }],
		source: "https://github.com/redis/jedis/issues/3438",
	},
	{
		client: "Lettuce",
		needs: [{ commands: ["hello"], effect: say`it negotiates the protocol by HELLO, unless it is told to use RESP2` }],
		source: "https://github.com/redis/lettuce/issues/1379",
	},
	{
		client: "Redisson",
		needs: [
			{ commands: ["info"], effect: say`with Sentinel, listeners of map caches ask for the kind of server` },
			{ commands: ["eval", "evalsha"], effect: say`locks and other objects are scripts` },
		],
		source: "https://github.com/redisson/redisson/issues/3761",
	},
	{
		client: "Spring Session",
		needs: [
			{
				commands: ["config", "config|get", "config|set"],
				effect: say`it switches keyspace notifications on when it starts, unless ConfigureRedisAction.NO_OP is set`,
			},
		],
		source: "https://github.com/spring-projects/spring-session/issues/113",
	},
	{
		client: "Redis Insight",
		needs: [
			{ commands: ["info"], effect: say`it does not connect` },
			{ commands: ["client", "client|list"], effect: say`the overview lacks the connected clients` },
		],
		source: "https://github.com/redis/RedisInsight/issues/2949",
	},
	{
		client: "redis_exporter",
		needs: [
			{ commands: ["info", "config", "config|get"], effect: say`metrics are missing` },
			{
				commands: ["slowlog", "slowlog|get", "slowlog|len", "latency", "latency|latest", "latency|histogram"],
				effect: say`the metrics of slow commands are missing`,
			},
		],
		source: "https://github.com/oliver006/redis_exporter/issues/785",
	},
	{
		client: "Redis Sentinel",
		needs: [
			{ commands: ["info", "role"], effect: say`it cannot watch the server` },
			{
				commands: ["slaveof", "replicaof", "config", "config|rewrite", "client", "client|kill", "script", "script|kill"],
				effect: say`it cannot fail over`,
			},
		],
		source: "https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/",
	},
];
