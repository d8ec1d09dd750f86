// property: what is carried from one version of a document to the next never shows. After any chain of edits of a long list of users, all
// answers equal those of a server that has never seen another version.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { toEnd } from "../../server/src/base/steps";
import { fixableAmong } from "../../server/src/lint/fixAll";
import type { Finding, ShownFinding } from "../../server/src/lint/types";
import { OpenDocument } from "../../server/src/lsp/documents/openDocument";
import { sharedPasswords } from "../../server/src/model/sharedPasswords";
import type { Files, FileText } from "../../server/src/model/types";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { knowledge } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";

const SEED = "seed of the keystrokes";
const A = "a".repeat(64);
const B = "b".repeat(64);

/** Few names and passwords, so that they meet; some lines that the server refuses or that say something. */
const word = fc.constantFrom(
	...[
		"on",
		"off",
		"nopass",
		"resetpass",
		">secret",
		">Correct-Horse-12",
		"<secret",
		`#${A}`,
		`#${B}`,
		`!${A}`,
		"~*",
		"~app:*",
		"%R~b:*",
		"&*",
	],
	...[
		"resetchannels",
		"&news",
		"+@all",
		"-@all",
		"+@read",
		"+@write",
		"-@dangerous",
		"+flushall",
		"+get",
		"-get",
		"+nosuch",
		"(+get ~x)",
		"(+get",
	],
	...["reset", "+config|set", "+eval", "skip-sanitize-payload", "\t", "", "#", "\0", "\u200B", "{{ x }}"],
);
const name = fc.oneof(
	{ weight: 8, arbitrary: fc.nat(400).map((number) => `u${number}`) },
	{ weight: 1, arbitrary: fc.constantFrom("default", "admin", "", `>${"x".repeat(9)}`) },
);
const usual = fc
	.nat(100_000)
	.map((n) => `user n${n} on #${n.toString(16).padStart(64, "0")} ~app:${n}:* &c${n} -@all +@read -@dangerous +ping`);
const odd = fc
	.record({ name, words: fc.array(word, { maxLength: 8 }) })
	.map((user) => `user ${user.name} ${user.words.filter((one) => one !== "\0").join(" ")}`);
const strange = fc.constantFrom("", "# a comment", "usr x on", "user", "user a\0b on", "include x");
const line = fc.oneof({ weight: 12, arbitrary: usual }, { weight: 4, arbitrary: odd }, { weight: 1, arbitrary: strange });
const lines = fc.oneof(fc.array(line, { maxLength: 8 }), fc.array(line, { minLength: 150, maxLength: 400 }));

interface Step {
	readonly from: number;
	readonly to: number;
	readonly at: number;
	readonly until: number;
	readonly text: string;
}

/** Where an edit is, as a part of the text; most touch one line. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const step: fc.Arbitrary<Step> = fc
	.tuple(
		place,
		fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(300) }),
		place,
		place,
	)
	.chain(([from, count, at, until]) =>
		fc
			.oneof(
				{ weight: 4, arbitrary: fc.constantFrom("", "x", " ", "\n", "1", "\r", "\r\n", "on ", "\nuser u1 on nopass\n") },
				{ weight: 2, arbitrary: odd.map((text) => `${text}\n`) },
				{ weight: 1, arbitrary: lines.map((all) => `${all.join("\n")}\n`) },
			)
			.map((text) => ({ from, to: count, at, until, text })),
	);

const input = fc.record({
	root: fc.constantFrom("acl", "config"),
	server: fc.constantFrom("redis-6.2", "redis-7.4", "valkey-9.1"),
	profile: fc.constantFrom("production", "strict"),
	lines,
	other: fc.array(odd, { maxLength: 3 }),
	/** Several edits may come before the next look. */
	chain: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
	suppressed: fc.boolean(),
});

/** For a longer run than that of every day. */
const RUNS = process.env.KEYSTROKE_RUNS;

