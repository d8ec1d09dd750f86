// property: no secret leaves the file, whatever is asked. Marked secrets stand wherever people put them; all that is said is searched.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic, Position } from "vscode-languageserver/node";
import type { FileKind } from "../../server/src/model/types";
import { rules } from "../../server/src/rules";
import { defineRule } from "../../server/src/rules/define";
import { Workplace } from "../cli/runCli";
import { connect, EVERYWHERE, FULL, type ScriptedClient } from "../lsp/scriptedClient";
import { KINDS, LINES, MARK, NAMES, PLAIN } from "../support/plantedSecrets";
import { RULE_OF_A_TEST } from "../support/rules";

function fileOf(kind: FileKind): fc.Arbitrary<string> {
	const line = fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom(...LINES[kind]) },
		{ weight: 1, arbitrary: fc.constantFrom(...PLAIN[kind]) },
	);
	return fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join("\n")}\n`);
}

const files = fc.constantFrom(...KINDS).chain((kind) => fc.tuple(fc.constant(kind), fileOf(kind)));
const CALLS = [
	"lint",
	"lint --format json",
	"lint --format sarif",
	"lint --format github",
	"lint --format markdown",
	"lint --color --profile strict",
	"acl",
	"acl --format json",
	"rules",
	"lint --fix=all --diff",
	"lint --fix",
];

describe("the command line", () => {
	it.each(KINDS.flatMap((kind) => LINES[kind].map((line) => [kind, line] as const)))("says nothing of %s: %s", async (kind, line) => {
		const place = new Workplace({ [NAMES[kind]]: `${line}\n` });
		for (const call of CALLS) await expectQuiet(place, call, kind);
	});

	it("says nothing of lines that stand together", async () => {
		await fc.assert(
			fc.asyncProperty(
				files,
				fc.constantFrom(...CALLS),
				fc.constantFrom("redis-6.0", "redis-7.4", "valkey-9.1"),
				async ([kind, text], call, server) => {
					await expectQuiet(new Workplace({ [NAMES[kind]]: text }), `${call} --server ${server}`, kind);
				},
			),
			{ numRuns: 60 },
		);
	});
});

async function expectQuiet(place: Workplace, call: string, kind: FileKind): Promise<void> {
	const file = call.startsWith("rules") ? "" : NAMES[kind];
	const { stdout, stderr } = await place.run(`${call} ${file && `--kind ${kind} ${file}`}`);
	expect(stdout + stderr, call).not.toMatch(MARK);
}

/** Requests about one point. */
const AT_POINTS = [
	"textDocument/hover",
	"textDocument/completion",
	"textDocument/definition",
	"textDocument/references",
	"textDocument/documentHighlight",
	"textDocument/prepareRename",
];

/** Requests about a whole document. */
const OF_DOCUMENTS = [
	"textDocument/documentSymbol",
	"textDocument/documentLink",
	"textDocument/foldingRange",
	"textDocument/codeLens",
	"textDocument/semanticTokens/full",
];

const OWN = ["redisSecurityLint/serverInForce", "redisSecurityLint/permissions", "redisSecurityLint/exportPermissions"];

describe("the language server", () => {
	it.each(KINDS)("says nothing of a %s", { timeout: 60_000 }, async (kind) => {
		for (const lines of inParts(LINES[kind], 12)) {
			const text = `${[...lines, ...PLAIN[kind]].join("\n")}\n`;
			const client = await connect({ capabilities: RICH, files: { [NAMES[kind]]: text } });
			const uri = await client.open(NAMES[kind], text);
			const said = await everythingSaid(client, uri, text);
			for (const one of said) expect(withoutEdits(one)).not.toMatch(MARK);
			expect(said.length).toBeGreaterThan(50);
		}
	});

	it("says nothing in its log when a rule fails", async () => {
		const failing = defineRule({
			...RULE_OF_A_TEST,
			id: "failing-rule",
			check(server) {
				throw new RangeError(`cannot handle ${server.settings.get("requirepass")?.value}`, {
					cause: server.settings.get("requirepass")?.value,
				});
			},
		});
		const client = await connect({ rules: [failing, ...rules] });
		const uri = await client.open("redis.conf", "requirepass 5ecret\n");
		await client.pull(uri);
		await client.until(() => client.logged.length > 0);
		expect(client.logged.join("\n")).toContain("failing-rule failed");
		expect([...client.logged, ...client.shown].join("\n")).not.toMatch(MARK);
	});
});

const RICH = {
	...FULL,
	textDocument: {
		...FULL.textDocument,
		hover: { contentFormat: ["markdown" as const] },
		completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true, documentationFormat: ["markdown" as const] } },
		documentSymbol: { hierarchicalDocumentSymbolSupport: true },
		rename: { prepareSupport: true },
	},
};

async function everythingSaid(client: ScriptedClient, uri: string, text: string): Promise<string[]> {
	const said: unknown[] = [];
	const textDocument = { uri };
	const ask = async (method: string, params: object): Promise<unknown> => {
		const answer = await client.connection.sendRequest<unknown>(method, params).catch((error: Error) => `failed: ${error.message}`);
		said.push(answer);
		return answer;
	};
	said.push(client.initialized);
	const diagnostics: Diagnostic[] = await client.pull(uri);
	said.push(diagnostics);
	for (const position of pointsOf(text)) {
		for (const method of AT_POINTS) {
			const answer = await ask(method, { textDocument, position, context: { includeDeclaration: true, triggerKind: 1 } });
			if (method !== "textDocument/completion") continue;
			for (const item of itemsOf(answer).slice(0, 3)) await ask("completionItem/resolve", item as object);
		}
	}
	await ask("textDocument/inlayHint", { textDocument, range: EVERYWHERE });
	await ask("textDocument/selectionRange", { textDocument, positions: pointsOf(text).slice(0, 20) });
	await ask("workspace/symbol", { query: "" });
	for (const method of OF_DOCUMENTS) {
		const answer = await ask(method, { textDocument });
		if (method === "textDocument/codeLens") for (const lens of itemsOf(answer)) await ask("codeLens/resolve", lens as object);
	}
	for (const method of OWN) for (const format of ["csv", "markdown"]) await ask(method, { uri, format });
	said.push(await client.actions(uri, EVERYWHERE, { diagnostics }));
	said.push(client.logged, client.shown, client.published);
	return said.map((one) => JSON.stringify(one ?? null));
}

/** The beginning, the end and a few points of each line. */
function pointsOf(text: string): Position[] {
	return text.split("\n").flatMap((line, number) => {
		const words = [...line.matchAll(/\S+/g)].map(({ index }) => index + 1);
		return [...new Set([0, ...words, line.length])].map((character) => ({ line: number, character: Math.min(character, line.length) }));
	});
}

function itemsOf(answer: unknown): unknown[] {
	if (Array.isArray(answer)) return answer;
	return typeof answer === "object" && answer !== null && "items" in answer && Array.isArray(answer.items) ? answer.items : [];
}

/** What an editor writes into the file may hold what stands there already. */
function withoutEdits(json: string): string {
	const value: unknown = JSON.parse(json, (key, part: unknown) =>
		["newText", "insertText", "edit", "filterText"].includes(key) ? undefined : part,
	);
	return JSON.stringify(value);
}

function inParts<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
