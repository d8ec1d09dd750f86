// hosts: the built server over standard input and output, with a client that makes mistakes or goes away.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SERVER = fileURLToPath(new URL("../../dist/server.js", import.meta.url));
const INITIALIZE = { jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } };
const SHUTDOWN = { jsonrpc: "2.0", id: 2, method: "shutdown" };
const EXIT = { jsonrpc: "2.0", method: "exit" };

class Talk {
	private readonly child: ChildProcessWithoutNullStreams = spawn(process.execPath, [SERVER, "--stdio"]);
	private output = Buffer.alloc(0);
	private wake = () => {};
	stderr = "";
	readonly ended: Promise<number | null>;

	constructor() {
		this.child.stdout.on("data", (chunk: Buffer) => {
			this.output = Buffer.concat([this.output, chunk]);
			this.wake();
		});
		this.child.stderr.on("data", (chunk) => {
			this.stderr += chunk;
		});
		this.ended = new Promise((resolve) => this.child.on("close", resolve));
	}

	send(message: unknown): void {
		const body = JSON.stringify(message);
		this.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
	}

	write(text: string): void {
		this.child.stdin.write(text);
	}

	end(): void {
		this.child.stdin.end();
	}

	/** The next message of the server, which writes nothing else. */
	async next(): Promise<unknown> {
		for (;;) {
			const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(this.output.toString("latin1")) ?? [];
			const start = header?.length ?? 0;
			const end = start + Number(length);
			if (header !== undefined && this.output.length >= end) {
				const body = this.output.toString("utf8", start, end);
				this.output = this.output.subarray(end);
				return JSON.parse(body);
			}
			await new Promise<void>((resolve) => {
				this.wake = resolve;
			});
		}
	}
}

it("a header that is wrong ends the server with a word why, so that the client starts it again", async () => {
	const talk = new Talk();
	talk.send(INITIALIZE);
	expect(await talk.next()).toMatchObject({ id: 1, result: {} });
	talk.write('Content-Size: 9\r\n\r\n{"requirepass":"kZ8w2nQ4x7Lp9Tr5"}');
	expect(await talk.ended).toBe(1);
	expect(talk.stderr).toBe(
		"redis-security-lint: a header has no Content-Length. Where the next message begins is unknown, so the server ends. Start it again.\n",
	);
});

describe.each(["--socket", "--pipe"])("over %s", (word) => {
	/** The server as it has called us. */
	async function called(): Promise<{ socket: Socket; ended: Promise<number | null>; stderr(): string }> {
		const folder = mkdtempSync(join(tmpdir(), "socket-"));
		const ear = createServer();
		await new Promise<void>((resolve) => {
			if (word === "--pipe") ear.listen(join(folder, "pipe"), resolve);
			else ear.listen(0, "127.0.0.1", resolve);
		});
		const address = ear.address();
		const at = typeof address === "string" ? address : String(address?.port);
		const child = spawn(process.execPath, [SERVER, `${word}=${at}`], { stdio: ["ignore", "ignore", "pipe"] });
		let stderr = "";
		child.stderr.on("data", (chunk) => {
			stderr += chunk;
		});
		const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
		const socket = await new Promise<Socket>((resolve) => ear.once("connection", resolve));
		ear.close();
		rmSync(folder, { recursive: true });
		return { socket, ended, stderr: () => stderr };
	}
	const framed = (message: unknown) => {
		const body = JSON.stringify(message);
		return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
	};

	it("a header that is wrong ends the server as well", async () => {
		const { socket, ended, stderr } = await called();
		socket.on("error", () => undefined);
		socket.write(`${framed(INITIALIZE)}Content-Size: 9\r\n\r\n{"a":1234}`);
		expect(await ended).toBe(1);
		expect(stderr()).toContain("a header has no Content-Length");
	});

	it.each([
		["before it said goodbye", [INITIALIZE], 1],
		["after it said goodbye", [INITIALIZE, SHUTDOWN], 0],
	])("a client that is gone %s ends the server", async (_, messages, status) => {
		const { socket, ended } = await called();
		for (const message of messages) {
			let said = "";
			const answered = new Promise<void>((resolve) =>
				socket.on("data", (chunk) => {
					said += chunk;
					// The answer to shutdown ends with its result, which is nothing.
					if (said.includes(`"id":${message.id}`) && said.endsWith("}")) resolve();
				}),
			);
			socket.write(framed(message));
			await answered;
		}
		socket.end();
		expect(await ended).toBe(status);
	});
});

it("messages with wrong parameters are lived through", async () => {
	const talk = new Talk();
	talk.send(INITIALIZE);
	expect(await talk.next()).toMatchObject({ id: 1, result: {} });
	for (const method of ["$/cancelRequest", "$/setTrace", "$/progress", "initialized"]) talk.send({ jsonrpc: "2.0", method });
	talk.send({ jsonrpc: "2.0", id: "7" });
	talk.send(SHUTDOWN);
	for (;;) {
		const message = (await talk.next()) as { id?: unknown };
		if (message.id !== SHUTDOWN.id) continue;
		expect(message).toMatchObject({ result: null });
		break;
	}
	talk.send(EXIT);
	expect(await talk.ended).toBe(0);
});

it("several messages in one are refused, and the next one is answered", async () => {
	const talk = new Talk();
	talk.send([INITIALIZE, SHUTDOWN]);
	expect(await talk.next()).toMatchObject({ id: null, error: { code: -32600 } });
	talk.send(INITIALIZE);
	expect(await talk.next()).toMatchObject({ id: 1, result: {} });
	talk.send(SHUTDOWN);
	expect(await talk.next()).toMatchObject({ id: 2, result: null });
	talk.send(EXIT);
	expect(await talk.ended).toBe(0);
	expect(talk.stderr).toBe("");
});

it.each([
	["before it said goodbye", [INITIALIZE], 1],
	["after it said goodbye", [INITIALIZE, SHUTDOWN], 0],
])("a client that is gone %s ends the server", async (_, messages, status) => {
	const talk = new Talk();
	for (const message of messages) {
		talk.send(message);
		await talk.next();
	}
	talk.end();
	expect(await talk.ended).toBe(status);
});
