// lsp: what typing never waits for.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { connect, type ScriptedClient, uriOf } from "./scriptedClient";

const pem = (name: string) => readFileSync(new URL(`../support/pem/${name}`, import.meta.url), "latin1");
const STRONG = "kX3vQ9zT7mW2pL8rN5cY1bH6dF4gJ0sA";
const TLS = `port 0\ntls-port 6379\nrequirepass ${STRONG}\ntls-cert-file /etc/ssl/redis.crt\ntls-key-file /etc/ssl/redis.key\ntls-ca-cert-file /etc/ssl/ca.crt\ninclude other.conf\naclfile users.acl\n`;
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

	it("ends the reading of users of an older version", async () => {
		let time = 0;
		const pauses: (() => void)[] = [];
		const timers = { now: () => (time += 11), pause: () => new Promise<void>((resolve) => pauses.push(resolve)) };
		const client = await connect({ rules: [], timers });
		const uri = await client.open("users.acl", Array.from({ length: 1000 }, (_, i) => `user u${i} on nopass ~* +get\n`).join(""));
		const refused = expect(client.pull(uri)).rejects.toMatchObject({ data: { retriggerRequest: true } });
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		expect(pauses).toHaveLength(1);
		await client.replace(uri, "user u5 on", "user u5 off");
		await client.connection.sendRequest("redisSecurityLint/serverInForce", { uri });
		pauses[0]?.();
		await refused;
		expect(pauses).toHaveLength(1);
	});
});

it("a text in another line end takes edits as the editor makes them", async () => {
	const client = await connect();
	const uri = await client.open("redis.conf", "bind 127.0.0.1\r\nport 6379\r\nno-such-name yes\r\n");
	await client.replace(uri, "6379\r\n", "6380\r\nmaxmemory 1gb\r\n");
	const found = (await client.pull(uri)).find(({ code }) => code === "unknown-directive");
	expect(found?.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: 12 } });
});
