// hosts: reading from a real disk never rejects and never waits.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeFiles, decode, encode, knowledgeSource, uriOfPath } from "../../server/src/hosts/nodeFiles";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";

let folder: string;
const files = createNodeFiles();
const read = (name: string) => files.read(uriOfPath(join(folder, name)));

beforeAll(() => {
	folder = makePrivateFolder();
	mkdirSync(join(folder, "in"));
	mkdirSync(join(folder, "out"));
	writeFileSync(join(folder, "in/plain.conf"), "port 0\n");
	writeFileSync(join(folder, "in/ünï %41.conf"), "port 1\n");
	writeFileSync(join(folder, "out/secret.conf"), "port 2\n");
	symlinkSync(join(folder, "out/secret.conf"), join(folder, "in/link.conf"));
	symlinkSync("loop", join(folder, "loop"));
	symlinkSync(join(folder, "in"), join(folder, "in-link"));
	execFileSync("mkfifo", [join(folder, "pipe")]);
});

afterAll(() => removePrivateFolder(folder));

describe("read", () => {
	it.each([
		["in/plain.conf", "port 0\n"],
		["in/ünï %41.conf", "port 1\n"],
		["in/link.conf", "port 2\n"],
		["in-link/plain.conf", "port 0\n"],
	])("%s is text", async (name, text) => {
		expect(await read(name)).toMatchObject({ state: "text", text });
	});

	it("tells who may do what with a file", async () => {
		const path = join(folder, "private");
		writeFileSync(path, "port 0");
		chmodSync(path, 0o640);
		expect(await read("private")).toMatchObject({ mode: 0o640 });
	});

	it("a folder is no file, and said to be one", async () => {
		expect(await files.read(`file://${join(folder, "in")}`)).toEqual({ state: "unreadable", reason: "not-a-file", isFolder: true });
	});

	it.each([
		["missing", "missing"],
		["in/plain.conf/below", "missing"],
		[`${"x".repeat(300)}`, "missing"],
		["nul\0byte", "missing"],
		["pipe", "not-a-file"],
		["loop", "not-a-file"],
	])("%s is %s", async (name, reason) => {
		expect(await files.read(`file://${join(folder, name)}`)).toEqual({ state: "unreadable", reason });
	});

	it.each([
		["/dev/zero", "not-a-file"],
		["/dev/tty", "not-a-file"],
		["/proc/self/environ", "not-a-file"],
		["/proc/kmsg", "not-a-file"],
		["/sys/kernel/notes", "not-a-file"],
	])("what the system makes up is no file: %s", async (path, reason) => {
		expect(await files.read(uriOfPath(path))).toEqual({ state: "unreadable", reason });
	});

	it("says so where it has no way to read an address", async () => {
		expect(await files.read("vscode-vfs://github/x/redis.conf")).toEqual({ state: "unreadable", reason: "unsupported" });
	});

	it("says that permission is missing", async () => {
		const path = join(folder, "denied");
		writeFileSync(path, "port 0");
		chmodSync(path, 0);
		const expected = process.getuid?.() === 0 ? { state: "text", text: "port 0", mode: 0 } : { state: "unreadable", reason: "denied" };
		expect(await read("denied")).toEqual(expected);
	});
});

describe("with only some folders allowed", () => {
	it.each([
		["in/plain.conf", "text"],
		["in-link/plain.conf", "outside"],
		["in/link.conf", "outside"],
		["out/secret.conf", "outside"],
		["in/../out/secret.conf", "outside"],
	])("%s: %s", async (name, expected) => {
		const limited = createNodeFiles({ only: [uriOfPath(join(folder, "in"))] });
		const file = await limited.read(`file://${folder}/${name}`);
		expect(file.state === "text" ? "text" : file.reason).toBe(expected);
	});
});

it.each([
	["in/*", ["in/plain.conf", "in/ünï %41.conf", "in/link.conf"]],
	["out/*", []],
	["*/*.conf", []],
	["in/out-link/*", []],
	["in/../out/*", []],
	["in/../out/[s]ecret.conf", []],
	["o[u]t/secret.conf", []],
])("with only some folders allowed not even names are told of others: %s", async (pattern, names) => {
	symlinkSync(join(folder, "out"), join(folder, "in/out-link"));
	const limited = createNodeFiles({ only: [uriOfPath(join(folder, "in"))] });
	const found = await limited.glob(uriOfPath(folder), pattern);
	rmSync(join(folder, "in/out-link"));
	const expected = names.map((name) => uriOfPath(join(folder, name)));
	expect(new Set(found?.filter((uri) => !uri.endsWith("out-link")))).toEqual(new Set(expected));
});

describe("glob", () => {
	it("finds real files in the order of their bytes", async () => {
		const found = await files.glob(uriOfPath(folder), "in/*.conf");
		expect(found).toEqual(["in/link.conf", "in/plain.conf", "in/ünï %41.conf"].map((name) => uriOfPath(join(folder, name))));
	});

	it("finds nothing in a folder that is not there", async () => {
		expect(await files.glob(uriOfPath(join(folder, "none")), "*.conf")).toEqual([]);
	});
});

describe("decode and encode", () => {
	it.each([
		["UTF-8", Buffer.from("# grün 日本 🙂\n"), "# grün 日本 🙂\n", false],
		["a byte order mark", Buffer.from("\uFEFFport 0\n"), "\uFEFFport 0\n", false],
		["Latin-1", Buffer.from([0x23, 0x20, 0x67, 0x72, 0xfc, 0x6e, 0x80, 0xff, 0x0a]), "# gr\xfcn\x80\xff\n", true],
		["a cut UTF-8 character", Buffer.from([0x61, 0xe6, 0x97]), "a\xe6\x97", true],
		["NUL", Buffer.from("a\0b"), "a\0b", false],
	])("%s comes back byte for byte", (_, bytes, text, latin1) => {
		expect(decode(bytes)).toEqual({ state: "text", text, ...(latin1 && { latin1 }) });
		expect(encode(text, latin1)).toEqual(bytes);
	});
});

describe("generated files", () => {
	const data = new URL("../../server/src/knowledge/data/", import.meta.url).pathname;

	it("are read by name, and are empty where they are absent", () => {
		expect(JSON.parse(knowledgeSource(data)("directives"))).toHaveProperty("directives");
		expect(knowledgeSource(folder)("directives")).toBe("{}");
	});
});
