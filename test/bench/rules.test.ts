// What rules cost on a redis.conf as long as the one that comes with the server: each alone, and the whole book. Bounds are several times
// what a quiet machine needs (20 microseconds and 0.8 milliseconds are the goals), since tests run on busy ones.
import { expect, test } from "vitest";
import { toEnd } from "../../server/src/base/steps";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { lint } from "../../server/src/lint/run";
import { DEFAULT_SETTINGS } from "../../server/src/lint/types";
import { evaluateServer, type ServerModel } from "../../server/src/model/server";
import { snapshotOf } from "../../server/src/model/snapshot";
import { rules } from "../../server/src/rules";
import type { Rule } from "../../server/src/rules/define";
import { knowledge } from "../support/knowledge";

const RELEASE = parseRelease("redis-7.4") as Release;
const LIMIT_OF_RULE = 100;
const LIMIT_OF_BOOK = 4000;

test("a rule and the book cost little on a long redis.conf", { timeout: 60_000 }, () => {
	const snapshot = snapshotOf("file:///etc/redis/redis.conf", "config", longConfig());
	const server = evaluateServer(snapshot, { knowledge, release: RELEASE });
	const costs = rules
		.map((rule) => ({ id: rule.id, cost: cost(() => run(server, [rule]), LIMIT_OF_RULE) }))
		.sort((a, b) => b.cost - a.cost);
	const warm = cost(() => run(server, rules), LIMIT_OF_BOOK);
	const fresh = cost(() => run(evaluateServer(snapshot, { knowledge, release: RELEASE }), rules), 2 * LIMIT_OF_BOOK);
	const slowest = costs.slice(0, 10).map(({ id, cost: microseconds }) => `${id} ${microseconds.toFixed(1)}`);
	const table = `microseconds: book ${warm.toFixed(0)}, with its evaluation ${fresh.toFixed(0)}; slowest: ${slowest.join(", ")}`;
	if (process.env.SHOW_COSTS) console.log(table);
	expect(costs[0]?.cost, table).toBeLessThan(LIMIT_OF_RULE);
	expect(warm, table).toBeLessThan(LIMIT_OF_BOOK);
	expect(fresh, table).toBeLessThan(2 * LIMIT_OF_BOOK);
});

function run(server: ServerModel, some: readonly Rule[]): void {
	toEnd(
		lint(server, some, DEFAULT_SETTINGS, { seed: "" }, (rule, error) => {
			throw new Error(`${rule} failed`, { cause: error });
		}),
	);
}

/** Microseconds of the quickest of many tries: what else the machine does counts least there. One below the limit says enough, unless costs are to be shown. */
function cost(work: () => void, limit: number): number {
	const enough = process.env.SHOW_COSTS ? 0 : limit;
	let best = Number.POSITIVE_INFINITY;
	for (let i = 0; i < 1000 && best >= enough; i++) {
		const start = performance.now();
		work();
		best = Math.min(best, (performance.now() - start) * 1000);
	}
	return best;
}

/** Every directive that has a default, on a line of its own below comments that say much about it. */
function longConfig(): string {
	const settings = knowledge
		.directives(RELEASE)
		.all()
		.filter(({ name, default: value }) => value && !/^(tls|oom|bio|server-cpu|aof-rewrite-cpu)/.test(name));
	return settings
		.map(({ name, default: value }) => `${`# What ${name} is about, in a long sentence.\n`.repeat(15)}\n${name} ${value}\n`)
		.join("\n");
}
