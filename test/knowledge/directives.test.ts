// knowledge: what releases take in a configuration file. Each row was seen on a server or in its table.
import { describe, expect, test } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { knowledge } from "../support/knowledge";

const on = (id: string) => knowledge.directives(release(id));
const release = (id: string) => parseRelease(id) as Release;

const ALL_REDIS = ["6.0", "6.2", "7.0", "7.2", "7.4", "8.0", "8.2", "8.4", "8.6"].map((line) => `redis-${line}`);
const ALL_VALKEY = ["7.2", "8.0", "8.1", "9.0", "9.1"].map((line) => `valkey-${line}`);
const since7 = [...ALL_REDIS.slice(2), ...ALL_VALKEY];

describe("a name is known to", () => {
	test.each([
		["requirepass", [...ALL_REDIS, ...ALL_VALKEY]],
		["SlaveOf", [...ALL_REDIS, ...ALL_VALKEY]],
		["acl-pubsub-default", [...ALL_REDIS.slice(1), ...ALL_VALKEY]],
		["maxmemory-clients", since7],
		["enable-debug-command", since7],
		["gopher-enabled", ["redis-6.0", "redis-6.2"]],
		["list-max-listpack-size", since7],
		["list-max-ziplist-size", [...ALL_REDIS, ...ALL_VALKEY]],
		["primaryauth", ALL_VALKEY.slice(1)],
		["masterauth", [...ALL_REDIS, ...ALL_VALKEY]],
		["tls-auth-clients-user", ["redis-8.6", "valkey-9.0", "valkey-9.1"]],
		["tls-auto-reload-interval", ["valkey-9.1"]],
		["lookahead", ["redis-8.4", "redis-8.6"]],
		["cluster-databases", ["valkey-9.0", "valkey-9.1"]],
		["vset-force-single-threaded-execution", ["redis-8.2", "redis-8.4", "redis-8.6"]],
		["watchdog-period", since7],
		["no-such-directive", []],
		["constructor", []],
	])("%s", (name, releases) => {
		expect(knowledge.releasesWith(name)).toEqual(releases);
		expect(knowledge.history(name)).toEqual(releases.length === 0 ? undefined : { name: name.toLowerCase(), releases });
	});
});

describe("the default of", () => {
	test.each([
		["bind", { "redis-6.0": "", "redis-6.2": "", "redis-7.0": "* -::*", "valkey-9.1": "* -::*" }],
		["protected-mode", { "redis-6.0": "yes", "redis-8.6": "yes", "valkey-8.1": "yes" }],
		["port", { "redis-6.0": "6379", "valkey-9.1": "6379" }],
		["dir", { "redis-7.2": "./" }],
		["unixsocket", { "redis-7.2": "" }],
		["daemonize", { "redis-7.2": "no" }],
		["enable-debug-command", { "redis-7.0": "no", "redis-8.6": "no", "valkey-7.2": "no" }],
		["enable-module-command", { "redis-7.0": "no" }],
		["acl-pubsub-default", { "redis-6.2": "allchannels", "redis-7.0": "resetchannels", "valkey-8.0": "resetchannels" }],
		["save", { "redis-6.0": "", "redis-6.2": "3600 1 300 100 60 10000", "redis-8.6": "3600 1 300 100 60 10000" }],
		["tls-auth-clients", { "redis-6.0": "yes", "valkey-9.1": "yes" }],
		["lazyfree-lazy-expire", { "redis-8.6": "no", "valkey-7.2": "no", "valkey-8.0": "yes" }],
		["unixsocketperm", { "redis-6.0": "0", "redis-8.0": "0" }],
		["include", { "redis-7.0": null }],
	])("%s", (name, defaults) => {
		for (const [id, value] of Object.entries(defaults)) expect(on(id).find(name)?.default, id).toBe(value);
	});
});

describe("the number of arguments of", () => {
	test.each([
		["maxmemory", "redis-7.0", 1, 1],
		["save", "redis-6.0", 0, null],
		["save", "redis-7.0", 0, null],
		["bind", "redis-6.2", 1, 16],
		["bind", "redis-7.0", 0, 16],
		["rdma-bind", "valkey-8.1", 0, 16],
		["client-output-buffer-limit", "redis-6.2", 4, 4],
		["client-output-buffer-limit", "redis-7.0", 0, null],
		["oom-score-adj-values", "redis-6.0", 3, 3],
		["replicaof", "redis-6.0", 2, 2],
		["slaveof", "valkey-9.1", 2, 2],
		["rename-command", "redis-7.0", 2, 2],
		["user", "redis-6.0", 1, null],
		["loadmodule", "redis-8.6", 1, null],
		["sentinel", "redis-7.0", 0, null],
		["shutdown-on-sigterm", "redis-7.0", 1, null],
		["latency-tracking-info-percentiles", "redis-7.2", 0, null],
		["cluster-slot-stats-enabled", "redis-8.4", 1, 1],
		["cluster-slot-stats-enabled", "redis-8.6", 1, null],
		["list-max-ziplist-entries", "redis-7.0", 1, 1],
	])("%s on %s", (name, id, min, max) => {
		expect(on(id).find(name)?.args).toEqual({ min, max });
		expect(on(id).find(name)?.multiArg).toBe(max !== 1);
	});
});

