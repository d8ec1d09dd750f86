// model/verdict: files made of nothing but mistakes: the first of each kind are kept, the verdict is that of the whole, and no step is taken for each of the others.

import { describe, expect, it } from "vitest";
import { toEnd } from "../../../server/src/base/steps";
import { newestRelease } from "../../../server/src/knowledge/release";
import { findProblems } from "../../../server/src/model/problems";
import { evaluateServer } from "../../../server/src/model/server";
import { snapshotOf } from "../../../server/src/model/snapshot";
import { readSigned } from "../../../server/src/model/verdict/cText";
import { FoundFindings, MOST_OF_A_KIND } from "../../../server/src/model/verdict/found";
import { knowledge } from "../../support/knowledge";
import { checkText } from "./cases";

const many = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n)).join("");

describe("lines of one mistake", () => {
	const COUNT = MOST_OF_A_KIND + 500;

	it.each([
		["an unknown name", "redis-7.2", (n: number) => `nosuch${n} x\n`, "unknown-directive"],
		["an unknown name that is kept for modules", "redis-8.6", (n: number) => `nosuch${n} x\n`, "unknown-directive"],
		["a bad value", "redis-7.2", () => "appendonly maybe\n", "not-yes-or-no"],
		["a command that is none", "redis-7.2", (n: number) => `rename-command NOSUCH${n} x\n`, "unknown-renamed-command"],
	])("by the thousand, of %s: the first ones are kept", (_, release, line, code) => {
		const { problems, verdict } = checkText(release, `timeout 5\n${many(COUNT, line)}`);
		const ofKind = problems.filter((problem) => problem.code === code);
		expect(ofKind.length).toBeGreaterThanOrEqual(10_000);
		expect(ofKind.length).toBeLessThanOrEqual(MOST_OF_A_KIND + 1);
		expect(ofKind[0]?.at.line).toBe(1);
		expect(verdict).toMatchObject({ outcome: "reject", line: 2 });
	});

	it("another mistake behind them is told", () => {
		const { problems } = checkText("redis-7.2", `${many(COUNT, (n) => `nosuch${n} x\n`)}port maybe\nsave 1\n`);
		expect(problems.filter(({ at }) => at.line >= COUNT).map(({ at }) => at.line)).toEqual([COUNT, COUNT + 1]);
	});

	it("a primary that none of very many lines names: other names are looked at within bounds", () => {
		const primaries = many(2000, (n) => `sentinel monitor shop${n} 10.0.0.1 6379 2\n`);
		const { problems } = checkText("redis-7.2", `${primaries}${many(300, (n) => `sentinel auth-pass shopp${n} x\n`)}`, "sentinel");
		const unknown = problems.filter(({ code }) => code === "unknown-primary");
		expect(unknown).toHaveLength(300);
		expect(unknown[0]?.suggestions?.length).toBeGreaterThan(0);
		expect(unknown.at(-1)?.suggestions).toBeUndefined();
	});
});

it("of findings of one kind the first are kept, and those of another beside them", () => {
	const found = new FoundFindings();
	const at = (number: number) => ({
		file: "f",
		number,
		line: { kind: "words" as const, text: "x", words: [] },
		place: (character: number) => ({ line: number - 1, character }),
	});
	const finding = (code: string) => ({ code, start: 0, end: 1, message: code, effect: "refused" as const });
	for (let number = 2; number < MOST_OF_A_KIND + 100; number++) found.add(at(number), finding("one"));
	found.add(at(1), finding("other"));
	expect(found.problems()).toHaveLength(MOST_OF_A_KIND + 1);
	expect(found.verdict(["reading"])).toMatchObject({ line: 1, reason: "other" });
});

it.each([
	["9".repeat(3_000_000), true],
	[`${"0".repeat(3_000_000)}7`, false],
	[`-${"9".repeat(3_000_000)}`, true],
])("%#: a number of millions of digits is too large, or as small as it is", (text, overflow) => {
	expect(readSigned(text, 10).overflow).toBe(overflow);
});

describe("refused rules of an ACL file", () => {
	const world = { knowledge, release: newestRelease("redis") };
	const problemsOf = (text: string) => {
		const snapshot = snapshotOf("file:///users.acl", "acl", text);
		return toEnd(findProblems(snapshot, evaluateServer(snapshot, world).acl.fileErrors, world));
	};

	it("on one line hide none of the next", () => {
		const problems = problemsOf(`user a on${many(20_000, (n) => ` bad${n}`)}\nuser b on worse\n`);
		expect(problems.filter(({ at }) => at.line === 0).length).toBeLessThan(200);
		expect(problems.filter(({ at }) => at.line === 1)).toHaveLength(1);
	});

	it("on very many lines are kept up to a number", () => {
		const problems = problemsOf(many(12_000, (n) => `user u${n} on bad\n`));
		expect(problems.length).toBeGreaterThanOrEqual(10_000);
		expect(problems.length).toBeLessThan(10_100);
	});
});
