// model/acl: what several lines of one name, and lines with an error, mean for who there is.
import { describe, expect, test } from "vitest";
import { Collector, verdictOn, withLeftOut } from "../../../server/src/model/acl/collect";
import { readAclLine } from "../../../server/src/model/acl/lines";
import { evaluatorOf } from "./support";

function collect(text: string, id: string): Collector {
	const evaluator = evaluatorOf(id);
	const collector = new Collector(evaluator.dialect);
	for (const [line, one] of text.split("\n").entries()) {
		collector.add(readAclLine(one, evaluator, evaluator.dialect), "file:///users.acl", line, line + 1);
	}
	return collector;
}

/** "a1 b2": users by their names and lines, 1-based. */
const shown = (users: readonly { readonly name: string; readonly line: number }[]) =>
	users.map(({ name, line }) => name + (line + 1)).join(" ");

describe("lines", () => {
	test.each([
		["different users", "redis-7.4", "user a on\nuser b off", { users: "a1 b2", leftOut: "", all: "a1 b2", errors: "" }],
		["blank lines", "redis-7.4", "\nuser a on\n  ", { users: "a2", leftOut: "", all: "a2", errors: "" }],
		[
			"a line with an error",
			"redis-7.4",
			"user a on\nuser b +nosuch",
			{ users: "a1", leftOut: "b2", all: "a1 b2", errors: "2 unknown-command" },
		],
		["a user twice", "redis-7.4", "user a on\nuser a off", { users: "a1", leftOut: "a2", all: "a1", errors: "2 duplicate-user" }],
		["the last one counts", "redis-6.2", "user a on\nuser a off", { users: "a2", leftOut: "a1", all: "a2", errors: "" }],
		[
			"of three as well",
			"redis-6.2",
			"user a on\nuser b on\nuser a off\nuser a on",
			{ users: "b2 a4", leftOut: "a1 a3", all: "b2 a4", errors: "" },
		],
		[
			"an error does not replace what was there",
			"redis-6.2",
			"user a on\nuser a +nosuch",
			{ users: "a1", leftOut: "a2", all: "a1", errors: "2 unknown-command" },
		],
		[
			"of lines that all have errors the last is shown",
			"redis-6.2",
			"user a +nosuch\nuser a onn",
			{ users: "", leftOut: "a1 a2", all: "a2", errors: "1 unknown-command; 2 unknown-rule" },
		],
		[
			"a name that was refused is taken all the same",
			"redis-7.4",
			"user a onn\nuser a offf",
			{ users: "", leftOut: "a1 a2", all: "a2", errors: "1 unknown-rule; 2 duplicate-user" },
		],
		["no user line", "redis-7.4", "users a\nuser b on", { users: "b2", leftOut: "", all: "b2", errors: "1 not-a-user-line" }],
	])("%s, %s", (_, id, text, expected) => {
		const collected = collect(text, id).collected();
		expect({
			users: shown(collected.users),
			leftOut: shown(collected.leftOut),
			all: shown(withLeftOut(collected)),
			errors: collected.errors.map(({ code, line }) => `${line + 1} ${code}`).join("; "),
		}).toEqual(expected);
	});

	test("of any kind name a user", () => {
		const collector = collect("user a on\nuser b +nosuch\nusers c", "redis-7.4");
		expect(["a", "b", "c"].filter((name) => collector.names(name))).toEqual(["a", "b"]);
	});
});

describe("the verdict", () => {
	test.each([
		["no line", "", { outcome: "accept" }],
		["lines without errors", "user a on", { outcome: "accept" }],
		["the first error", "user a on\nuser b +nosuch\nuser c onn", { outcome: "reject", line: 2 }],
		["the first of several errors, whatever it is", "user a onn\nuser b on\nuser b on", { outcome: "reject", line: 1 }],
	])("%s", (_, text, expected) => {
		expect(verdictOn(collect(text, "redis-7.4").collected().errors)).toMatchObject(expected);
	});
});
