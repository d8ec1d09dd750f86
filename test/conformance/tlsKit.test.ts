// What the TLS kit writes, with the real openssl, redis-server, redis-cli and sh: servers start, and do what the kit promises.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { connect as connectTls } from "node:tls";
import { describe, expect, test } from "vitest";
import { KIT_DEFAULTS, type KitChoices } from "../../server/src/generate/tls/choices";
import { generateKit } from "../../server/src/generate/tls/kit";
import { isRelease, newestRelease, parseRelease } from "../../server/src/knowledge/release";
import { snapshotOf } from "../../server/src/model/snapshot";
import { handshake } from "../support/openssl";
import { everything, pairwise } from "../support/pairwise";
import { makePrivateFolder } from "../support/privateFolder";
import { freePort, otherServers, type RunningRedis, serverRelease } from "../support/redis";
import { cli, findings, makeKit, run, sh, start } from "../support/tlsKits";

const CHOICES = {
	topology: ["standalone", "replica", "sentinel", "cluster"],
	certificates: ["openssl", "mkcert", "existing"],
	mode: ["server", "mutual"],
	level: ["intermediate", "modern"],
	clearText: ["off", "migrate"],
	hosts: [
		["localhost", "127.0.0.1"],
		["redis.example.org", "*.redis.example.org", "127.0.0.1", "::1"],
	],
} as const;

/** With the environment variable TLS_SWEEP set all combinations, else so many that every pair occurs. */
const CHOSEN = process.env.TLS_SWEEP === undefined ? pairwise(CHOICES) : everything(CHOICES);
const COMBINATIONS = ["redis-server", ...otherServers()].flatMap((server) => CHOSEN.map((one) => ({ ...one, server })));

test.each(COMBINATIONS)(
	"$topology, $mode, $level, clear text $clearText, $certificates, $hosts.0, $server",
	async ({ clearText: clear, certificates, server, ...choices }) => {
		const clearText = clear === "off" ? "off" : await freePort();
		// Up to 6.0 Sentinel wants names that it can look up at its start.
		const release = parseRelease(await serverRelease(server)) ?? newestRelease("redis");
		const kit = await makeKit({
			...choices,
			...(isRelease(release, { redis: "<6.2" }) && { primary: { host: "127.0.0.1", port: 6379 } }),
			clearText,
			release,
			...(certificates === "existing" ? await files(choices) : { certificates }),
		});
		const { port, sentinelPort, mode, level } = kit.choices;
		expect(await findings(kit, "redis.conf")).toEqual([]);
		await start(kit.text("redis.conf"), { server });
		expect((await cli(kit, port, ["ping"])).output).toContain("PONG");
		const pair = kit.client;
		const cert = pair && { cert: pair };
		const [old, current, without, plain] = await Promise.all([
			handshake({ port, protocol: "tls1_2", ...cert }),
			handshake({ port, protocol: "tls1_3", ...cert }),
			handshake({ port }),
			run("redis-cli", ["-p", String(clearText === "off" ? port : clearText), "ping"], kit.folder),
		]);
		expect({ old: old.accepted, current: current.accepted, without: without.accepted, plain: plain.output.includes("PONG") }).toEqual({
			...{ old: level === "intermediate", current: true },
			...{ without: mode === "server", plain: clearText !== "off" },
		});
		if (choices.topology !== "sentinel") return;
		expect(await findings(kit, "sentinel.conf")).toEqual([]);
		await start(kit.text("sentinel.conf"), { sentinel: true, server });
		expect((await cli(kit, sentinelPort, ["ping"])).output).toContain("PONG");
	},
);

/** Certificates that are there already, under names of their own. */
async function files(choices: Partial<KitChoices>): Promise<Partial<KitChoices>> {
	const made = await makeKit(choices);
	const [cert, key, ca] = (["redis.crt", "redis.key", "ca.crt"] as const).map((name) => {
		renameSync(join(made.choices.folder, name), join(made.choices.folder, `own-${name}`));
		return join(made.choices.folder, `own-${name}`);
	});
	return { certificates: "existing", folder: made.choices.folder, files: { cert: cert ?? "", key: key ?? "", ca: ca ?? "" } };
}

test("the scripts are sound for shellcheck", async () => {
	for (const certificates of ["openssl", "mkcert", "step"] as const) {
		for (const mode of ["server", "mutual"] as const) {
			for (const topology of ["standalone", "sentinel"] as const) {
				const release = mode === "server" ? newestRelease("valkey") : newestRelease("redis");
				const kit = generateKit({ ...KIT_DEFAULTS, certificates, mode, topology, release });
				const folder = makePrivateFolder();
				const scripts = kit.filter(({ executable }) => executable);
				for (const { path, text } of scripts) {
					mkdirSync(dirname(join(folder, path)), { recursive: true });
					writeFileSync(join(folder, path), text);
				}
				expect(scripts).toHaveLength(3);
				const { status, output } = await run("shellcheck", ["--shell=sh", ...scripts.map(({ path }) => path)], folder);
				expect(status, output).toBe(0);
			}
		}
	}
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
