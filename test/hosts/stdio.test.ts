// hosts: bytes to messages and messages to bytes.
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { LostFraming, StdioReader, StdioWriter, socketIn } from "../../server/src/hosts/stdio";

const HELLO = { jsonrpc: "2.0", id: 1, method: "hello" };
const WORLD = { jsonrpc: "2.0", method: "wörld 世界 💡", params: { text: "a\r\n\r\nb" } };

function framed(body: unknown, header = ""): string {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	return `${header}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** What becomes of bytes that arrive in these pieces. */
async function readingOf(...pieces: readonly (string | Buffer)[]) {
	const input = new PassThrough();
	const output = new PassThrough();
	const reader = new StdioReader(input, new StdioWriter(output));
	const messages: unknown[] = [];
	const errors: Error[] = [];
	reader.onError((error) => errors.push(error));
	const closed = new Promise<void>((resolve) => reader.onClose(() => resolve()));
	reader.listen((message) => messages.push(message));
	for (const piece of pieces) input.write(piece);
	input.end();
	if (errors.length === 0) await Promise.race([closed, new Promise<void>((resolve) => reader.onError(() => resolve()))]);
	const answers =
		(output.read() as Buffer | null)
			?.toString()
			.split(/Content-Length: \d+\r\n\r\n/)
			.slice(1) ?? [];
	return { messages, errors, answers: answers.map((answer) => JSON.parse(answer) as unknown) };
}

it.each([
	[["--stdio"], undefined],
	[["--node-ipc"], undefined],
	[["--socket=7000"], 7000],
	[["--clientProcessId=1", "--socket", "7000"], 7000],
	[["--pipe=/tmp/a=b"], "/tmp/a=b"],
	[["--pipe", "\\\\.\\pipe\\x"], "\\\\.\\pipe\\x"],
	[["--pipe"], undefined],
])("%j says where the client is: %s", (words, at) => {
	expect(socketIn(words)).toBe(at);
});

describe("messages are read", () => {
	const bytes = Buffer.from(framed(HELLO) + framed(WORLD) + framed(HELLO, "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"));

	it.each([1, 2, 3, 7, 30, 100, 10_000])("that arrive in pieces of %d bytes", async (size) => {
		const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
		expect(await readingOf(...pieces)).toEqual({ messages: [HELLO, WORLD, HELLO], errors: [], answers: [] });
	});

	it("whatever the case of the header's names and the room around its values", async () => {
		const body = JSON.stringify(HELLO);
		expect((await readingOf(`content-length:${body.length}  \r\nX-Other: 1\r\n\r\n${body}`)).messages).toEqual([HELLO]);
	});

	it("as they are written", async () => {
		const output = new PassThrough();
		const writer = new StdioWriter(output);
		const chunks: string[] = [];
		output.on("data", (chunk) => chunks.push(String(chunk)));
		await Promise.all([writer.write(HELLO), writer.write(WORLD)]);
		expect(chunks).toEqual([framed(HELLO), framed(WORLD)]);
	});
});

describe("a body that is no message is answered with an error, and the next message is read", () => {
	it.each([
		["a batch", [HELLO, WORLD], -32600, null],
		["an empty batch", [], -32600, null],
		["a number", "7", -32600, null],
		["nothing", "null", -32600, null],
		["empty", "", -32700, null],
		["half a message", '{"jsonrpc":"2.0",', -32700, null],
		["a method that is no name", { id: 3, method: {} }, -32600, 3],
		["an id that is none", { id: {}, method: "hello" }, -32600, null],
		["an id of null for a request", { id: null, method: "hello" }, -32600, null],
		["neither id nor method", { params: { requirepass: "kZ8w2nQ4x7Lp9Tr5" } }, -32600, null],
	])("%s", async (_, body, code, id) => {
		const { messages, errors, answers } = await readingOf(framed(body), framed(HELLO));
		expect({ messages, errors }).toEqual({ messages: [HELLO], errors: [] });
		expect(answers).toEqual([{ jsonrpc: "2.0", id, error: { code, message: expect.any(String) } }]);
		expect(JSON.stringify(answers)).not.toContain("kZ8w2nQ4x7Lp9Tr5");
	});

	it.each([
		{ id: 4, result: null },
		{ id: "4", error: { code: 1, message: "" } },
		{ id: null, error: { code: 1, message: "" } },
	])("and the answer %j is a message", async (answer) => {
		expect(await readingOf(framed(answer))).toEqual({ messages: [answer], errors: [], answers: [] });
	});
});

it("a message that the one who takes it cannot bear is told, and the next one is read", () => {
	const input = new PassThrough();
	const reader = new StdioReader(input, new StdioWriter(new PassThrough()));
	const errors: Error[] = [];
	const taken: unknown[] = [];
	reader.onError((error) => errors.push(error));
	reader.listen((message) => {
		if (taken.push(message) === 1) throw new TypeError("not this one");
	});
	input.emit("data", Buffer.from(framed(HELLO) + framed(WORLD)));
	expect(taken).toEqual([HELLO, WORLD]);
	expect(errors).toEqual([new TypeError("not this one")]);
});

describe("a header that is wrong is told, and nothing is waited for", () => {
	const body = JSON.stringify(HELLO);
	it.each([
		["without a length", `Content-Type: x\r\n\r\n${body}`],
		["empty", `\r\n\r\n${body}`],
		["with a word as length", `Content-Length: many\r\n\r\n${body}`],
		["with a negative length", `Content-Length: -1\r\n\r\n${body}`],
		["with half a number as length", `Content-Length: 12x\r\n\r\n${body}`],
		["with two lengths", `Content-Length: 1\r\nContent-Length: 2\r\n\r\n${body}`],
		["with an immense length", `Content-Length: 99999999999\r\n\r\n${body}`],
		["with a length that is too short", `Content-Length: ${body.length - 3}\r\n\r\n${body}`],
		["with a length that is too long", `Content-Length: ${body.length + 30}\r\n\r\n${body}${framed(HELLO)}`],
		["that is none", body],
		["in other line ends", `Content-Length: ${body.length}\n\n${body}`],
		["without an end", `X: ${"x".repeat(5000)}`],
		["in other bytes", Buffer.from([0xff, 0xfe, 0x43, 0])],
	])("%s", async (_, bytes) => {
		const { errors, messages } = await readingOf(framed(HELLO), bytes, framed(HELLO));
		expect(errors).toEqual([expect.any(LostFraming)]);
		expect(messages).toEqual([HELLO]);
	});

	it("without a word of what stood there", async () => {
		const { errors } = await readingOf("requirepass kZ8w2nQ4x7Lp9Tr5\r\n\r\n");
		expect(errors[0]?.message).not.toContain("kZ8w2nQ4x7Lp9Tr5");
	});
});
