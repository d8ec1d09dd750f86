// lsp: what typing never waits for.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HeldTimers } from "./heldTimers";
import { connect, type ScriptedClient, uriOf } from "./scriptedClient";

const pem = (name: string) => readFileSync(new URL(`../support/pem/${name}`, import.meta.url), "latin1");
const STRONG = "kX3vQ9zT7mW2pL8rN5cY1bH6dF4gJ0sA";
const TLS = `port 0\ntls-port 6379\nrequirepass ${STRONG}\ntls-cert-file /etc/ssl/redis.crt\ntls-key-file /etc/ssl/redis.key\ntls-ca-cert-file /etc/ssl/ca.crt\ninclude other.conf\naclfile users.acl\n`;
const START = { line: 0, character: 0 };
const FILES = {
	"redis.conf": TLS,
	"other.conf": "timeout 100\n",
	"users.acl": "user default off\n",
	"/etc/ssl/redis.crt": pem("redis.crt"),
	"/etc/ssl/ca.crt": pem("ca.crt"),
};

async function rulesIn(client: ScriptedClient, uri: string): Promise<unknown[]> {
	return (await client.pull(uri)).map(({ code }) => code);
}

describe("an edit", () => {
	it("does not wait for the disk: files are remembered until a watcher says that they have changed", async () => {
		const client = await connect({ files: FILES });
		const uri = await client.open("redis.conf");
		await client.pull(uri);
		const never = () => new Promise<never>(() => {});
		Object.assign(client.disk.methods, { read: never, pem: never, glob: never, list: never });
		await client.replace(uri, "port 0", "port 6380");
		expect(await rulesIn(client, uri)).toContain("plaintext-port-beside-tls");
	});

	it("has a certificate looked at again that was replaced without a word", async () => {
		const client = await connect({ files: FILES });
		const uri = await client.open("redis.conf");
		expect(await rulesIn(client, uri)).not.toContain("certificate-out-of-date");
		client.disk.texts.set(uriOf("/etc/ssl/redis.crt"), pem("expired.crt"));
		await client.replace(uri, "port 0", "port 6380");
		const before = client.refreshes;
		await client.pull(uri);
		await client.until(() => client.refreshes > before);
		expect(await rulesIn(client, uri)).toContain("certificate-out-of-date");
	});

	it.each([
		["users of an ACL file", "users.acl", "user u on nopass ~* +get\n"],
		["lines of a configuration", "redis.conf", "port 6379\n"],
		["user lines of a configuration", "redis.conf", "user u on nopass ~* +get\n"],
		["lines of a Sentinel", "sentinel.conf", "sentinel monitor m 10.0.0.1 6379 2\n"],
	])("ends the reading of an older version: %s", async (_, name, line) => {
		const timers = new HeldTimers();
		const client = await connect({ rules: [], timers });
		timers.hold();
		const uri = await client.open(name, line.repeat(2000));
		const answer = client.pull(uri);
		await timers.stop();
		await client.change(uri, [{ text: line }]);
		await client.connection.sendRequest("textDocument/definition", { textDocument: { uri: uriOf("none.txt") }, position: START });
		let isAnswered = false;
		const answered = answer.then(() => {
			isAnswered = true;
		});
		while (!isAnswered) {
			timers.goOn();
			await Promise.race([timers.stop(), answered]);
		}
		// All of the older version is some dozens of blocks, each of them looked at several times.
		expect(timers.count).toBeGreaterThan(1);
		expect(timers.count).toBeLessThan(20);
	});
});

it("a text in another line end takes edits as the editor makes them", async () => {
	const client = await connect();
	const uri = await client.open("redis.conf", "bind 127.0.0.1\r\nport 6379\r\nno-such-name yes\r\n");
	await client.replace(uri, "6379\r\n", "6380\r\nmaxmemory 1gb\r\n");
	const found = (await client.pull(uri)).find(({ code }) => code === "unknown-directive");
	expect(found?.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: 12 } });
});
