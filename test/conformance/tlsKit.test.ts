// What the TLS kit writes, with the real openssl, redis-server, redis-cli and sh: servers start, and do what the kit promises.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { KIT_DEFAULTS, type KitChoices } from "../../server/src/generate/tls/choices";
import { type Existing, generateKit } from "../../server/src/generate/tls/kit";
import { createNodeFiles, uriOfPath } from "../../server/src/hosts/nodeFiles";
import { newestRelease } from "../../server/src/knowledge/release";
import { snapshotOf } from "../../server/src/model/snapshot";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import { knowledge } from "../support/knowledge";
import { handshake } from "../support/openssl";
import { makePrivateFolder } from "../support/privateFolder";
import { freePort, type RunningRedis, startRedis } from "../support/redis";

interface Kit {
	readonly folder: string;
	readonly choices: KitChoices;
	text(path: string): string;
}

const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
	for (const stop of stops) await stop();
});

/** Writes a kit whose certificates lie beside it, and makes them. */
async function makeKit(choices: Partial<KitChoices>, existing: Existing = {}): Promise<Kit> {
	const folder = makePrivateFolder();
	const all: KitChoices = {
		...KIT_DEFAULTS,
		release: newestRelease("redis"),
		port: await freePort(),
		sentinelPort: await freePort(),
		folder: join(folder, "tls"),
		clients: [],
		...choices,
	};
	const files = generateKit(all, existing);
	for (const { path, text } of files) writeFileSync(join(folder, path), text);
	if (all.certificates === "openssl") expect(await sh(folder, ["make-certificates.sh"])).toMatchObject({ status: 0 });
	return { folder, choices: all, text: (path) => readFileSync(join(folder, path), "utf8") };
}

function sh(cwd: string, argv: readonly string[], env: Record<string, string> = {}): Promise<{ status: number; output: string }> {
	return run("sh", argv, cwd, env);
}

