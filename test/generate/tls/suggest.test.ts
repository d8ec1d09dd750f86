// What a file proposes for the TLS kit.
import { expect, test } from "vitest";
import { type Suggestion, suggestChoices } from "../../../server/src/generate/tls/suggest";
import { openFiles } from "../../support/rules";

async function suggest(text: string, name = "redis.conf"): Promise<Suggestion> {
	const server = (await openFiles({ [name]: text })).servers[0];
	if (!server) throw new Error("no model");
	return suggestChoices(server);
}

const FILES = "tls-cert-file /t/a.crt\ntls-key-file /t/a.key\ntls-ca-cert-file /t/b.crt\n";

test.each<[string, Suggestion["choices"]]>([
	["maxmemory 1gb\n", {}],
	["port 7000\n", { port: 7000 }],
	["port 0\ntls-port 7001\n", { port: 7001 }],
	["port 7000\ntls-port 7001\n", { port: 7001, clearText: 7000 }],
	["cluster-enabled yes\n", { topology: "cluster" }],
	["replicaof 10.0.0.4 6380\n", { topology: "replica", primary: { host: "10.0.0.4", port: 6380 } }],
	["bind 127.0.0.1\n", {}],
	["bind 10.0.0.5 127.0.0.1\n", { hosts: ["10.0.0.5", "localhost", "127.0.0.1"] }],
	["cluster-announce-hostname n1.example\n", { hosts: ["n1.example", "localhost", "127.0.0.1"] }],
	[
		`tls-port 1\n${FILES}`,
		{ port: 1, certificates: "existing", folder: "/t", files: { cert: "/t/a.crt", key: "/t/a.key", ca: "/t/b.crt" } },
	],
	[
		`${FILES}tls-auth-clients no\n`,
		{ certificates: "existing", folder: "/t", files: { cert: "/t/a.crt", key: "/t/a.key", ca: "/t/b.crt" }, mode: "server" },
	],
	["tls-cert-file relative.crt\n", {}],
	["tls-protocols TLSv1.3\n", { level: "modern" }],
])("%j", async (text, choices) => {
	expect((await suggest(text)).choices).toEqual(choices);
});

test("a sentinel.conf tells what it watches", async () => {
	const text = "port 26380\nsentinel monitor a 10.0.0.4 6380 2\nsentinel monitor b fd00::1 6381 2\nsentinel announce-ip 10.0.0.9\n";
	expect(await suggest(text, "sentinel.conf")).toEqual({
		choices: {
			topology: "sentinel",
			sentinelPort: 26380,
			primaryName: "a",
			primary: { host: "10.0.0.4", port: 6380 },
			port: 6380,
			hosts: ["10.0.0.9", "localhost", "127.0.0.1"],
		},
		primaries: [
			{ name: "a", host: "10.0.0.4", port: 6380 },
			{ name: "b", host: "fd00::1", port: 6381 },
		],
	});
});
