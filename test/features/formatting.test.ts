// features: formatting.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { type EndOptions, formattingEdits, type LineRange } from "../../server/src/features/formatting";
import { parse } from "../../server/src/syntax/parse";
import type { Dialect } from "../../server/src/syntax/tree";

function format(text: string, dialect: Dialect = "config", range?: LineRange, ends?: EndOptions): string {
	return applyEdits(text, formattingEdits(parse(text, dialect), "file:///a", range, ends));
}

describe("a configuration", () => {
	test.each([
		["indentation goes", "  port 1\n\t# a comment\n", "port 1\n# a comment\n"],
		["one space between words", "bind   127.0.0.1 \t ::1\n", "bind 127.0.0.1 ::1\n"],
		["spaces inside of quotes stay", 'requirepass   "a  b"\n', 'requirepass "a  b"\n'],
		["quotes stay as they are", "dir  'x'\n", "dir 'x'\n"],
		["nothing behind the last word", "port 1 \t\n# a \n \t\n", "port 1\n# a\n\n"],
		["what a comment says stays", "#    port   1\n", "#    port   1\n"],
		["a line end at the end", "port 1\n# b", "port 1\n# b\n"],
		["and not a second one", "port 1\n", "port 1\n"],
		["nor one in an empty file", "", ""],
		["line ends of Windows", " port 1 \r\nbind  a\r\ndir x", "port 1\r\nbind a\r\ndir x\r\n"],
		["a quote that is not closed", '  dir  "x\n', '  dir  "x\n'],
		["a byte order mark", "\uFEFFport  1\n", "\uFEFFport  1\n"],
		["a carriage return inside of a line", "port  1\r bind  a\n", "port  1\r bind  a\n"],
	])("%s", (_, before, after) => {
		expect(format(before)).toBe(after);
	});

	test("only the lines that are asked for", () => {
		expect(format(" a  b\n c  d\n e  f", "config", { first: 1, last: 1 })).toBe(" a  b\nc d\n e  f");
	});

	test.each([
		["the end of the last line is left as it is", " port  1", "port 1", { lineEnd: "as it is" }],
		["blank lines at the end go", "port 1 \n\n \t\n", "port 1\n", { blankLines: "trimmed" }],
		["those between stay", "port 1\n\ndir x\r\n\r\n", "port 1\n\ndir x\r\n", { blankLines: "trimmed" }],
		["nothing but blank lines", "\n\n", "", { blankLines: "trimmed" }],
		["no blank lines", "port 1\n", "port 1\n", { blankLines: "trimmed" }],
		["a last line without an end gets one", "\nport 1", "\nport 1\n", { blankLines: "trimmed" }],
	] as [string, string, string, EndOptions][])("%s", (_, before, after, ends) => {
		expect(format(before, "config", undefined, ends)).toBe(after);
	});

	test("an edit touches only what changes", () => {
		const [edit] = formattingEdits(parse("port   6379\n", "config"), "file:///a");
		expect(edit).toMatchObject({ start: { line: 0, character: 5 }, end: { line: 0, character: 7 }, newText: "" });
	});
});

describe("an ACL file", () => {
	test.each([
		["spaces around and between rules", "  user a  on   nopass \n", "user a on nopass\n"],
		["an empty name is kept: it is another user", "user  a on\n", "user  a on\n"],
		["a tab inside of a word is kept", "user a ~x\ty  on\n", "user a ~x\ty on\n"],
		["a line end at the end", "user a on", "user a on\n"],
	])("%s", (_, before, after) => {
		expect(format(before, "acl")).toBe(after);
	});
});