describe("what is taken by", () => {
	test("numbers: their limits, up to 64 bits, and their units", () => {
		expect(on("redis-7.2").find("maxmemory")).toMatchObject({ range: { min: 0n, max: 18446744073709551615n }, units: ["memory"] });
		expect(on("redis-7.2").find("timeout")).toMatchObject({ range: { min: 0n, max: 2147483647n }, units: ["integer"] });
		expect(on("redis-7.2").find("maxmemory-clients")).toMatchObject({
			range: { min: -100n, max: 9223372036854775807n },
			units: ["memory", "percent"],
		});
		expect(on("redis-7.2").find("unixsocketperm")).toMatchObject({ type: "numeric", range: { min: 0n, max: 0o777n }, units: ["octal"] });
		expect(on("redis-6.0").find("unixsocketperm")).toMatchObject({ type: "special", range: { min: 0n, max: 0o777n }, units: ["octal"] });
		expect(on("redis-7.2").find("maxmemory-samples")?.range?.max).toBe(2147483647n);
		expect(on("redis-7.4").find("maxmemory-samples")?.range?.max).toBe(64n);
		expect(on("valkey-9.0").find("slot-migration-max-failover-repl-bytes")?.units).toEqual(["memory"]);
		expect(on("valkey-9.1").find("slot-migration-max-failover-repl-bytes")?.units).toEqual(["memory", "signed-memory"]);
	});

	test("enumerations: their names in the server's order", () => {
		const names = (id: string, name: string) =>
			on(id)
				.find(name)
				?.values?.map((value) => value.name);
		expect(names("redis-7.0", "enable-debug-command")).toEqual(["no", "yes", "local"]);
		expect(names("redis-8.4", "maxmemory-policy")).not.toContain("allkeys-lrm");
		expect(names("redis-8.6", "maxmemory-policy")).toContain("allkeys-lrm");
		expect(names("redis-8.4", "repl-diskless-load")).toEqual(["disabled", "on-empty-db", "swapdb"]);
		expect(names("redis-8.6", "repl-diskless-load")).toEqual(["disabled", "on-empty-db", "swapdb", "flushdb"]);
		expect(names("valkey-9.0", "tls-auth-clients-user")).toEqual(["CN", "off"]);
		expect(names("valkey-9.1", "tls-auth-clients-user")).toEqual(["CN", "URI", "off"]);
		expect(
			on("redis-7.0")
				.find("shutdown-on-sigint")
				?.values?.map((value) => value.number),
		).toEqual([0, 1, 2, 4, 8]);
	});
});

describe("a directive", () => {
	test("is found by name and alias, in any case", () => {
		const replicaof = on("redis-7.4").find("replicaof");
		expect(replicaof).toMatchObject({ name: "replicaof", alias: "slaveof" });
		expect(on("redis-7.4").find("SLAVEOF")).toBe(replicaof);
		expect(on("redis-7.4").find("no-such-directive")).toBeUndefined();
		expect(on("redis-7.4").find("__proto__")).toBeUndefined();
	});

	test.each([
		["redis-6.0", "list-max-ziplist-entries", true],
		["redis-6.2", "lua-replicate-commands", false],
		["redis-7.0", "lua-replicate-commands", true],
		["redis-7.4", "io-threads-do-reads", false],
		["redis-8.0", "io-threads-do-reads", true],
		["valkey-8.0", "io-threads-do-reads", false],
		["valkey-8.1", "io-threads-do-reads", true],
		["valkey-9.0", "events-per-io-thread", false],
		["valkey-9.1", "events-per-io-thread", true],
	])("of %s may be ignored: %s %s", (id, name, ignored) => {
		expect(on(id).find(name)?.ignored).toBe(ignored);
	});

	test.each([
		["requirepass", { sensitive: true, immutable: false }],
		["tls-key-file-pass", { sensitive: true, needsTls: true }],
		["port", { sensitive: false, needsTls: false }],
		["aclfile", { immutable: true }],
		["dir", { protected: true, immutable: false, type: "special" }],
		["include", { type: "instruction", immutable: true }],
		["key-load-delay", { hidden: true }],
		["activedefrag", { debug: true, flags: ["modifiable", "debug"] }],
		["dbfilename", { validator: "isValidDBfilename", protected: true }],
	])("%s of Redis 7.2 has its flags", (name, flags) => {
		expect(on("redis-7.2").find(name)).toMatchObject(flags);
	});

	test("is a secret in releases that have no such flag, too", () => {
		for (const name of ["requirepass", "masterauth"]) expect(on("redis-6.0").find(name)?.sensitive, name).toBe(true);
	});

	test("can be set at run time where the release lets one", () => {
		expect(on("redis-6.0").find("dir")?.immutable).toBe(false);
		expect(on("redis-6.0").find("bind")?.immutable).toBe(true);
		expect(on("redis-6.2").find("bind")?.immutable).toBe(false);
	});
});

test("a line without facts of its own has those of the nearest older one", () => {
	const unknown = { product: "redis", line: "8.5", id: "redis-8.5" } as const;
	expect(knowledge.directives(unknown).release.id).toBe("redis-8.4");
	expect(knowledge.directives({ product: "valkey", line: "1.0", id: "valkey-1.0" }).release.id).toBe("valkey-7.2");
});
