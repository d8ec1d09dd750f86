// test support: the real server, started for one test in a folder of its own and gone after it.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { endWithUs, makePrivateFolder, removePrivateFolder } from "./privateFolder";
import { type Address, type Reply, RespClient, type TlsFiles } from "./resp";

export { RedisError, type Reply, RespClient, type TlsFiles } from "./resp";

/** Contents by path relative to the server's folder, which is also its working directory. */
export type ConfigFiles = Readonly<Record<string, string | Uint8Array>>;

export interface RedisOptions {
	/** The text of the configuration file, or several files, of which "redis.conf" (for Sentinel also "sentinel.conf") is the one to start from. */
	readonly config?: string | Uint8Array | ConfigFiles;
	/** Put after the file on the command line, as `["--maxmemory", "1mb"]`: stronger than the file. */
	readonly args?: readonly string[];
	/** The program; without it `redis-server` on the PATH. */
	readonly server?: string;
	/** Starts it with `--sentinel`. */
	readonly sentinel?: true;
	/**
	 * Where it listens beside its unix socket. "none" (the default) switches the file's ports off; "plain", "tls" and "both" put it on free
	 * loopback ports whatever the file says; "asWritten" leaves `port`, `tls-port` and `bind` as the file has them.
	 */
	readonly listen?: "none" | "plain" | "tls" | "both" | "asWritten";
}

export interface CommandOptions {
	readonly user?: string;
	readonly password?: string;
	/** Goes through the clear-text port, or, with `tls`, through the TLS port. Without either through the unix socket. */
	readonly over?: "socket" | "port";
	readonly tls?: TlsFiles;
}

export interface RunningRedis {
	/** Its working directory, with the files of `config`. */
	readonly folder: string;
	readonly socket: string;
	/** 0 where it does not listen there. With "asWritten" unknown to us: 0. */
	readonly port: number;
	readonly tlsPort: number;
	readonly pid: number;
	/** All that it has printed up to now. */
	output(): string;
	/** Resolves with all output as soon as something in it matches; rejects where the server ends first. */
	printed(pattern: RegExp): Promise<string>;
	/** One command on a connection of its own. A failed login is its reply. */
	command(argv: readonly string[], options?: CommandOptions): Promise<Reply>;
	/** Many commands on one connection of their own, sent in one go. A failed login is the reply to each. */
	pipeline(commands: readonly (readonly string[])[], options?: CommandOptions): Promise<Reply[]>;
	/** A connection to keep; the caller closes it. */
	connect(options?: Omit<CommandOptions, "user" | "password">): Promise<RespClient>;
	/** The command-line client that belongs to the server. Without `-p` or `-s` in `argv` it uses the unix socket. */
	cli(argv: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }>;
	stop(): Promise<void>;
}

/** The server did not come up. */
export class RedisDidNotStart extends Error {
	constructor(
		readonly output: string,
		/** The signal that ended it: it crashed. */
		readonly signal: string | null,
	) {
		super(`redis-server did not start${signal ? ` (${signal})` : ""}:\n${output}`);
	}
}

/** Starts a server and waits until it answers. Throws RedisDidNotStart with its output where it ends instead. */
export async function startRedis(options: RedisOptions = {}): Promise<RunningRedis> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await start(options);
		} catch (error) {
			const lostRace = attempt < 3 && error instanceof RedisDidNotStart && /Address already in use/.test(error.output);
			if (!lostRace || options.listen === "asWritten") throw error;
		}
	}
}

/** Starts a server, hands it to `use`, and stops it whatever happens. */
export async function withRedis<T>(options: RedisOptions, use: (redis: RunningRedis) => Promise<T>): Promise<T> {
	const redis = await startRedis(options);
	try {
		return await use(redis);
	} finally {
		await redis.stop();
	}
}

