// model/acl: where the rules of a user begin and end.
import { expect, test } from "vitest";
import { dialectOf } from "../../../server/src/model/acl/dialect";
import { type RuleList, rulesOfAclLine, rulesOfArguments, rulesOfWords } from "../../../server/src/model/acl/tokens";
import { parse } from "../../../server/src/syntax/parse";
import { releaseNamed } from "./support";

const dialect = dialectOf(releaseNamed("redis-7.4"));

/** Each rule as it is read, and as it stands in the line where that differs; selectors with their rules. */
function shown({ tokens }: RuleList, line: string): unknown[] {
	const one = ({ text, start, end }: { text: string; start: number; end: number }) => {
		const there = line.slice(start, end);
		return there === text ? text : `${text} < ${there}`;
	};
	return tokens.map((token) => (token.inner ? [one(token), ...token.inner.map(one)] : one(token)));
}

test.each([
	["on +get", ["on", "+get"]],
	["on  +get", ["on", "", "+get"]],
	["(+get ~a)", [["(+get ~a)", "+get", "~a"]]],
	["( +get  ~a )", [["( +get  ~a )", "+get", "~a"]]],
	["on (+get ~a) off", ["on", ["(+get ~a)", "+get", "~a"], "off"]],
	["\ton\t", ["on"]],
	["on (+get\t~a)", ["on", ["(+get\t~a)", "+get", "~a"]]],
	["\t(+get)\t off", [["(+get)", "+get"], "off"]],
	['("+get" ~a)', [['("+get" ~a)', '+get < "+get"', "~a"]]],
	["()", [["()"]]],
	["(+get ~a", ["(+get ~a"]],
])("ACL file: %j", (line, expected) => {
	expect(shown(rulesOfAclLine(line, 0, line.length, dialect), line)).toEqual(expected);
});

test.each([
	["user a on +get", ["on", "+get"]],
	['user a "on" (+get   ~a)', ['on < "on"', ["(+get ~a) < (+get   ~a)", "+get", "~a"]]],
	['user a "(+get ~a" +set)', [['(+get ~a +set) < "(+get ~a" +set)', '+get < "(+get ~a"', '~a < "(+get ~a"', "+set"]]],
	["user a ( +get ) off", [["( +get )", "+get"], "off"]],
])("redis.conf: %s", (line, expected) => {
	const words = parse(line, "config").lines[0]?.words.slice(2) ?? [];
	expect(shown(rulesOfWords(words, dialect), line)).toEqual(expected);
});

test("where a parenthesis is never closed, the rest of the line is one token", () => {
	expect(rulesOfArguments(["on", "(+get", "~a", "off"], dialect)).toMatchObject({
		tokens: [{ text: "on" }, { text: "(+get ~a off" }],
		unmatched: 1,
	});
	expect(rulesOfArguments(["(+get) "], dialect)).toMatchObject({ unmatched: 0 });
	expect(rulesOfArguments(["on", ")"], dialect)).not.toHaveProperty("unmatched");
	expect(rulesOfArguments(["(+get", "~a)"], dialectOf(releaseNamed("redis-6.2")))).toEqual({
		tokens: [
			{ text: "(+get", start: 0, end: 5 },
			{ text: "~a)", start: 6, end: 9 },
		],
	});
});
