// lsp: what docs/comparison.md says of this language server is what it says and does.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "../../scripts/comparison/ask";
import { type Heard, ROWS, shown } from "../../scripts/comparison/rows";
import { connect, EVERYWHERE } from "./scriptedClient";

const page = readFileSync(new URL("../../docs/comparison.md", import.meta.url), "utf8");

/** Feature to what the page says of us, from the table of what was heard. */
const said = Array.from(
	(page.split("what was heard -->")[1]?.split("-- end --")[0] ?? "").matchAll(/^\| ([^|\s][^|]*?) \| ([^|]*?) \|/gm),
	([, feature = "", answer = ""]) => [feature, answer] as const,
);

async function heard(): Promise<Heard> {
	const client = await connect({ capabilities: CAPABILITIES });
	const uri = await client.open("redis.conf", "port 6379\nbind 0.0.0.0\nslave-priority 1\n");
	const diagnostics = await client.pull(uri);
	const actions = await client.actions(uri, EVERYWHERE, { only: ["quickfix"] });
	await client.until(() => client.registered.length > 1);
	return {
		capabilities: client.initialized?.capabilities ?? {},
		registered: client.registered.map(({ method }) => method),
		diagnostics,
		howDiagnostics: "asked",
		quickFixes: actions.map(({ title }) => title),
		preferred: actions.some(({ isPreferred }) => isPreferred),
	};
}

describe("the comparison", () => {
	it("has a row for each question", () => {
		expect(said.map(([feature]) => feature)).toEqual(ROWS.map(({ feature }) => feature));
	});

	it("names for each row a test in a real VS Code that exists", () => {
		const tests = ["suite", "ui"].flatMap((folder) => {
			const here = new URL(`../vscode/${folder}/`, import.meta.url);
			return readdirSync(here).map((name) => readFileSync(new URL(name, here), "utf8"));
		});
		const titles = new Set(
			Array.from(tests.join("\n").matchAll(/^\ttest\("([^"]+)"|^test\("([^"]+)"/gm), ([, inner, outer]) => inner ?? outer),
		);
		expect(titles.size).toBeGreaterThan(30);
		expect(ROWS.filter(({ tried }) => !titles.has(tried))).toEqual([]);
		for (const { feature, tried } of ROWS)
			expect(
				page.split("\n").some((line) => line.startsWith(`| ${feature} |`) && line.endsWith(`| ${tried} |`)),
				feature,
			).toBe(true);
	});

	it("says of us what is so", async () => {
		const own = await heard();
		expect(said).toEqual(ROWS.map(({ feature, answer }) => [feature, shown(answer(own))]));
	});
});
