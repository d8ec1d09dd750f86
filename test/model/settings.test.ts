// model: which value is in force and where it comes from, and what single settings come to.
import { expect, test } from "vitest";
import { isOn, isUnsure, modeOf, numberOf, wordOf, workingFolder } from "../../server/src/model/inForce";
import { outputLimits } from "../../server/src/model/outputLimits";
import { persistenceOf } from "../../server/src/model/persistence";
import { mayReplicate, primaryOf } from "../../server/src/model/replication";
import { modelOf } from "./modelOf";

test("the last line wins, includes in their place, old names too", async () => {
	const { settings } = await modelOf({
		"redis.conf": "timeout 1\ninclude more.conf\nslave-read-only no\n",
		"more.conf": "timeout 2\nreplica-read-only yes\n",
	});
	expect(settings.get("timeout")).toMatchObject({ value: "2", overridden: [{ lineNumber: 0 }], uncertain: false });
	expect(settings.get("replica-read-only")).toMatchObject({ value: "no", overridden: [{ lineNumber: 1 }] });
	expect(settings.get("port")).toMatchObject({ value: "6379", origin: { from: "default" } });
	expect(settings.get("no-such-directive")).toBeUndefined();
});

test("a line of a file that is included twice does not lose against itself", async () => {
	const { settings } = await modelOf({
		"redis.conf": "include more.conf\ntimeout 1\ninclude more.conf\n",
		"more.conf": "timeout 2\nport 7000\n",
	});
	expect(settings.get("timeout")).toMatchObject({ value: "2", overridden: [{ lineNumber: 1, name: "timeout" }] });
	expect(settings.get("port")?.overridden).toEqual([]);
});

test("what may stand in an include that cannot be read is uncertain, unless a later line sets it", async () => {
	const server = await modelOf("timeout 1\ninclude missing.conf\nport 1\n");
	expect([isUnsure(server, "timeout"), isUnsure(server, "maxmemory"), isUnsure(server, "port")]).toEqual([true, true, false]);
});

test("values as the release reads them", async () => {
	const server = await modelOf("maxmemory 1gb\nappendonly YES\ntls-auth-clients Optional\nunixsocketperm 0700\nmaxmemory-clients 5%\n");
	expect(numberOf(server, "maxmemory")).toBe(1_073_741_824n);
	expect(numberOf(server, "maxmemory-clients")).toBeUndefined();
	expect([isOn(server, "appendonly"), wordOf(server, "tls-auth-clients"), modeOf(server, "unixsocketperm")]).toEqual([
		true,
		"optional",
		0o700,
	]);
});

test.each<[lines: string, folder: string | undefined]>([
	["", undefined],
	["dir ./\n", undefined],
	["dir /var/lib/redis/\n", "/var/lib/redis"],
	["dir /var/lib\ndir redis\n", "/var/lib/redis"],
	["dir /a/b\ndir ../c\n", "/a/c"],
	["dir /\n", "/"],
])("the folder of %j", async (lines, folder) => {
	expect(workingFolder(await modelOf(lines))).toBe(folder);
});

test.each<[lines: string, server: string, expected: readonly [snapshots: boolean, log: boolean, directive: string | undefined]]>([
	["", "redis-7.4", [true, false, undefined]],
	["", "redis-6.0", [false, false, undefined]],
	['save ""\n', "redis-7.4", [false, false, undefined]],
	['save 900 1\nsave ""\n', "redis-7.4", [false, false, undefined]],
	['save ""\nsave 900 1\n', "redis-7.4", [true, false, "save"]],
	["save 900 1 300 10\n", "redis-7.4", [true, false, "save"]],
	["appendonly yes\n", "redis-7.4", [true, true, "appendonly"]],
])("what %j writes to disk on %s", async (lines, server, expected) => {
	const { snapshots, log, directive } = persistenceOf(await modelOf(lines, server));
	expect([snapshots, log, directive]).toEqual(expected);
});

test("limits of output: the last line for each class counts, several on a line from 7.0", async () => {
	const lines = "client-output-buffer-limit normal 1mb 0 0\nclient-output-buffer-limit slave 2mb 1mb 60 NORMAL 0 0 0\n";
	const of = async (server: string) =>
		outputLimits(await modelOf(lines, server)).map((limit) => [limit.class, limit.hard, limit.soft, limit.seconds, limit.word]);
	expect(await of("redis-7.4")).toEqual([
		["normal", 0n, 0n, 0, 5],
		["replica", 2_097_152n, 1_048_576n, 60, 1],
	]);
});

test.each<[line: string, primary: object | undefined, may: boolean]>([
	["replicaof 10.0.0.1 6379\n", { host: "10.0.0.1", port: 6379, reach: "private" }, true],
	["slaveof localhost 6380\n", { host: "localhost", port: 6380, reach: "loopback" }, true],
	["replicaof no one\n", undefined, false],
	["cluster-enabled yes\n", undefined, true],
	["", undefined, false],
])("replication by %j", async (line, primary, may) => {
	const server = await modelOf(line);
	if (primary) expect(primaryOf(server)).toMatchObject(primary);
	else expect(primaryOf(server)).toBeUndefined();
	expect(mayReplicate(server)).toBe(may);
});
