// model/acl: which lines are of one kind, and that what is worked out from the kind is what the rules say.
import { describe, expect, test } from "vitest";
import { readAclLine } from "../../../server/src/model/acl/lines";
import type { UserState } from "../../../server/src/model/acl/types";
import { evaluatorOf } from "./support";

const A = "a".repeat(64);
const B = "b".repeat(64);

/** The shape of a line after two lines like the first were read. */
function shapeAfter(first: string, line: string, release = "redis-7.4"): object | undefined {
	const evaluator = evaluatorOf(release);
	const read = (text: string) => readAclLine(text, evaluator, evaluator.dialect);
	for (let time = 0; time < 2; time++) read(first);
	const { shape } = read(first);
	return shape !== undefined && read(line).shape === shape ? shape : undefined;
}

describe("of one kind are lines that differ in", () => {
	test.each([
		["names", "user a on nopass ~x", "user bob on nopass ~x"],
		["hashes", `user a on #${A} +get`, `user b on #${B} +get`],
		["passwords in clear text", "user a on >one +get", "user b on >another +get"],
		["patterns of keys and channels", "user a ~x %R~y &z +get", "user b ~app:* %R~other &c* +get"],
		["spaces behind the rules", "user a on ~x", "user a on ~y  \t"],
		["the end of the line", "user a on ~x", "user b on ~x\r"],
	])("%s", (_, first, line) => {
		expect(shapeAfter(first, line)).toBeDefined();
	});
});

describe("not of one kind are", () => {
	test.each([
		["a user with another rule", "user a on ~x +get", "user b on ~x +set"],
		["a user with one rule more", "user a on ~x", "user b on ~x +get"],
		["every key beside some", "user a on ~x", "user b on ~*"],
		["every channel beside some", "user a on &x", "user b on &*"],
		["the same pattern twice", "user a ~x ~y", "user b ~x ~x"],
		["the same pattern with fewer rights", "user a ~x %R~y", "user b ~x %R~x"],
		["the same password twice", "user a >x >y", "user b >x >x"],
		["what is no hash", `user a #${A}`, `user b #${A.toUpperCase()}`],
		["a pattern with a quote", "user a ~x", 'user b ~"x"'],
		["a tab in a pattern", "user a ~x on", "user b ~x\ty on"],
		["a pattern that the server refuses", "user a ~x on", "user b ~x\u000by on"],
		["lines with a rule that the server refuses", "user a ~x +nosuch", "user b ~y +nosuch"],
		["lines that take a password away", "user a >x <x", "user b >y <y"],
		["lines with an empty password", "user a >", "user b >"],
		["lines with passwords of both kinds", `user a >x #${A}`, `user b >y #${B}`],
		["lines with selectors", "user a (~x +get)", "user b (~x +get)"],
		["lines without a name", "user  on ~x", "user  on ~y"],
	])("%s", (_, first, line) => {
		expect(shapeAfter(first, line)).toBeUndefined();
	});
});

test.each([
	["redis-7.4", `user b on #${B} ~app:1 %R~other &c resetchannels &d -@all +@read -@dangerous`],
	["redis-6.2", "user b off >secret resetpass >other nopass ~x resetkeys ~y allchannels +get"],
	["valkey-9.1", "user b on >x >y ~a ~b %W~c db=1,2 skip-sanitize-payload +select|1"],
])("a line of a known kind says what its rules say: %s, %s", (release, line) => {
	const evaluator = evaluatorOf(release);
	const like = line.replace(B, A).replace(/secret|other|app:1/g, (text) => `${text}2`);
	for (let time = 0; time < 2; time++) readAclLine(like, evaluator, evaluator.dialect);
	const { passwords, shape, state } = readAclLine(line, evaluator, evaluator.dialect);
	expect(shape).toBeDefined();
	expect(plain(state)).toEqual(plain(evaluator.evaluate(line.split(" ").slice(2))));
	expect(passwords?.map(({ hash }) => hash)).toEqual(state?.passwords.map(({ hash }) => hash));
});

function plain(state: UserState | undefined): unknown {
	const passwords = state?.passwords.map(({ hash, token, clearText, text }) => [hash, token, clearText, text]);
	return { ...state, passwords, root: { ...state?.root, trail: state?.root.trail?.tokens } };
}
