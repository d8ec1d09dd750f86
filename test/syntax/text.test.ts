// syntax: a text in blocks says what a string says, and keeps the blocks that an edit does not touch.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsNul, inLines, lineEndsOf } from "../../server/src/syntax/blocks";
import { parse } from "../../server/src/syntax/parse";
import { sharedBlocks, Text } from "../../server/src/syntax/text";

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`).join("\n");

describe("splice", () => {
	test("equals the same change of an array of lines", () => {
		const change = fc.record({ from: fc.nat(600), count: fc.nat(400), lines: fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }) });
		fc.assert(
			fc.property(fc.nat(500), fc.array(change, { maxLength: 6 }), (length, changes) => {
				let lines = numbered(length + 1).split("\n");
				let text = Text.of(lines.join("\n"));
				for (const { from, count, lines: inserted } of changes) {
					const start = Math.min(from, lines.length - 1);
					const removed = Math.min(count, lines.length - start);
					const added = inserted.map((line) => line.replaceAll("\n", ""));
					if (added.length + lines.length === removed) continue;
					lines = lines.toSpliced(start, removed, ...added);
					text = text.splice(start, removed, added);
					expect(text.toString()).toBe(lines.join("\n"));
					expect(text.lineCount).toBe(lines.length);
					expect(text.blocks.every((block) => block.lines.length > 0)).toBe(true);
					for (const at of [0, start, lines.length - 1]) expect(text.line(at)).toBe(lines[at]);
					expect(text.line(lines.length)).toBeUndefined();
					expect(text.equals(Text.of(lines.join("\n")))).toBe(true);
				}
			}),
			{ numRuns: 100 },
		);
	});

	test("leaves all blocks but a few as they are, however often", () => {
		let text = Text.of(numbered(20_000));
		const { length } = text.blocks;
		for (let i = 0; i < 200; i++) {
			const next = text.splice((i * 7919) % 19_000, 1, ["x", "y"]);
			const { head, tail } = sharedBlocks(text.blocks, next.blocks);
			expect(text.blocks.length - head - tail).toBeLessThanOrEqual(2);
			text = next;
		}
		for (let i = 0; i < 19_000; i += 10) text = text.splice((i * 31) % (text.lineCount - 20), 10, []);
		expect(text.blocks.length).toBeLessThan(length);
	});
});

test("another string takes over the blocks at its beginning and its end", () => {
	const text = Text.of(numbered(2000));
	const changed = text.changedTo(numbered(2000).replace("line 1000\n", "line x\n\n"));
	const { head, tail } = sharedBlocks(text.blocks, changed.blocks);
	expect(head + tail).toBe(text.blocks.length - 1);
	expect(text.changedTo(numbered(2000))).toBe(text);
	expect(text.equals(changed)).toBe(false);
});

test("a tree of a changed text keeps its lines", () => {
	const before = parse(numbered(500), "config");
	const after = parse(before.source.splice(250, 1, ["port 1", "port 2"]), "config", before);
	expect(after.line(249)).toBe(before.line(249));
	expect(after.line(252)).toBe(before.line(251));
	expect(after.line(250)?.words.map(({ value }) => value)).toEqual(["port", "1"]);
	expect(after.lines[499]).toBe(before.lines[498]);
});

test("questions of blocks", () => {
	const asked: string[] = [];
	const find = inLines(({ text }) => {
		asked.push(text);
		return text.endsWith("7") ? text : undefined;
	});
	const before = parse(numbered(500), "config");
	expect([...find(before)].length).toBe(50);
	asked.length = 0;
	const after = parse(before.source.splice(3, 1, []), "config", before);
	expect([...find(after)].at(-1)).toEqual([496, "line 497"]);
	expect(asked.length).toBeLessThan(100);
	expect(holdsNul(after)).toBe(false);
	expect(holdsNul(parse(after.source.splice(400, 1, ["a\0"]), "config", after))).toBe(true);
});

test.each([
	["a\nb", "lf"],
	["a\r\nb\n", "crlf"],
	["a\r\nb\r", "mixed"],
	["a\rb\n", "mixed"],
	["a\r\r\nb", "mixed"],
] as const)("the line ends of %j are %s", (text, ends) => {
	expect(lineEndsOf(Text.of(text))).toBe(ends);
});