/** What a server says of a configuration when it is started with it. */
export interface RedisVerdict {
	readonly outcome: "accept" | "reject" | "crash";
	/** 1-based, null where the server names none. */
	readonly line: number | null;
	/** The server's own words; empty where it accepts. */
	readonly reason: string;
}

export async function redisVerdict(
	config: string | Uint8Array | ConfigFiles,
	options: Omit<RedisOptions, "config"> = {},
): Promise<RedisVerdict> {
	try {
		const redis = await startRedis({ ...options, config });
		await redis.stop();
		return { outcome: "accept", line: null, reason: "" };
	} catch (error) {
		if (!(error instanceof RedisDidNotStart)) throw error;
		const { output, signal } = error;
		const reason = (/>>> '[^\n]*'\n([^\n]*)/.exec(output)?.[1] ?? output.trimEnd().split("\n").at(-1) ?? "").replace(LOG_PREFIX, "");
		const line = /, at line (\d+)/.exec(output)?.[1];
		const crashed = signal !== null || /REDIS BUG REPORT|Guru Meditation|ASSERTION FAILED/i.test(output);
		return { outcome: crashed ? "crash" : "reject", line: line === undefined ? null : Number(line), reason };
	}
}

/** Further servers that whoever runs the tests has at hand: paths in the environment variable REDIS_SERVERS, separated by colons. */
export function otherServers(): readonly string[] {
	return (process.env.REDIS_SERVERS ?? "").split(":").filter((path) => path !== "");
}

/** "redis-7.0.15", "valkey-8.0.1", as the program says of itself. Valkey 7.2 names no product, which no Redis does. */
export async function serverRelease(server = "redis-server"): Promise<string> {
	const { stdout } = await run(server, ["--version"]);
	const match = /^(Redis server|Valkey server|Server) v=(\S+)/m.exec(stdout);
	if (!match) throw new Error(`${server} does not say its version: ${stdout}`);
	return `${match[1] === "Redis server" ? "redis" : "valkey"}-${match[2]}`;
}

/** A loopback port on which nobody listens, the one 10000 above it included: a cluster's bus uses that. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = await tryPort(0);
		if (port > 0 && port + 10_000 < 65_536 && (await tryPort(port + 10_000)) > 0) return port;
	}
}

async function start(options: RedisOptions): Promise<RunningRedis> {
	const folder = makePrivateFolder();
	const files =
		typeof options.config === "object" && !(options.config instanceof Uint8Array) ? options.config : { "redis.conf": options.config ?? "" };
	for (const [name, contents] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), contents);
	}
	const listen = options.listen ?? "none";
	const port = listen === "plain" || listen === "both" ? await freePort() : 0;
	const tlsPort = listen === "tls" || listen === "both" ? await freePort() : 0;
	const text = Object.values(files).map((contents) => Buffer.from(contents).toString("latin1"));
	const socket = join(folder, "s");
	const main = options.sentinel && "sentinel.conf" in files ? "sentinel.conf" : "redis.conf";
	const args = [main, ...(options.sentinel ? ["--sentinel"] : []), ...(options.args ?? [])];
	if (listen !== "asWritten") {
		args.push("--port", String(port));
		if (tlsPort > 0 || text.some((contents) => /^\s*"?tls-port/im.test(contents))) args.push("--tls-port", String(tlsPort));
		if (listen !== "none" && !text.some((contents) => /^\s*"?bind\b/im.test(contents))) args.push("--bind", "127.0.0.1");
	}
	args.push("--dir", folder, "--unixsocket", socket, "--daemonize", "no", "--logfile", "", "--loglevel", "notice");
	const server = options.server ?? "redis-server";
	const child = spawn(server, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	const log = new Log(child);
	if (child.pid !== undefined) endWithUs(folder, child.pid);
	const running = new Running(child, log, server, folder, socket, port, tlsPort);
	try {
		await log.printed(READY);
		await running.command(["PING"]);
	} catch (error) {
		await running.stop();
		throw error;
	}
	return running;
}

/** Sentinel says nothing of connections, but names itself when it is up. */
const READY = /Ready to accept connections|ready to accept connections|Sentinel ID is/;
const LOG_PREFIX = /^\d+:[A-Z] \d+ \w+ \d+ [\d:.]+ [.\-*#] /;

/** What a server prints, and its end. */
class Log {
	text = "";
	readonly ended: Promise<RedisDidNotStart>;
	private isOver = false;
	private readonly listeners = new Set<() => void>();

	constructor(child: ChildProcess) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on("data", (chunk: Buffer) => {
				this.text += chunk.toString("utf8");
				this.tell();
			});
		}
		this.ended = new Promise((resolve) => {
			const finish = (signal: string | null) => {
				this.isOver = true;
				resolve(new RedisDidNotStart(this.text, signal));
				this.tell();
			};
			child.once("error", (error) => {
				this.text += error.message;
				finish(null);
			});
			child.once("close", (_code, signal) => finish(signal));
		});
	}

	printed(pattern: RegExp): Promise<string> {
		return new Promise((resolve, reject) => {
			const look = () => {
				const matches = pattern.test(this.text);
				if (!matches && !this.isOver) return;
				this.listeners.delete(look);
				if (matches) resolve(this.text);
				else void this.ended.then(reject);
			};
			this.listeners.add(look);
			look();
		});
	}

	private tell(): void {
		for (const listener of [...this.listeners]) listener();
	}
}

