// property: texts as people have them, and ways to spoil them: whole files, blocks of the rule pages, lines of a generator, single words.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { matchesWildcard } from "../../server/src/base/wildcard";
import { allReleases } from "../../server/src/knowledge/release";
import type { FileKind } from "../../server/src/model/types";
import { configText, sentinelText } from "../support/generateConf";
import { anyCharacter } from "../support/generateValues";
import { ruleFiles } from "../support/ruleFiles";
import { aclLine, LINES } from "./lines";
import { leading, type Surroundings, surroundings } from "./surroundings";

/** One change as an editor sends it, in parts of the text's length, so that it fits any text. */
export interface Edit {
	/** 0 to 1. */
	readonly at: number;
	readonly deleted: number;
	readonly inserted: string;
}

export interface HostileInput extends Surroundings {
	readonly kind: FileKind;
	readonly server: string;
	readonly profile: "development" | "production" | "strict";
	/** Says what kind it is, or leaves that to recognition. */
	readonly named: "named" | "recognized";
	readonly root: string;
	readonly edits: readonly Edit[];
}

const RELEASES = allReleases().map((release) => release.id);

/** Applies one edit; surrogates may be cut apart, as by a careless client. */
export function edited(text: string, { at, deleted, inserted }: Edit): string {
	const from = Math.min(text.length, Math.floor(at * (text.length + 1)));
	return text.slice(0, from) + inserted + text.slice(from + deleted);
}

/** The document's own name. */
export const NAMES = { config: "redis.conf", sentinel: "sentinel.conf", acl: "users.acl" } as const;

export function hostileInput(): fc.Arbitrary<HostileInput> {
	return fc.oneof({ weight: 3, arbitrary: wildInput() }, { weight: 2, arbitrary: soundInput() });
}

/** How a document is looked at, and what is done to it. */
const handling = () =>
	({
		profile: fc.constantFrom("development", "production", "strict"),
		named: fc.constantFrom("named", "named", "recognized"),
		edits: fc.array(edit, { maxLength: 4 }),
	}) as const;

function wildInput(): fc.Arbitrary<HostileInput> {
	return fc.constantFrom<FileKind>("config", "config", "sentinel", "acl", "acl").chain((kind) =>
		fc
			.record({
				...handling(),
				server: fc.constantFrom(...RELEASES),
				root: kind === "acl" ? textOf(kind) : fc.oneof(textOf(kind), leading(textOf(kind))),
				around: surroundings(textOf("config"), textOf("acl")),
			})
			.map(({ around, ...own }) => withOwn({ kind, ...own }, around)),
	);
}

/** Files that a server takes, so that rules have something to say of what it does then; at times slightly spoiled. */
function soundInput(): fc.Arbitrary<HostileInput> {
	return ruleFiles().chain(({ server, files }) => {
		const [[name, text] = ["redis.conf", ""], ...rest] = Object.entries(files);
		const kind = (Object.keys(NAMES) as FileKind[]).find((one) => NAMES[one] === name) ?? "config";
		const sound = fc.constant(text);
		return fc
			.record({
				...handling(),
				server: fc.constant(server),
				root: fc.oneof({ weight: 3, arbitrary: sound }, { weight: 1, arbitrary: leading(sound) }, { weight: 1, arbitrary: spoiled(sound) }),
				around: surroundings(textOf("config"), textOf("acl")),
			})
			.map(({ around, ...own }) => withOwn({ kind, ...own }, { ...around, others: { ...around.others, ...Object.fromEntries(rest) } }));
	});
}

/** What lies around is not the document itself. */
function withOwn(own: Omit<HostileInput, keyof Surroundings>, around: Surroundings): HostileInput {
	const { [NAMES[own.kind]]: _, ...others } = around.others;
	return { ...own, ...around, others, candidates: around.candidates.filter((name) => name !== NAMES[own.kind]) };
}

/** Long texts are rare: most mistakes need few lines. */
function textOf(kind: FileKind): fc.Arbitrary<string> {
	return fc.oneof(
		{ weight: 4, arbitrary: spoiled(fc.constantFrom(...BLOCKS[kind])) },
		{ weight: 4, arbitrary: soup },
		{ weight: 3, arbitrary: fc.constantFrom(...allReleases()).chain(kind === "sentinel" ? sentinelText : configText) },
		{ weight: 2, arbitrary: spoiled(slice(kind)) },
		{ weight: kind === "acl" ? 4 : 1, arbitrary: users },
		{ weight: 3, arbitrary: kind === "acl" ? fc.array(aclLine, { maxLength: 6 }).map((lines) => lines.join("\n")) : special(kind) },
		{ weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 60 }) },
	);
}

/** Lines that have a meaning of their own, in any order, with users among them. */
function special(kind: "config" | "sentinel"): fc.Arbitrary<string> {
	const line = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LINES[kind]) }, { weight: 1, arbitrary: aclLine });
	return fc.array(line, { maxLength: 10 }).map((lines) => `${lines.join("\n")}\n`);
}

/** Users that share keys, passwords and names, or nearly: what is said of one may depend on the others. */
const users = fc
	.array(
		fc.tuple(
			fc.constantFrom("default", "app", "admin", "worker", "ops-admin"),
			fc.subarray([
				"on",
				"off",
				"nopass",
				">secret-of-all-users",
				`#${"ab".repeat(32)}`,
				"~app:*",
				"~other:*",
				"~*",
				"&*",
				"+@all",
				"+@read",
				"+set",
				"-@dangerous",
			]),
		),
		{ maxLength: 6 },
	)
	.map((lines) => lines.map(([name, rules]) => `user ${[name, ...rules].join(" ")}\n`).join(""));

