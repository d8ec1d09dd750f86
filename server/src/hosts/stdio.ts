// hosts: messages over standard input and output, or over a socket or pipe of the client. A message is written at once, and what is no message is refused instead of waited for.
import { Console } from "node:console";
import { connect } from "node:net";
import type { Readable, Writable } from "node:stream";
import {
	AbstractMessageReader,
	AbstractMessageWriter,
	type Connection,
	createConnection,
	type DataCallback,
	Disposable,
	ErrorCodes,
	type Message,
	type MessageReader,
	type MessageWriter,
} from "vscode-languageserver/node";

/** The connection over standard input and output, which ends the process where the client is gone or nothing can be understood any more. */
export function connectStdio(): Connection {
	// What is printed here would stand between the messages.
	Object.assign(console, new Console(process.stderr));
	return connectStreams(process.stdin, process.stdout);
}

/** The same over a socket at a port of this machine, or a pipe by its path, which the client has opened. */
export function connectSocket(at: number | string): Connection {
	const socket = typeof at === "number" ? connect(at, "127.0.0.1") : connect(at);
	return connectStreams(socket, socket);
}

/** The port or the path behind `--socket` or `--pipe`, in the next word or behind "="; undefined where neither is there. */
export function socketIn(words: readonly string[]): number | string | undefined {
	for (const [at, word] of words.entries()) {
		const [, name, own] = /^--(socket|pipe)(?:=(.*))?$/s.exec(word) ?? [];
		const value = name === undefined ? undefined : (own ?? words[at + 1]);
		if (value) return name === "socket" ? Number(value) : value;
	}
	return undefined;
}

function connectStreams(input: Readable, output: Writable): Connection {
	const writer = new StdioWriter(output);
	const reader = new StdioReader(input, writer);
	const connection = createConnection(reader, writer);
	let saidGoodbye = false;
	connection.onShutdown(() => {
		saidGoodbye = true;
	});
	const leave = () => process.exit(saidGoodbye ? 0 : 1);
	reader.onClose(leave);
	// A socket that fails comes to no end.
	input.once("close", leave);
	reader.onError((error) => {
		if (!(error instanceof LostFraming)) return;
		const text = `redis-security-lint: ${error.message}. Where the next message begins is unknown, so the server ends. Start it again.\n`;
		process.stderr.write(text, () => process.exit(1));
	});
	return connection;
}

/** Why nothing that follows can be understood: nobody knows where the next message begins. */
export class LostFraming extends Error {
	override readonly name = "LostFraming";
}

/** Longer headers are none: those of the protocol have some fifty bytes. */
const MAX_HEADER = 4096;

/** Node.js makes no longer strings. */
const MAX_BODY = 512 * 1024 * 1024;

const HEADER_END = Buffer.from("\r\n\r\n");

/**
 * Reads messages from a stream. Where a body is no message of the protocol, an error is answered with `writer` and the next one is read. Where a
 * header is wrong, a `LostFraming` is told to `onError`, and nothing is read any more.
 */
export class StdioReader extends AbstractMessageReader implements MessageReader {
	private readonly chunks: Buffer[] = [];
	private length = 0;
	/** Bytes of the body that is read; undefined in a header. */
	private expected: number | undefined;

	constructor(
		private readonly input: Readable,
		private readonly writer: MessageWriter,
	) {
		super();
	}

	listen(callback: DataCallback): Disposable {
		const onData = (chunk: Buffer) => {
			try {
				this.chunks.push(chunk);
				this.length += chunk.length;
				this.read(callback);
			} catch (error) {
				this.input.off("data", onData);
				this.fireError(error);
			}
		};
		this.input.on("data", onData);
		this.input.once("end", () => this.fireClose());
		this.input.on("error", (error) => this.fireError(error));
		return Disposable.create(() => this.input.off("data", onData));
	}

	private read(callback: DataCallback): void {
		for (;;) {
			if (this.expected === undefined) {
				const header = this.takeHeader();
				if (header === undefined) return;
				this.expected = lengthIn(header);
			}
			if (this.length < this.expected) return;
			const body = this.take(this.expected);
			this.expected = undefined;
			this.handOn(body, callback);
		}
	}

