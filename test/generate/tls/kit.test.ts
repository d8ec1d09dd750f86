// generate/tls: the files of a TLS kit.
import { describe, expect, test } from "vitest";
import { CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../../../server/src/generate/tls/choices";
import { generateKit } from "../../../server/src/generate/tls/kit";
import { newestRelease } from "../../../server/src/knowledge/release";
import { snapshotOf } from "../../../server/src/model/snapshot";
import type { FileKind } from "../../../server/src/model/types";
import { rules } from "../../../server/src/rules";
import { findingsOf, openFiles } from "../../support/rules";

const DEFAULTS: KitChoices = { ...KIT_DEFAULTS, release: newestRelease("redis") };

function fileOf(text: string, kind: FileKind = "config") {
	const file = snapshotOf(`file:///${kind}.conf`, kind, text).files.values().next().value;
	if (file?.state !== "text") throw new Error("no text");
	return file;
}

function kit(choices: Partial<KitChoices>, config?: string, sentinel?: string): Record<string, string> {
	const existing = {
		...(config === undefined ? {} : { config: fileOf(config) }),
		...(sentinel === undefined ? {} : { sentinel: fileOf(sentinel, "sentinel") }),
	};
	return Object.fromEntries(generateKit({ ...DEFAULTS, ...choices }, existing).map(({ path, text }) => [path, text]));
}

describe("choices that cannot work", () => {
	test.each<[Partial<KitChoices>, keyof KitChoices]>([
		[{ port: 0 }, "port"],
		[{ port: Number.NaN }, "port"],
		[{ port: 60000, topology: "cluster" }, "port"],
		[{ clearText: 6379 }, "clearText"],
		[{ hosts: [] }, "hosts"],
		[{ hosts: ["a b"] }, "hosts"],
		[{ hosts: ["$(reboot)"] }, "hosts"],
		[{ hosts: ["a'; reboot; '"] }, "hosts"],
		[{ folder: "relative" }, "folder"],
		[{ folder: "/etc/$HOME" }, "folder"],
		[{ primaryName: "a b" }, "primaryName"],
		[{ primary: { host: "x y", port: 1 } }, "primary"],
		[{ days: 0 }, "days"],
	])("%j", (choices, choice) => {
		expect(checkChoices({ ...DEFAULTS, ...choices }).map((fault) => fault.choice)).toContain(choice);
	});

	test.each<Partial<KitChoices>>([
		{},
		{ hosts: ["redis.example.org", "10.0.0.5", "fd00::5", "*.redis.example.org"] },
		{ topology: "sentinel", primary: { host: "10.0.0.4", port: 6379 } },
	])("silent for %j", (choices) => {
		expect(checkChoices({ ...DEFAULTS, ...choices })).toEqual([]);
	});
});

describe("what each choice writes", () => {
	test.each<[string, Partial<KitChoices>, string, RegExp, RegExp?]>([
		["server", { mode: "server" }, "redis.conf", /^tls-auth-clients no$/m],
		["mutual", {}, "redis.conf", /^tls-auth-clients yes$/m],
		["stand-alone", {}, "redis.conf", /^port 0$/m, /tls-replication|tls-cluster/],
		["replica", { topology: "replica", primary: { host: "10.0.0.4", port: 6380 } }, "redis.conf", /^replicaof 10\.0\.0\.4 6380$/m],
		["cluster", { topology: "cluster" }, "redis.conf", /^tls-cluster yes$/m],
		["Sentinel", { topology: "sentinel" }, "sentinel.conf", /^tls-replication yes$/m],
		["Sentinel and a host name", { topology: "sentinel", hosts: ["r.example"] }, "sentinel.conf", /^sentinel resolve-hostnames yes$/m],
		["a migration", { clearText: 6380 }, "redis.conf", /^port 6380$/m],
		["modern", { level: "modern" }, "redis.conf", /^tls-protocols TLSv1\.3$/m, /tls-ciphers/],
		["mkcert", { certificates: "mkcert" }, "make-certificates.sh", /mkcert -ecdsa -client/],
		["step", { certificates: "step" }, "make-certificates.sh", /not run by our tests[\s\S]*step certificate create/],
		["a library that is not run", {}, "clients/go/main.go", /not run by our tests/],
		["a library that is", {}, "clients/phpredis.php", /^<\?php/, /not run by our tests/],
		["openssl, for a server alone", { mode: "server" }, "make-certificates.sh", /extendedKeyUsage = serverAuth$/m],
		["openssl, for nodes", { topology: "cluster" }, "make-certificates.sh", /extendedKeyUsage = serverAuth, clientAuth$/m],
		["redis-py", {}, "clients/python.py", /"ssl_check_hostname": True/],
		["redis-cli", {}, "clients/redis-cli.sh", /-verify_hostname localhost/],
		["Azure", {}, "clients/azure.md", /6380[\s\S]*10000/],
	])("%s", (_, choices, path, has, lacks) => {
		const text = kit(choices)[path] ?? "";
		expect(text).toMatch(has);
		if (lacks) expect(text).not.toMatch(lacks);
	});

	test("no certificates of its own where there are some", () => {
		expect(kit({ certificates: "existing" })).not.toHaveProperty("make-certificates.sh");
	});

	test.each(CLIENTS)("%s is written alone", (client) => {
		expect(Object.keys(kit({ clients: [client] })).filter((path) => path.startsWith("clients/"))).toHaveLength(1);
	});

	test("no client is told to trust everybody, and each that can asks for TLS 1.2", () => {
		for (const topology of ["standalone", "sentinel", "cluster"] as const) {
			for (const [path, text] of Object.entries(kit({ topology }))) {
				expect(text, path).not.toMatch(
					/InsecureSkipVerify: true|rejectUnauthorized: false|VERIFY_NONE|CERT_NONE|verify_peer' => false|undefined/,
				);
				if (path.startsWith("clients/") && !/redis-cli|azure/.test(path)) expect(text, path).toMatch(/1[._]?2/);
			}
		}
	});
});

describe("merged into what is there", () => {
	test("old lines of the same kind go, all others stay", () => {
		const old = "# mine\nport 6379\nmaxmemory 1gb\ntls-ciphers ALL\nslaveof 10.0.0.9 6379\n";
		const text = kit({ topology: "replica", primary: { host: "10.0.0.4", port: 6379 } }, old)["redis.conf"] ?? "";
		expect(text).toMatch(/^# mine\nmaxmemory 1gb\n/);
		expect(text).not.toMatch(/6379\nmaxmemory|tls-ciphers ALL|slaveof/);
		expect(text.match(/^port /gm)).toHaveLength(1);
	});

	test("a second time changes nothing", () => {
		for (const choices of [{}, { mode: "server" }, { clearText: 6380 }, { topology: "cluster" }] as const) {
			const once = kit(choices, "maxmemory 1gb\n")["redis.conf"] ?? "";
			expect(kit(choices, once)["redis.conf"]).toBe(once);
		}
	});

	test("other choices leave nothing of the ones before", () => {
		const once = kit({ mode: "server", clearText: 6380 }, "bind 10.0.0.5\n")["redis.conf"] ?? "";
		expect(once.match(/disable-next-line/g)).toHaveLength(2);
		expect(kit({}, once)["redis.conf"]).toBe(kit({}, "bind 10.0.0.5\n")["redis.conf"]);
	});

	test("the finding about clients without certificates is answered where others reach the server", () => {
		expect(kit({ mode: "server" }, "bind 127.0.0.1 -::1\n")["redis.conf"]).not.toContain("disable-next-line");
		expect(kit({ mode: "server" }, "bind 127.0.0.1 10.0.0.5\n")["redis.conf"]).toContain("disable-next-line");
	});

	test("the line by which Sentinel watches stays before those about it", () => {
		const old = "sentinel monitor main 10.0.0.4 6379 3\nsentinel auth-pass main x\nsentinel monitor other 10.0.0.7 6379 2\n";
		const text = kit({ topology: "sentinel", primary: { host: "10.0.0.4", port: 6380 } }, undefined, old)["sentinel.conf"] ?? "";
		expect(text).toMatch(
			/sentinel monitor main 10\.0\.0\.4 6380 3\nsentinel auth-pass main x\nsentinel monitor other 10\.0\.0\.7 6379 2\n/,
		);
	});

	test.each([
		["whose last line has no line end", "port 6379\ntls-port 6380\ntls-cert-file /a.crt\ntls-key-file /a.key"],
		["of one line without a line end", "port 6379"],
		["with both kinds of line ends", "maxmemory 1gb\ntls-port 6380\r\ntls-cert-file /a.crt\r\ntimeout 0\r\n"],
		["with a commented line without a line end", "maxmemory 1gb\n# tls-port 6380"],
	])("a file %s takes it, and a second time changes nothing", (_, old) => {
		for (const topology of ["standalone", "sentinel"] as const) {
			const once = kit({ topology }, old, old);
			expect(once["redis.conf"]?.match(/^tls-port /gm)).toHaveLength(1);
			const twice = kit({ topology }, once["redis.conf"], once["sentinel.conf"]);
			expect([twice["redis.conf"], twice["sentinel.conf"]]).toEqual([once["redis.conf"], once["sentinel.conf"]]);
		}
	});

	test("a quorum that is no number becomes one", () => {
		const once = kit({ topology: "sentinel", primaryName: "m" }, undefined, 'sentinel monitor m 127.0.0.1 1 ""\n')["sentinel.conf"] ?? "";
		expect(once).toMatch(/^sentinel monitor m \S+ \d+ 2$/m);
		expect(kit({ topology: "sentinel", primaryName: "m" }, undefined, once)["sentinel.conf"]).toBe(once);
	});

	test("line ends stay", () => {
		expect(kit({}, "maxmemory 1gb\r\nport 6379\r\n")["redis.conf"]).not.toMatch(/[^\r]\n/);
	});
});

test("the written configuration has no finding about encryption", async () => {
	for (const mode of ["server", "mutual"] as const) {
		for (const topology of ["standalone", "replica", "sentinel", "cluster"] as const) {
			for (const clearText of ["off", 6380] as const) {
				const files = kit({ mode, topology, clearText });
				for (const name of ["redis.conf", "sentinel.conf"].filter((path) => files[path] !== undefined)) {
					const encryption = findingsOf(await openFiles({ [name]: files[name] as string })).filter(({ rule }) => ENCRYPTION.has(rule));
					expect(encryption, `${mode} ${topology} ${clearText}`).toEqual([]);
				}
			}
		}
	}
});

const ENCRYPTION = new Set(rules.filter(({ group }) => group === "encryption").map(({ id }) => id));
