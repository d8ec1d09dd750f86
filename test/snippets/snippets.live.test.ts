// Snippets: whole, without a fixed secret, taken by the real server as they are inserted, and doing what they say.
import { describe, expect, test } from "vitest";
import { handshake, testCertificates } from "../support/openssl";
import { RedisError, redisVerdict, startRedis, withRedis } from "../support/redis";
import { expand, type Language, snippet, snippets } from "./expand";
import { answersAgainst, configOf, DATA, inserted, OPENED, PASSWORD, USERS, withPassword } from "./live";

const LANGUAGES: readonly Language[] = ["redis-conf", "redis-acl"];
const ALL = LANGUAGES.flatMap((language) => snippets(language).map((one) => ({ language, ...one })));
const ACCEPTED = { outcome: "accept", line: null, reason: "" };

describe("every snippet", () => {
	test("has a prefix of its own", () => {
		for (const language of LANGUAGES) {
			const prefixes = snippets(language).map(({ prefix }) => prefix);
			expect(new Set(prefixes).size).toBe(prefixes.length);
			for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]+(-[a-z]+)*$/);
		}
	});

	test.each(ALL)("$language $prefix explains itself and brings no fixed secret", (one) => {
		expect(one.description).toMatch(/^[A-Z].* For Redis (\d+\.\d+ and later and for Valkey|and Valkey, all releases)\.$/);
		expect(one.body.join("\n")).not.toMatch(/[0-9a-f]{32}|[>]\w|nopass/);
		if (!one.body.join("\n").includes("UUID")) return;
		expect(expand(one)).not.toBe(expand(one));
	});

	test.each(ALL)("$language $prefix is taken by the server", async ({ language, prefix }) => {
		const text = await inserted(language, prefix);
		if (prefix === "tls-sentinel") expect(await redisVerdict(text, { sentinel: true })).toEqual(ACCEPTED);
		else if (language === "redis-conf") expect(await redisVerdict(text)).toEqual(ACCEPTED);
		else expect(await redisVerdict({ "redis.conf": "aclfile users.acl\n", "users.acl": text })).toEqual(ACCEPTED);
	});
});

test("a user is the same in redis.conf and in an ACL file, where no comment may stand", () => {
	const lines = (language: Language, prefix: string) => snippet(language, prefix).body.filter((line) => !line.startsWith("#"));
	const plain = (line: string | undefined) => line?.replace(/\$\{(\d):(\w+)\}/g, "$2");
	for (const { prefix } of USERS) expect(plain(lines("redis-acl", prefix)[0])).toBe(plain(lines("redis-conf", prefix)[0]));
	expect(plain(snippet("redis-acl", "acl-file").body[2]?.replace("#${5", "#${3"))).toBe(plain(lines("redis-acl", "user-app")[0]));
	for (const { body } of snippets("redis-acl")) for (const line of body) expect(line).toMatch(/^user \S+( \S+)+$/);
});

describe.each(LANGUAGES)("users in %s", (language) => {
	test.each(USERS)("$prefix may do what it is for, and no more", async (user) => {
		await withRedis({ args: OPENED, config: configOf(language, withPassword(language, user.prefix)) }, async (redis) => {
			if (user.user !== "default") await redis.pipeline(DATA);
			expect(await answersAgainst(redis, user)).toEqual([]);
		});
	});

	test.each(USERS)("$prefix lets nobody in as it is inserted", async ({ prefix, user }) => {
		const text = await inserted(language, prefix);
		const hash = /#([0-9a-f]{64}) /.exec(text)?.[1] as string;
		await withRedis({ config: configOf(language, text) }, async (redis) => {
			for (const password of ["", PASSWORD, hash, `#${hash}`]) {
				expect(await redis.command(["PING"], { user, password })).toMatchObject({ code: "WRONGPASS" });
			}
		});
	});
});

test("user-default-off lets nobody in without a name", async () => {
	const both = withPassword("redis-conf", "user-default-off") + withPassword("redis-conf", "user-admin");
	await withRedis({ config: both }, async (redis) => {
		expect(await redis.command(["PING"])).toEqual(new RedisError("NOAUTH Authentication required."));
		expect(await redis.command(["PING"], { user: "admin", password: PASSWORD })).toBe("PONG");
	});
});

