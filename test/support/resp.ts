// test support: a small client that speaks RESP2 to a real server, over a unix socket, a loopback port or TLS.
import { readFileSync } from "node:fs";
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** What the server answers. Errors are values, so that a test can speak of them. */
export type Reply = string | number | null | RedisError | readonly Reply[];

export class RedisError {
	constructor(readonly message: string) {}

	/** The first word: "NOAUTH", "NOPERM", "ERR", ... */
	get code(): string {
		return this.message.split(" ", 1)[0] as string;
	}
}

/** Paths of PEM files. Without `cert` the client shows none. The server's name is not checked, its chain is. */
export interface TlsFiles {
	readonly ca: string;
	readonly cert?: string;
	readonly key?: string;
}

export type Address = { readonly path: string } | { readonly port: number; readonly tls?: TlsFiles };

interface Waiter {
	readonly resolve: (reply: Reply) => void;
	readonly reject: (error: Error) => void;
}

/** One connection. Rejects only where the connection fails; what the server refuses is a RedisError. */
export class RespClient {
	private readonly waiting: Waiter[] = [];
	private readonly unread: Reply[] = [];
	private received: Buffer = Buffer.alloc(0);
	private failure: Error | undefined;

	private constructor(private readonly socket: Socket) {
		socket.on("data", (chunk: Buffer) => this.receive(chunk));
		socket.on("error", (error) => this.fail(error));
		socket.on("close", () => this.fail(new Error("the server closed the connection")));
	}

	static connect(address: Address): Promise<RespClient> {
		return new Promise((resolve, reject) => {
			const socket = open(address);
			const client = new RespClient(socket);
			socket.once("error", reject);
			socket.once("close", () => reject(new Error("the server closed the connection")));
			socket.once("tls" in address && address.tls ? "secureConnect" : "connect", () => resolve(client));
		});
	}

	async command(argv: readonly string[]): Promise<Reply> {
		this.socket.write(encode(argv));
		return this.read();
	}

	/** Sends all commands in one go; the replies are in their order. */
	async pipeline(commands: readonly (readonly string[])[]): Promise<Reply[]> {
		this.socket.write(commands.map(encode).join(""));
		return Promise.all(commands.map(() => this.read()));
	}

	/** The next thing that the server says, also without being asked, as after SUBSCRIBE. */
	read(): Promise<Reply> {
		const reply = this.unread.shift();
		if (reply !== undefined) return Promise.resolve(reply);
		if (this.failure) return Promise.reject(this.failure);
		return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
	}

	close(): void {
		this.socket.destroy();
	}

	private receive(chunk: Buffer): void {
		this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
		let at = 0;
		for (;;) {
			const parsed = parseReply(this.received, at);
			if (!parsed) break;
			at = parsed.next;
			const waiter = this.waiting.shift();
			if (waiter) waiter.resolve(parsed.reply);
			else this.unread.push(parsed.reply);
		}
		this.received = this.received.subarray(at);
	}

	private fail(error: Error): void {
		this.failure ??= error;
		for (const waiter of this.waiting.splice(0)) waiter.reject(this.failure);
	}
}

function open(address: Address): Socket {
	if ("path" in address) return connectPlain({ path: address.path });
	const to = { host: "127.0.0.1", port: address.port };
	if (!address.tls) return connectPlain(to);
	const { ca, cert, key } = address.tls;
	return connectTls({
		...to,
		ca: readFileSync(ca),
		checkServerIdentity: () => undefined,
		...(cert === undefined ? {} : { cert: readFileSync(cert) }),
		...(key === undefined ? {} : { key: readFileSync(key) }),
	});
}

function encode(argv: readonly string[]): string {
	return `*${argv.length}\r\n${argv.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}

/** The reply that begins at `at`, or undefined where some of it is still to come. */
function parseReply(bytes: Buffer, at: number): { reply: Reply; next: number } | undefined {
	const end = bytes.indexOf("\r\n", at);
	if (end === -1) return undefined;
	const text = bytes.toString("utf8", at + 1, end);
	const next = end + 2;
	switch (String.fromCharCode(bytes[at] as number)) {
		case "+":
			return { reply: text, next };
		case "-":
			return { reply: new RedisError(text), next };
		case ":":
			return { reply: Number(text), next };
		case "$":
			return parseBulk(bytes, Number(text), next);
		case "*":
			return parseArray(bytes, Number(text), next);
		default:
			throw new Error(`not RESP2: ${JSON.stringify(bytes.toString("latin1", at, end))}`);
	}
}

function parseBulk(bytes: Buffer, length: number, at: number): { reply: Reply; next: number } | undefined {
	if (length < 0) return { reply: null, next: at };
	if (bytes.length < at + length + 2) return undefined;
	return { reply: bytes.toString("utf8", at, at + length), next: at + length + 2 };
}

function parseArray(bytes: Buffer, length: number, at: number): { reply: Reply; next: number } | undefined {
	if (length < 0) return { reply: null, next: at };
	const items: Reply[] = [];
	let next = at;
	for (let i = 0; i < length; i++) {
		const item = parseReply(bytes, next);
		if (!item) return undefined;
		items.push(item.reply);
		next = item.next;
	}
	return { reply: items, next };
}