class Running implements RunningRedis {
	constructor(
		private readonly child: ChildProcess,
		private readonly log: Log,
		private readonly server: string,
		readonly folder: string,
		readonly socket: string,
		readonly port: number,
		readonly tlsPort: number,
	) {}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	output(): string {
		return this.log.text;
	}

	printed(pattern: RegExp): Promise<string> {
		return this.log.printed(pattern);
	}

	async command(argv: readonly string[], options: CommandOptions = {}): Promise<Reply> {
		return (await this.pipeline([argv], options))[0] as Reply;
	}

	async pipeline(commands: readonly (readonly string[])[], options: CommandOptions = {}): Promise<Reply[]> {
		const { user, password, ...where } = options;
		const client = await this.connect(where);
		try {
			if (user !== undefined || password !== undefined) {
				const login = await client.command(["AUTH", ...(user === undefined ? [] : [user]), password ?? ""]);
				if (login !== "OK") return commands.map(() => login);
			}
			return await client.pipeline(commands);
		} finally {
			client.close();
		}
	}

	connect(options: Omit<CommandOptions, "user" | "password"> = {}): Promise<RespClient> {
		return RespClient.connect(this.address(options));
	}

	cli(argv: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
		const where = argv.includes("-p") || argv.includes("-s") ? [] : ["-s", this.socket];
		return run(clientOf(this.server), [...where, ...argv]);
	}

	async stop(): Promise<void> {
		this.child.kill("SIGKILL");
		await this.log.ended;
		await removePrivateFolder(this.folder);
	}

	private address({ over, tls }: Omit<CommandOptions, "user" | "password">): Address {
		if (tls) return { port: this.tlsPort, tls };
		return over === "port" ? { port: this.port } : { path: this.socket };
	}
}

function clientOf(server: string): string {
	if (!server.includes("/")) return server.replace("-server", "-cli");
	const names = ["redis-cli", "valkey-cli"].map((name) => join(dirname(server), name));
	return names.find((name) => existsSync(name)) ?? "redis-cli";
}

function run(program: string, argv: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
	return new Promise((resolve, reject) => {
		const child = execFile(program, argv, (error, stdout, stderr) => {
			if (error && typeof error.code !== "number") reject(error);
			else resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
		});
		child.stdin?.end();
	});
}

/** The port when nobody listens there (0 lets the system choose), else 0. */
function tryPort(port: number): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(0));
		probe.listen(port, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}
