// knowledge: every directive that some release knows is explained, briefly and once.
import { describe, expect, test } from "vitest";
import { allReleases } from "../../server/src/knowledge/release";
import type { DirectiveText } from "../../server/src/knowledge/types";
import { knowledge, readKnowledgeFile } from "../support/knowledge";

const texts = JSON.parse(readKnowledgeFile("texts")) as Record<string, DirectiveText>;
const names = Object.keys(texts);
const sentences = Object.entries(texts).flatMap(([name, text]) =>
	(["summary", "security"] as const).flatMap((part) => {
		const words = text[part];
		return words === undefined ? [] : [{ name, part, words }];
	}),
);

const LONGEST = { summary: 320, security: 420 };

/** Names that people look up for their security; a text without a word about it would fail them. */
const MATTERS_FOR_SECURITY = [
	"aclfile",
	"acl-pubsub-default",
	"acllog-max-len",
	"bind",
	"client-output-buffer-limit",
	"cluster-enabled",
	"dbfilename",
	"dir",
	"enable-debug-command",
	"enable-module-command",
	"enable-protected-configs",
	"include",
	"loadmodule",
	"logfile",
	"masterauth",
	"maxclients",
	"maxmemory",
	"notify-keyspace-events",
	"port",
	"primaryauth",
	"protected-mode",
	"rename-command",
	"replicaof",
	"requirepass",
	"sanitize-dump-payload",
	"sentinel deny-scripts-reconfig",
	"sentinel sentinel-pass",
	"tls-auth-clients",
	"tls-ca-cert-file",
	"tls-cert-file",
	"tls-cluster",
	"tls-key-file",
	"tls-port",
	"tls-protocols",
	"tls-replication",
	"unixsocketperm",
	"user",
];

/** Every directive of every release, those of Sentinel under "sentinel NAME". */
const directives = allReleases().flatMap((release) => [
	...knowledge.directives(release).all(),
	...knowledge.sentinelDirectives(release).map((directive) => ({
		name: `sentinel ${directive.name}`,
		alias: directive.alias && `sentinel ${directive.alias}`,
		values: undefined,
	})),
]);
const firstNames = new Set(directives.map((directive) => directive.name));
const allNames = new Set(directives.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias])));
const values = new Set(directives.flatMap((directive) => directive.values?.map((value) => value.name) ?? []));

describe("texts about directives", () => {
	test("there is one for every directive of every release", () => {
		expect(firstNames.size).toBeGreaterThan(250);
		expect([...firstNames].filter((name) => knowledge.text(name) === undefined)).toEqual([]);
	});

	test("there is none for a name that no release knows", () => {
		expect(names.filter((name) => !allNames.has(name))).toEqual([]);
	});

	test("are sorted by name", () => {
		expect(names).toEqual([...names].sort());
	});

	test("are short enough for a hover", () => {
		expect(sentences.filter(({ part, words }) => words.length > LONGEST[part]).map(({ name, part }) => `${name} ${part}`)).toEqual([]);
	});

	test("stand once each", () => {
		const seen = new Map<string, string>();
		const twice = sentences.filter(({ name, words }) => {
			const first = seen.get(words);
			seen.set(words, name);
			return first !== undefined;
		});
		expect(twice).toEqual([]);
	});

	test.each([
		["end as a sentence", /\.$/],
		["begin with a capital, a digit or code", /^[A-Z0-9`]/],
		["are plain ASCII without line breaks or double spaces", /^(?!.* {2})[ -~]+$/],
		["close every backtick", /^[^`]*(?:`[^`]+`[^`]*)*$/],
		["hold no markup but code", /^(?:[^`<*_]|`[^`]+`)*$/],
	])("%s", (_, form) => {
		expect(sentences.filter(({ words }) => !form.test(words))).toEqual([]);
	});

	test("have a summary, perhaps a word about security, and nothing else", () => {
		const shapes = new Set(Object.values(texts).map((text) => Object.keys(text).join(" ")));
		expect([...shapes].sort()).toEqual(["summary", "summary security"]);
	});

	test.each(MATTERS_FOR_SECURITY)("%s says why it matters for security", (name) => {
		expect(knowledge.text(name)?.security?.length).toBeGreaterThan(80);
	});

	test("name only directives and values that exist", () => {
		const unknown = sentences.flatMap(({ name, words }) =>
			[...words.matchAll(/`((?:sentinel )?[a-z]+(?:-[a-z]+)+)`/g)]
				.map((match) => match[1] as string)
				.filter((word) => !allNames.has(word) && !values.has(word))
				.map((word) => `${name}: ${word}`),
		);
		expect(unknown).toEqual([]);
	});
});
