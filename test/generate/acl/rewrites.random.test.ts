// generate/acl: whatever rules a user has, a rewrite keeps exactly what it says it keeps.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { isEquivalentUser } from "../../../server/src/generate/acl/equivalence";
import { type RewriteId, rewritesOf } from "../../../server/src/generate/acl/rewrites";
import { type Role, roleRules } from "../../../server/src/generate/acl/roles";
import type { UserOnLine } from "../../../server/src/generate/acl/writeUser";
import type { AclEvaluator } from "../../../server/src/model/acl/evaluate";
import { readAclLine } from "../../../server/src/model/acl/lines";
import type { UserState } from "../../../server/src/model/acl/types";
import { parse } from "../../../server/src/syntax/parse";
import { EVALUATORS, evaluatorOf, randomUser } from "./randomUsers";

const CHOICES = { channelsByDefault: "known", cluster: "no", administrator: "no" } as const;

describe.each(EVALUATORS)("%s", (id, evaluator) => {
	test("random users keep exactly what a rewrite says they keep", () => {
		fc.assert(
			fc.property(randomUser(evaluator), ({ words, state }) => {
				const line = `user app ${words.join(" ")}`;
				if (words.length === 0) return;
				for (const { id: rewrite, edit } of rewritesOf(lineOf(line, evaluator), { ...CHOICES, state, evaluator })) {
					const made = edit();
					if (made === undefined) throw new Error(`${rewrite} changes nothing`);
					const after = stateOf(applyEdits(line, [made]), evaluator);
					expect(after.errors).toEqual([]);
					checkRewrite(rewrite, state, after, evaluator);
				}
			}),
			{ numRuns: id === "redis-7.4" || id === "redis-6.2" ? 100 : 15 },
		);
	});
});

function checkRewrite(rewrite: RewriteId, before: UserState, after: UserState, evaluator: AclEvaluator): void {
	if (rewrite === "shortest" || rewrite === "fewest") {
		expect(isEquivalentUser(before, after)).toBe(true);
		return;
	}
	const role = rewrite.startsWith("without")
		? undefined
		: evaluator.evaluate(roleRules(rewrite as Role, evaluator, { cluster: "no" })).root;
	const dangerous = evaluator.rules.meant("+@dangerous");
	const sets = [before.root, ...before.selectors];
	for (const [i, was] of sets.entries()) {
		const is = [after.root, ...after.selectors][i];
		const expected: string[] = [];
		const found: string[] = [];
		for (const { index, name, container } of evaluator.world.commands.all()) {
			if (container !== undefined && !evaluator.dialect.selectors) continue;
			const isKept = rewrite === "without-dangerous-for-clients" && KEPT.includes(name);
			const stays = role ? role.commands.has(index) : isKept || !dangerous?.has(index);
			if (was.commands.has(index) && stays) expected.push(name);
			if (is?.commands.has(index)) found.push(name);
		}
		expect(found).toEqual(expected);
	}
	expect(isEquivalentUser(sameCommands(before), sameCommands(after))).toBe(true);
}

const KEPT = ["info", "client|list", "role"];

/** The user with nothing but its logins, keys, channels and databases. */
function sameCommands(state: UserState): UserState {
	const { commands } = evaluatorOf("redis-6.0").evaluate([]).root;
	const bare = { commands, firstArguments: new Map(), futureCommands: false };
	return { ...state, root: { ...state.root, ...bare }, selectors: [] };
}

function lineOf(line: string, evaluator: AclEvaluator): UserOnLine {
	const reading = readAclLine(parse(line, "acl").lines[0]?.text ?? "", evaluator, evaluator.dialect);
	const nameAt = { start: reading.nameStart ?? 0, end: reading.nameEnd ?? 0 };
	return { file: "file:///users.acl", kind: "acl", line: 0, text: line, nameAt, tokens: reading.rules().tokens };
}

function stateOf(line: string, evaluator: AclEvaluator): UserState {
	const { state } = readAclLine(line, evaluator, evaluator.dialect);
	if (state === undefined) throw new Error(`no user: ${line}`);
	return state;
}
