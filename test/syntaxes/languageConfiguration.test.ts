// Language configuration: what an editor takes for one word, and how it comments and encloses.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Configuration {
	readonly comments?: { readonly lineComment?: string };
	readonly brackets: readonly (readonly string[])[];
	readonly wordPattern: { readonly pattern: string; readonly flags: string };
	readonly onEnterRules?: readonly { readonly beforeText: string; readonly afterText: string }[];
}

const read = (name: string): Configuration => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const conf = read("language-configuration.json");
const acl = read("language-configuration-acl.json");

test.each([
	["tls-auth-clients yes", ["tls-auth-clients", "yes"]],
	['tls-protocols "TLSv1.2 TLSv1.3"', ["tls-protocols", "TLSv1.2", "TLSv1.3"]],
	["+config|get -@dangerous +@write", ["config|get", "@dangerous", "@write"]],
	["~app:* %R~shared:* &news", ["app:", "R", "shared:", "news"]],
	["(~a +get)", ["a", "get"]],
	[">secret #9f86", ["secret", "9f86"]],
	["bind 127.0.0.1 -::1", ["bind", "127.0.0.1", "::1"]],
	["include /etc/redis/a.conf", ["include", "etc", "redis", "a.conf"]],
	["user jürgen on", ["user", "jürgen", "on"]],
])("the words of %s", (line, words) => {
	for (const { wordPattern } of [conf, acl]) {
		const matches = line.match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`));
		expect(matches).toEqual(words);
		expect(new RegExp(wordPattern.pattern, wordPattern.flags).test("")).toBe(false);
	}
});

test("redis.conf has comments; ACL files have none that every server takes", () => {
	expect(conf.comments).toEqual({ lineComment: "#" });
	expect(acl.comments).toBeUndefined();
	expect([conf.brackets, acl.brackets]).toEqual([[["(", ")"]], [["(", ")"]]]);
});

test.each([
	["# a long", " comment", true],
	["# a comment", "", false],
	["port 1", " # 2", false],
])("a line broken after %j before %j stays a comment: %s", (before, after, continues) => {
	const [rule] = conf.onEnterRules ?? [];
	expect(new RegExp(rule?.beforeText ?? "^$").test(before) && new RegExp(rule?.afterText ?? "^$").test(after)).toBe(continues);
});
