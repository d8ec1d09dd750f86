// hosts: certificates and keys on the disk of this machine.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MAX_PEM_SIZE } from "../../server/src/hosts/certificates";
import { createNodeFiles, uriOfPath } from "../../server/src/hosts/nodeFiles";
import { makePrivateFolder } from "../support/privateFolder";

const PEM = fileURLToPath(new URL("../support/pem/redis.crt", import.meta.url));

test("reads a certificate with its permissions and the time of the host", async () => {
	const folder = makePrivateFolder();
	copyFileSync(PEM, join(folder, "a.crt"));
	chmodSync(join(folder, "a.crt"), 0o640);
	const files = createNodeFiles({ now: () => 42 });
	expect(await files.pem(uriOfPath(join(folder, "a.crt")))).toMatchObject({
		state: "read",
		mode: 0o640,
		readAt: 42,
		certificates: [{ commonName: "redis" }],
	});
});

test.each<[string, (path: string) => void, object]>([
	["missing", () => undefined, { reason: "missing" }],
	["a folder", (path) => mkdirSync(path), { reason: "not-a-file", folder: { hashed: false } }],
	[
		"a folder of authorities",
		(path) => [mkdirSync(path), writeFileSync(join(path, "5ed36f99.0"), ""), writeFileSync(join(path, "README"), "")],
		{ reason: "not-a-file", folder: { hashed: true } },
	],
	["a pipe", (path) => execFileSync("mkfifo", [path]), { reason: "not-a-file" }],
	["a link in circles", (path) => symlinkSync(path, path), { reason: "not-a-file" }],
	["what the system makes up", (path) => symlinkSync("/proc/self/environ", path), { reason: "not-a-file" }],
	["too large", (path) => [writeFileSync(path, ""), truncateSync(path, MAX_PEM_SIZE + 1)], { reason: "too-large" }],
])("%s", async (_, make, expected) => {
	const path = join(makePrivateFolder(), "a.crt");
	make(path);
	expect(await createNodeFiles().pem(uriOfPath(path))).toEqual({ state: "unreadable", ...expected });
});

test("a file in a folder that is not there is another machine's", async () => {
	expect(await createNodeFiles().pem("file:///no/such/folder/a.crt")).toEqual({ state: "unreadable", reason: "missing", elsewhere: true });
});

test("nothing outside of the folders that are allowed is read, by no link either", async () => {
	const inside = makePrivateFolder();
	const outside = makePrivateFolder();
	copyFileSync(PEM, join(outside, "a.crt"));
	symlinkSync(join(outside, "a.crt"), join(inside, "link.crt"));
	const files = createNodeFiles({ only: [uriOfPath(inside)] });
	for (const path of [join(outside, "a.crt"), join(inside, "link.crt")])
		expect(await files.pem(uriOfPath(path))).toEqual({ state: "unreadable", reason: "outside" });
});

/** Later than a file that is written now, so that a change would show. */
const LATER = () => Date.now() + 60_000;

test("what a file holds is worked out once, until it is another file", async () => {
	const path = join(makePrivateFolder(), "a.crt");
	copyFileSync(PEM, path);
	const files = createNodeFiles({ now: LATER });
	const read = () => files.pem(uriOfPath(path));
	const [first, again] = [await read(), await read()];
	if (first.state !== "read" || again.state !== "read") throw new Error("it cannot be read");
	expect(again.certificates).toBe(first.certificates);
	writeFileSync(path, "");
	expect(await read()).toMatchObject({ state: "read", certificates: [] });
	chmodSync(path, 0o600);
	expect(await read()).toMatchObject({ mode: 0o600 });
});

test("a file that was written just now is read each time", async () => {
	const path = join(makePrivateFolder(), "a.crt");
	copyFileSync(PEM, path);
	const files = createNodeFiles({ now: () => 0 });
	const [first, again] = [await files.pem(uriOfPath(path)), await files.pem(uriOfPath(path))];
	if (first.state !== "read" || again.state !== "read") throw new Error("it cannot be read");
	expect(again.certificates).not.toBe(first.certificates);
});