it("answers after edits equal answers from scratch", { timeout: 3_600_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(input, async ({ chain, lines: first, other, profile, root, server, suppressed }) => {
			const name = root === "acl" ? "users.acl" : "included.conf";
			const uri = uriOf(name);
			const main = `port 0\nrequirepass secret\n${root === "config" ? "include included.conf\n" : "aclfile users.acl\n"}${other.join("\n")}\n`;
			const project = suppressed ? { suppress: [{ file: name, user: "u1", rules: ["nopass-user", "weak-password"] }] } : {};
			const contents = { "redis.conf": main, ".redis-security-lint.json": JSON.stringify(project) };
			let document = OpenDocument.create(uri, "redis-acl", 0, first.join("\n"));
			let text = document.getText();
			const files: Files = {
				...memoryFiles(contents),
				read: async (asked) => (asked === uri ? textOf(document) : memoryFiles(contents).read(asked)),
			};
			const kind = root === "acl" ? "acl" : "config";
			for (const candidates of [[], [uriOf("redis.conf")]]) {
				const request = { uri, kind, flags: { server, profile }, candidates } as const;
				let previous: View | undefined = await serviceOf(files).open(request);
				for (const steps of chain) {
					if (previous && text.length % 3 > 0) look(previous);
					for (const one of steps) {
						const changes = [changeOf(document, one)];
						text = TextDocument.applyEdits(TextDocument.create("", "", 0, text), changes.map(asEdit));
						document = OpenDocument.update(document, changes, document.version + 1);
					}
					expect(document.getText()).toBe(text);
					const incremental: View = await serviceOf(files).open({ ...request, previous });
					const fresh = await serviceOf(memoryFiles({ ...contents, [name]: text })).open(request);
					expectSame(incremental, fresh);
					previous = incremental;
				}
			}
		}),
		RUNS === undefined ? { numRuns: 25, interruptAfterTimeLimit: 10_000 } : { numRuns: Number(RUNS) },
	);
});

/** What rules about users look at beside users, some other settings, and what says nothing. */
const directive = fc.constantFrom(
	...["port 0", "port 6380", "tls-port 6379", "bind 127.0.0.1", "bind 0.0.0.0", "protected-mode no", "unixsocket /run/redis.sock"],
	...["requirepass secret", "requirepass Correct-Horse-12", "masterauth secret", "masteruser u1", "replicaof 10.0.0.1 6379"],
	...["tls-auth-clients optional", "tls-auth-clients no", "tls-auth-clients-user CN", "loadmodule /x.so", "cluster-enabled yes"],
	...["enable-debug-command yes", "enable-module-command local", "notify-keyspace-events KEA", "acl-pubsub-default allchannels"],
	...['rename-command FLUSHALL ""', "rename-command CONFIG c", "include missing.conf", "key-file-pass x", "tls-key-file-pass x"],
	...["maxmemory 1gb", "timeout 10", "appendonly yes", "dir /data", "no-such 1", "# a comment", "", "{{ x }}", "aclfile other.acl"],
);
const ofConfiguration = fc.record({
	server: fc.constantFrom("redis-6.2", "redis-7.4", "valkey-9.1"),
	users: fc.oneof(fc.array(line, { maxLength: 8 }), fc.array(odd, { minLength: 8, maxLength: 60 })),
	first: fc.array(directive, { maxLength: 12 }),
	/** Lines taken out of the configuration and put in, at a part of it; and a user that is put into the ACL file at times. */
	chain: fc.array(
		fc.record({
			at: place,
			out: fc.nat(2),
			lines: fc.array(directive, { maxLength: 2 }),
			user: fc.option(odd, { freq: 3 }),
			looked: fc.constantFrom("redis.conf", "users.acl"),
		}),
		{ minLength: 2, maxLength: 10 },
	),
});

it("answers after edits of a configuration that names a list of users equal answers from scratch", { timeout: 3_600_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(ofConfiguration, async ({ chain, first, server, users }) => {
			const known = new Map<string, View>();
			const files = memoryFiles({});
			let settings = first;
			let list = users;
			for (const { at, looked, lines, out, user } of chain) {
				const position = Math.floor(at * settings.length);
				settings = [...settings.slice(0, position), ...lines, ...settings.slice(position + out)];
				if (user !== null) list = list.toSpliced(Math.floor(at * list.length), 1, user);
				const texts = { "redis.conf": ["aclfile users.acl", ...settings].join("\n"), "users.acl": list.join("\n") };
				files.read = memoryFiles(texts).read;
				const request = { uri: uriOf(looked), flags: { server, profile: "strict" as const }, candidates: [uriOf("redis.conf")] };
				const previous = known.get(looked);
				const incremental = await serviceOf(files).open({ ...request, ...(previous && { previous }) });
				expectSame(incremental, await serviceOf(memoryFiles(texts)).open(request));
				known.set(looked, incremental);
			}
		}),
		RUNS === undefined ? { numRuns: 40, interruptAfterTimeLimit: 10_000 } : { numRuns: Number(RUNS) },
	);
});

