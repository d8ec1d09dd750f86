// Conformance of the whole: the insecure example is attacked, repaired by the command line as a person would, and attacked again.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { knowledge } from "../support/knowledge";
import { handshake, testCertificates } from "../support/openssl";
import { makePrivateFolder } from "../support/privateFolder";
import { freePort, otherServers, RedisError, type Reply, RespClient, type RunningRedis, serverRelease, startRedis } from "../support/redis";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(ROOT, "dist", "cli.js");
const EXAMPLE = join(ROOT, "examples", "insecure");

/** Who writes and reads the keys of the application, and what the example says is the password. */
const APPLICATION = { user: "shop", password: "shop123" };

/** What takes the server over or empties it. None of these harms the machine: what they name does not exist, or is where the server is anyway. */
const ATTACKS: readonly (readonly string[])[] = [
	["FLUSHALL"],
	["CONFIG", "SET", "dir", "."],
	["DEBUG", "JMAP"],
	["MODULE", "LOAD", "/nonexistent/module.so"],
	["REPLICAOF", "NO", "ONE"],
	["EVAL", "return 1", "0"],
];

/** Anybody may say these: they are how one logs in and leaves. */
const WITHOUT_LOGIN = ["auth", "hello", "quit", "reset"];

interface Attacked {
	readonly redis: RunningRedis;
	readonly ports: { readonly plain: number; readonly tls: number };
	/** The text of its configuration. */
	readonly config: string;
}

/** "NOAUTH", "WRONGPASS", "refused", ...; "done" where the server did it or tried. */
function outcome(reply: Reply): string {
	if (!(reply instanceof RedisError)) return "done";
	if (reply.code === "NOPERM" || /command not allowed/.test(reply.message)) return "refused";
	return /Error loading the extension|unknown subcommand/i.test(reply.message) ? "done" : reply.code;
}

const servers = await Promise.all(
	["redis-server", ...otherServers()].map(async (program) => ({ program, release: await serverRelease(program) })),
);

