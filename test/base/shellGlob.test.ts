// base: patterns of include lines over a folder on paper.

import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { shellGlob } from "../../server/src/base/shellGlob";

const FILES = [
	"/etc/redis/redis.conf",
	"/etc/redis/conf.d/10-net.conf",
	"/etc/redis/conf.d/2-tls.conf",
	"/etc/redis/conf.d/.hidden.conf",
	"/etc/redis/conf.d/Ä.conf",
	"/etc/redis/conf.d/a]b.conf",
	"/etc/redis/conf.d/star*.conf",
	"/etc/redis/conf.d/README",
	"/etc/redis/a/one.conf",
	"/etc/redis/b/two.conf",
	"/etc/redis/b/deep/three.conf",
];

const folders = {
	names: async (path: string) => {
		const prefix = path === "/" ? "/" : `${path}/`;
		const inside = FILES.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length).split("/")[0] as string);
		return [...new Set(inside)].reverse();
	},
	exists: async (path: string) => FILES.some((file) => file === path || file.startsWith(`${path}/`)),
	join: posix.join,
};

const CASES: readonly [pattern: string, ...found: string[]][] = [
	["conf.d/*.conf", "10-net.conf", "2-tls.conf", "a]b.conf", "star*.conf", "Ä.conf"],
	["/etc/redis/conf.d/*-*.conf", "10-net.conf", "2-tls.conf"],
	["conf.d/?-tls.conf", "2-tls.conf"],
	["conf.d/?.conf", "Ä.conf"],
	["conf.d/.*.conf", ".hidden.conf"],
	["conf.d/[0-9]*", "10-net.conf", "2-tls.conf"],
	["conf.d/[!0-9]*", "README", "a]b.conf", "star*.conf", "Ä.conf"],
	["conf.d/[^a-zA-Z0-9]*", "Ä.conf"],
	["conf.d/[.]hidden.conf"],
	["conf.d/?hidden.conf"],
	["conf.d/a[]]b.conf", "a]b.conf"],
	["conf.d/star\\*.conf", "star*.conf"],
	["conf.d/star[*].c*", "star*.conf"],
	["conf.d/[[:upper:]]*", "README", "Ä.conf"],
	["conf.d/[[:digit:]x]-*", "2-tls.conf"],
	["conf.d/[a-"],
	["[ab]/*.conf", "/etc/redis/a/one.conf", "/etc/redis/b/two.conf"],
	["*/one.conf", "/etc/redis/a/one.conf"],
	["**/three.conf"],
	["*/*/three.conf", "/etc/redis/b/deep/three.conf"],
	["../redis/*.conf", "/etc/redis/redis.conf"],
	["redis.conf", "/etc/redis/redis.conf"],
	["no-*.conf"],
	["conf.d/*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*"],
];

describe("shellGlob", () => {
	it.each(CASES)("%s", async (pattern, ...found) => {
		const expected = found.map((name) => (name.startsWith("/") ? name : `/etc/redis/conf.d/${name}`));
		const start = pattern.startsWith("/") ? "/" : "/etc/redis";
		expect(new Set(await shellGlob(start, pattern, folders))).toEqual(new Set(expected));
	});
});

it("patterns that share a budget are looked for until it is used up", async () => {
	const folders = { names: async () => ["a", "b"], exists: async () => true, join: (folder: string, name: string) => `${folder}/${name}` };
	const budget = { steps: 2000 };
	const found: (string[] | undefined)[] = [];
	for (let i = 0; i < 6; i++) found.push(await shellGlob("/x", "*", folders, budget));
	expect(found.map((one) => one?.length)).toEqual([2, 2, 2, undefined, undefined, undefined]);
});
