// syntax: a text as a tree of lines and words.
import { expect, test } from "vitest";
import { parse } from "../../server/src/syntax/parse";

const words = (line: string) => parse(line, "config").lines[0]?.words.map((word) => word.value);

test.each([
	["save 900 1 # x", ["save", "900", "1", "#", "x"]],
	['requirepass "a b\\x41\\n"', ["requirepass", "a bA\n"]],
	["requirepass 'it\\'s \\n'", ["requirepass", "it's \\n"]],
	["\tport\t6379 \r", ["port", "6379"]],
	['logfile ""', ["logfile", ""]],
	['x foo"bar"', ["x", "foobar"]],
	['x "a"b c', ["x", "ab", "c"]],
])("%j is split into %j", (line, expected) => {
	expect(words(line)).toEqual(expected);
});

test.each([
	['x "a', "unclosed-quote"],
	['x "a\\', "unclosed-quote"],
	["x 'a\"", "unclosed-quote"],
	['x "a"b', "text-after-quote"],
	["x a\0b", "nul"],
])("%j cannot be split: %s", (line, code) => {
	expect(parse(line, "config").lines[0]?.error?.code).toBe(code);
});

test("lines that did not change keep their identity", () => {
	const before = parse("a 1\nb 2\nc 3", "config");
	const after = parse("a 1\nb 20\nb 21\nc 3", "config", before);
	expect(after.lines[0]).toBe(before.lines[0]);
	expect(after.lines[3]).toBe(before.lines[2]);
	expect(after.lines.map((line) => line.text)).toEqual(["a 1", "b 20", "b 21", "c 3"]);
});

test("ACL lines know single spaces only", () => {
	expect(parse('user  a "b c"\t ', "acl").lines[0]?.words.map((word) => word.value)).toEqual(["user", "", "a", '"b', 'c"']);
});
