// model/acl: whether users share a server, each limited to keys of its own.
import { expect, test } from "vitest";
import { keySpacesOf } from "../../../server/src/model/acl/keySpaces";
import { censusOf } from "./support";

test.each([
	["nobody", "", "none"],
	["everybody may touch every key", "user a on >x ~*\nuser b on >x allkeys", "none"],
	["no keys at all", "user a on >x\nuser b on >x", "none"],
	["every key beside others", "user a on >x ~a:* %R~*", "none"],
	["one of them is limited", "user a on >x ~a:*\nuser b on >x ~*", "any"],
	["both are limited to the same", "user a on >x ~a:*\nuser b on >x ~a:*", "any"],
	["the same in another order", "user a on >x ~a:* ~b:*\nuser b on >x ~b:* ~a:*", "any"],
	["to different ones", "user a on >x ~a:*\nuser b on >x ~b:*", "several"],
	["to more and to less", "user a on >x ~a:*\nuser b on >x ~a:* ~b:*", "several"],
	["the other is off", "user a on >x ~a:*\nuser b off >x ~b:*", "any"],
	["both are off", "user a off ~a:*\nuser b off ~b:*", "none"],
	["keys that were taken back", "user a on >x ~a:*\nuser b on >x ~b:* resetkeys ~a:*", "any"],
	["different ones behind many that are the same", `${many(300)}user z on >x ~z:*`, "several"],
	["many that are the same", many(300), "any"],
])("%s", (_, text, expected) => {
	const { any, several } = keySpacesOf(censusOf(text));
	expect(several ? "several" : any ? "any" : "none").toBe(expected);
});

test("nothing is said of users who are not known", () => {
	expect(keySpacesOf(undefined)).toEqual({ any: false, several: false });
});

function many(count: number): string {
	return Array.from({ length: count }, (_, i) => `user u${i} on >x${i} ~same:*\n`).join("");
}