function textOf({ source }: OpenDocument): FileText {
	return {
		state: "text",
		source,
		get text() {
			return source.toString();
		},
	};
}

function changeOf(document: OpenDocument, { from, to, at, until, text }: Step): Required<Pick<Change, "range" | "text">> {
	const lines = document.getText().split(/\r\n|\r|\n/);
	const line = Math.floor(from * (lines.length - 1));
	const last = Math.min(lines.length - 1, line + to);
	const start = { line, character: Math.floor(at * (lines[line] ?? "").length) };
	const end = { line: last, character: Math.floor(until * (lines[last] ?? "").length) };
	return last === line && end.character < start.character ? { range: { start: end, end: start }, text } : { range: { start, end }, text };
}

type Change = Extract<TextDocumentContentChangeEvent, { range: unknown }>;

function asEdit({ range, text }: Pick<Change, "range" | "text">) {
	return { range, newText: text };
}

function look(view: View): void {
	toEnd(view.worst(3));
	for (const server of view.servers) sharedPasswords(server);
}

function expectSame(one: View, other: View): void {
	expect(one.kind).toBe(other.kind);
	expect(one.verdict).toEqual(other.verdict);
	for (const most of [7, 200, 5000]) {
		const worst = toEnd(one.worst(most));
		const worstOther = toEnd(other.worst(most));
		expect(worst.count).toBe(worstOther.count);
		expectEqual(worst.findings.map(plain), worstOther.findings.map(plain));
	}
	const all = other.findingsWith(SEED);
	expectEqual(one.findingsWith(SEED).map(withEdits), all.map(withEdits));
	const lineCount = other.file?.tree.source.lineCount ?? 0;
	for (const [first, last] of [0, Math.floor(lineCount / 2), lineCount - 2].map((line) => [line, line + 2] as const)) {
		const here = all.filter(({ at }) => at.line >= first && at.line <= last);
		const found = toEnd(one.on(first, last));
		expectEqual(found.findings.map(withEdits), here.map(withEdits));
		expect(found.fixable).toEqual(fixableAmong(all));
		const onLine = here.filter(({ at }) => at.line === first);
		expectEqual(one.findingsOn(first, SEED).map(withEdits), onLine.map(withEdits));
	}
	expect(one.servers.length).toBe(other.servers.length);
	for (const [index, server] of one.servers.entries()) {
		const twin = other.servers[index];
		expectEqual(
			server.acl.users?.map(({ name, line, state }) => [name, line, state.enabled, state.errors.length]),
			twin?.acl.users?.map(({ name, line, state }) => [name, line, state.enabled, state.errors.length]),
		);
		expectEqual(
			server.acl.fileErrors.map(({ line, start, code }) => [line, start, code]),
			twin?.acl.fileErrors.map(({ line, start, code }) => [line, start, code]),
		);
		expect(server.acl.defaultUser?.line).toBe(twin?.acl.defaultUser?.line);
		expectEqual(groupsOf(server), twin && groupsOf(twin));
	}
}

function groupsOf(server: View["servers"][number]): unknown {
	return sharedPasswords(server).map((holders) => holders.map(({ user, token }) => [user.name, user.line, token]));
}

function plain({ rule, severity, message, at, related }: ShownFinding): unknown {
	return { rule, severity, message, at: { ...at }, related: related.map((one) => ({ message: one.message, at: { ...one.at } })) };
}

function withEdits(finding: Finding): unknown {
	return [plain(finding), finding.fixes.map((fix) => [fix.title, fix.safety, fix.preferred, fix.edits()])];
}

/** Says what differs and not both lists. */
function expectEqual(one: unknown, other: unknown): void {
	if (isDeepStrictEqual(one, other)) return;
	const [some, others] = [one, other].map((list) => (Array.isArray(list) ? list : [list]));
	const missing = others?.filter((item) => !some?.some((own) => isDeepStrictEqual(own, item))).slice(0, 3);
	const extra = some?.filter((item) => !others?.some((own) => isDeepStrictEqual(own, item))).slice(0, 3);
	throw new Error(`they differ: ${JSON.stringify({ missing, extra, lengths: [some?.length, others?.length] })}`);
}

function serviceOf(files: Files) {
	return createService({
		knowledge,
		files,
		rules,
		newSeed: () => SEED,
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
}
