// model/acl: what each rule of a user adds and takes, and which ones could go.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectOf, isSameUser, usesOf } from "../../../server/src/model/acl/effects";
import { ruleWords } from "../../conformance/aclArbitraries";
import { evaluatorOf, tokensOf, userOf } from "./support";

const evaluator = evaluatorOf("redis-7.4");
const nameOf = (index: number) => evaluator.world.commands.all()[index]?.name ?? "?";

function effect(rules: string, position: number) {
	const { adds, removes, undoneBy } = effectOf(tokensOf(rules, evaluator), position, evaluator);
	return {
		adds: adds.map(nameOf).join(" "),
		removes: removes.map(nameOf).join(" "),
		undoneBy: undoneBy.map(({ token, commands }) => `${token}: ${commands.map(nameOf).join(" ")}`),
	};
}

describe("what a rule adds and takes", () => {
	test.each([
		["+get", 0, { adds: "get", removes: "", undoneBy: [] }],
		["on +get", 0, { adds: "", removes: "", undoneBy: [] }],
		["+get +get", 1, { adds: "", removes: "", undoneBy: [] }],
		["+get -get", 0, { adds: "get", removes: "", undoneBy: ["1: get"] }],
		["+get -get", 1, { adds: "", removes: "get", undoneBy: [] }],
		["+get +set -get -@all", 0, { adds: "get", removes: "", undoneBy: ["2: get"] }],
		["+get +set -get +get -@all", 0, { adds: "get", removes: "", undoneBy: ["2: get"] }],
		["+get reset", 1, { adds: "", removes: "get", undoneBy: [] }],
		["+nosuch +get", 0, { adds: "", removes: "", undoneBy: [] }],
		["+memory|usage +memory|doctor -memory", 0, { adds: "memory|usage", removes: "", undoneBy: ["2: memory|usage"] }],
	] as const)("%s, rule %i", (rules, position, expected) => {
		expect(effect(rules, position)).toEqual(expected);
	});

	test("@write grants what @dangerous takes away again", () => {
		const found = effect("-@all +@write -@dangerous", 1);
		expect(found.adds.split(" ")).toContain("flushall");
		expect(found.undoneBy).toHaveLength(1);
		expect(found.undoneBy[0]).toMatch(/^2: .*flushall/);
	});
});

describe("which rules could go", () => {
	test.each([
		["on >a ~x +get", "needed needed needed needed"],
		["off on", "idle needed"],
		["on off", "spare spare"],
		["on on", "needed idle"],
		["-@all +get", "idle needed"],
		["+get -get", "spare spare"],
		["+@read +get", "needed idle"],
		["+get +@read", "spare needed"],
		["+@all -get +get", "needed spare spare"],
		["on off on", "spare spare needed"],
		["+@string +@read +mget +@write", "spare needed idle needed"],
		["nopass >a", "spare needed"],
		[">a nopass", "spare needed"],
		["~a ~*", "spare needed"],
		["~a resetkeys ~b", "spare spare needed"],
		["&a resetchannels", "spare spare"],
		["~a ~a", "needed idle"],
		["%R~a ~a", "spare needed"],
		["+nosuch +get", "refused needed"],
		["(+get) clearselectors", "spare spare"],
		["+select|0 +select", "spare needed"],
		["", ""],
	])("%s", (rules, expected) => {
		expect(usesOf(tokensOf(rules, evaluator), evaluator).join(" ")).toBe(expected);
	});

	test("what could go may go together", () => {
		fc.assert(
			fc.property(ruleWords(evaluator.world.commands, evaluator.dialect), (words) => {
				const tokens = tokensOf(words.join(" "), evaluator);
				const uses = usesOf(tokens, evaluator);
				const rest = evaluator.evaluate(tokens.filter((_, i) => uses[i] === "needed"));
				expect(isSameUser(rest, evaluator.evaluate(tokens))).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});

	test("rules that differ in secrets and patterns only are worked out once", () => {
		const one = usesOf(["on", ">a", "~x:*", "&c", "+get"], evaluator);
		expect(usesOf(["on", ">b", "~y:*", "&d", "+get"], evaluator)).toBe(one);
		expect(usesOf(["on", ">b", "~y:*", "~y:*", "+get"], evaluator)).not.toBe(one);
		expect(usesOf([`#${"A".repeat(64)}`], evaluator)).toEqual(["refused"]);
		expect(usesOf([`#${"a".repeat(64)}`], evaluator)).toEqual(["needed"]);
	});
});

test.each([
	["+get +set", "+set +get", true],
	["+get", "+get +set", false],
	["~a ~b", "~b ~a", true],
	["~a", "%R~a", false],
	["%R~a %W~a", "~a", true],
	["+@all -get", "-@all +@all -get", true],
	["+@all", "+@all -get +get", true],
	["on >a", "on >b", false],
	["on >a", "on #ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", true],
	["(+get) (+set)", "(+set) (+get)", false],
])("%s and %s: the same user is %s", (one, other, expected) => {
	expect(isSameUser(userOf(one, evaluator), userOf(other, evaluator))).toBe(expected);
});

test("allowed for ever is not the same as every command of today", () => {
	const names = evaluator.world.commands.all().filter((command) => command.container === undefined);
	const each = userOf(names.map(({ name }) => `+${name}`).join(" "), evaluator);
	const all = userOf("+@all", evaluator);
	expect(each.root.commands.size).toBe(all.root.commands.size);
	expect(isSameUser(each, all)).toBe(false);
});
