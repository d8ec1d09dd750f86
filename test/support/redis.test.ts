// test support: the harness itself, against the real server.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { freePort, RedisDidNotStart, RedisError, redisVerdict, serverRelease, startRedis, withRedis } from "./redis";

const isAlive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

test("a server starts, answers, and leaves nothing behind", async () => {
	const redis = await startRedis({ config: "requirepass correct-horse\nuser worker on >w ~q:* +get +lpush +lrange\n" });
	expect(await redis.command(["PING"])).toEqual(new RedisError("NOAUTH Authentication required."));
	expect(await redis.command(["GET", "other"], { user: "worker", password: "w" })).toMatchObject({ code: "NOPERM" });
	expect(await redis.command(["PING"], { password: "wrong" })).toMatchObject({ code: "WRONGPASS" });
	const list = [
		["LPUSH", "q:1", "é", ""],
		["LRANGE", "q:1", "0", "-1"],
		["GET", "q:2"],
	];
	expect(await redis.pipeline(list, { user: "worker", password: "w" })).toEqual([2, ["", "é"], null]);
	expect((await redis.cli(["-a", "correct-horse", "--no-auth-warning", "PING"])).stdout).toBe("PONG\n");
	await redis.stop();
	expect(existsSync(redis.folder)).toBe(false);
	expect(isAlive(redis.pid)).toBe(false);
});

test("a reply larger than one packet arrives whole", async () => {
	await withRedis({}, async (redis) => {
		const value = "é".repeat(300_000);
		const commands = Array.from({ length: 50 }, (_, i) => (i % 2 ? ["GET", "k"] : ["SET", "k", value]));
		expect(await redis.pipeline(commands)).toEqual(commands.map(([name]) => (name === "GET" ? value : "OK")));
	});
});

test("it listens on free loopback ports when asked", async () => {
	await withRedis({ listen: "plain", config: "port 1\n" }, async (redis) => {
		expect(redis.port).toBeGreaterThan(1024);
		expect(await redis.command(["CONFIG", "GET", "bind"], { over: "port" })).toEqual(["bind", "127.0.0.1"]);
	});
	const port = await freePort();
	await withRedis({ listen: "asWritten", config: `port ${port}\nbind 127.0.0.2\n` }, async (redis) => {
		expect(await redis.command(["CONFIG", "GET", "port"])).toEqual(["port", String(port)]);
	});
});

test("Sentinel starts", async () => {
	await withRedis({ sentinel: true, config: "sentinel monitor primary 127.0.0.1 6379 2\n" }, async (redis) => {
		expect(await redis.command(["SENTINEL", "CKQUORUM", "other"])).toBeInstanceOf(RedisError);
		expect(await redis.command(["SENTINEL", "MASTERS"])).toEqual([expect.arrayContaining(["name", "primary"])]);
	});
});

test.each([
	["port 0\n", { outcome: "accept", line: null, reason: "" }],
	["# x\n\ntimeout 0 # x\n", { outcome: "reject", line: 3, reason: "wrong number of arguments" }],
	["aclfile users.acl\n", { outcome: "reject", line: null, reason: expect.stringContaining("users.acl") }],
	["rename-command CONFIG|SET x\n", { outcome: "crash", line: null, reason: expect.anything() }],
	[
		{ "redis.conf": "include sub/*.conf\n", "sub/a.conf": "maxmemory lots\n" },
		{ outcome: "reject", line: 1, reason: "argument must be a memory value" },
	],
])("the verdict on %j", async (config, verdict) => {
	expect(await redisVerdict(config)).toEqual(verdict);
});

test("what keeps a server from starting is the error's text", async () => {
	await expect(startRedis({ config: "bogus yes\n" })).rejects.toThrow(/Bad directive/);
	await expect(startRedis({ server: "/nowhere/redis-server" })).rejects.toThrow(/ENOENT/);
	await expect(startRedis({ server: "/nowhere/redis-server" })).rejects.toBeInstanceOf(RedisDidNotStart);
});

test("a server does not outlive the test process, even one that is killed", async () => {
	const script = `
		const { startRedis } = require(${JSON.stringify(fileURLToPath(new URL("./redis.ts", import.meta.url)))});
		startRedis().then((redis) => {
			require("node:fs").writeSync(1, JSON.stringify([redis.pid, redis.folder]));
			process.kill(process.pid, "SIGKILL");
		});
	`;
	const child = spawn(process.execPath, ["--require", "tsx/cjs", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
	let printed = "";
	child.stdout.on("data", (chunk) => {
		printed += chunk;
	});
	await new Promise((resolve) => child.once("close", resolve));
	const [pid, folder] = JSON.parse(printed) as [number, string];
	await expect.poll(() => isAlive(pid) || existsSync(dirname(folder)), { timeout: 5000, interval: 10 }).toBe(false);
});

test("the release is read off the program", async () => {
	const said = execFileSync("redis-server", ["--version"], { encoding: "utf8" });
	expect(said).toContain((await serverRelease()).replace(/^\w+-/, "v="));
});
