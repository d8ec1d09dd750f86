// Conformance of the fixes: on the real server the hole is open before, closed after, and what should still work does.
import { describe, expect, test } from "vitest";
import { newPassword } from "../../server/src/lint/run";
import { applied } from "../support/fixProof";
import { uriOf } from "../support/memoryFiles";
import { handshake, testCertificates } from "../support/openssl";
import { type CommandOptions, otherServers, RedisError, type RedisOptions, type Reply, serverRelease, withRedis } from "../support/redis";
import { findingsOf, openFiles, SEED } from "../support/rules";

type Texts = Readonly<Record<string, string>>;

/** The texts after one fix of the first finding of a rule. */
async function fixed(rule: string, files: Texts, server: string, title: RegExp = /./): Promise<Texts> {
	const view = await openFiles(files, { server });
	const fix = findingsOf(view)
		.find((finding) => finding.rule === rule)
		?.fixes.find((one) => title.test(one.title));
	expect(fix, `${rule} has a fix ${title}`).toBeDefined();
	const edits = fix?.edits() ?? [];
	return applied(files, edits);
}

const passwordOf = (user: string, root = "redis.conf") => newPassword(`${SEED}\n${uriOf(root)}\n${user}`);

/** "OK", "PONG", or the first word of an error: "NOAUTH", "NOPERM", "WRONGPASS". */
const word = (reply: Reply) => (reply instanceof RedisError ? reply.message.split(" ")[0] : String(reply));

async function answers(options: RedisOptions, asked: readonly (readonly [readonly string[], CommandOptions?])[]): Promise<unknown[]> {
	return withRedis(options, async (redis) => {
		const words: unknown[] = [];
		for (const [argv, login] of asked) words.push(word(await redis.command(argv, login)));
		return words;
	});
}

const STRONG = "kP3vXw9Lq2ZsT7mBkP3v";

