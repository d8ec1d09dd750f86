// The request for the rest of the TLS kit.
import { expect, test } from "vitest";
import { connect } from "./scriptedClient";

async function generate(params: object): Promise<unknown> {
	return (await connect()).connection.sendRequest("redisSecurityLint/generateTlsKit", params);
}

test("gives the files and writes nothing", async () => {
	const { files } = (await generate({ hosts: ["redis.example.org"], topology: "cluster" })) as { files: { path: string; text: string }[] };
	expect(files.map(({ path }) => path)).toEqual(
		expect.arrayContaining(["redis.conf", "make-certificates.sh", "CHECKLIST.md", "clients/python.py"]),
	);
	expect(files.find(({ path }) => path === "make-certificates.sh")?.text).toContain("DNS:redis.example.org");
});

test("says what cannot work", async () => {
	expect(await generate({ hosts: ["a b"] })).toEqual({ faults: [{ choice: "hosts", message: expect.stringContaining('"a b"') }] });
});
