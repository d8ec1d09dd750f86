// model: what a sentinel.conf watches and how Sentinels log in to each other, and the passwords that files hold.
import { expect, test } from "vitest";
import { passwordsOfUser, requirepassInForce, settingPasswordsOf } from "../../server/src/model/passwords";
import { sentinelOf } from "../../server/src/model/sentinel";
import { modelOf } from "./modelOf";

const MONITOR = "sentinel monitor one 10.0.0.1 6379 2\n";
const sentinel = (lines: string, server = "redis-7.4") => modelOf({ "sentinel.conf": `${MONITOR}${lines}` }, server);

test("primaries with what belongs to them", async () => {
	const { primaries } = sentinelOf(
		await sentinel(
			"sentinel monitor two 127.0.0.1 6380 1\nsentinel auth-pass two x\nsentinel auth-user two y\nsentinel auth-pass three z\n",
		),
	);
	expect(
		primaries.map(({ name, host, reach, authPass, authUser }) => [name, host, reach, authPass?.lineNumber, authUser?.lineNumber]),
	).toEqual([
		["one", "10.0.0.1", "private", undefined, undefined],
		["two", "127.0.0.1", "loopback", 2, 3],
	]);
});

test("its port is 26379 and open, without protected mode, unless the file says otherwise", async () => {
	const open = sentinelOf(await sentinel("")).exposure;
	expect([open.protectedMode, open.network, open.listeners[0]?.port]).toEqual(["off", true, 26379]);
	expect(sentinelOf(await sentinel("protected-mode yes\n")).exposure.protectedMode).toBe("protecting");
});

test.each<[name: string, lines: string, server: string, login: string]>([
	["nobody needs a password", "", "redis-7.4", "open"],
	["requirepass is sent as well", "requirepass x\n", "redis-7.4", "accepted"],
	["another password is sent", "requirepass x\nsentinel sentinel-pass y\n", "redis-7.4", "refused"],
	["6.0 sends requirepass whatever else is there", "requirepass x\nsentinel sentinel-pass y\n", "redis-6.0", "accepted"],
	[
		"a user of its own",
		"user default off\nuser s on >y ~* +@all\nsentinel sentinel-user s\nsentinel sentinel-pass y\n",
		"redis-7.4",
		"accepted",
	],
	["a user who is off", "user default off\nuser s off >y\nsentinel sentinel-user s\nsentinel sentinel-pass y\n", "redis-7.4", "refused"],
	["an include that cannot be read", "include missing.conf\n", "redis-7.4", "unknown"],
])("login to other Sentinels: %s", async (_, lines, server, login) => {
	expect(sentinelOf(await sentinel(lines, server)).login).toBe(login);
});

test("passwords that a sentinel.conf holds", async () => {
	const lines = "requirepass a\nsentinel sentinel-pass b\nsentinel auth-pass one c\n";
	const of = async (server: string) => [...settingPasswordsOf(await sentinel(lines, server))].map((one) => [one.of, one.text, one.reach]);
	expect(await of("redis-7.4")).toEqual([
		["requirepass", "a", "network"],
		["sentinel-pass", "b", "network"],
		["auth-pass", "c", "network"],
	]);
	expect((await of("redis-6.0")).map(([of]) => of)).toEqual(["requirepass", "auth-pass"]);
});

test("a requirepass that does nothing is no password", async () => {
	expect(requirepassInForce(await modelOf("requirepass a\n"))?.value).toBe("a");
	expect(requirepassInForce(await modelOf("requirepass a\nuser default off\n"))).toBeUndefined();
	expect(requirepassInForce(await modelOf({ "redis.conf": "requirepass a\naclfile u.acl\n", "u.acl": "user app off\n" }))).toBeUndefined();
	expect(requirepassInForce(await modelOf("requirepass a b\n"))).toBeUndefined();
});

test("passwords of users: those in force, of users who are on", async () => {
	const server = await modelOf(`user app on >a #${"b".repeat(64)} >c <c\nuser out off >d\n`);
	const of = (name: string) => {
		const user = server.acl.users?.find((one) => one.name === name);
		return user ? passwordsOfUser(server, user).map(({ text, hash }) => text ?? hash?.slice(0, 2)) : undefined;
	};
	expect(of("app")).toEqual(["a", "bb"]);
	expect(of("out")).toEqual([]);
});
