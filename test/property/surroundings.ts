// property: what may lie around a document: files that it leads to or that lead to it, a project file, settings of the editor, a language.
import fc from "fast-check";
import { allReleases } from "../../server/src/knowledge/release";
import { rules } from "../../server/src/rules";
import type { Content } from "../support/memoryFiles";

/** Settings as JSON, mostly such as are meant. */
export type SettingsJson = Readonly<Record<string, unknown>>;

export const LANGUAGES = ["en", "de", "zh-cn"] as const;

const IDS = rules.map(({ id }) => id);
const WITH_OPTIONS = rules.filter(({ options }) => options !== undefined);

const odd = fc.constantFrom<unknown>(null, 7, -1, "", "x", true, [], [1], {}, { x: 1 }, "__proto__", 1e308);
const releaseId = fc.constantFrom(...allReleases().map(({ id }) => id), "auto", "redis-7.4.9", "nosuch-1.0");

/** Now and then something else than what belongs there. */
function mostly<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** Values of options, near their defaults and far from them. */
const ruleOptions = fc.constantFrom(...WITH_OPTIONS).chain(({ id, options }) => {
	const names = Object.entries(options ?? {});
	const value = (standard: unknown): fc.Arbitrary<unknown> => {
		if (typeof standard === "number") return fc.constantFrom(standard, 0, 1, -1, 1000, 1e9);
		if (typeof standard === "boolean") return fc.boolean();
		return Array.isArray(standard)
			? fc.constantFrom<unknown>(standard, [], ["x"], ["*"], ["10.0.0.0/8", "app"])
			: fc.constantFrom<unknown>(standard, "");
	};
	const filled = names.map(([name, standard]) => [name, mostly(value(standard))] as const);
	return fc.record(Object.fromEntries(filled), { requiredKeys: [] }).map((own) => [id, own] as const);
});
const ruleLevel = fc.tuple(
	fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...IDS) }, { weight: 1, arbitrary: fc.constantFrom("nosuch", "toString") }),
	mostly(fc.constantFrom("off", "hint", "info", "warning", "error")),
);
const names = fc.array(fc.constantFrom("default", "app", "admin", "u1", "ops-*", "*", "alice"), { maxLength: 3 });
const suppression = fc.record(
	{
		rules: mostly(fc.array(fc.constantFrom(...IDS, "nosuch"), { maxLength: 3 })),
		file: mostly(fc.constantFrom("redis.conf", "users.acl", "*.acl", "**/*.conf", "conf.d/*", "sentinel.conf", "[", "{a,b}.conf")),
		user: mostly(fc.constantFrom("default", "app", "alice")),
		reason: mostly(fc.constantFrom("asked for", "")),
	},
	{ requiredKeys: ["rules"] },
);

const settingsJson: fc.Arbitrary<SettingsJson> = fc.record(
	{
		server: mostly(releaseId),
		profile: mostly(fc.constantFrom("development", "production", "strict")),
		rules: mostly(fc.array(fc.oneof(ruleLevel, ruleOptions), { maxLength: 6 }).map((list) => Object.fromEntries(list) as SettingsJson)),
		administrators: mostly(names),
		suppress: mostly(fc.array(mostly(suppression), { maxLength: 3 })),
		unknown: fc.constant(1),
	},
	{ requiredKeys: [] },
);

/** Mostly without a release of its own: that of the flags counts before it. */
const projectText = fc
	.tuple(settingsJson, fc.constantFrom("", "", "\t", "  "), fc.nat(12), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([json, indent, how, at]) => {
		const text = JSON.stringify(json, undefined, indent);
		if (how === 0) return text.slice(0, Math.floor(at * text.length));
		if (how === 1) return text.replace("{", "{ // a comment\n");
		if (how === 2) return `\uFEFF${text.replaceAll("\n", "\r\n")},`;
		return how === 3 ? "[1]" : text;
	});

export interface Surroundings {
	/** By name, beside the document. */
	readonly others: Readonly<Record<string, Content>>;
	/** Names of files that are asked whether they lead to the document. */
	readonly candidates: readonly string[];
	readonly editor: SettingsJson;
	readonly language: (typeof LANGUAGES)[number];
}

/** Lines that lead from file to file. */
const LEADS = [
	...[
		"include other.conf",
		"include conf.d/*.conf",
		"include redis.conf",
		"include missing.conf",
		"include users.acl",
		"include ./conf.d/a.conf",
	],
	...[
		"include main.conf",
		"include *.conf",
		'include "conf d/x.conf"',
		"include /etc/redis/other.conf",
		"include conf.d",
		"include [a-z]*.conf",
	],
	...[
		"aclfile users.acl",
		"aclfile other.conf",
		"aclfile missing.acl",
		"aclfile /etc/redis/users.acl",
		"dir /etc/redis",
		"dir conf.d",
		"dir ..",
	],
];

/** The document's own text with lines put in that lead elsewhere. */
export function leading(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
	const put = fc.tuple(fc.constantFrom(...LEADS), fc.double({ min: 0, max: 1, noNaN: true }));
	return fc.tuple(text, fc.array(put, { maxLength: 3 })).map(([start, puts]) =>
		puts.reduce((all, [line, at]) => {
			const lines = all.split("\n");
			return lines.toSpliced(Math.floor(at * lines.length), 0, line).join("\n");
		}, start),
	);
}

/** @param config texts of other configurations. @param acl texts of ACL files. */
export function surroundings(config: fc.Arbitrary<string>, acl: fc.Arbitrary<string>): fc.Arbitrary<Surroundings> {
	const readable = fc.oneof({ weight: 3, arbitrary: leading(config) }, { weight: 1, arbitrary: acl });
	const content: fc.Arbitrary<Content> = fc.oneof(
		{ weight: 12, arbitrary: readable },
		{ weight: 1, arbitrary: readable.map((latin1) => ({ latin1 })) },
		{ weight: 2, arbitrary: fc.tuple(readable, fc.constantFrom(0o600, 0o644, 0o666)).map(([text, mode]) => ({ text, mode })) },
		{
			weight: 1,
			arbitrary: fc.constantFrom("denied", "too-large", "not-a-file", "outside").map((unreadable) => ({ unreadable }) as Content),
		},
	);
	const users: fc.Arbitrary<Content> = fc.oneof({ weight: 5, arbitrary: acl }, { weight: 1, arbitrary: content });
	const others = fc.record(
		{
			"other.conf": content,
			"users.acl": users,
			"redis.conf": content,
			"main.conf": content,
			"conf.d/a.conf": content,
			"conf.d/b.conf": content,
			"conf d/x.conf": content,
			".redis-security-lint.json": projectText,
		},
		{ requiredKeys: ["other.conf", "users.acl"] },
	);
	return fc.record({
		others: others as fc.Arbitrary<Readonly<Record<string, Content>>>,
		candidates: fc.subarray(["main.conf", "redis.conf", "other.conf"]),
		editor: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: settingsJson }),
		language: fc.constantFrom(...LANGUAGES),
	});
}
