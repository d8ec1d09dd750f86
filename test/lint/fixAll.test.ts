// lint: fixes taken pass by pass, over rules made for these tests.
import { describe, expect, it } from "vitest";
import { overlaps } from "../../server/src/base/edits";
import { type Steps, toEnd } from "../../server/src/base/steps";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { fixAll } from "../../server/src/lint/fixAll";
import type { Finding, FoundFix } from "../../server/src/lint/types";
import { evaluateServer, type ServerModel } from "../../server/src/model/server";
import { snapshotOf, withTexts } from "../../server/src/model/snapshot";
import { targetKey } from "../../server/src/model/statements";
import type { SourceFile } from "../../server/src/model/types";
import { knowledge } from "../support/knowledge";

const FILE = "file:///redis.conf";
const world = { knowledge, release: parseRelease("redis-7.4") as Release };

type Replace = readonly [from: RegExp, to: string];

/** A finding on every line that a pattern matches; its fix replaces the match. */
function checkFor(patterns: readonly Replace[]): (server: ServerModel) => Finding[] {
	return (server) => {
		const file = server.snapshot.files.get(FILE);
		if (file?.state !== "text") return [];
		return patterns.flatMap(([pattern, newText], rule) =>
			file.tree.lines.flatMap(({ text }, line) => {
				const match = pattern.exec(text);
				if (!match) return [];
				const [start, end] = [match.index, match.index + match[0].length];
				const edits = () => [{ file: FILE, start: { line, character: start }, end: { line, character: end }, newText }];
				const fixes = [{ title: "", words: "", safety: "safe" as const, edits }];
				return [
					{
						rule: `rule-${rule}`,
						severity: "error" as const,
						message: "",
						words: "",
						at: { file: FILE, line, start, end },
						related: [],
						fixes,
					},
				];
			}),
		);
	};
}

function inOneStep(check: (server: ServerModel) => readonly Finding[]) {
	return function* (server: ServerModel): Steps<readonly Finding[]> {
		yield;
		return check(server);
	};
}

function fix(text: string, patterns: readonly Replace[]): { text: string; fixed: number; left: number } {
	const server = evaluateServer(snapshotOf(FILE, "config", text), world);
	const result = toEnd(fixAll(server, inOneStep(checkFor(patterns)), { safety: "safe", writable: () => true }));
	return { text: result.texts.get(FILE) ?? text, fixed: result.fixed, left: result.findings.length };
}

describe("fixAll", () => {
	it.each<[what: string, text: string, patterns: Replace[], expected: string, fixed: number, left: number]>([
		["nothing to do", "port 1\n", [[/xyz/, ""]], "port 1\n", 0, 0],
		["all in one pass", "port 1\nport 1\n", [[/1/, "2"]], "port 2\nport 2\n", 2, 0],
		[
			"one that makes room for another",
			"port a\n",
			[
				[/a/, "b"],
				[/b/, "c"],
			],
			"port c\n",
			2,
			0,
		],
		[
			"two that touch, one after the other",
			"port ab\n",
			[
				[/ab/, "x"],
				[/a/, "y"],
			],
			"port x\n",
			1,
			0,
		],
		["one that leaves its finding is taken back", "port a\n", [[/a/, "aa"]], "port a\n", 0, 1],
		[
			"and does not stand in the way of others",
			"port a\nport b\n",
			[
				[/a/, "aa"],
				[/b/, "c"],
			],
			"port a\nport c\n",
			1,
			1,
		],
		[
			"two that fight end",
			"port a\n",
			[
				[/a/, "b"],
				[/b/, "a"],
			],
			"port a\n",
			10,
			1,
		],
	])("%s", (_, text, patterns, expected, fixed, left) => {
		expect(fix(text, patterns)).toEqual({ text: expected, fixed, left });
	});
});

it("a caller that stops keeps the rest from being done", () => {
	const findingsOf = checkFor([[/1/, "2"]]);
	let checks = 0;
	let edits = 0;
	function* check(model: ServerModel): Steps<readonly Finding[]> {
		checks++;
		yield;
		const counted = (fix: FoundFix): FoundFix => ({
			...fix,
			edits: () => {
				edits++;
				return fix.edits();
			},
		});
		return findingsOf(model).map((finding) => ({ ...finding, fixes: finding.fixes.map(counted) }));
	}
	const server = evaluateServer(snapshotOf(FILE, "config", "port 1\n".repeat(100)), world);
	const steps = fixAll(server, check, { safety: "safe", writable: () => true });
	for (let step = 0; step < 6; step++) expect(steps.next().done).toBe(false);
	expect(checks).toBe(1);
	expect(edits).toBeGreaterThan(0);
	expect(edits).toBeLessThan(30);
});

describe("of fixes that touch each other", () => {
	it.each([1, 2, 3, 5, 8])("as many are taken as if each was compared with all others (%d)", (step) => {
		const place = (n: number) => ({ line: (n * step * 7) % 11, character: (n * 5) % 13 });
		const findings = Array.from({ length: 60 }, (_, n): Finding => {
			const start = place(n);
			const end = { line: start.line + (n % 4 === 0 ? 1 : 0), character: start.character + (n % 3) };
			const edits = () => [{ file: FILE, start, end, newText: `<${n}>` }];
			const at = { file: FILE, line: start.line, start: 0, end: 0 };
			const fixes = [{ title: "", words: "", safety: "safe" as const, edits }];
			return { rule: "r", severity: "error", message: `${n}`, words: "", at, related: [], fixes };
		});
		const taken = findings.reduce<Finding[]>((list, finding) => {
			const [own] = finding.fixes[0]?.edits() ?? [];
			const isFree = list.every((other) => (other.fixes[0]?.edits() ?? []).every((edit) => own === undefined || !overlaps(edit, own)));
			return isFree ? list.concat(finding) : list;
		}, []);
		const server = evaluateServer(snapshotOf(FILE, "config", `${"x".repeat(20)}\n`.repeat(14)), world);
		let pass = 0;
		const check = () => (pass++ === 0 ? findings : []);
		const text = toEnd(fixAll(server, inOneStep(check), { safety: "safe", writable: () => true })).texts.get(FILE) ?? "";
		const found = [...text.matchAll(/<(\d+)>/g)].map(([, n]) => Number(n));
		expect(found.sort((a, b) => a - b)).toEqual(taken.map(({ message }) => Number(message)));
	});
});

describe("lines that lead to other files", () => {
	it("lead there as before once lines above them have come or gone", () => {
		const acl = "file:///users.acl";
		const snapshot = snapshotOf(FILE, "config", "port 1\naclfile users.acl\n");
		const file = { ...snapshotOf(acl, "acl", "user app on nopass\n").files.get(acl) } as SourceFile;
		const loaded = { ...snapshot, files: new Map([...snapshot.files, [acl, file]]), targets: new Map([[targetKey(FILE, 1), [acl]]]) };
		const source = (text: string) => evaluateServer(withTexts(loaded, new Map([[FILE, text]])), world).acl.source;
		expect(source("# more\nport 1\n\naclfile users.acl\n")).toMatchObject({ from: "file", file: { uri: acl } });
		expect(source("aclfile users.acl\n")).toMatchObject({ from: "file", file: { uri: acl } });
		expect(source("port 1\naclfile other.acl\n")).toMatchObject({ from: "unknown" });
		expect(source("port 1\n")).toMatchObject({ from: "nothing" });
	});
});