// Up to 6.2 there are no lines that open DEBUG and MODULE: they are open.
describe.each(servers.filter(({ release }) => !release.startsWith("redis-6.")))("$release", ({ program, release }) => {
	let before: Attacked;
	let after: Attacked;

	beforeAll(async () => {
		if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run npm run build");
		const ports = { plain: await freePort(), tls: await freePort() };
		const folder = makePrivateFolder();
		const { ca, server } = await testCertificates();
		for (const name of readdirSync(EXAMPLE)) {
			const text = readFileSync(join(EXAMPLE, name), "utf8")
				.replace(/^port \d+$/m, `port ${ports.plain}`)
				.replace(/^tls-port \d+$/m, `tls-port ${ports.tls}`)
				.replace(/^tls-cert-file .*$/m, `tls-cert-file ${server.cert}`)
				.replace(/^tls-key-file .*$/m, `tls-key-file ${server.key}`)
				.replace(/^tls-ca-cert-file .*$/m, `tls-ca-cert-file ${ca}`);
			writeFileSync(join(folder, name), text);
		}
		const read = () => readFileSync(join(folder, "redis.conf"), "utf8");
		// The file says every interface; nobody else is to be let in while the test runs.
		const start = async (config: string): Promise<Attacked> => {
			const redis = await startRedis({ server: program, config, listen: "asWritten", args: ["--bind", "127.0.0.1"] });
			return { redis, ports, config };
		};
		before = await start(read());
		const open = await probes(before);
		await before.redis.stop();
		expect(open).toEqual({
			stranger: ["done"],
			clearText: "answers",
			oldTls: true,
			currentTls: true,
			withoutCertificate: true,
			login: "OK",
			attacks: ATTACKS.map(() => "done"),
		});
		await fixed(folder, release);
		after = await start(read());
	}, 60_000);

	afterAll(() => after?.redis.stop());

	test("no command without a login", async () => {
		const commands = knowledge.commands(parseRelease(release) as Release).all();
		const client = await overTls(after);
		const answers: string[] = [];
		for (const { name, arity, subcommands } of commands) {
			if (subcommands.length > 0 || WITHOUT_LOGIN.includes(name)) continue;
			const words = name.split("|");
			const reply = await client.command([...words, ...Array(Math.max(0, Math.abs(arity) - words.length)).fill("x")]);
			const isRefused = reply instanceof RedisError && /NOAUTH|command not allowed|unknown command/.test(reply.message);
			if (!isRefused) answers.push(`${name}: ${JSON.stringify(reply)}`);
		}
		client.close();
		expect(commands.length).toBeGreaterThan(200);
		expect(answers).toEqual([]);
	});

	test("the old password file gives nothing", async () => {
		const old = readdirSync(EXAMPLE).flatMap((name) =>
			[...readFileSync(join(EXAMPLE, name), "utf8").matchAll(/^user (\S+).*? >(\S+)/gm)].map(
				([, user = "", password = ""]) => [user, password] as const,
			),
		);
		expect(old.length).toBeGreaterThan(2);
		for (const [user, password] of old) {
			expect(after.config).not.toContain(password);
			const client = await overTls(after);
			for (const login of [
				["AUTH", user, password],
				["AUTH", password],
				["AUTH", "default", password],
			])
				expect(outcome(await client.command(login))).toBe("WRONGPASS");
			client.close();
		}
	});

	test("connections in clear text, with TLS 1.1 and without a certificate are refused", async () => {
		expect(await clearText(after)).toBe("refused");
		const { client } = await testCertificates();
		expect(await handshake({ port: after.ports.tls, protocol: "tls1_1", seclevel0: true, cert: client })).toMatchObject({
			accepted: false,
		});
		expect(await handshake({ port: after.ports.tls })).toMatchObject({ accepted: false });
		expect(await handshake({ port: after.ports.tls, cert: client })).toMatchObject({ accepted: true });
	});

	test("the application's user cannot attack, and still reads and writes its keys", async () => {
		const client = await overTls(after);
		// The new password stands above the line of the user.
		const password = new RegExp(`^# New password of ${APPLICATION.user}: (\\S+)`, "m").exec(after.config)?.[1] ?? "";
		expect(await client.command(["AUTH", APPLICATION.user, password])).toBe("OK");
		const replies = await client.pipeline(ATTACKS);
		expect(replies.map(outcome)).toEqual(ATTACKS.map(() => "refused"));
		const keys = [
			["SET", "shop:1", "v"],
			["GET", "shop:1"],
			["HSET", "shop:basket", "book", "1"],
			["EXPIRE", "shop:1", "100"],
			["MULTI"],
			["INCR", "shop:visits"],
			["EXEC"],
			["PUBLISH", "shop:news", "x"],
		];
		expect(await client.pipeline(keys)).toEqual(["OK", "v", 1, 1, "OK", "QUEUED", [1], 0]);
		expect(outcome(await client.command(["GET", "other:1"]))).toBe("refused");
		client.close();
	});
});

/** What an attacker gets. */
async function probes(attacked: Attacked) {
	const { tls } = attacked.ports;
	const { client: cert } = await testCertificates();
	const stranger = await RespClient.connect({ port: attacked.ports.plain });
	const known = await RespClient.connect({ port: attacked.ports.plain });
	try {
		return {
			stranger: [outcome(await stranger.command(["SET", "other:1", "v"]))],
			clearText: await clearText(attacked),
			oldTls: (await handshake({ port: tls, protocol: "tls1_1", seclevel0: true, cert })).accepted,
			currentTls: (await handshake({ port: tls, cert })).accepted,
			withoutCertificate: (await handshake({ port: tls })).accepted,
			login: await known.command(["AUTH", APPLICATION.user, APPLICATION.password]),
			attacks: (await known.pipeline(ATTACKS)).map(outcome),
		};
	} finally {
		stranger.close();
		known.close();
	}
}

async function clearText({ ports }: Attacked): Promise<"answers" | "refused"> {
	try {
		const client = await RespClient.connect({ port: ports.plain });
		client.close();
		return "answers";
	} catch {
		return "refused";
	}
}

async function overTls({ ports }: Attacked): Promise<RespClient> {
	const { ca, client } = await testCertificates();
	return RespClient.connect({ port: ports.tls, tls: { ca, ...client } });
}

/** What a person does: the command line, over the example's files. */
function fixed(folder: string, release: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const argv = [CLI, "--fix=all", "--fail-on", "never", "--server", release, "redis.conf", "users.acl"];
		execFile(process.execPath, argv, { cwd: folder }, (error, stdout, stderr) => (error ? reject(new Error(stdout + stderr)) : resolve()));
	});
}
