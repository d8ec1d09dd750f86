// property: nothing that a person reads stays English by accident. Every text of ours is translated into dots; what is left are names, and what is English on purpose.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newestRelease } from "../../server/src/knowledge/release";
import type { KnowledgeFile } from "../../server/src/knowledge/types";
import { CheckTlsChoicesRequest } from "../../server/src/lsp/ownClient/protocol";
import { rules } from "../../server/src/rules";
import { CLIENT_NEEDS } from "../../server/src/rules/shared/clientNeedsData";
import { everythingShown, reportsShown, SHOWS_EVERYTHING, type Shown } from "../lsp/everythingShown";
import { connect, type ScriptedClient } from "../lsp/scriptedClient";
import { knowledge, readKnowledgeFile } from "../support/knowledge";
import { exampleFolders, pageBlocks, postedFiles, type RealFiles } from "../support/realFiles";

/** No letter of ours is left, and every value is. */
const DOTS = Object.fromEntries(
	Object.keys(JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")) as object).map((id) => [id, withoutLetters(id)]),
);

function withoutLetters(id: string): string {
	return id.replace(/\{\d+\}|\p{L}+/gu, (part) => (part.startsWith("{") ? part : "·"));
}

/** What stays English, and why. */
const ON_PURPOSE: readonly { readonly what: string; readonly why: string; readonly texts: readonly string[] }[] = [
	{
		what: "texts of directives",
		why: "they belong to the facts about the server, as its own documentation does",
		texts: textsOf(JSON.parse(readKnowledgeFile("texts"))),
	},
	{
		what: "titles of advisories",
		why: "they are looked up by their words",
		texts: textsOf(JSON.parse(readKnowledgeFile("advisories"))),
	},
	{
		what: "what the server prints",
		why: "people look for it in the log of the server",
		texts: ["Unbalanced quotes in configuration line", "Unresolved Configuration(s) Detected"],
	},
];

/** Whole texts, and the first sentence of each, the longest first. */
function textsOf(value: unknown): string[] {
	const all: string[] = [];
	const add = (inside: unknown) => {
		if (typeof inside === "string" && inside.includes(" ")) all.push(inside, /^.*?[.:](?=\s|$)/.exec(inside)?.[0].slice(0, -1) ?? inside);
		else if (typeof inside === "object" && inside !== null) Object.values(inside).forEach(add);
	};
	add(value);
	return all.sort((a, b) => b.length - a.length);
}

const FACTS: readonly KnowledgeFile[] = ["directives", "commands", "sentinel"];

/** What is called the same in every language. */
const NAMES: ReadonlySet<string> = new Set(
	[
		...FACTS.map(readKnowledgeFile),
		...rules.map(({ id }) => id),
		...CLIENT_NEEDS.map(({ client }) => client),
		"Redis Valkey Sentinel Pub/Sub HyperLogLog default user root KiB MiB GiB TiB redis.conf sentinel.conf users.acl file space work",
		// What stands after the name of a Sentinel directive.
		"primary host port quorum number path value milliseconds id password new-name command",
		"TLSv1 aNULL aDSS SECLEVEL RSA EC ECDSA SHA Ed25519 CVE",
	]
		.join(" ")
		.toLowerCase()
		.match(/[a-z0-9_-]+/g)
		?.filter((word) => !/^(?:the|of|to|with|which|that|and|or|by|it|this|from|not|has|have|may|can|is|are|was|be|as|a|all)$/.test(word)),
);

/** Words that are neither ours, nor names, nor what the file holds, nor English on purpose. The last is the slowest to find out. */
function left(text: string, file: string): string[] {
	const known = new Set(file.toLowerCase().match(/[a-z0-9_]+(?:-[a-z0-9_]+)*/g));
	if (unknown(text, known).length === 0) return [];
	return unknown(
		ON_PURPOSE.flatMap(({ texts }) => texts).reduce((rest, one) => rest.replaceAll(one, ""), text),
		known,
	);
}

function unknown(text: string, known: ReadonlySet<string>): string[] {
	const words = text
		.replace(/<style>.*?<\/style>/gs, "")
		.replace(/(`+)[^`].*?\1|\]\([^)]*\)|<[^>]*>|"[^"]*"|&[a-z]+;/g, " ")
		.match(/(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*/g);
	return (words ?? []).filter((word) => !NAMES.has(word.toLowerCase()) && !known.has(word.toLowerCase()) && !/^[A-Z0-9_-]+$/.test(word));
}

const RELEASE = newestRelease("redis");
const ALL_DIRECTIVES = knowledge
	.directives(RELEASE)
	.all()
	.map(({ name }) => name);
const SENTINEL = knowledge.sentinelDirectives(RELEASE).map(({ name }) => name);
/** Classes of keyspace events, as they are written. */
const LETTERS = "Ag lshzxeKEtmdnoc";
const RULES = ["+nosuch", "+@nosuch", "%X~a", "(+get", "#", "!x", "<zzz", "foo", "+config|", "db=", "(>x) ", "~* ~a", "&* &a", ""];

