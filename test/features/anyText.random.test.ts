// features: whatever the text is, no feature fails, what it points at is inside of the text, and no secret is shown.

import fc from "fast-check";
import { expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { comparePositions, type Position, type Span } from "../../server/src/base/span";
import { complete } from "../../server/src/features/completion/complete";
import { documentationOf } from "../../server/src/features/completion/documentation";
import type { RedisDocument } from "../../server/src/features/document";
import { hover } from "../../server/src/features/hover/hover";
import { inlayHints } from "../../server/src/features/inlayHints";
import { documentLinks } from "../../server/src/features/navigation/documentLinks";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { namedAt, occurrencesOf } from "../../server/src/features/navigation/occurrences";
import { renameableAt, renameEdits } from "../../server/src/features/navigation/rename";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { type DocumentSymbol, documentSymbols, workspaceSymbols } from "../../server/src/features/navigation/symbols";
import { rules } from "../../server/src/rules";
import { hostileInput } from "../property/texts";
import { uriOf } from "../support/memoryFiles";
import { openFiles, serviceOf } from "../support/rules";

const PAGES = { rules, pageOf: (rule: string) => `page:${rule}` };

/** Everything that features say of a document at some points; each place is checked. */
async function everythingSaid(document: RedisDocument, points: readonly Position[]): Promise<string[]> {
	const { file, server } = document;
	const { lines } = file.tree;
	const said: string[] = [];
	const inLine = (line: number, { start, end }: Span) => {
		expect(0 <= start && start <= end && end <= (lines[line]?.text.length ?? -1), `${start}-${end} in line ${line}`).toBe(true);
	};
	for (const point of points) {
		const line = lines[point.line];
		if (!line) continue;
		const hovered = hover(document, point, PAGES);
		if (hovered) inLine(point.line, hovered.at);
		said.push(english(hovered?.markdown ?? ""));
		const found = await complete({ document, line, point, isAsked: true, rules, list: async () => [{ name: "a b", type: "file" }] });
		if (found) {
			inLine(point.line, found.replace);
			expect(found.insert).toEqual({ start: found.replace.start, end: point.character });
			for (const { label, note, about, insert } of found.items) {
				said.push(label, english(note ?? ""), insert ?? "", english((about && documentationOf(about, server.world, rules)) ?? ""));
			}
		}
		const named = namedAt(document, point);
		if (named) {
			inLine(point.line, named.at);
			for (const { at } of occurrencesOf(server, named)) if (at.file === file.uri) inLine(at.line, at);
		}
		const renameable = renameableAt(document, point);
		if ("named" in renameable) expect(renameEdits([server], renameable.named, "other").length).toBeGreaterThan(0);
		let before: { start: Position; end: Position } | undefined;
		for (const range of selectionRanges(file.tree, point)) {
			if (before) expect(comparePositions(range.start, before.start) <= 0 && comparePositions(range.end, before.end) >= 0).toBe(true);
			before = range;
		}
	}
	for (const { at, text, tooltip } of inlayHints(document, 0, lines.length, { sizes: true, times: true, valueInForce: true })) {
		inLine(at.line, { start: at.character, end: at.character });
		said.push(english(text), english(tooltip));
	}
	for (const { at, target } of documentLinks(document, PAGES.pageOf)) {
		inLine(at.line, at);
		said.push(target);
	}
	for (const { start, end } of foldingRanges(file.tree)) expect(0 <= start && start < end && end < lines.length).toBe(true);
	const symbols = documentSymbols(file, server.world.knowledge);
	const check = (symbol: DocumentSymbol) => {
		inLine(symbol.start.line, symbol.nameAt);
		inLine(symbol.end.line, { start: 0, end: symbol.end.character });
		expect(symbol.name).not.toBe("");
		said.push(symbol.name, symbol.detail ?? "");
		symbol.children.forEach(check);
	};
	symbols.forEach(check);
	said.push(...workspaceSymbols(file, server.world.knowledge, "").map(({ name }) => name));
	return said;
}

function pointsIn({ file }: RedisDocument, parts: readonly number[]): Position[] {
	const { lines } = file.tree;
	return parts.map((part) => {
		const line = Math.min(lines.length - 1, Math.floor(part * lines.length));
		return { line, character: Math.floor(((part * 7919) % 1) * ((lines[line]?.text.length ?? 0) + 1)) };
	});
}

test("nothing fails, and every place is inside of the text", async () => {
	const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(hostileInput(), parts, async ({ kind, named, others, root, server }, points) => {
			const name = { config: "redis.conf", sentinel: "sentinel.conf", acl: "users.acl" }[kind];
			const files = { ...others, [name]: root };
			const view = await serviceOf(files).open({ uri: uriOf(name), flags: { server }, ...(named === "named" && { kind }) });
			const [model] = view.servers;
			if (!view.file || !model) return;
			const document = { server: model, file: view.file };
			await everythingSaid(document, pointsIn(document, points));
		}),
		// The same texts each time: what a change breaks is then seen with that change.
		{ numRuns: 60, seed: 7 },
	);
});

const SECRET = "Tr0ub4dor-and-3";
const LINES: Readonly<Record<string, readonly string[]>> = {
	"redis.conf": [
		`requirepass ${SECRET}`,
		`requirepass "${SECRET}"`,
		`masterauth ${SECRET}`,
		`tls-key-file-pass ${SECRET}`,
		`rename-command CONFIG ${SECRET}`,
		`user a on >${SECRET} ~* +get`,
		`user a on ${SECRET} ~* +get`,
		`user a on nopass (~x >${SECRET})`,
		`# requirepass ${SECRET}`,
		`requirepas ${SECRET}`,
		`requirepass x ${SECRET}`,
	],
	"sentinel.conf": [
		`sentinel auth-pass main ${SECRET}`,
		`sentinel sentinel-pass ${SECRET}`,
		`sentinel rename-command main CONFIG ${SECRET}`,
		`requirepass ${SECRET}`,
	],
	"users.acl": [`user a on >${SECRET} ~* +get`, `user >${SECRET} on`, `user a on <${SECRET}`, `user a on ${SECRET}`],
};

test.each(Object.entries(LINES).flatMap(([name, lines]) => lines.map((line) => [name, line] as const)))(
	"in %s no secret is shown: %s",
	async (name, line) => {
		const around =
			{
				"redis.conf": ["port 1", "requirepass x", "masterauth y"],
				"sentinel.conf": ["sentinel monitor main 10.0.0.1 6379 2"],
				"users.acl": ["user b off"],
			}[name] ?? [];
		const view = await openFiles({ [name]: [around[0], line, ...around.slice(1), line, ""].join("\n") });
		const [server] = view.servers;
		if (!view.file || !server) throw new Error("no Redis file");
		const length = line.length;
		const points = [...Array(length + 1).keys()].map((character) => ({ line: 1, character }));
		const said = await everythingSaid({ server, file: view.file }, points);
		expect(said.filter((text) => text.includes(SECRET))).toEqual([]);
	},
);
