// test support: TLS kits written to a private folder, with the certificates that their scripts make, and servers that run by them.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { KIT_DEFAULTS, type KitChoices, pathsOf } from "../../server/src/generate/tls/choices";
import { type Existing, generateKit } from "../../server/src/generate/tls/kit";
import { newestRelease } from "../../server/src/knowledge/release";
import { encryptionFindings } from "./encryption";
import type { KeyPair } from "./openssl";
import { makePrivateFolder } from "./privateFolder";
import { freePort, type RunningRedis, startRedis } from "./redis";

export interface Kit {
	readonly folder: string;
	readonly choices: KitChoices;
	/** What clients show, in mutual mode. */
	readonly client: KeyPair | undefined;
	text(path: string): string;
}

const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
	await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Writes a kit whose certificates lie beside it, and makes them. */
export async function makeKit(choices: Partial<KitChoices>, existing: Existing = {}): Promise<Kit> {
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
	if (all.certificates !== "existing") expect(await sh(folder, ["make-certificates.sh"])).toMatchObject({ status: 0 });
	const client = all.mode === "mutual" ? { cert: join(all.folder, "client.crt"), key: join(all.folder, "client.key") } : undefined;
	return { folder, choices: all, client, text: (path) => readFileSync(join(folder, path), "utf8") };
}

export function sh(cwd: string, argv: readonly string[], env: Record<string, string> = {}): Promise<{ status: number; output: string }> {
	return run("sh", argv, cwd, env);
}

/** A program to its end. With `until` it is ended as soon as it has printed something that matches. */
export function run(
	program: string,
	argv: readonly string[],
	cwd: string,
	env: Record<string, string> = {},
	until?: RegExp,
): Promise<{ status: number; output: string }> {
	return new Promise((resolve) => {
		const child = execFile(program, argv, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
			resolve({ status: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
		);
		child.stdin?.end();
		let printed = "";
		const look = (chunk: string) => {
			printed += chunk;
			if (until?.test(printed)) child.kill();
		};
		child.stdout?.on("data", look);
		child.stderr?.on("data", look);
	});
}

export async function start(config: string, more: { sentinel?: true; args?: string[]; server?: string } = {}): Promise<RunningRedis> {
	const name = more.sentinel ? "sentinel.conf" : "redis.conf";
	const redis = await startRedis({
		config: { [name]: config },
		listen: "asWritten",
		args: ["--bind", "127.0.0.1", ...(more.sentinel ? [] : ["--save", "", "--repl-diskless-sync-delay", "0"]), ...(more.args ?? [])],
		...(more.sentinel ? { sentinel: true } : {}),
		...(more.server ? { server: more.server } : {}),
	});
	stops.push(() => redis.stop());
	return redis;
}

/** Findings about encryption in the files of a kit. */
export async function findings({ folder }: Kit, name: string): Promise<string[]> {
	const found = await encryptionFindings(join(folder, name), name === "sentinel.conf" ? "sentinel" : "config");
	return found.map(({ rule, message }) => `${rule}: ${message}`);
}

/** redis-cli as the kit's owner would use it. */
export function cli({ folder, choices, client }: Kit, port: number, argv: readonly string[]): Promise<{ status: number; output: string }> {
	const own = client ? ["--cert", client.cert, "--key", client.key] : [];
	return run("redis-cli", ["-h", "127.0.0.1", "-p", String(port), "--tls", "--cacert", pathsOf(choices).ca, ...own, ...argv], folder);
}
