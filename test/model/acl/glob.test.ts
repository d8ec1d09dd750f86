// model/acl: patterns of keys and channels. Each line: a pattern, the texts that match, those that do not.
import { expect, test } from "vitest";
import { globMatches } from "../../../server/src/model/acl/glob";

test.each([
	["a*", "abc a", "b ''"],
	["*c", "abc c cc", "ca"],
	["a*b*c", "abc aXbYc abbcc", "acb"],
	["**", "a ab", "''"],
	["a**", "a ab", "ba"],
	["*", "a", "''"],
	["", "''", "a"],
	["?", "a ?", "ab ''"],
	["h?llo", "hello hallo", "hllo"],
	["[ab]x", "ax bx", "cx x"],
	["[^a]x", "bx ^x", "ax"],
	["[a-c]", "a b c", "d -"],
	["[c-a]", "a b c", "d"],
	["[a-]", "a ]", "-"],
	["[\\]]", "]", "\\ a"],
	["[]", "", "a ]"],
	["[^]", "a ]", "''"],
	["[ab", "a b", "c"],
	["a[", "", "a a["],
	["a[^", "ab", "a"],
	["a\\*", "a*", "ab a\\*"],
	["a\\", "a\\", "a"],
	["\\a", "a", "\\a"],
	["é", "é", "e"],
	["?é", "aé", "é"],
	["??", "é ab", "a"],
	["?", "a", "é"],
	["[é]?", "é", "e"],
])("%j matches %s and not %s", (pattern, matching, others) => {
	const words = (list: string) => (list === "" ? [] : list.split(" ").map((word) => (word === "''" ? "" : word)));
	expect(words(matching).filter((text) => !globMatches(pattern, text))).toEqual([]);
	expect(words(others).filter((text) => globMatches(pattern, text))).toEqual([]);
});

test("many stars do not take long", () => {
	expect(globMatches(`${"a*".repeat(200)}b`, "a".repeat(2000))).toBe(false);
});
