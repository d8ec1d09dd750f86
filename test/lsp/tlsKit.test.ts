// The requests for the TLS kit, as the client's wizard makes them.
import { expect, test } from "vitest";
import { connect } from "./scriptedClient";

interface Kit {
	readonly files: readonly { readonly path: string; readonly text: string }[];
	readonly unmerged: readonly string[];
}

async function ask(request: string, params: object): Promise<unknown> {
	return (await connect()).connection.sendRequest(`redisSecurityLint/${request}`, params);
}

test("gives the files and writes nothing", async () => {
	const { files } = (await ask("generateTlsKit", { hosts: ["redis.example.org"], topology: "cluster" })) as Kit;
	expect(files.map(({ path }) => path)).toEqual(
		expect.arrayContaining(["redis.conf", "make-certificates.sh", "CHECKLIST.md", "clients/python.py"]),
	);
	expect(files.find(({ path }) => path === "make-certificates.sh")?.text).toContain("DNS:redis.example.org");
});

test("merges into open documents, and says where it cannot", async () => {
	const client = await connect();
	const config = await client.open("redis.conf", "maxmemory 1gb\nport 6379\n");
	const merge = { config, sentinel: "file:///nowhere/sentinel.conf" };
	const kit = (await client.connection.sendRequest("redisSecurityLint/generateTlsKit", { topology: "sentinel", merge })) as Kit;
	expect(kit.unmerged).toEqual(["sentinel"]);
	const text = kit.files.find(({ path }) => path === "redis.conf")?.text ?? "";
	expect(text).toMatch(/^maxmemory 1gb\n/);
	expect(text.match(/^port .*/gm)).toEqual(["port 0"]);
});

test("says what cannot work", async () => {
	const faults = [{ choice: "hosts", message: expect.stringContaining('"a b"') }];
	expect(await ask("generateTlsKit", { hosts: ["a b"] })).toEqual({ faults });
	expect(await ask("checkTlsChoices", { hosts: ["a b"] })).toEqual(faults);
	expect(await ask("checkTlsChoices", {})).toEqual([]);
});

test("proposes what the document says, by its release", async () => {
	const client = await connect();
	const uri = await client.open("sentinel.conf", "sentinel monitor main 10.0.0.4 6379 2\n");
	expect(await client.connection.sendRequest("redisSecurityLint/tlsProposal", { uri })).toMatchObject({
		kind: "sentinel",
		said: { topology: "sentinel", primary: { host: "10.0.0.4", port: 6379 } },
		primaries: [{ name: "main" }],
		serverName: expect.stringMatching(/^Redis \d/),
	});
});

test("proposes the defaults without a document", async () => {
	expect(await ask("tlsProposal", {})).toMatchObject({ kind: null, said: {}, defaults: { mode: "mutual", port: 6379 } });
});