/** Some lines of a whole file. */
function slice(kind: FileKind): fc.Arbitrary<string> {
	const part = fc.tuple(fc.constantFrom(...WHOLE[kind]), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40));
	return part.map(([text, from, count]) => {
		const lines = text.split("\n");
		const start = Math.floor(from * lines.length);
		return lines.slice(start, start + count).join("\n");
	});
}

function spoiled(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return fc.tuple(text, fc.array(edit, { maxLength: 5 })).map(([start, edits]) => edits.reduce(edited, start));
}

const WORDS = [
	..."user default alice on off nopass resetpass reset allkeys allcommands allchannels resetkeys resetchannels nocommands sanitize-payload".split(
		" ",
	),
	..."~* ~app:* %R~x %RW~ %~ &* & +@all -@all +@write -@dangerous +get +config|set -config|get +x|y +select|0 +@ + - +| db=0 alldbs".split(
		" ",
	),
	..."(~x ( ) (+get) +get) (+@all)) >secret >long-secret-of-a-person > < <secret # ! !ab #ab".split(" "),
	`#${"0123456789abcdef".repeat(4)}`,
	..."requirepass masterauth masteruser primaryauth bind protected-mode port tls-port unixsocket unixsocketperm aclfile include dir save".split(
		" ",
	),
	..."rename-command loadmodule client-output-buffer-limit maxmemory maxmemory-policy acl-pubsub-default replicaof slaveof replica-read-only".split(
		" ",
	),
	..."enable-debug-command enable-module-command enable-protected-configs tls-protocols tls-ciphers tls-auth-clients tls-cert-file tls-key-file tls-ca-cert-file tls-replication tls-cluster cluster-enabled appendonly dbfilename logfile".split(
		" ",
	),
	..."sentinel monitor mymaster auth-pass auth-user down-after-milliseconds known-replica sentinel-pass announce-ip deny-scripts-reconfig notification-script rename-command resolve-hostnames".split(
		" ",
	),
	..."users.acl other.conf redis.conf *.conf /etc/redis/*.conf . .. / /dev/stdin 127.0.0.1 ::1 -::1 * 0.0.0.0 10.0.0.5 8.8.8.8 yes no Yes 0 1 -1 6379 65536 99999999999999999999 1gb 0777 CONFIG FLUSHALL CONFIG|SET".split(
		" ",
	),
	...[
		"TLSv1",
		"TLSv1.1",
		"TLSv1.2",
		'"TLSv1',
		'TLSv1.3"',
		'""',
		"''",
		'"',
		"'",
		'"a"b',
		"'a'b",
		"\\",
		'"\\',
		'"\\x',
		'"\\xff"',
		'"\\n"',
		"=",
		":",
		"--port",
	],
	...[
		"#",
		"# x",
		"# redis-security-lint-disable",
		"# redis-security-lint-disable-next-line",
		"# redis-security-lint-server",
		"redis-6.0",
		"valkey-9.1",
		"--",
		"# region",
		"# endregion",
	],
	...[
		"open-default-user",
		"weak-password",
		"{{ x }}",
		"{%",
		"<%= x %>",
		`\${X}`,
		"$(cat x)",
		"<password>",
		"changeme",
		"foobared",
		"%s",
		"__proto__",
		"constructor",
		"toString",
	],
	...[
		"\u{1f600}",
		"e\u0301",
		"\u202e",
		"\u200b",
		"\u00a0",
		"\u2028",
		"\u0085",
		"\x1b[31m",
		"\uFEFF",
		"\xff",
		"\ud800",
		"\udc00",
		"İ",
		"ſ",
		"K",
		"ß",
	],
];

const GAPS = [" ", " ", " ", " ", " ", "  ", "\t", "\n", "\n", "\n", "\r\n", "\r", "\0", "\v", "\f", ""];

const soup = fc
	.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 40 })
	.map((parts) => parts.map(([word, gap]) => word + gap).join(""));

const inserted = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...WORDS, ...GAPS) },
	{ weight: 3, arbitrary: soup },
	{ weight: 2, arbitrary: fc.constant("") },
	{ weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 10 }) },
	{ weight: 1, arbitrary: fc.tuple(fc.constantFrom(...WORDS, ...GAPS), fc.nat(200)).map(([word, times]) => word.repeat(times)) },
);

const edit: fc.Arbitrary<Edit> = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	deleted: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
	inserted,
});

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Files of a folder and those below it. */
function textsOf(folder: string, pattern: string): string[] {
	return readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
		.filter((name) => matchesWildcard(pattern, name))
		.sort()
		.map((name) => readFileSync(`${root}/${folder}/${name}`, "utf8"));
}

const PAGES = textsOf("server/src/rules", "*.md");

function blocks(language: string): string[] {
	return PAGES.flatMap((page) =>
		[...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map((match) => match[1] ?? ""),
	);
}

const BLOCKS: Readonly<Record<FileKind, readonly string[]>> = {
	config: blocks("redis-conf"),
	sentinel: blocks("sentinel-conf"),
	acl: [...blocks("redis-acl"), ...textsOf("examples", "*users.acl")],
};

/** Files of this checkout alone, so that a seed means the same inputs on every machine. */
const WHOLE: Readonly<Record<FileKind, readonly string[]>> = {
	config: [...textsOf("examples", "*redis.conf"), ...textsOf("test/support", "hardened.conf")],
	sentinel: [...textsOf("test/support", "hardened-sentinel.conf"), ...textsOf("test/vscode/workspace", "sentinel.conf")],
	acl: textsOf("examples", "*users.acl"),
};
