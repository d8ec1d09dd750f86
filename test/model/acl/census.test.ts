// model/acl: users in blocks: each question is asked of each user once, and of those who are alike only once for all.
import { describe, expect, test } from "vitest";
import { type Alike, alikeBut, BY_KIND, Census, censusOfList, KnownAnswers, type UserBlock } from "../../../server/src/model/acl/census";
import type { AclUser } from "../../../server/src/model/acl/types";
import { evaluatorOf, userOf } from "./support";

const evaluator = evaluatorOf("redis-7.4");
const kinds = new Map<string, object>();

/** "a:x b c!": the users a, b and c, a of the kind x, c off. */
function users(text: string): AclUser[] {
	return text.split(" ").map((word, line) => {
		const [, name = "", kind = "", off = ""] = /^(\w+)(?::(\w+))?(!?)$/.exec(word) ?? [];
		if (kind !== "" && !kinds.has(kind)) kinds.set(kind, {});
		const state = userOf(off === "" ? "on" : "off", evaluator);
		return { name, source: "line", file: "file:///users.acl", line, tokens: [], state, kind: kinds.get(kind) };
	});
}

function block(text: string, about: Partial<UserBlock> = {}): UserBlock {
	const all = users(text);
	return {
		key: {},
		isKept: true,
		count: all.length,
		from: 0,
		lineCount: all.length,
		users: all,
		userAt: (position) => all[position],
		...about,
	};
}

/** The names of those who are on, and of whom it was asked. */
function ask(census: Census, known: KnownAnswers, alike?: Alike): { found: string; asked: string } {
	const asked: string[] = [];
	const isOn = ({ name, state }: AclUser) => {
		asked.push(name);
		return state.enabled;
	};
	const found = census.where(isOn, known, alike);
	return { found: Array.from(found, ({ name }) => name).join(" "), asked: asked.join(" ") };
}

describe("a question", () => {
	test("is asked of everybody, and not again of blocks that stay", () => {
		const [one, two] = [block("a b! c"), block("d! e")];
		const known = new KnownAnswers();
		expect(ask(new Census([one, two]), known)).toEqual({ found: "a c e", asked: "a b c d e" });
		expect(ask(new Census([one, block("x y!"), two]), known)).toEqual({ found: "a c x e", asked: "x y" });
	});

	test("is asked again of blocks that are not kept", () => {
		const census = censusOfList(users("a b!"));
		const known = new KnownAnswers();
		expect([ask(census, known), ask(census, known)]).toEqual([
			{ found: "a", asked: "a b" },
			{ found: "a", asked: "a b" },
		]);
	});

	test.each<[string, string[], Alike, { found: string; asked: string }]>([
		["one of each kind", ["a:x b:y! c:x d:y!"], BY_KIND, { found: "a c", asked: "a b" }],
		["kinds reach over blocks", ["a:x b:y!", "c:y! d:x"], BY_KIND, { found: "a d", asked: "a b" }],
		["users of no kind one by one", ["a b! c"], BY_KIND, { found: "a c", asked: "a b c" }],
		["default by itself", ["default:x a:x b:x"], BY_KIND, { found: "default a b", asked: "default a" }],
		["those who are apart by themselves", ["a:x b:x c:x d:x"], alikeBut((name) => name === "c"), { found: "a b c d", asked: "a c" }],
	])("of users who are alike: %s", (_, blocks, alike, expected) => {
		expect(ask(new Census(blocks.map((text) => block(text))), new KnownAnswers(), alike)).toEqual(expected);
	});

	test.each<[string, Alike, { found: string; asked: string }]>([
		["one user stands for a block of one kind", BY_KIND, { found: "a b c", asked: "a" }],
		["unless one of its names is apart", alikeBut((name) => name === "b"), { found: "a b c", asked: "a b" }],
	])("%s", (_, alike, expected) => {
		const kind = users("a:x")[0]?.kind;
		expect(ask(new Census([block("a:x b:x c:x", { kind, names: ["a", "b", "c"] })]), new KnownAnswers(), alike)).toEqual(expected);
	});
});

describe("a selection", () => {
	const selection = new Census([block("a b c"), block("d!"), block("e f")]).where(({ state }) => state.enabled, new KnownAnswers());

	test.each([
		[0, 5, "a b c e f"],
		[0, 2, "a b"],
		[2, 4, "c e"],
		[3, 9, "e f"],
		[4, 4, ""],
		[7, 9, ""],
	])("from %i to %i", (from, to, expected) => {
		expect(
			selection
				.slice(from, to)
				.map(({ name }) => name)
				.join(" "),
		).toBe(expected);
	});

	test("has a length and all of its users", () => {
		expect([selection.length, selection.slice().length, [...selection].length]).toEqual([5, 5, 5]);
	});
});

test.each([
	[0, true],
	[4, true],
	[5, false],
])("more than %i users: %s", (number, expected) => {
	expect(new Census([block("a b"), block("c d e")]).hasMoreThan(number)).toBe(expected);
});

test("what is made of a block is kept as long as the block", () => {
	const kept = new WeakMap<object, { count: number }>();
	const work = (all: readonly AclUser[]) => ({ count: all.length });
	const [one, loose] = [block("a b"), block("c", { isKept: false })];
	const census = new Census([one, loose]);
	expect(census.about(one, work, kept)).toBe(census.about(one, work, kept));
	expect(census.about(loose, work, kept)).not.toBe(census.about(loose, work, kept));
});
