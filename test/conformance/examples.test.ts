// Conformance of the hardened examples: with addresses, certificates and passwords filled in, real servers do with them what the examples are for.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { handshake, testCertificates } from "../support/openssl";
import { otherServers, RedisError, type RedisOptions, type Reply, type RunningRedis, serverRelease, startRedis } from "../support/redis";

const FOLDER = fileURLToPath(new URL("../../examples/hardened/", import.meta.url));

/** No waiting for further replicas or nodes. */
const QUICK = ["--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1", "--min-replicas-max-lag", "2"];

const passwordOf = (user: string) => `the password of ${user} in this test`;
const hashOf = (user: string) => createHash("sha256").update(passwordOf(user)).digest("hex");

/** The files of one example with everything filled in that it asks for. */
async function filledIn(topology: string, file: string, more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
	const { ca, server } = await testCertificates();
	const fill = (text: string) => {
		let filled = text
			.replace(/^bind .*$/m, "bind 127.0.0.1")
			.replaceAll("/etc/redis/tls/redis.crt", server.cert)
			.replaceAll("/etc/redis/tls/redis.key", server.key)
			.replaceAll("/etc/redis/tls/ca.crt", ca)
			.replace("aclfile /etc/redis/users.acl", "aclfile users.acl")
			.replace(/^dir .*\n/m, "")
			.replace(/^masterauth .*$/m, `masterauth "${passwordOf("replica")}"`)
			.replace(/^user (\S+) on #[0-9a-f]{64}/gm, (_, user: string) => `user ${user} on #${hashOf(user)}`);
		for (const [from, to] of Object.entries(more)) {
			const next = filled.replace(new RegExp(from, "m"), to);
			if (next === filled) throw new Error(`${topology}/${file} has no ${from}`);
			filled = next;
		}
		return filled;
	};
	const read = (name: string) => readFileSync(`${FOLDER}${topology}/${name}`, "utf8");
	if (file === "sentinel.conf") return { "redis.conf": fill(read(file)) };
	const acl = read("users.acl").replace(/^user (\S+) on #[0-9a-f]{64}/gm, (_, user: string) => `user ${user} on #${hashOf(user)}`);
	return { "redis.conf": fill(read(file)), "users.acl": acl };
}

/** Starts servers for one test and stops them all, whatever happens. */
async function withAll(use: (start: (options: RedisOptions) => Promise<RunningRedis>) => Promise<void>): Promise<void> {
	const started: RunningRedis[] = [];
	try {
		await use(async (options) => {
			const redis = await startRedis({ listen: "tls", ...options });
			started.push(redis);
			return redis;
		});
	} finally {
		await Promise.all(started.map((redis) => redis.stop()));
	}
}

async function as(redis: RunningRedis, user: string, ...commands: readonly string[]): Promise<string[]> {
	const { ca, client } = await testCertificates();
	const words = commands.map((command) => command.split(" "));
	const replies = await redis.pipeline(words, { user, password: passwordOf(user), tls: { ca, ...client } });
	return replies.map((reply: Reply) => (reply instanceof RedisError ? reply.code : String(reply)));
}

const servers = await Promise.all(
	["redis-server", ...otherServers()].map(async (server) => ({ server, release: await serverRelease(server) })),
);

// The examples say that they are for 7.0 and later.
describe.each(servers.filter(({ release }) => !release.startsWith("redis-6.")))("$release", { timeout: 60_000 }, ({ server }) => {
	test("stand-alone: the application works, administrators administrate, others stay out", async () => {
		const config = await filledIn("stand-alone", "redis.conf");
		await withAll(async (start) => {
			const redis = await start({ server, config });
			expect(await as(redis, "app", "SET app:1 v", "GET app:1", "GET other:1", "FLUSHALL", "CONFIG GET dir", "EVAL x 0")).toEqual([
				...["OK", "v"],
				...["NOPERM", "NOPERM", "NOPERM", "NOPERM"],
			]);
			expect(await as(redis, "admin", "GET app:1", "ACL SAVE")).toEqual(["v", "OK"]);
			expect(await as(redis, "default", "PING")).toEqual(["WRONGPASS"]);
			const { client } = await testCertificates();
			expect(await handshake({ port: redis.tlsPort, cert: client })).toMatchObject({ reply: "-NOAUTH Authentication required." });
			expect(await handshake({ port: redis.tlsPort })).toMatchObject({ accepted: false });
			expect(await handshake({ port: redis.tlsPort, cert: client, protocol: "tls1_1", seclevel0: true })).toMatchObject({
				accepted: false,
			});
		});
	});

	test("replica: it follows its primary over TLS, as a user of its own", async () => {
		await withAll(async (start) => {
			const primary = await start({ server, args: QUICK, config: await filledIn("replica", "redis.conf", { "^replicaof .*": "" }) });
			expect(await as(primary, "app", "SET app:1 v")).toEqual(["OK"]);
			const follow = { "^replicaof .*": `replicaof 127.0.0.1 ${primary.tlsPort}` };
			const replica = await start({ server, config: await filledIn("replica", "redis.conf", follow) });
			await replica.printed(/sync: Finished with success/);
			expect(await as(replica, "app", "GET app:1", "SET app:1 w")).toEqual(["v", "READONLY"]);
			expect(await as(primary, "replica", "PING", "GET app:1")).toEqual(["PONG", "NOPERM"]);
		});
	});

	test("sentinel: three of them agree that the primary is gone, and a replica takes over", async () => {
		await withAll(async (start) => {
			const config = await filledIn("sentinel", "redis.conf");
			const primary = await start({ server, args: QUICK, config });
			const follow = ["--replicaof", "127.0.0.1", String(primary.tlsPort)];
			const replicas = await Promise.all([1, 2].map(() => start({ server, config, args: [...QUICK, ...follow] })));
			await Promise.all(replicas.map((replica) => replica.printed(/sync: Finished with success/)));
			const watch = await filledIn("sentinel", "sentinel.conf", {
				"10\\.0\\.0\\.10 6379 2": `127.0.0.1 ${primary.tlsPort} 2`,
				"main 10000": "main 1000",
				// After this time twice a vote that nobody won is held again.
				"main 60000": "main 2000",
				"^sentinel auth-pass main .*": `sentinel auth-pass main "${passwordOf("sentinel")}"`,
			});
			const sentinels = await Promise.all([1, 2, 3].map(() => start({ server, sentinel: true, config: watch })));
			for (const sentinel of sentinels) {
				await sentinel.printed(/\+sentinel sentinel (?:.*\n)*.*\+sentinel sentinel /);
				await sentinel.printed(/\+slave slave (?:.*\n)*.*\+slave slave /);
			}
			await primary.stop();
			await sentinels[0]?.printed(/\+switch-master main /);
			const port = Number(/\+switch-master main 127\.0\.0\.1 \d+ 127\.0\.0\.1 (\d+)/.exec(sentinels[0]?.output() ?? "")?.[1]);
			const [next, other] = replicas[0]?.tlsPort === port ? replicas : [...replicas].reverse();
			await other?.printed(new RegExp(`127\\.0\\.0\\.1:${port}(?:.*\\n)+.*(?:sync: Finished with success|Successful partial)`));
			expect(next && (await as(next, "admin", "ROLE"))[0]).toMatch(/^master/);
		});
	});

	test("cluster: nodes find each other on a bus that wants a certificate", async () => {
		const config = await filledIn("cluster", "redis.conf");
		const { ca, client } = await testCertificates();
		await withAll(async (start) => {
			const nodes = await Promise.all([1, 2, 3].map(() => start({ server, config, args: [...QUICK, "--cluster-node-timeout", "2000"] })));
			const addresses = nodes.map(({ tlsPort }) => `127.0.0.1:${tlsPort}`);
			const [first] = nodes as [RunningRedis];
			const tls = ["--tls", "--cacert", ca, "--cert", client.cert, "--key", client.key, "-p", String(first.tlsPort)];
			const login = ["--user", "admin", "--pass", passwordOf("admin")];
			const made = await first.cli([...tls, ...login, "--cluster", "create", ...addresses, "--cluster-yes"]);
			expect(made.stdout + made.stderr).toMatch(/All 16384 slots covered/);
			await Promise.all(nodes.map((node) => node.printed(/Cluster state changed: ok/)));
			expect((await as(first, "app", "CLUSTER SLOTS"))[0]).toContain("16383");
			expect(await handshake({ port: first.tlsPort + 10_000, protocol: "tls1_2", silent: true })).toMatchObject({ accepted: false });
		});
	});
});