	private handOn(body: Buffer, callback: DataCallback): void {
		let message: unknown;
		try {
			message = JSON.parse(body.toString("utf8"));
		} catch {
			this.refuse(null, ErrorCodes.ParseError, "This message is not JSON.");
			return;
		}
		if (isMessage(message)) this.callWith(message, callback);
		else if (Array.isArray(message))
			this.refuse(null, ErrorCodes.InvalidRequest, "Several messages in one are not taken: send each alone.");
		else this.refuse(idOf(message), ErrorCodes.InvalidRequest, "This is not a message of the protocol.");
	}

	/** Some messages with wrong parameters fail before anybody is asked. */
	private callWith(message: Message, callback: DataCallback): void {
		try {
			callback(message);
		} catch (error) {
			this.fireError(error);
		}
	}

	private refuse(id: string | number | null, code: number, message: string): void {
		this.writer.write({ jsonrpc: "2.0", id, error: { code, message } } as Message).catch(() => {});
	}

	/** Undefined where it has not arrived as a whole. */
	private takeHeader(): string | undefined {
		if (this.length === 0) return undefined;
		const all = this.joined();
		const end = all.indexOf(HEADER_END);
		if (end !== -1 && end <= MAX_HEADER) return this.take(end + HEADER_END.length).toString("latin1", 0, end);
		// What comes later does not mend it.
		linesOf(all.toString("latin1", 0, MAX_HEADER));
		if (all.length > MAX_HEADER) throw new LostFraming("a header has no end");
		return undefined;
	}

	private take(count: number): Buffer {
		const all = this.joined();
		this.chunks.length = 0;
		this.length = all.length - count;
		if (this.length > 0) this.chunks.push(all.subarray(count));
		return all.subarray(0, count);
	}

	private joined(): Buffer {
		const [first] = this.chunks;
		if (first !== undefined && this.chunks.length === 1) return first;
		const all = Buffer.concat(this.chunks);
		this.chunks.splice(0, this.chunks.length, all);
		return all;
	}
}

/** Writes header and body together, since each writing is a call of the system. */
export class StdioWriter extends AbstractMessageWriter implements MessageWriter {
	constructor(private readonly output: Writable) {
		super();
		output.on("error", (error) => this.fireError(error));
		output.on("close", () => this.fireClose());
	}

	write(message: Message): Promise<void> {
		const body = JSON.stringify(message);
		const text = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
		return new Promise((resolve, reject) => {
			this.output.write(text, "utf8", (error) => (error ? reject(error) : resolve()));
		});
	}

	end(): void {
		this.output.end();
	}
}

function lengthIn(header: string): number {
	const lengths = linesOf(header).filter(([name]) => name.toLowerCase() === "content-length");
	const [line, other] = lengths;
	if (line === undefined) throw new LostFraming("a header has no Content-Length");
	if (other !== undefined) throw new LostFraming("a header has several lines Content-Length");
	const length = /^\d+$/.test(line[1]) ? Number(line[1]) : Number.NaN;
	if (Number.isNaN(length)) throw new LostFraming("a Content-Length is not a number");
	if (length > MAX_BODY) throw new LostFraming("a Content-Length is larger than any message");
	return length;
}

/** Names and values; the last line may not have arrived as a whole. @throws LostFraming where other bytes stand there. */
function linesOf(header: string): readonly (readonly [name: string, value: string])[] {
	const lines = header.split("\r\n");
	return lines.map((line, index) => {
		const isLast = index === lines.length - 1;
		const colon = line.indexOf(":");
		const [name, value] = [line.slice(0, Math.max(0, colon)), line.slice(colon + 1).trim()];
		if (/^[!-9;-~]+$/.test(name) && /^[ -~]*$/.test(value) && /^[\t -~]*$/.test(line)) return [name, value];
		if (isLast && /^[!-9;-~]*(?::[\t -~]*)?\r?$/.test(line)) return [line, ""];
		throw new LostFraming("bytes stand between messages that are no header");
	});
}

function isMessage(message: unknown): message is Message {
	if (typeof message !== "object" || message === null || Array.isArray(message)) return false;
	const { id, method } = message as { readonly id?: unknown; readonly method?: unknown };
	const isNamed = typeof id === "string" || typeof id === "number";
	return method === undefined ? isNamed || id === null : typeof method === "string" && (isNamed || id === undefined);
}

function idOf(message: unknown): string | number | null {
	const id = (message as { readonly id?: unknown } | null)?.id;
	return typeof id === "string" || typeof id === "number" ? id : null;
}