const ALL = [...exampleFolders(), ...postedFiles(), ...pageBlocks()];

/** One editor for all files, each in a folder of its own. */
const editor = connect({
	files: Object.fromEntries(ALL.flatMap(({ files }, index) => Object.entries(files).map(([name, text]) => [`${index}/${name}`, text]))),
	locale: "xx",
	options: { translations: DOTS, showsPermissions: true },
	capabilities: SHOWS_EVERYTHING,
});

async function english(real: RealFiles, ask: (client: ScriptedClient, uri: string) => Promise<readonly Shown[]>): Promise<string[]> {
	const client = await editor;
	const uri = await client.open(`${ALL.indexOf(real)}/${Object.keys(real.files)[0]}`);
	const shown = await ask(client, uri);
	await client.close(uri);
	const file = Object.entries(real.files).flat().join(" ");
	return shown.flatMap(({ where, text }) => {
		const words = left(text, file);
		return words.length === 0 ? [] : [`${where}: ${words.join(" ")} in ${text.slice(0, 400)}`];
	});
}

describe("nothing is left in English", () => {
	const seen = new Set<string>();
	const named = ALL.map((real) => [real.name, real] as const);

	it.each(named)("in %s", async (_, real) => {
		expect(await english(real, (client, uri) => everythingShown(client, uri, seen))).toEqual([]);
	});

	it.each(named.filter(([name]) => name.startsWith("/")))("in reports of %s", async (_, real) => {
		expect(await english(real, reportsShown)).toEqual([]);
	});
});

/** Lines with values that no directive, or no Sentinel directive, takes. */
const WRONG: readonly (readonly [name: string, text: string])[] = ["abc", "-5", "1 2 3", "", "99999999999999999999", "1x", '""'].flatMap(
	(value) => [
		["redis.conf", ALL_DIRECTIVES.map((name) => `${name} ${value}\n`).join("")] as const,
		[
			"sentinel.conf",
			`sentinel monitor main 10.0.0.1 6379 2\n${SENTINEL.map((name) => `sentinel ${name} main ${value}\n`).join("")}`,
		] as const,
		["users.acl", RULES.map((rule, index) => `user u${index} ${rule}${value}\n`).join("")] as const,
	],
);

it.each(WRONG)("nothing is left in English of what is refused, %#", async (name, text) => {
	const client = await connect({ locale: "xx", options: { translations: DOTS } });
	const found = await client.pull(await client.open(name, text));
	expect(found.flatMap(({ message }) => left(String(message), `${text} ${LETTERS}`).map((word) => `${word} in ${message}`))).toEqual([]);
});

const SETTINGS = {
	server: "nosuch",
	profile: 7,
	rules: { nosuch: "error", "weak-password": "loud" },
	options: { "certificate-out-of-date": { days: "many" }, "weak-password": { x: 1 } },
	administrators: [1],
	suppress: [{ rules: "x" }, 5, { file: 7, rules: ["nosuch"] }],
	inlayHints: { sizes: 3, times: "x" },
	workspaceDiagnostics: "often",
	unknown: 1,
};

it("nothing is left in English of wrong settings, in the editor and in the project file", async () => {
	const text = JSON.stringify(SETTINGS);
	const client = await connect({
		locale: "xx",
		options: { translations: DOTS },
		settings: SETTINGS,
		files: { ".redis-security-lint.json": text },
	});
	await client.pull(await client.open("redis.conf", "port 1\n"));
	const project = await client.pull(await client.open(".redis-security-lint.json", text, "json"));
	expect(client.shown.length).toBeGreaterThan(3);
	expect(project.length).toBeGreaterThan(3);
	const known = `${text} redisSecurityLint valueInForce development production strict off hint info warning`;
	const said = [...client.shown, ...project.map(({ message }) => String(message))];
	expect(said.flatMap((message) => left(message, known).map((word) => `${word} in ${message}`))).toEqual([]);
});

it("nothing is left in English of choices that cannot work", async () => {
	const client = await connect({ locale: "xx", options: { translations: DOTS } });
	const wrong = {
		hosts: ["a b"],
		port: 0,
		clearText: 99999,
		folder: "x y",
		days: 0,
		primaryName: "a b",
		primary: { host: "a b", port: 0 },
	};
	const faults = [wrong, { ...wrong, hosts: [], port: 60000, clearText: 60000, topology: "cluster" as const }];
	for (const choices of faults) {
		const said = await client.connection.sendRequest(CheckTlsChoicesRequest, choices);
		expect(said.length).toBeGreaterThan(2);
		expect(said.flatMap(({ message }) => left(String(message), JSON.stringify(choices)).map((word) => `${word} in ${message}`))).toEqual(
			[],
		);
	}
});

it("what is English on purpose is there, each with its reason", () => {
	for (const { what, why, texts } of ON_PURPOSE)
		expect([what, why, texts.length > 0]).toEqual([what, expect.stringMatching(/.{10}/), true]);
});
