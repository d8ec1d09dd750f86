// model: where a line belongs, and how words are written so that the server reads them back.
import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { removeLine, setDirective, writeWord } from "../../server/src/model/placement";
import { sharedPasswords } from "../../server/src/model/sharedPasswords";
import { parse } from "../../server/src/syntax/parse";
import { modelOf } from "./modelOf";

test.each([
	["plain", "plain"],
	["", '""'],
	["two words", '"two words"'],
	['a"b', '"a\\"b"'],
	["a'b", '"a\'b"'],
	["back\\slash", '"back\\\\slash"'],
	["line\nend\ttab\r", '"line\\nend\\ttab\\r"'],
	["\u0001\u007f", '"\\x01\\x7f"'],
	["#hash", "#hash"],
	["ünï", "ünï"],
])("%j is written as %s, and read back", (word, written) => {
	expect(writeWord(word)).toBe(written);
	expect(
		parse(`requirepass ${written}\n`, "config")
			.lines.at(0)
			?.words.map(({ value }) => value),
	).toEqual(["requirepass", word]);
});

test.each<[name: string, before: string, directive: string, after: string]>([
	["in its own line", "  port 1\nbind a\n", "port", "  port 7\nbind a\n"],
	["with a form feed that belongs to its value", "logfile x\f\nbind a\n", "logfile", "logfile 7\nbind a\n"],
	["in the line that counts", "port 1\nport 2\n", "port", "port 1\nport 7\n"],
	["under the name that stands there", "slave-read-only no\n", "replica-read-only", "slave-read-only 7\n"],
	["beside the line that is commented out", "# bind a\n# port 6379\nbind a\n", "port", "# bind a\n# port 6379\nport 7\nbind a\n"],
	[
		"not beside a sentence",
		"# port is where it listens, and more.\nbind a\n",
		"port",
		"# port is where it listens, and more.\nbind a\nport 7\n",
	],
	["after its family", "tls-port 1\nbind a\n", "tls-ciphers", "tls-port 1\ntls-ciphers 7\nbind a\n"],
	["at the end", "bind a\n", "port", "bind a\nport 7\n"],
	["at the end of a file that has none", "bind a", "port", "bind a\nport 7\n"],
	["with the ends of lines of the file", "bind a\r\n", "port", "bind a\r\nport 7\r\n"],
	["in an empty file", "", "port", "port 7\n"],
])("a value is set %s", async (_, before, directive, after) => {
	const { snapshot, settings } = await modelOf(before);
	expect(applyEdits(before, setDirective(snapshot, settings, directive, ["7"]))).toBe(after);
});

test.each([
	["a\nb\nc\n", 1, "a\nc\n"],
	["a\nb", 1, "a"],
	["a\r\nb\r\n", 0, "b\r\n"],
	["a", 0, ""],
])("of %j line %d is taken out", (text, line, after) => {
	expect(applyEdits(text, [removeLine(parse(text, "config"), "file:///x", line)])).toBe(after);
});

test("who has a password in common, in clear text or as its hash", async () => {
	const hash = "#9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
	const server = await modelOf(`user a on >test\nuser b on ${hash}\nuser c on >other\nuser d off >other\nuser e on nopass\n`);
	expect(sharedPasswords(server).map((holders) => holders.map(({ user }) => user.name))).toEqual([["a", "b"]]);
});
