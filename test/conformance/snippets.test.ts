// Conformance of the snippets: every server at hand takes them as far as they say, and those of TLS protect what flows between servers.
import { beforeAll, describe, expect, test } from "vitest";
import { snippets } from "../snippets/expand";
import { answersAgainst, configOf, DATA, inserted, OPENED, USERS, withPassword } from "../snippets/live";
import { handshake, testCertificates } from "../support/openssl";
import { otherServers, type RedisOptions, type RunningRedis, redisVerdict, serverRelease, startRedis } from "../support/redis";

/** A certificate in the place of the default path, and no waiting for further replicas. */
const QUICK = ["--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"];

/** Starts servers for one test and stops them all, whatever happens. */
async function withAll(use: (start: (options: RedisOptions) => Promise<RunningRedis>) => Promise<void>): Promise<void> {
	const started: RunningRedis[] = [];
	try {
		await use(async (options) => {
			const redis = await startRedis(options);
			started.push(redis);
			return redis;
		});
	} finally {
		await Promise.all(started.map((redis) => redis.stop()));
	}
}

describe.each(["redis-server", ...otherServers()])("%s", (server) => {
	let release: string;

	beforeAll(async () => {
		release = await serverRelease(server);
	});

	/** What a description says of the oldest release. */
	const isMeant = (description: string) => {
		const since = /For Redis (\d+\.\d+) and later/.exec(description)?.[1] ?? "0.0";
		return release.startsWith("valkey") || compare(release.replace("redis-", ""), since) >= 0;
	};

	test("takes every snippet that is meant for it", async () => {
		for (const { prefix, description } of snippets("redis-conf")) {
			if (!isMeant(description)) continue;
			const sentinel = prefix === "tls-sentinel" ? { sentinel: true as const } : {};
			const verdict = await redisVerdict(await inserted("redis-conf", prefix), { server, ...sentinel });
			expect({ prefix, ...verdict }).toEqual({ prefix, outcome: "accept", line: null, reason: "" });
		}
		for (const { prefix, description } of snippets("redis-acl")) {
			if (!isMeant(description)) continue;
			const files = { "redis.conf": "aclfile users.acl\n", "users.acl": await inserted("redis-acl", prefix) };
			expect({ prefix, ...(await redisVerdict(files, { server })) }).toEqual({ prefix, outcome: "accept", line: null, reason: "" });
		}
	});

	test("holds each user to what the snippet says", async () => {
		const description = new Map(snippets("redis-conf").map((one) => [one.prefix, one.description]));
		for (const user of USERS) {
			if (!isMeant(description.get(user.prefix) ?? "")) continue;
			await withAll(async (start) => {
				const redis = await start({ server, args: OPENED, config: configOf("redis-conf", withPassword("redis-conf", user.prefix)) });
				if (user.user !== "default") await redis.pipeline(DATA);
				expect({ ...user, wrong: await answersAgainst(redis, user) }).toEqual({ ...user, wrong: [] });
			});
		}
	});

	test("tls-replication: a replica syncs by TLS, and only by TLS; tls-sentinel watches both", async () => {
		const config = await inserted("redis-conf", "tls-replication");
		const { ca, client } = await testCertificates();
		await withAll(async (start) => {
			const primary = await start({ server, config, args: QUICK, listen: "tls" });
			await primary.command(["SET", "greeting", "hello"]);
			const follow = `replicaof 127.0.0.1 ${primary.tlsPort}\n`;
			const replica = await start({ server, config: config + follow, listen: "tls" });
			await replica.printed(/sync: Finished with success/);
			expect(await replica.command(["GET", "greeting"], { tls: { ca, ...client } })).toBe("hello");

			const inTheClear = await start({ server, config: `${config}${follow}tls-replication no\n`, listen: "tls" });
			expect(await inTheClear.printed(/I\/O error|Error reply|Failed to read response|Unable to|Error condition/)).not.toContain(
				"sync: Finished",
			);

			const watch = `sentinel monitor main 127.0.0.1 ${primary.tlsPort} 1\nsentinel down-after-milliseconds main 200\n`;
			const sentinelConfig = await inserted("redis-conf", "tls-sentinel");
			const sentinel = await start({ server, sentinel: true, config: sentinelConfig + watch, listen: "tls" });
			await sentinel.printed(new RegExp(`\\+slave slave 127\\.0\\.0\\.1:${replica.tlsPort} `));
			expect(await handshake({ port: sentinel.tlsPort, cert: client })).toMatchObject({ reply: "+PONG" });
			expect(await handshake({ port: sentinel.tlsPort })).toMatchObject({ accepted: false });

			const blind = await start({ server, sentinel: true, config: `${sentinelConfig}tls-replication no\n${watch}`, listen: "tls" });
			expect(await blind.printed(/\+sdown master main/)).not.toContain("+slave");
		});
	});

	test("tls-cluster: nodes find each other on a bus that wants a certificate", async () => {
		const config = await inserted("redis-conf", "tls-cluster");
		const { ca, client } = await testCertificates();
		await withAll(async (start) => {
			const nodes = await Promise.all(
				[1, 2, 3].map(() => start({ server, config, args: [...QUICK, "--cluster-node-timeout", "2000"], listen: "tls" })),
			);
			const addresses = nodes.map(({ tlsPort }) => `127.0.0.1:${tlsPort}`);
			const [first] = nodes as [RunningRedis];
			const tls = ["--tls", "--cacert", ca, "--cert", client.cert, "--key", client.key, "-p", String(first.tlsPort)];
			const made = await first.cli([...tls, "--cluster", "create", ...addresses, "--cluster-yes"]);
			expect(made.stdout + made.stderr).toMatch(/All 16384 slots covered/);
			await Promise.all(nodes.map((node) => node.printed(/Cluster state changed: ok/)));
			const bus = first.tlsPort + 10_000;
			expect(await handshake({ port: bus, protocol: "tls1_2", silent: true, cert: client })).toMatchObject({ accepted: true });
			expect(await handshake({ port: bus, protocol: "tls1_2", silent: true })).toMatchObject({ accepted: false });
		});
	});
});

function compare(a: string, b: string): number {
	const [left, right] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
	return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0);
}
