import { expect, test } from "vitest";
import { BlockIndex } from "../../../server/src/model/acl/blockIndex";
import { numberOfText } from "../../../server/src/model/acl/numberMap";

interface Held {
	readonly keys: readonly number[];
}

/** What is there more than once, and where: asked of the blocks themselves. */
function expected(blocks: readonly Held[]): [number, number][] {
	const counts = new Map<number, number>();
	for (const { keys } of blocks) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return [...counts].sort(([a], [b]) => a - b);
}

function found(index: BlockIndex<Held>, keys: readonly number[]): [number, number][] {
	return keys.map((key): [number, number] => [key, index.holdersOf(key).length]).filter(([, count]) => count > 0);
}

const KEYS = Array.from({ length: 40 }, (_, i) => (i < 20 ? i : i * 65_536 * 64));

/** The same for each run, and of no order that anybody sees. */
function* numbers(): Generator<number> {
	for (let state = 12345; ; ) {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
		yield state >>> 8;
	}
}

test("holds what the blocks hold, whatever came and went before", () => {
	const random = numbers();
	const next = (below: number) => (random.next().value as number) % below;
	const index = new BlockIndex<Held>(({ keys }) => keys);
	let blocks: readonly Held[] = [];
	for (let step = 0; step < 400; step++) {
		const from = next(blocks.length + 1);
		const come = Array.from({ length: next(4) }, () => ({
			keys: Array.from({ length: next(12) }, () => KEYS[next(KEYS.length)] as number),
		}));
		blocks = step % 60 === 59 ? [] : blocks.toSpliced(from, next(4), ...come);
		index.moveTo(blocks);
		const all = expected(blocks);
		expect(
			found(
				index,
				[...KEYS].sort((a, b) => a - b),
			),
		).toEqual(all);
		const several = all.filter(([, count]) => count > 1).map(([key]) => key);
		expect(KEYS.filter((key) => index.repeated.has(key)).sort((a, b) => a - b)).toEqual(several);
		expect(index.repeating).toEqual(new Set(blocks.filter(({ keys }) => keys.some((key) => several.includes(key)))));
	}
});

test("finds one among very many", () => {
	const names = Array.from({ length: 20_000 }, (_, i) => `user-${i}`);
	const blocks: Held[] = [];
	for (let from = 0; from < names.length; from += 100) blocks.push({ keys: names.slice(from, from + 100).map(numberOfText) });
	const index = new BlockIndex<Held>(({ keys }) => keys);
	index.moveTo(blocks);
	expect(index.holdersOf(numberOfText("user-12345"))).toContain(blocks[123]);
	expect(index.holdersOf(numberOfText("nobody"))).toEqual([]);
	expect(index.repeated.size).toBeLessThan(20);
});

test("a move that was left half way, or overtaken by another, leaves nothing behind", () => {
	const random = numbers();
	const next = (below: number) => (random.next().value as number) % below;
	const index = new BlockIndex<Held>(({ keys }) => keys);
	const sorted = [...KEYS].sort((a, b) => a - b);
	let blocks: readonly Held[] = [];
	const underway: Generator<void>[] = [];
	for (let step = 0; step < 400; step++) {
		const come = Array.from({ length: next(5) }, () => ({
			keys: Array.from({ length: next(12) }, () => KEYS[next(KEYS.length)] as number),
		}));
		blocks = step % 50 === 49 ? come : blocks.toSpliced(next(blocks.length + 1), next(5), ...come);
		const move = index.moveInSteps(blocks);
		move.next();
		underway.push(move);
		for (let left = next(6); left > 0; left--) underway[next(underway.length)]?.next();
		if (next(2) === 0) continue;
		index.moveTo(blocks);
		for (const other of underway.splice(0)) other.next();
		expect(found(index, sorted)).toEqual(expected(blocks));
	}
});
