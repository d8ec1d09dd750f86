// generate/acl: the shortest form of a user with very many rules.
import { expect, test } from "vitest";
import type { ShortestOptions } from "../../../server/src/generate/acl/shortest";
import { evaluatorOf, shortestRules } from "./randomUsers";

const KNOWN: ShortestOptions = { channelsByDefault: "known" };

test("is found in time", () => {
	const evaluator = evaluatorOf("redis-7.4");
	const { commands } = evaluator.world;
	const categories = commands.categories().flatMap((name) => [`+@${name}`, `-@${name}`]);
	const lists = [
		commands.all().map(({ name }) => `+${name}`),
		[...categories, ...commands.all().map(({ name }, i) => `${i % 2 ? "+" : "-"}${name}`)],
		[...categories, ...categories.toReversed(), ...categories],
		Array.from(
			{ length: 120 },
			(_, i) => `${i % 3 ? "+" : "-"}${i % 2 ? categories[(i * 7) % categories.length]?.slice(1) : commands.all()[(i * 31) % 300]?.name}`,
		),
	];
	for (const list of lists) {
		const words = ["-@all", ...list];
		const times = [1, 2, 3, 4, 5].map(() => {
			const started = performance.now();
			expect(shortestRules(words, evaluator, KNOWN)).toBeDefined();
			return performance.now() - started;
		});
		expect(Math.min(...times)).toBeLessThan(80);
	}
});