function run(
	program: string,
	argv: readonly string[],
	cwd: string,
	env: Record<string, string> = {},
): Promise<{ status: number; output: string }> {
	return new Promise((resolve) => {
		const child = execFile(program, argv, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
			resolve({ status: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
		);
		child.stdin?.end();
	});
}

async function start(config: string, more: { sentinel?: true; args?: string[] } = {}): Promise<RunningRedis> {
	const name = more.sentinel ? "sentinel.conf" : "redis.conf";
	const redis = await startRedis({
		config: { [name]: config },
		listen: "asWritten",
		args: ["--bind", "127.0.0.1", ...(more.sentinel ? [] : ["--save", ""]), ...(more.args ?? [])],
		...(more.sentinel ? { sentinel: true } : {}),
	});
	stops.push(() => redis.stop());
	return redis;
}

/** Findings about encryption in the files of a kit. */
async function findings({ folder }: Kit, name: string): Promise<string[]> {
	const service = createService({
		knowledge,
		rules: rules.filter((rule) => rule.group === "encryption"),
		files: createNodeFiles(),
		newSeed: () => "seed",
		onError: (where, error) => {
			throw new Error(where, { cause: error });
		},
	});
	const view = await service.open({ uri: uriOfPath(join(folder, name)), kind: name === "sentinel.conf" ? "sentinel" : "config" });
	return view.allFindings().map(({ rule, message }) => `${rule}: ${message}`);
}

function cli({ folder, choices }: Kit, port: number, argv: readonly string[]): Promise<{ status: number; output: string }> {
	const own = choices.mode === "mutual" ? ["--cert", "tls/client.crt", "--key", "tls/client.key"] : [];
	return run("redis-cli", ["-h", "127.0.0.1", "-p", String(port), "--tls", "--cacert", "tls/ca.crt", ...own, ...argv], folder);
}

const LEVELS = ["intermediate", "modern"] as const;
const MODES = ["server", "mutual"] as const;
const TOPOLOGIES = ["standalone", "replica", "sentinel", "cluster"] as const;
const MIGRATIONS = ["off", "migrate"] as const;

/** Every pair of choices occurs: the other two follow from mode and topology by their sum. */
const COMBINATIONS = TOPOLOGIES.flatMap((topology, row) =>
	MODES.flatMap((mode, column) => [
		{ topology, mode, level: LEVELS[(row + column) % 2] ?? "modern", clear: MIGRATIONS[column] ?? "off" },
		{ topology, mode, level: LEVELS[(row + column + 1) % 2] ?? "modern", clear: MIGRATIONS[1 - column] ?? "off" },
	]),
);

test.each(COMBINATIONS)(
	"starts, and has no finding: $topology, $mode, $level, clear text $clear",
	async ({ topology, mode, level, clear }) => {
		const clearText = clear === "off" ? "off" : await freePort();
		const kit = await makeKit({ topology, mode, level, clearText });
		expect(await findings(kit, "redis.conf")).toEqual([]);
		await start(kit.text("redis.conf"));
		expect((await cli(kit, kit.choices.port, ["ping"])).output).toContain("PONG");
		if (clearText !== "off") expect((await run("redis-cli", ["-p", String(clearText), "ping"], kit.folder)).output).toContain("PONG");
		if (topology !== "sentinel") return;
		expect(await findings(kit, "sentinel.conf")).toEqual([]);
		await start(kit.text("sentinel.conf"), { sentinel: true });
		expect((await cli(kit, kit.choices.sentinelPort, ["ping"])).output).toContain("PONG");
	},
);

test("certificates that are there already", async () => {
	const kit = await makeKit({ certificates: "existing" });
	expect(() => kit.text("make-certificates.sh")).toThrow();
	const made = await makeKit({});
	const again = await makeKit({ certificates: "existing", folder: made.choices.folder });
	await start(again.text("redis.conf"));
});

describe("handshakes with a server of its own and one for each client", () => {
	const ready = (async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		const tls = join(kit.folder, "tls");
		return { kit, port: kit.choices.port, tls, cert: { cert: join(tls, "client.crt"), key: join(tls, "client.key") } };
	})();

	test.each(["tls1_2", "tls1_3"] as const)("%s is accepted", async (protocol) => {
		const { port, cert } = await ready;
		expect(await handshake({ port, protocol, cert })).toMatchObject({ accepted: true, reply: "+PONG" });
	});

	test.each(["tls1", "tls1_1"] as const)("%s is refused, which the same client gets of a server that offers it", async (protocol) => {
		const { kit, port, cert } = await ready;
		expect((await handshake({ port, protocol, cert, seclevel0: true })).accepted).toBe(false);
		const old = await freePort();
		const weak = kit
			.text("redis.conf")
			.replace(/^tls-port .*/m, `tls-port ${old}`)
			.replace(/^tls-protocols .*/m, 'tls-protocols "TLSv1 TLSv1.1"')
			.replace(/^tls-ciphers .*/m, "tls-ciphers ALL:@SECLEVEL=0");
		await start(weak);
		expect((await handshake({ port: old, protocol, cert, seclevel0: true })).accepted).toBe(true);
	});

	test("clear text is refused", async () => {
		const { kit, port } = await ready;
		expect((await run("redis-cli", ["-p", String(port), "ping"], kit.folder)).output).not.toContain("PONG");
	});

	test("who shows no certificate is refused", async () => {
		const { kit, port } = await ready;
		expect((await handshake({ port })).accepted).toBe(false);
		const { output } = await run("redis-cli", ["-p", String(port), "--tls", "--cacert", "tls/ca.crt", "ping"], kit.folder);
		expect(output).not.toContain("PONG");
	});

	test("who shows one of another authority is refused", async () => {
		const { port } = await ready;
		const stranger = join((await makeKit({})).folder, "tls");
		expect((await handshake({ port, cert: { cert: join(stranger, "client.crt"), key: join(stranger, "client.key") } })).accepted).toBe(
			false,
		);
	});

	test("a client refuses a server of another authority", async () => {
		const { kit, port } = await ready;
		const stranger = join((await makeKit({})).folder, "tls/ca.crt");
		const own = ["--cert", "tls/client.crt", "--key", "tls/client.key"];
		const { output } = await run("redis-cli", ["-p", String(port), "--tls", "--cacert", stranger, ...own, "ping"], kit.folder);
		expect(output).not.toContain("PONG");
	});

	test.each([
		["localhost", true],
		["other.example", false],
	])("a client that checks names: %s is accepted: %s", async (servername, accepted) => {
		const { port, tls, cert } = await ready;
		const outcome = await new Promise<boolean>((resolve) => {
			const socket = connectTls({
				...{ port, host: "127.0.0.1", servername, ca: readFileSync(join(tls, "ca.crt")) },
				...{ cert: readFileSync(cert.cert), key: readFileSync(cert.key) },
			});
			socket.once("secureConnect", () => resolve(true));
			socket.once("error", () => resolve(false));
			socket.once("close", () => socket.destroy());
			socket.once("secureConnect", () => socket.destroy());
		});
		expect(outcome).toBe(accepted);
	});

	test("the kit's commands for openssl and redis-cli do what they say", async () => {
		const { kit } = await ready;
		const text = generateKit({ ...kit.choices, clients: ["redis-cli"] }).find(({ path }) => path === "clients/redis-cli.sh")?.text ?? "";
		writeFileSync(join(kit.folder, "tls/redis-cli.sh"), text);
		const { output } = await sh(join(kit.folder, "tls"), ["redis-cli.sh"]);
		expect(output).toContain("Verify return code: 0 (ok)");
		expect(output).toContain("PONG");
	});
});

test("a replica gets its data over TLS alone", async () => {
	const kit = await makeKit({ topology: "replica" });
	await start(kit.text("redis.conf"));
	await cli(kit, kit.choices.port, ["set", "greeting", "hello"]);
	const own = { ...kit.choices, port: await freePort(), primary: { host: "localhost", port: kit.choices.port } };
	const replica = await start(generateKit(own).find(({ path }) => path === "redis.conf")?.text ?? "");
	await replica.printed(/sync: Finished with success/);
	expect((await cli(kit, own.port, ["get", "greeting"])).output).toContain("hello");
	expect((await cli(kit, own.port, ["info", "replication"])).output).toContain("master_link_status:up");
});

test("Sentinel sees the primary over TLS and puts the replica in its place", { timeout: 60_000 }, async () => {
	const kit = await makeKit({ topology: "sentinel" });
	const primary = await start(kit.text("redis.conf"));
	const second = {
		...kit.choices,
		topology: "replica" as const,
		port: await freePort(),
		primary: { host: "127.0.0.1", port: kit.choices.port },
	};
	const replica = await start(generateKit(second).find(({ path }) => path === "redis.conf")?.text ?? "");
	await replica.printed(/sync: Finished with success/);
	// What a person has chosen for this primary stays, behind its line.
	const theirs = "sentinel monitor main 127.0.0.1 1 1\nsentinel down-after-milliseconds main 300\nsentinel failover-timeout main 5000\n";
	const file = snapshotOf("file:///sentinel.conf", "sentinel", theirs).files.values().next().value;
	if (file?.state !== "text") throw new Error("no file");
	const watched = { ...kit.choices, primary: { host: "127.0.0.1", port: kit.choices.port } };
	const text = generateKit(watched, { sentinel: file }).find(({ path }) => path === "sentinel.conf")?.text ?? "";
	expect(text).toContain(`sentinel monitor main 127.0.0.1 ${kit.choices.port} 1\nsentinel down-after`);
	const sentinel = await start(text, { sentinel: true });
	await sentinel.printed(/\+slave slave 127\.0\.0\.1/);
	await primary.stop();
	await sentinel.printed(/\+switch-master main 127\.0\.0\.1/);
	expect((await cli(kit, kit.choices.sentinelPort, ["sentinel", "get-master-addr-by-name", "main"])).output).toContain(String(second.port));
});

test("three servers make a cluster over TLS", { timeout: 60_000 }, async () => {
	const kit = await makeKit({ topology: "cluster" });
	const ports = [kit.choices.port, await freePort(), await freePort()];
	const nodes: RunningRedis[] = [];
	for (const port of ports)
		nodes.push(await start(generateKit({ ...kit.choices, port }).find(({ path }) => path === "redis.conf")?.text ?? ""));
	const create = await cli(kit, kit.choices.port, ["--cluster", "create", ...ports.map((port) => `127.0.0.1:${port}`), "--cluster-yes"]);
	expect(create.output).toContain("[OK] All 16384 slots covered.");
	for (const node of nodes) await node.printed(/Cluster state changed: ok/);
	expect((await cli(kit, kit.choices.port, ["-c", "set", "greeting", "hello"])).output).toContain("OK");
	const node = { cert: join(kit.folder, "tls/redis.crt"), key: join(kit.folder, "tls/redis.key") };
	expect((await handshake({ port: kit.choices.port + 10_000, silent: true, cert: node })).accepted).toBe(true);
});

describe("rotation on a running server", () => {
	const serial = async (kit: Kit): Promise<string> => {
		const shown = await sh(kit.folder, [
			"-c",
			`openssl s_client -connect 127.0.0.1:${kit.choices.port} -CAfile tls/ca.crt -cert tls/client.crt -key tls/client.key </dev/null 2>/dev/null | openssl x509 -noout -serial`,
		]);
		return shown.output.trim();
	};

	test("new connections get the new certificate, and nobody is dropped", async () => {
		const kit = await makeKit({});
		const redis = await start(kit.text("redis.conf"));
		const tls = join(kit.folder, "tls");
		const files = { ca: join(tls, "ca.crt"), cert: join(tls, "client.crt"), key: join(tls, "client.key") };
		const socket = connectTls({
			...{ port: kit.choices.port, host: "127.0.0.1", servername: "localhost", ca: readFileSync(files.ca) },
			...{ cert: readFileSync(files.cert), key: readFileSync(files.key) },
		});
		const ping = () =>
			new Promise<string>((resolve, reject) => {
				socket.once("data", (chunk) => resolve(chunk.toString()));
				socket.once("close", () => reject(new Error("dropped")));
				socket.write("PING\r\n");
			});
		expect(await ping()).toBe("+PONG\r\n");
		const before = await serial(kit);
		// A second run of the script keeps the authority.
		expect(await sh(kit.folder, ["-c", "cp -r tls new && sh make-certificates.sh new"])).toMatchObject({ status: 0 });
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "new/redis.crt", "new/redis.key"]);
		expect(rotated).toMatchObject({ status: 0 });
		const after = await serial(kit);
		expect(after).toMatch(/^serial=/);
		expect(after).not.toBe(before);
		expect(await ping()).toBe("+PONG\r\n");
		socket.destroy();
		expect(redis.output()).not.toContain("BUG");
	});

	test("a key that does not fit changes nothing", async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		const before = await serial(kit);
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "tls/redis.crt", "tls/client.key"]);
		expect(rotated.status).toBe(1);
		expect(rotated.output).toContain("does not belong");
		expect(await serial(kit)).toBe(before);
	});

	test("a new authority beside the old one, then its certificates", async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		expect(await sh(kit.folder, ["make-certificates.sh", "next"])).toMatchObject({ status: 0 });
		const early = await sh(kit.folder, ["rotate-certificates.sh", "server", "next/redis.crt", "next/redis.key"]);
		expect(early.output).toContain("put the authority in place first");
		expect(await sh(kit.folder, ["rotate-certificates.sh", "authority", "next/ca.crt"])).toMatchObject({ status: 0 });
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "next/redis.crt", "next/redis.key"]);
		expect(rotated).toMatchObject({ status: 0 });
		const old = { cert: join(kit.folder, "tls/client.crt"), key: join(kit.folder, "tls/client.key") };
		const next = { cert: join(kit.folder, "next/client.crt"), key: join(kit.folder, "next/client.key") };
		for (const cert of [old, next]) expect((await handshake({ port: kit.choices.port, cert })).accepted).toBe(true);
	});
});

