// tools: a small client for the Redis protocol (RESP2) over a unix socket.
import { connect, type Socket } from "node:net";

/** Bulk and simple strings are text, integers are numbers, arrays and maps are arrays; a nil is null. */
export type Reply = string | number | null | readonly Reply[];

/** An error that the server answered with. */
export class ReplyError extends Error {}

/** Sends one command at a time; further ones wait for its answer. */
export class RespClient {
	private received = Buffer.alloc(0);
	private ended: Error | undefined;
	private readonly waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];

	private constructor(private readonly socket: Socket) {
		socket.on("data", (chunk) => this.receive(chunk));
		socket.on("error", (error) => this.fail(error));
		socket.on("close", () => this.fail(new Error("the server closed the connection")));
	}

	static connect(path: string): Promise<RespClient> {
		return new Promise((resolve, reject) => {
			const socket = connect(path, () => {
				socket.off("error", reject);
				resolve(new RespClient(socket));
			});
			socket.once("error", reject);
		});
	}

	/** @throws ReplyError where the server answers with an error. */
	call(...words: readonly string[]): Promise<Reply> {
		return new Promise((resolve, reject) => {
			if (this.ended) {
				reject(this.ended);
				return;
			}
			this.waiting.push({ resolve, reject });
			this.socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`);
		});
	}

	close(): void {
		this.socket.destroy();
	}

	private receive(chunk: Buffer): void {
		this.received = Buffer.concat([this.received, chunk]);
		for (let parsed = parseReply(this.received, 0); parsed; parsed = parseReply(this.received, 0)) {
			this.received = this.received.subarray(parsed.end);
			const first = this.waiting.shift();
			if (parsed.value instanceof ReplyError) first?.reject(parsed.value);
			else first?.resolve(parsed.value);
		}
	}

	private fail(error: Error): void {
		this.ended ??= error;
		for (const { reject } of this.waiting.splice(0)) reject(error);
	}
}

/** The reply that starts at `start`, and where it ends; undefined where it has not arrived whole. */
function parseReply(data: Buffer, start: number): { value: Reply | ReplyError; end: number } | undefined {
	const lineEnd = data.indexOf("\r\n", start);
	if (lineEnd === -1) return undefined;
	const line = data.toString("utf8", start + 1, lineEnd);
	const next = lineEnd + 2;
	switch (data.toString("latin1", start, start + 1)) {
		case "+":
			return { value: line, end: next };
		case "-":
			return { value: new ReplyError(line), end: next };
		case ":":
			return { value: Number(line), end: next };
		case "$": {
			const length = Number(line);
			if (length === -1) return { value: null, end: next };
			if (data.length < next + length + 2) return undefined;
			return { value: data.toString("utf8", next, next + length), end: next + length + 2 };
		}
		case "*":
			return parseArray(data, next, Number(line));
		default:
			return { value: new ReplyError(`not a reply: ${line}`), end: data.length };
	}
}

function parseArray(data: Buffer, start: number, length: number): { value: Reply | ReplyError; end: number } | undefined {
	if (length === -1) return { value: null, end: start };
	const items: Reply[] = [];
	let at = start;
	for (let i = 0; i < length; i++) {
		const item = parseReply(data, at);
		if (!item) return undefined;
		if (item.value instanceof ReplyError) return { value: item.value, end: data.length };
		items.push(item.value);
		at = item.end;
	}
	return { value: items, end: at };
}
