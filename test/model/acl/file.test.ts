// model/acl: which ACL files and user lines the server takes, and who is there then.

import { describe, expect, test } from "vitest";
import { toEnd } from "../../../server/src/base/steps";
import { type AclReading, readAclFile, readUserStatements } from "../../../server/src/model/acl/file";
import { parse } from "../../../server/src/syntax/parse";
import { evaluatorOf, namesOf, releaseNamed } from "./support";

const OLD = "redis-6.0 redis-6.2";
const NEW = "redis-7.0 redis-7.4 redis-8.6 valkey-7.2 valkey-9.1";
const ALL = `${OLD} ${NEW}`;

function readFile(text: string, id: string): AclReading {
	return readAclFile(parse(text, "acl"), evaluatorOf(id), releaseNamed(id), "file:///users.acl");
}

function readLines(text: string, id: string, options = {}): AclReading {
	const statements = parse(text, "config").lines.flatMap((line, lineNumber) =>
		line.words.length === 0 ? [] : [{ file: "file:///redis.conf", lineNumber, line, name: "user", words: line.words, via: [] }],
	);
	return toEnd(readUserStatements(statements, evaluatorOf(id), releaseNamed(id), options));
}

/** "accept", "reject LINE", "crash", then each error as `line code "text"`. */
function judgement({ verdict, errors }: AclReading, text: string): string {
	const lines = text.split("\n");
	const found = errors.map(({ line, code, start, end }) => `${line + 1} ${code} ${JSON.stringify(lines[line]?.slice(start, end))}`);
	return [verdict.outcome + (verdict.outcome === "reject" ? ` ${verdict.line}` : ""), ...found].join("; ");
}

describe("ACL files", () => {
	test.each([
		["", "accept", ALL],
		["user a on\n", "accept", ALL],
		["user a", "accept", ALL],
		["\n  \nuser a on  +get \r\n\r", "accept", ALL],
		["  user a on", "accept", ALL],
		["user a on\t +get\t", "accept", ALL],
		["# comment", 'reject 1; 1 not-a-user-line "#"', `${ALL} redis-8.6.1`],
		["# comment\nuser a on", "accept", "redis-8.8.0 redis-8.10.2"],
		["USER a on", 'reject 1; 1 not-a-user-line "USER"', ALL],
		["user", 'reject 1; 1 not-a-user-line "user"', ALL],
		["user\ta on", 'reject 1; 1 not-a-user-line "user\\ta"', ALL],
		["\uFEFFuser a on", 'reject 1; 1 not-a-user-line "\uFEFFuser"', ALL],
		['"user" a on', 'reject 1; 1 not-a-user-line "\\"user\\""', ALL],
		["user  a on", 'reject 1; 1 empty-name "  "', ALL],
		["user  on", "accept", ALL],
		["user a\tb on", 'reject 1; 1 bad-name "a\\tb"', ALL],
		['user a on "+get"', 'reject 1; 1 unknown-rule "\\"+get\\""', ALL],
		["user a on # x", 'reject 1; 1 bad-hash "#"; 1 unknown-rule "x"', ALL],
		[
			"user a on\nuser b +nosuch onn\nuser c <x",
			'reject 2; 2 unknown-command "+nosuch"; 2 unknown-rule "onn"; 3 no-such-password "<x"',
			ALL,
		],
		["user a on\nuser a off", "accept", OLD],
		["user a on\nuser a off", 'reject 2; 2 duplicate-user "a"', NEW],
		["user default on\nuser default off", 'reject 2; 2 duplicate-user "default"', NEW],
		["user a onn\nuser a offf", 'reject 1; 1 unknown-rule "onn"; 2 duplicate-user "a"', NEW],
		["user a (+get ~x)", "accept", NEW],
		["user a ( +get  ~x )", "accept", NEW],
		["user a (+get +nosuch)", 'reject 1; 1 unknown-command "+nosuch"', NEW],
		["user a on (+get  +nosuch\t~x)", 'reject 1; 1 unknown-command "+nosuch"', NEW],
		["user a on \t(+nosuch)\t", 'reject 1; 1 unknown-command "+nosuch"', NEW],
		["user a (+get", 'reject 1; 1 unmatched-parenthesis "(+get"', NEW],
		["user a (+get ~x)\t off", 'reject 1; 1 unmatched-parenthesis "(+get ~x)\\t off"', NEW],
		["user a on (+get", 'crash; 1 unmatched-parenthesis "(+get"', NEW],
		["nonsense\nuser a on (+get ~x", 'crash; 1 not-a-user-line "nonsense"; 2 unmatched-parenthesis "(+get ~x"', NEW],
		["user a\nuser a on (+get", 'reject 2; 2 duplicate-user "a"', NEW],
		["user a on (+get", 'reject 1; 1 bad-selector "(+get"', OLD],
	])("%j", (text, expected, releases) => {
		for (const id of releases.split(" ")) {
			expect([id, judgement(readFile(text, id), text)]).toEqual([id, expected]);
		}
	});

	test("a NUL takes the rest of its line along, line feed and all, and the server counts on", () => {
		const text = "user a on\0 off\nuser b on\nuser c onn";
		for (const id of ALL.split(" ")) {
			const reading = readFile(text, id);
			expect([id, reading.errors.map((error) => [error.line, error.serverLine, error.code])]).toEqual([
				id,
				[
					[0, 1, "unknown-rule"],
					[0, 1, "unknown-rule"],
					[2, 2, "unknown-rule"],
				],
			]);
			expect(reading.verdict).toMatchObject({ outcome: "reject", line: 1 });
		}
		expect(readFile("user a on\0 off\n\nuser b on", "redis-7.0").users.map((user) => user.name)).toEqual(["default", "a", "b"]);
		const long = `user a ${"~a ".repeat(330)}\0 on ${"~b ".repeat(300)}+nosuch`;
		expect(readFile(long, "redis-7.0").errors).toMatchObject([{ code: "unknown-command" }]);
	});
});