describe("clients as the kit writes them", () => {
	const LIBRARIES = ["node-redis", "ioredis", "python"] as const;
	const FILES = { "node-redis": "node-redis.mjs", ioredis: "ioredis.mjs", python: "python.py" } as const;
	/** That of the system, for which the system has the library. */
	const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
	const project = fileURLToPath(new URL("../..", import.meta.url));

	/** Runs a client's file in a folder of its own with the certificates in it. */
	async function runClient(
		kit: Kit,
		library: (typeof LIBRARIES)[number],
		change: Partial<KitChoices> = {},
	): Promise<{ status: number; output: string }> {
		const file = generateKit({ ...kit.choices, clients: [library], ...change }).find(({ path }) => path === `clients/${FILES[library]}`);
		const folder = join(kit.folder, "tls");
		writeFileSync(join(folder, FILES[library]), file?.text ?? "");
		if (!existsSync(join(folder, "node_modules"))) symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
		return run("timeout", ["3", library === "python" ? PYTHON : process.execPath, FILES[library]], folder);
	}

	const standalone = (async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"), { args: ["--bind", "127.0.0.1", "127.0.0.2"] });
		return kit;
	})();

	test.each(LIBRARIES)("%s gets in", async (library) => {
		const { status, output } = await runClient(await standalone, library);
		expect(output).toMatch(/PONG|True/);
		expect(status).toBe(0);
	});

	test.each(LIBRARIES)("%s refuses a wrong name", async (library) => {
		const kit = await standalone;
		// A name of this machine that the certificate does not hold.
		const { output } = await runClient(kit, library, { hosts: ["127.0.0.2"] });
		expect(output).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate|IP address mismatch|not valid for|not in the cert/i);
		expect(output).not.toMatch(/PONG|True/);
	});

	test.each(LIBRARIES)("%s refuses another authority", async (library) => {
		const kit = await standalone;
		const stranger = await makeKit({});
		const { output } = await runClient({ ...stranger, choices: { ...stranger.choices, port: kit.choices.port } }, library);
		expect(output).toMatch(/CERTIFICATE_VERIFY_FAILED|unable to verify|self-signed|UNABLE_TO_|signature failure|CERT_SIGNATURE/i);
		expect(output).not.toMatch(/PONG|True/);
	});

	test("each speaks to a cluster", { timeout: 60_000 }, async () => {
		const kit = await makeKit({ topology: "cluster" });
		// A node that never met another one does not know its address.
		const node = await start(kit.text("redis.conf"), { args: ["--cluster-announce-ip", "127.0.0.1"] });
		const slots = await cli(kit, kit.choices.port, ["cluster", "addslotsrange", "0", "16383"]);
		expect(slots.output).toContain("OK");
		await node.printed(/Cluster state changed: ok/);
		for (const library of LIBRARIES) {
			// The cluster names its nodes by their addresses.
			const { status, output } = await runClient(kit, library, { hosts: ["127.0.0.1"] });
			expect(status, `${library}: ${output}`).toBe(0);
		}
	});

	test("each finds the primary through Sentinel", { timeout: 60_000 }, async () => {
		const kit = await makeKit({ topology: "sentinel" });
		await start(kit.text("redis.conf"));
		const watched = { ...kit.choices, primary: { host: "127.0.0.1", port: kit.choices.port } };
		await start(generateKit(watched).find(({ path }) => path === "sentinel.conf")?.text ?? "", { sentinel: true });
		for (const library of LIBRARIES) {
			const { status, output } = await runClient(kit, library);
			expect(status, `${library}: ${output}`).toBe(0);
		}
	});
});
