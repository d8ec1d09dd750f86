// features: the shape of a document: outline, sections, folding, growing selections.
import { describe, expect, test } from "vitest";
import { sectionsOf } from "../../server/src/features/navigation/sections";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { type DocumentSymbol, documentSymbols, workspaceSymbols } from "../../server/src/features/navigation/symbols";
import { parse } from "../../server/src/syntax/parse";
import { openAt } from "../support/cursor";
import { knowledge } from "../support/knowledge";

const SECTIONS = "port 1\n\n##### NETWORK #####\n\n# a\nbind 127.0.0.1\n\n################### TLS/SSL  ####\n\ntls-port 2\n\n";

test("sections end before the space that follows them", () => {
	expect(sectionsOf(parse(SECTIONS, "config"))).toEqual([
		{ title: "NETWORK", start: 2, end: 5, titleAt: { start: 6, end: 13 } },
		{ title: "TLS/SSL", start: 7, end: 9, titleAt: { start: 20, end: 27 } },
	]);
});

test.each([
	["##### NETWORK #####", "NETWORK"],
	["################ REDIS CLUSTER  ###############", "REDIS CLUSTER"],
	["# --- Who may enter ---", "Who may enter"],
	["#=== TLS/SSL ===\r", "TLS/SSL"],
	["# ## a ##", undefined],
	["# a line --- with a rule", undefined],
	["# a line that ends in ---", undefined],
	["### a", undefined],
	["##########", undefined],
	["# --- ---", undefined],
])("a heading: %j", (line, title) => {
	expect(sectionsOf(parse(line, "config"))[0]?.title).toBe(title);
});

function outline(symbols: readonly DocumentSymbol[], depth = 0): string[] {
	return symbols.flatMap(({ kind, name, detail, children }) => [
		`${"  ".repeat(depth)}${kind} ${name}${detail === undefined ? "" : ` = ${detail}`}`,
		...outline(children, depth + 1),
	]);
}

describe("the outline", () => {
	test.each([
		[
			"sections hold their lines",
			SECTIONS,
			["directive port = 1", "section NETWORK", "  directive bind = 127.0.0.1", "section TLS/SSL", "  directive tls-port = 2"],
		],
		[
			"users, includes, secrets masked",
			"requirepass s3cret\nuser app on >s3cret +get\ninclude a.conf\n",
			["directive requirepass = ********", "user app", "file include = a.conf"],
		],
		[
			"primaries",
			{ "sentinel.conf": "sentinel monitor main 10.0.0.1 6379 2\nsentinel auth-pass main s3cret\n" },
			["primary main = 10.0.0.1 6379 2", "directive sentinel auth-pass = main ********"],
		],
		[
			"what Sentinel does not know",
			{ "sentinel.conf": "sentinel monitor main 10.0.0.1 6379 2\nsentinel nosuch main\n" },
			["primary main = 10.0.0.1 6379 2", "directive sentinel = nosuch main"],
		],
		[
			"what no release knows, of which only the name is shown",
			"port 1\nlisten s3cret\nreq uirepass s3cret\n",
			["directive port = 1", "directive listen", "directive req"],
		],
		["users of an ACL file", { "users.acl": "user app on >s3cret +get\nuser >s3cret on\n" }, ["user app", "user >********"]],
	] as [string, string | Readonly<Record<string, string>>, string[]][])("%s", async (_, files, expected) => {
		const { document } = await openAt(files);
		expect(outline(documentSymbols(document.file, knowledge))).toEqual(expected);
	});

	test("a symbol's name lies inside of it", async () => {
		const { document } = await openAt(SECTIONS);
		const check = ({ start, end, nameAt, children }: DocumentSymbol) => {
			expect(start.line < end.line || nameAt.end <= end.character).toBe(true);
			expect(nameAt.start).toBeGreaterThanOrEqual(start.character);
			children.forEach(check);
		};
		documentSymbols(document.file, knowledge).forEach(check);
	});

	test("has no more sections than anybody looks through", async () => {
		const { document } = await openAt(Array.from({ length: 6000 }, (_, i) => `##### PART ${i} #####\nport ${i}\n`).join(""));
		const symbols = documentSymbols(document.file, knowledge);
		expect(symbols).toHaveLength(5000);
		expect(symbols.at(-1)).toMatchObject({ name: "PART 4999", children: [{ name: "port" }] });
	});

	test("is not endless", async () => {
		const { document } = await openAt({ "users.acl": Array.from({ length: 6000 }, (_, i) => `user u${i} off`).join("\n") });
		expect(documentSymbols(document.file, knowledge)).toHaveLength(5000);
	});
});

test.each([
	["", ["NETWORK", "TLS/SSL"]],
	["tlp", ["tls-port"]],
	["netw", ["NETWORK"]],
	["section", ["NETWORK", "TLS/SSL"]],
	["nosuch", []],
])("found in the workspace by %j", async (query, names) => {
	const { document } = await openAt(SECTIONS);
	expect(workspaceSymbols(document.file, knowledge, query).map(({ name }) => name)).toEqual(names);
});

test.each([
	[
		"a word, its arguments, its line, its paragraph, its section",
		'# x\n##### A #####\n\n# c\nsave 1 "$02"\n\n',
		["2", '"2"', '1 "2"', 'save 1 "2"', '# c\nsave 1 "2"', '##### A #####\n\n# c\nsave 1 "2"'],
	],
	["a name", "po$0rt 1\n", ["port", "port 1", "port 1\n"]],
	[
		"a rule, its selector",
		"user a on (~x +g$0et +set)\n",
		["+get", "~x +get +set", "(~x +get +set)", "a on (~x +get +set)", "user a on (~x +get +set)"],
	],
	["a selector that is quoted as a whole", 'user a "(~x +g$0et)"\n', ["~x +get", "(~x +get)", '"(~x +get)"', 'a "(~x +get)"']],
	["beside a selector", "user a o$0n (~x +get)\n", ["on", "a on (~x +get)"]],
	["a comment", "  # a$0 b\n", ["# a b", "  # a b", "  # a b\n"]],
	["a blank line", "port 1\n$0\n", ["", "port 1\n\n"]],
])("a selection grows: %s", (_, marked, expected) => {
	const at = marked.replace("$0", "");
	const before = marked.slice(0, marked.indexOf("$0")).split("\n");
	const ranges = selectionRanges(parse(at, "config"), { line: before.length - 1, character: before.at(-1)?.length ?? 0 });
	const lines = at.split("\n");
	const texts = ranges.map(({ start, end }) => {
		if (start.line === end.line) return (lines[start.line] ?? "").slice(start.character, end.character);
		return [
			(lines[start.line] ?? "").slice(start.character),
			...lines.slice(start.line + 1, end.line),
			(lines[end.line] ?? "").slice(0, end.character),
		].join("\n");
	});
	expect(texts.slice(0, expected.length)).toEqual(expected);
	expect(texts.at(-1)).toBe(at);
});
