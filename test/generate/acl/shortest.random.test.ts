// generate/acl: whatever rules a user has, its shortest form means the same, and nothing shorter does.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEquivalentUser } from "../../../server/src/generate/acl/equivalence";
import type { ShortestOptions } from "../../../server/src/generate/acl/shortest";
import type { AclEvaluator } from "../../../server/src/model/acl/evaluate";
import { commandRules, EVALUATORS, evaluatorOf, randomUser, shortestRules, userOf } from "./randomUsers";

const KNOWN: ShortestOptions = { channelsByDefault: "known" };

describe.each(EVALUATORS)("%s", (_, evaluator) => {
	test("random users stay what they are, and never grow", () => {
		fc.assert(
			fc.property(randomUser(evaluator), ({ tokens, words, state }) => {
				const rewritten = shortestRules(words, evaluator, KNOWN);
				if (rewritten === undefined) throw new Error("no shortest form");
				const texts = rewritten.rules.map(({ text }) => text);
				const after = userOf(texts, evaluator);
				expect(after.state.errors).toEqual([]);
				expect(isEquivalentUser(after.state, state)).toBe(true);
				expect(texts.length).toBeLessThanOrEqual(tokens.length);
				expect(shortestRules(texts, evaluator, KNOWN)?.rules.map(({ text }) => text)).toEqual(texts);
			}),
			{ numRuns: 100 },
		);
	});
});

test("no choice and no order of the same rules about commands is shorter", () => {
	const evaluator = evaluatorOf("redis-7.2");
	fc.assert(
		fc.property(commandRules(evaluator, 5), (words) => {
			const rewritten = shortestRules(words, evaluator, KNOWN);
			expect(rewritten?.proven).toBe(true);
			expect(rewritten?.rules.length).toBe(fewestByTrying(words, evaluator));
		}),
		{ numRuns: 150 },
	);
});

/** Every choice in every order, the base aside. */
function fewestByTrying(words: readonly string[], evaluator: AclEvaluator): number {
	const { state } = userOf(words, evaluator);
	const base = words.filter((word, i) => i === 0 && /^(?:[+-]@all|allcommands)$/.test(word));
	const rest = [...new Set(words.slice(base.length))];
	for (let count = 0; count <= rest.length; count++) {
		for (const list of arrangements(rest, count)) {
			if (isEquivalentUser(userOf([...base, ...list], evaluator).state, state)) return base.length + count;
		}
	}
	throw new Error("not even the rules themselves");
}

function* arrangements(rules: readonly string[], count: number): Generator<string[]> {
	if (count === 0) yield [];
	else
		for (const rule of rules)
			for (const more of arrangements(
				rules.filter((other) => other !== rule),
				count - 1,
			))
				yield [rule, ...more];
}
