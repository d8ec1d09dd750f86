// features: notes inside of lines, here shown as ‹note› where they stand.
import { expect, test } from "vitest";
import { type HintOptions, inlayHints } from "../../server/src/features/inlayHints";
import { openAt } from "../support/cursor";

const ALL: HintOptions = { sizes: true, times: true, valueInForce: true };

async function withHints(files: string | Readonly<Record<string, string>>, options = ALL): Promise<string> {
	const { document } = await openAt(files, { server: "redis-7.4" });
	const { lines } = document.file.tree;
	const shown = lines.map(({ text }) => text);
	for (const { at, text } of inlayHints(document, 0, lines.length, options).toReversed()) {
		const line = shown[at.line] ?? "";
		shown[at.line] = `${line.slice(0, at.character)}‹${text}›${line.slice(at.character)}`;
	}
	return shown.join("\n");
}

test.each([
	["bytes of a size", "maxmemory 512mb\n", "maxmemory 512mb‹= 536,870,912 bytes›\n"],
	["not where it is in bytes already", "maxmemory 1000\n", "maxmemory 1000\n"],
	["not what is refused", "maxmemory 5xb\n", "maxmemory 5xb\n"],
	[
		"sizes of buffers",
		"client-output-buffer-limit replica 256mb 1kb 60 pubsub 1mb 0 60\n",
		"client-output-buffer-limit replica 256mb‹= 268,435,456 bytes› 1kb‹= 1,024 bytes› 60 pubsub 1mb‹= 1,048,576 bytes› 0 60\n",
	],
	["long times", "timeout 3600\nrepl-timeout 30\n", "timeout 3600‹= 1 hour›\nrepl-timeout 30\n"],
	["milliseconds", "cluster-node-timeout 15000\n", "cluster-node-timeout 15000‹= 15 seconds›\n"],
	["who wins", "maxclients 1\nmaxclients 2\n", "maxclients 1‹← line 2 wins: 2›\nmaxclients 2\n"],
	["never a secret", "requirepass one\nrequirepass two\n", "requirepass one\nrequirepass two\n"],
	["lines that count together", "save 900 1\nsave 60 10\n", "save 900 1\nsave 60 10\n"],
])("%s", async (_, text, expected) => {
	expect(await withHints(text)).toBe(expected);
});

test.each([50, 200])("who wins, on each of %d lines", async (count) => {
	const lines = Array.from({ length: count }, (_, n) => `maxclients ${n}`);
	const winner = `‹← line ${count} wins: ${count - 1}›`;
	expect((await withHints(lines.join("\n"))).split("\n")).toEqual(lines.map((line, n) => (n === count - 1 ? line : line + winner)));
});

test("who wins, in another file", async () => {
	expect(await withHints({ "redis.conf": "port 1\ninclude b.conf\n", "b.conf": "port 2\n" })).toBe(
		"port 1‹← b.conf:1 wins: 2›\ninclude b.conf\n",
	);
});

test("times of Sentinel", async () => {
	const text = "sentinel monitor m 10.0.0.1 6379 2\nsentinel down-after-milliseconds m 30000";
	expect(await withHints({ "sentinel.conf": text })).toBe(`${text}‹= 30 seconds›`);
});

test.each([
	["sizes", "maxmemory 1kb\ntimeout 60‹= 1 minute›\nport 1‹← line 4 wins: 2›\nport 2\n"],
	["times", "maxmemory 1kb‹= 1,024 bytes›\ntimeout 60\nport 1‹← line 4 wins: 2›\nport 2\n"],
	["valueInForce", "maxmemory 1kb‹= 1,024 bytes›\ntimeout 60‹= 1 minute›\nport 1\nport 2\n"],
] as const)("without %s", async (option, expected) => {
	expect(await withHints("maxmemory 1kb\ntimeout 60\nport 1\nport 2\n", { ...ALL, [option]: false })).toBe(expected);
});
