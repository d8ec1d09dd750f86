// features: what a hover says of the parts of a user.
import { describe, expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { aclHover } from "../../server/src/features/acl/hover";
import { readMarks } from "../support/marks";
import { openFiles } from "../support/rules";

/** The hover at the start of the one mark «…», which must be the range that it is about. */
async function hoverAt(name: string, marked: string, server = "redis-7.4", others: Readonly<Record<string, string>> = {}): Promise<string> {
	const { text, marks } = readMarks(marked);
	const mark = marks[0];
	const view = await openFiles({ [name]: text, ...others }, { server });
	if (!mark || !view.file || !view.servers[0]) throw new Error("nothing to look at");
	const hover = aclHover(view.servers[0], view.file, mark.line, mark.start);
	expect(hover?.at).toEqual({ start: mark.start, end: mark.end });
	return english(hover?.markdown ?? "");
}

describe("rules about commands", () => {
	const cases: readonly [string, string, string, ...(string | RegExp)[]][] = [
		[
			"a category: the most dangerous first, and what a later rule takes back",
			"user a on nopass ~* +@read «+@write» -@dangerous",
			"redis-7.4",
			/^`\+@write` grants 113 commands, among them \*\*FLUSHALL\*\*, \*\*FLUSHDB\*\*, /,
			"`-@dangerous` further on takes 8 of them away again.",
			/`@write` in Redis 7\.4 \(113\): \*\*FLUSHALL\*\*/,
			/\*\*FUNCTION \(LOAD, FLUSH, DELETE, RESTORE\)\*\*/,
		],
		["the same category means less in another release", "user a on nopass ~* «+@write»", "redis-6.2", "grants 96 commands", "in Redis 6.2"],
		[
			"several later rules",
			"user a on nopass ~* «+@all» -flushall -config",
			"redis-7.4",
			/Later rules take \d+ of them away again: 1 by `-flushall`, \d+ by `-config`\./,
			"It also allows what modules and later releases bring.",
		],
		[
			"everything is undone",
			"user a on nopass ~* «+get» -@all",
			"redis-7.4",
			"`+get` grants GET. `-@all` further on takes all of that away again.",
		],
		[
			"a rule without effect",
			"user a on nopass ~* +@read «+get»",
			"redis-7.4",
			"changes nothing at this place: everything that it names is allowed already",
		],
		["taking away what was not there", "user a on nopass ~* +set «-get»", "redis-7.4", "nothing that it names was allowed"],
		["the base", "user a on nopass ~* «-@all» +get", "redis-7.4", "where every new user begins"],
		["a container takes its subcommands along", "user a on nopass ~* «+config»", "redis-7.4", /grants \*\*CONFIG SET\*\*, .*CONFIG HELP/],
		["what @dangerous lacks is told", "user a on nopass ~* +@all «-@dangerous»", "redis-7.4", /Not in it.*EVAL, EVALSHA, FCALL/],
		[
			"clients that lose something, apart from what is given back",
			"user a on nopass ~* +@all «-@dangerous» +client|list",
			"redis-7.4",
			"- Sidekiq loses INFO:",
			/- Spring Session loses CONFIG GET and CONFIG SET:/,
			/^(?![\s\S]*CLIENT LIST:)/,
		],
		["a first argument", "user a on nopass ~* «+select|0»", "redis-7.4", "allows SELECT where its first argument is `0`"],
		[
			"Redis 6 cannot tell subcommands",
			"user a on nopass ~* «+config|get»",
			"redis-6.2",
			"Redis 6.2 knows no subcommands: it only compares the first argument",
		],
		["a first argument that nobody knows is hidden", "user a on nopass ~* «+select|hunter2»", "redis-7.4", /^(?![\s\S]*hunter2)/],
		["a subcommand of its own", "user a on nopass ~* «+config|get»", "redis-7.0", "`+config|get` grants **CONFIG GET**."],
		["a rule that is refused", "user a on nopass ~* «+nosuch»", "redis-7.4", "**Redis 7.4 refuses this rule.**"],
		[
			"in a selector",
			"user a on nopass (~x «+@string» -set)",
			"redis-7.4",
			"`-set` further on takes 1 of them away again.",
			"*Inside a selector.*",
		],
	];
	test.each(cases)("%s", async (_, user, server, ...says: (string | RegExp)[]) => {
		const markdown = await hoverAt("users.acl", `${user}\n`, server);
		for (const words of says) expect(markdown).toMatch(words);
	});

	test("a command that rename-command takes away", async () => {
		const markdown = await hoverAt("redis.conf", 'rename-command CONFIG ""\nuser a on nopass ~* «+config»\n');
		expect(markdown).toMatch("rename-command takes CONFIG away from everybody");
	});

	test("a quoted line of redis.conf", async () => {
		expect(await hoverAt("redis.conf", 'user a on nopass ~* «"+get"»\n')).toMatch("grants GET");
	});

	test("text after a quoted user keyword is no secret hole", async () => {
		expect(await hoverAt("redis.conf", 'user a on «">hunter2"» ~* +get\n')).not.toMatch("hunter2");
	});
});

describe("other rules", () => {
	const HASH = "b4cb6a8e8fb2f2a9e6f39e4e9f8b7d5fb4cb6a8e8fb2f2a9e6f39e4e9f8b7d5f";
	const cases: readonly [string, string, ...(string | RegExp)[]][] = [
		["a key pattern, and what it does not limit", "user a on nopass «~app:*» +@all", "`app:*` may be read and written", "**FLUSHALL**"],
		["a key pattern alone", "user a on nopass «~app:*» +get", /written\.$/],
		["read", "user a on nopass «%R~app:*» +get", "may be read:"],
		["write", "user a on nopass «%W~app:*» +set", "may be written to"],
		["a pattern with backticks", "user a on nopass «~a``b» +get", "```a``b```"],
		["every key", "user a on nopass «allkeys» +get", "Every key may be"],
		["every key, taken back", "user a on nopass «~*» resetkeys ~a +get", "a later rule takes that back"],
		["a channel", "user a on nopass «&news:*» +get", "`news:*`"],
		["every channel", "user a on nopass «&*» +get", "keyspace notifications"],
		["a hash", `user a on «#${HASH}» ~* +get`, /^(?!.*b4cb6a)/],
		["nopass", "user a on «nopass» ~* +get", "No password is needed"],
		["nopass, undone", "user a on «nopass» resetpass ~* +get", "takes that back"],
		["the parentheses of a selector", "user a on nopass «(~x +get)»", "GET, keys `x`"],
		["resetkeys", "user a on nopass ~a «resetkeys» +get", "Forgets all key patterns"],
	];
	test.each(cases)("%s", async (_, user, ...says: (string | RegExp)[]) => {
		const markdown = await hoverAt("users.acl", `${user}\n`);
		for (const words of says) expect(markdown).toMatch(words);
		expect(markdown).not.toMatch(HASH);
	});

	test("databases of Valkey 9.1", async () => {
		expect(await hoverAt("users.acl", "user a on nopass ~* «db=1,2» +get\n", "valkey-9.1")).toMatch("databases `1` and `2` only");
	});

	test("read permissions are told to be unknown to Redis 6", async () => {
		expect(await hoverAt("users.acl", "user a on nopass «%R~a» +get\n", "redis-6.2")).toMatch("Redis 6.2 refuses this rule");
	});
});

describe("a user", () => {
	test("the summary, on the word user and on the name", async () => {
		const markdown = await hoverAt("users.acl", "«user app» on >hunter2 ~app:* %R~shared:* &news -@all +@read -keys (~x +set)\n");
		expect(markdown).toBe(
			[
				"`app` may run **91 of 365** commands in Redis 7.4.",
				"",
				"- Login: with 1 password",
				"- Dangerous: **SORT_RO**",
				"- Keys: `app:*` and `shared:*` (read)",
				"- Channels: `news`",
				"- Selector: SET, keys `x`, no channels",
			].join("\n"),
		);
	});

	test("who cannot log in", async () => {
		expect(await hoverAt("users.acl", "«user app» on ~* +get\n")).toMatch("no password is set, so nobody can log in");
		expect(await hoverAt("users.acl", "«user app» off >x ~* +get\n")).toMatch("off, so nobody can log in");
	});
});

test("nothing is said where there is nothing", async () => {
	const view = await openFiles({ "redis.conf": "# user a on\nport 6379\nuser\n  user a on  nopass\n" }, { server: "redis-7.4" });
	const [server] = view.servers;
	if (!server || !view.file) throw new Error("not opened");
	for (const [line, character] of [
		[0, 4],
		[1, 2],
		[2, 1],
		[3, 0],
		[3, 12],
		[9, 0],
	] as const) {
		expect(aclHover(server, view.file, line, character)).toBeUndefined();
	}
});