describe("users of an ACL file", () => {
	test("they stand where they are written, default is added where no line names it", () => {
		const { users } = readFile("user b on >x\n\n  user a off ~k", "redis-7.4");
		expect(users.map(({ name, source, line, state }) => [name, source, line, state.enabled])).toEqual([
			["default", "implied", 0, true],
			["b", "line", 0, true],
			["a", "line", 2, false],
		]);
		const a = users[2];
		expect(a?.nameAt).toEqual({ file: "file:///users.acl", line: 2, start: 7, end: 8 });
		expect(a?.tokens).toEqual([
			{ text: "off", start: 9, end: 12 },
			{ text: "~k", start: 13, end: 15 },
		]);
		expect(readFile("user a on", "redis-7.4").users[0]?.state).toMatchObject({
			enabled: true,
			nopass: true,
			root: { allKeys: true, allCommands: true },
		});
	});

	test("default is a new user where a line names it", () => {
		for (const id of ALL.split(" ")) {
			const { users } = readFile("user default +get", id);
			expect(users.map(({ name, source }) => [name, source])).toEqual([["default", "line"]]);
			expect(users[0]?.state).toMatchObject({ enabled: false, nopass: false, root: { allKeys: false, allCommands: false } });
		}
	});

	test("up to 6.2 the last line of a name counts", () => {
		const { users, leftOut } = readFile("user a +get\nuser b\nuser a +set", "redis-6.2");
		expect(users.map(({ name, line }) => [name, line])).toEqual([
			["default", 0],
			["b", 1],
			["a", 2],
		]);
		expect(namesOf(users[2]?.state.root.commands ?? (new Set<number>() as never), evaluatorOf("redis-6.2"))).toEqual(["set"]);
		expect(leftOut.map(({ name, line }) => [name, line])).toEqual([["a", 0]]);
	});

	test("users on refused lines are left out, with what could be read of them", () => {
		const { users, leftOut } = readFile("user a on +nosuch\nuser b on (+get\nuser default off", "redis-7.4");
		expect(users.map((user) => user.name)).toEqual(["default"]);
		expect(leftOut.map(({ name, state, tokens }) => [name, state.enabled, tokens.map((token) => token.text)])).toEqual([
			["a", true, ["on", "+nosuch"]],
			["b", true, ["on", "(+get"]],
		]);
	});

	test("lines that did not change are not read again", () => {
		const evaluator = evaluatorOf("redis-7.4");
		const before = parse("user a on\nuser b on\nuser c on", "acl");
		const first = readAclFile(before, evaluator, releaseNamed("redis-7.4"), "f");
		const after = parse("user a on\n\nuser b off\nuser c on", "acl", before);
		const second = readAclFile(after, evaluator, releaseNamed("redis-7.4"), "f");
		expect(second.users.map(({ name, line }) => [name, line])).toEqual([
			["default", 0],
			["a", 0],
			["b", 2],
			["c", 3],
		]);
		expect(second.users[1]?.reading).toBe(first.users[1]?.reading);
		expect(second.users[3]?.reading).toBe(first.users[3]?.reading);
		expect(second.users[2]?.state.enabled).toBe(false);
	});
});

