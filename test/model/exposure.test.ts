// model: who can reach the server. What is expected was seen on running servers.
import { expect, test } from "vitest";
import { reachOf } from "../../server/src/model/exposure";
import { modelOf } from "./modelOf";

test.each<[address: string, reach: ReturnType<typeof reachOf>]>([
	["127.0.0.1", "loopback"],
	["-::1", "loopback"],
	["localhost", "loopback"],
	["::ffff:127.0.0.1", "loopback"],
	["*", "every-interface"],
	["-::*", "every-interface"],
	["0.0.0.0", "every-interface"],
	["::", "every-interface"],
	["10.0.0.5", "private"],
	["172.16.0.1", "private"],
	["172.32.0.1", "public"],
	["192.168.1.1", "private"],
	["100.64.0.1", "private"],
	["169.254.1.1", "private"],
	["203.0.113.7", "public"],
	["redis.internal", "private"],
])("%s is %s", (address, reach) => {
	expect(reachOf(address)).toBe(reach);
});

test.each<[name: string, text: string, server: string, mode: string, reach: string]>([
	["nothing said, before 7.0", "", "redis-6.2", "protecting", "loopback"],
	["nothing said, from 7.0", "", "redis-7.0", "protecting", "loopback"],
	["a password ends protected mode", "requirepass x\n", "redis-7.4", "idle", "every-interface"],
	["so does a default that is off", "user default off\n", "redis-7.4", "idle", "every-interface"],
	["but not one that is off and would need no password", "user default off nopass\n", "redis-7.4", "protecting", "loopback"],
	["up to 6.2 any bind line ends it", "bind 0.0.0.0\n", "redis-6.2", "idle", "every-interface"],
	["from 7.0 it looks at no bind line", "bind 0.0.0.0\n", "redis-7.0", "protecting", "loopback"],
	["Valkey is like 7.0", "bind 0.0.0.0\n", "valkey-7.2", "protecting", "loopback"],
	["switched off", "protected-mode no\n", "redis-7.4", "off", "every-interface"],
	["the last bind line counts", "bind 0.0.0.0\nbind 127.0.0.1\nprotected-mode no\n", "redis-7.4", "off", "loopback"],
	["an empty bind line, up to 6.2", 'bind ""\n', "redis-6.2", "idle", "every-interface"],
	["an empty bind line, from 7.0", 'bind ""\nprotected-mode no\n', "redis-7.4", "off", "none"],
	["no port", "port 0\nprotected-mode no\n", "redis-7.4", "off", "none"],
	["the TLS port alone", "port 0\ntls-port 6379\nbind 10.0.0.5\nprotected-mode no\n", "redis-7.4", "off", "private"],
])("%s", async (_, text, server, mode, reach) => {
	const { exposure } = await modelOf(text, server);
	expect([exposure.protectedMode, exposure.reach]).toEqual([mode, reach]);
	expect(exposure.network).toBe(reach !== "loopback" && reach !== "none");
});

test("what an include that cannot be read may say makes it uncertain", async () => {
	expect((await modelOf("bind 127.0.0.1\ninclude missing.conf\n")).exposure.uncertain).toBe(true);
	expect((await modelOf("include missing.conf\nbind 127.0.0.1\nport 1\ntls-port 0\nprotected-mode yes\n")).exposure.uncertain).toBe(false);
});

test("a socket is a listener on this machine", async () => {
	const { exposure } = await modelOf("port 0\nunixsocket /run/redis.sock\n");
	expect(exposure.listeners.map(({ protocol, address }) => [protocol, address])).toEqual([["unix", "/run/redis.sock"]]);
});