describe.each(["redis-server", ...otherServers()])("%s", (server) => {
	test("missing-requirepass: a stranger is refused, the new password lets in", async () => {
		const files = { "redis.conf": "protected-mode no\n" };
		expect(await answers({ server, config: files }, [[["SET", "k", "v"]]])).toEqual(["OK"]);
		for (const title of [/password$/, /bind/]) {
			const after = await fixed("missing-requirepass", files, await serverRelease(server), title);
			const login = { password: passwordOf("default") };
			expect(await answers({ server, config: after }, [[["SET", "k", "v"]], [["SET", "k", "v"], login], [["FLUSHALL"], login]])).toEqual([
				"NOAUTH",
				"OK",
				"OK",
			]);
		}
	});

	test("missing-requirepass: a requirepass beside an aclfile gets its meaning", async () => {
		const files = { "redis.conf": `requirepass ${STRONG}\naclfile users.acl\n`, "users.acl": `user app on >${STRONG} ~app:* +get\n` };
		expect(await answers({ server, config: files }, [[["SET", "k", "v"]]])).toEqual(["OK"]);
		const after = await fixed("missing-requirepass", files, await serverRelease(server));
		expect(await answers({ server, config: after }, [[["SET", "k", "v"]], [["SET", "k", "v"], { password: STRONG }]])).toEqual([
			"NOAUTH",
			"OK",
		]);
	});

	test("open-default-user: closed in a user line, with the other user still at work", async () => {
		const files = { "redis.conf": `user default on nopass ~* +@all\nuser app on >${STRONG} ~app:* +get +set\n` };
		const app = { user: "app", password: STRONG };
		expect(await answers({ server, config: files }, [[["FLUSHALL"]], [["SET", "app:1", "v"], app]])).toEqual(["OK", "OK"]);
		const off = await fixed("open-default-user", files, await serverRelease(server));
		expect(await answers({ server, config: off }, [[["PING"]], [["SET", "app:1", "v"], app]])).toEqual(["NOAUTH", "OK"]);
		const password = await fixed("open-default-user", files, await serverRelease(server), /random password/);
		const login = { password: passwordOf("default") };
		expect(await answers({ server, config: password }, [[["PING"]], [["SET", "k", "v"], login], [["SET", "app:1", "v"], app]])).toEqual([
			"NOAUTH",
			"OK",
			"OK",
		]);
	});

	test("open-default-user: an ACL file that leaves default out", async () => {
		const files = { "redis.conf": "aclfile users.acl\n", "users.acl": `user app on >${STRONG} ~app:* +get +set\n` };
		expect(await answers({ server, config: files }, [[["FLUSHALL"]]])).toEqual(["OK"]);
		const after = await fixed("open-default-user", files, await serverRelease(server));
		const app = { user: "app", password: STRONG };
		expect(await answers({ server, config: after }, [[["PING"]], [["SET", "app:1", "v"], app]])).toEqual(["NOAUTH", "OK"]);
	});

	test("flushall-enabled: the commands are taken away, writing stays", async () => {
		const files = { "redis.conf": `user default off\nuser app on >${STRONG} ~app:* +@write\n` };
		const app = { user: "app", password: STRONG };
		const asked = [
			[["FLUSHALL"], app],
			[["FLUSHDB"], app],
			[["SET", "app:1", "v"], app],
		] as const;
		expect(await answers({ server, config: files }, asked)).toEqual(["OK", "OK", "OK"]);
		const after = await fixed("flushall-enabled", files, await serverRelease(server));
		expect(await answers({ server, config: after }, asked)).toEqual(["NOPERM", "NOPERM", "OK"]);
	});

	test("flushall-enabled: without ACLs the password in force stays in force", async () => {
		const files = { "redis.conf": `requirepass ${STRONG}\n` };
		const login = { password: STRONG };
		expect(await answers({ server, config: files }, [[["FLUSHALL"], login]])).toEqual(["OK"]);
		const after = await fixed("flushall-enabled", files, await serverRelease(server));
		expect(
			await answers({ server, config: after }, [[["PING"]], [["FLUSHALL"], login], [["FLUSHDB"], login], [["SET", "k", "v"], login]]),
		).toEqual(["NOAUTH", "NOPERM", "NOPERM", "OK"]);
	});

	test("flushall-enabled: without any password it never opens what was closed", async () => {
		const files = { "redis.conf": "maxmemory 100mb\n" };
		expect(await answers({ server, config: files }, [[["FLUSHALL"]]])).toEqual(["OK"]);
		const after = await fixed("flushall-enabled", files, await serverRelease(server));
		const login = { password: passwordOf("default") };
		expect(await answers({ server, config: after }, [[["PING"]], [["FLUSHALL"], login], [["SET", "k", "v"], login]])).toEqual([
			"NOAUTH",
			"NOPERM",
			"OK",
		]);
	});

	test("plaintext-acl-password: the same password lets in after hashing, a weak one is replaced", async () => {
		const strong = { "redis.conf": `user default off\nuser app on >${STRONG} ~app:* +get +set\n` };
		const hashed = await fixed("plaintext-acl-password", strong, await serverRelease(server));
		expect(hashed["redis.conf"]).not.toContain(STRONG);
		expect(await answers({ server, config: hashed }, [[["SET", "app:1", "v"], { user: "app", password: STRONG }]])).toEqual(["OK"]);
		const weak = { "redis.conf": "user default off\nuser app on >secret ~app:* +get +set\n" };
		expect(await answers({ server, config: weak }, [[["SET", "app:1", "v"], { user: "app", password: "secret" }]])).toEqual(["OK"]);
		const replaced = await fixed("plaintext-acl-password", weak, await serverRelease(server));
		expect(
			await answers({ server, config: replaced }, [
				[["PING"], { user: "app", password: "secret" }],
				[["SET", "app:1", "v"], { user: "app", password: passwordOf("app") }],
			]),
		).toEqual(["WRONGPASS", "OK"]);
	});

	test("weak-tls-protocols: TLS 1.1 is accepted before and refused after, 1.2 and 1.3 are served", async () => {
		const { ca, server: pair } = await testCertificates();
		const files = {
			"redis.conf": [
				"port 0",
				"tls-port 6379",
				`tls-cert-file ${pair.cert}`,
				`tls-key-file ${pair.key}`,
				`tls-ca-cert-file ${ca}`,
				"tls-auth-clients no",
				'tls-protocols "TLSv1.1 TLSv1.2"',
				// Without it OpenSSL refuses TLS 1.1 by itself, and the test would prove nothing.
				"tls-ciphers ALL:@SECLEVEL=0",
				"",
			].join("\n"),
		};
		const accepted = (config: Texts) =>
			withRedis({ server, config, listen: "tls" }, async ({ tlsPort: port }) => {
				const old = await handshake({ port, protocol: "tls1_1", seclevel0: true });
				const current = await handshake({ port, protocol: "tls1_2" });
				const newest = await handshake({ port, protocol: "tls1_3" });
				return { old: old.accepted, current: current.accepted, newest: newest.accepted };
			});
		expect(await accepted(files)).toEqual({ old: true, current: true, newest: false });
		const after = await fixed("weak-tls-protocols", files, await serverRelease(server));
		expect(await accepted(after)).toEqual({ old: false, current: true, newest: true });
	});

	test("save-after-include: points of a save line are lost behind an include from 7.0, and are all there after the fix", async () => {
		const files = { "redis.conf": "save 900 1\ninclude none*.conf\nsave 300 10\nsave 60 1000\n" };
		const points = (config: Texts) => answers({ server, config }, [[["CONFIG", "GET", "save"]]]);
		const release = await serverRelease(server);
		if (/^redis-6/.test(release)) {
			// These take no pattern, and add the lines up.
			const named = { ...files, "redis.conf": files["redis.conf"].replace("none*", "other"), "other.conf": "maxclients 100\n" };
			expect(await points(named)).toEqual(["save,900 1 300 10 60 1000"]);
			expect(findingsOf(await openFiles(named, { server: release })).map(({ rule }) => rule)).not.toContain("save-after-include");
			return;
		}
		expect(await points(files)).toEqual(["save,60 1000"]);
		expect(await points(await fixed("save-after-include", files, release))).toEqual(["save,900 1 300 10 60 1000"]);
	});
});