test("acl-file keeps default out and the application in its keys", async () => {
	const config = configOf("redis-acl", withPassword("redis-acl", "acl-file"));
	await withRedis({ args: OPENED, config }, async (redis) => {
		expect(await redis.command(["PING"])).toMatchObject({ code: "NOAUTH" });
		const app = USERS.find(({ prefix }) => prefix === "user-app");
		await redis.pipeline(DATA, { user: "admin", password: PASSWORD });
		expect(app && (await answersAgainst(redis, app))).toEqual([]);
		expect(await redis.command(["FLUSHALL"], { user: "admin", password: PASSWORD })).toBe("OK");
	});
});

test("hardened asks for its random password, on loopback only, and cannot be emptied", async () => {
	const config = expand(snippet("redis-conf", "hardened"));
	const password = /^requirepass ([0-9a-f]{64})$/m.exec(config)?.[1] as string;
	await withRedis({ config }, async (redis) => {
		expect(await redis.command(["PING"])).toMatchObject({ code: "NOAUTH" });
		expect(await redis.command(["CONFIG", "GET", "bind"], { password })).toEqual(["bind", "127.0.0.1"]);
		expect(await redis.command(["CONFIG", "GET", "protected-mode"], { password })).toEqual(["protected-mode", "yes"]);
		for (const name of ["FLUSHALL", "FLUSHDB"]) expect(await redis.command([name], { password })).toMatchObject({ code: "ERR" });
	});
});

test("hardened-users lets in the administrator alone", async () => {
	await withRedis({ config: withPassword("redis-conf", "hardened-users") }, async (redis) => {
		expect(await redis.command(["PING"])).toMatchObject({ code: "NOAUTH" });
		expect(await redis.command(["CONFIG", "GET", "bind"], { user: "admin", password: PASSWORD })).toEqual(["bind", "127.0.0.1"]);
	});
});

test("no-dangerous-commands-rename takes the commands from everybody", async () => {
	const config = expand(snippet("redis-conf", "no-dangerous-commands-rename"));
	await withRedis({ config }, async (redis) => {
		for (const [, name] of config.matchAll(/^rename-command (\w+) ""$/gm)) {
			expect(await redis.command([name as string])).toMatchObject({ message: expect.stringMatching(/^ERR unknown command/) });
		}
		expect(await redis.command(["SET", "a", "b"])).toBe("OK");
	});
});

describe("TLS", () => {
	test("tls-server takes TLS 1.2 and 1.3 alone, and closes the clear-text port", async () => {
		const { ca } = await testCertificates();
		const redis = await startRedis({ config: `bind 127.0.0.1\n${await inserted("redis-conf", "tls-server")}`, listen: "tls" });
		try {
			const port = redis.tlsPort;
			expect(await redis.command(["PING"], { tls: { ca } })).toBe("PONG");
			expect(await redis.command(["CONFIG", "GET", "port"])).toEqual(["port", "0"]);
			expect(await handshake({ port, protocol: "tls1_2" })).toMatchObject({ accepted: true });
			expect(await handshake({ port, protocol: "tls1_3" })).toMatchObject({ accepted: true });
			expect(await handshake({ port, protocol: "tls1_1", seclevel0: true })).toMatchObject({ accepted: false });
		} finally {
			await redis.stop();
		}
		const weak = (await inserted("redis-conf", "tls-server"))
			.replace("TLSv1.2", "TLSv1.1 TLSv1.2")
			.concat('tls-ciphers "ALL:@SECLEVEL=0"\n');
		await withRedis({ config: weak, listen: "tls" }, async ({ tlsPort: port }) => {
			expect(await handshake({ port, protocol: "tls1_1", seclevel0: true })).toMatchObject({ accepted: true });
		});
	});

	test("the ports of tls-server are those of the file", async () => {
		expect(expand(snippet("redis-conf", "tls-server"))).toMatch(/^port 0\ntls-port 6379$/m);
	});

	test.each(["tls-mutual", "tls-replication", "tls-cluster"])(
		"%s refuses a client without a certificate, or with one from elsewhere",
		async (prefix) => {
			const { client, stranger } = await testCertificates();
			await withRedis({ config: await inserted("redis-conf", prefix), listen: "tls" }, async ({ tlsPort: port }) => {
				expect(await handshake({ port, cert: client })).toMatchObject({ accepted: true, reply: "+PONG" });
				expect(await handshake({ port })).toMatchObject({ accepted: false });
				expect(await handshake({ port, cert: stranger })).toMatchObject({ accepted: false });
				expect(await handshake({ port, cert: client, protocol: "tls1_1", seclevel0: true })).toMatchObject({ accepted: false });
			});
		},
	);
});