describe("user lines of redis.conf", () => {
	test.each([
		["user a on >x ~* +@all", "accept", ALL],
		['USER "a" "on" \'+get\'', "accept", ALL],
		["user a", "accept", ALL],
		['user "" on', "accept", ALL],
		["user", 'reject 1; 1 missing-name "user"', ALL],
		["user a onn", 'reject 1; 1 unknown-rule "onn"', ALL],
		["user a on\nuser b +nosuch", 'reject null; 2 unknown-command "+nosuch"', ALL],
		["user a +nosuch\nuser b <x", 'reject 2; 1 unknown-command "+nosuch"; 2 no-such-password "<x"', ALL],
		['user "a b" on', 'reject null; 1 bad-name "\\"a b\\""', ALL],
		['user a "~x y"', 'reject 1; 1 bad-pattern "\\"~x y\\""', ALL],
		["user a on\nuser a off", "accept", OLD],
		["user a on\nuser a off", 'reject 2; 2 duplicate-user "a"', NEW],
		['user "a b"\nuser "a b"', 'reject 2; 1 bad-name "\\"a b\\""; 2 duplicate-user "\\"a b\\""', NEW],
		["user a on (+get", 'reject 1; 1 unmatched-parenthesis "(+get"', NEW],
		["user a on (+get", 'reject 1; 1 bad-selector "(+get"', OLD],
		['user a "( +get" "~x )"', "accept", NEW],
		['user a (+get "+nosuch" )', 'reject null; 1 unknown-command "\\"+nosuch\\""', NEW],
		["user a on )", 'reject 1; 1 unknown-rule ")"', ALL],
	])("%j", (text, expected, releases) => {
		for (const id of releases.split(" ")) {
			expect([id, judgement(readLines(text, id), text)]).toEqual([id, expected]);
		}
	});

	test("requirepass is the password of default where no line names it", () => {
		const [implied] = readLines("user a on", "redis-7.4", { requirepass: "secret", impliedAt: { file: "c", line: 7 } }).users;
		expect(implied).toMatchObject({ name: "default", source: "implied", file: "c", line: 7, state: { enabled: true, nopass: false } });
		expect(implied?.state.passwords[0]).toMatchObject({
			hash: "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
			clearText: true,
			token: -1,
		});
		const { users } = readLines("user default on nopass", "redis-7.4", { requirepass: "secret" });
		expect(users).toMatchObject([{ name: "default", state: { nopass: true, passwords: [] } }]);
		expect(readLines("", "redis-7.4").users).toMatchObject([{ name: "default", source: "implied", state: { nopass: true } }]);
	});

	test("rules are tried when a line is read, and applied when everything is read", () => {
		const all = evaluatorOf("redis-7.4", { channelsByDefault: "all" });
		const none = evaluatorOf("redis-7.4");
		const text = "user a &x";
		const { lines } = parse(text, "config");
		const statements = lines.map((line, lineNumber) => ({ file: "", lineNumber, line, name: "user", words: line.words, via: [] }));
		const later = toEnd(readUserStatements(statements, all, releaseNamed("redis-7.4"), { whileReading: () => none }));
		expect(judgement(later, text)).toBe('reject null; 1 after-all-channels "&x"');
		const sooner = toEnd(readUserStatements(statements, none, releaseNamed("redis-7.4"), { whileReading: () => all }));
		expect(judgement(sooner, text)).toBe('reject 1; 1 after-all-channels "&x"');
	});
});

test("every error says what is wrong in a sentence", () => {
	const text = "# x\nUSER a\nuser\nuser\ta\nuser  a\nuser a\tb\nuser a on\nuser a off\nuser c (+get\nnonsense\n\uFEFFuser b";
	const { errors } = readFile(text, "redis-7.4");
	expect(errors).toHaveLength(10);
	for (const error of errors) expect(`${error.message}`).toMatch(/^[A-Z].+\.$/s);
	for (const error of errors) expect(error.serverSays).not.toBe("");
});
