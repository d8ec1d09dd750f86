// property: that users of one kind are looked at once never shows. Every answer equals that of a reading in which each line is evaluated by itself.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createKnowledge } from "../../server/src/knowledge/access";
import type { Knowledge } from "../../server/src/knowledge/types";
import type { Finding } from "../../server/src/lint/types";
import type { Permissions } from "../../server/src/model/acl/types";
import { sharedPasswords } from "../../server/src/model/sharedPasswords";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { knowledge, readKnowledgeFile } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";

/** So that no line of it is known from elsewhere. */
const other: Knowledge = createKnowledge(readKnowledgeFile);

/** Rules with places for what differs from user to user. */
const outline = fc.array(
	fc.constantFrom(
		...[
			"on",
			"off",
			"nopass",
			"resetpass",
			"#HASH",
			"#HASH",
			">TEXT",
			">TEXT",
			"<TEXT",
			"~KEY",
			"~KEY",
			"~*",
			"%R~KEY",
			"%rw~KEY",
			"%R~*",
			"%x~KEY",
		],
		...[
			"&CHANNEL",
			"&CHANNEL",
			"&*",
			"allchannels",
			"resetchannels",
			"resetkeys",
			"allkeys",
			"reset",
			"",
			"+@all",
			"-@all",
			"+@read",
			"+@write",
		],
		...[
			"-@dangerous",
			"+flushall",
			"+keys",
			"+get",
			"-get",
			"+config|set",
			"+config|get",
			"+eval",
			"+sort",
			"+psync",
			"+nosuch",
			"(+get ~KEY)",
		],
		...["+subscribe", "+slowlog|get", "+select|0", "+restore", "skip-sanitize-payload", "db=1"],
	),
	{ minLength: 1, maxLength: 9 },
);
const hash = fc
	.constantFrom("a", "b", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8")
	.map((text) => text.padStart(64, "0"));
const value = fc.constantFrom(
	"a",
	"b:*",
	"*",
	"app:7",
	'"q"',
	"x\u000bx",
	"__keyevent@0__:*",
	"{{ x }}",
	"changeme",
	"",
	"secret",
	"Correct-Horse-12-Battery",
	"*a",
);
const name = fc.oneof(
	{ weight: 9, arbitrary: fc.nat(60).map((number) => `u${number}`) },
	{ weight: 1, arbitrary: fc.constantFrom("default", "admin", "root-1", "secret", `>${"x".repeat(9)}`) },
);
const user = fc.record({
	name,
	outline: fc.nat(4),
	values: fc.array(value, { minLength: 3, maxLength: 3 }),
	hash,
	end: fc.constantFrom("", "", "", " ", "\r", "\t"),
});
const input = fc.record({
	server: fc.constantFrom("redis-6.0", "redis-6.2", "redis-7.4", "redis-8.0", "valkey-9.1"),
	profile: fc.constantFrom("production", "strict"),
	outlines: fc.array(outline, { minLength: 5, maxLength: 5 }),
	users: fc.array(user, { minLength: 5, maxLength: 60 }),
	settings: fc.constantFrom(
		"",
		"notify-keyspace-events KEA\n",
		"acl-pubsub-default allchannels\n",
		"tls-port 1\nport 0\ntls-auth-clients optional\n",
	),
	administrators: fc.constantFrom<readonly string[]>([], ["admin", "root-*"], ["u1*"]),
});

/** For a longer run than that of every day. */
const RUNS = process.env.KIND_RUNS;

it("answers are those of lines that are evaluated one by one", { timeout: 3_600_000 }, async () => {
	let kinds = 0;
	await fc.assert(
		fc.asyncProperty(input, async ({ administrators, outlines, profile, server, settings, users }) => {
			const text = users.map((one) => lineOf(one, outlines[one.outline] ?? [])).join("\n");
			const contents = {
				"redis.conf": `aclfile users.acl\nmasteruser u1\nmasterauth secret\n${settings}`,
				"users.acl": text,
				".redis-security-lint.json": JSON.stringify({ administrators }),
			};
			for (const [root, kind] of [
				["users.acl", "acl"],
				["redis.conf", "config"],
			] as const) {
				const open = (facts: Knowledge) => serviceOf(contents, facts).open({ uri: uriOf(root), kind, flags: { server, profile } });
				const together = await open(knowledge);
				const oneByOne = await open(other);
				for (const { acl } of oneByOne.servers) Object.assign(acl.evaluator, { shapes: { of: () => undefined } });
				expect(answersOf(together)).toEqual(answersOf(oneByOne));
				for (const { acl } of together.servers) for (const one of acl.users ?? []) if (one.kind) kinds++;
				for (const { acl } of oneByOne.servers) expect(acl.users?.filter((one) => one.kind)).toEqual([]);
			}
		}),
		RUNS === undefined ? { numRuns: 60, interruptAfterTimeLimit: 10_000 } : { numRuns: Number(RUNS) },
	);
	expect(kinds).toBeGreaterThan(10);
});

type User = { readonly name: string; readonly values: readonly string[]; readonly hash: string; readonly end: string };

function lineOf({ end, hash, name, values }: User, rules: readonly string[]): string {
	let next = 0;
	const filled = rules.map((rule) => rule.replace(/HASH/, hash).replace(/KEY|CHANNEL|TEXT/, () => values[next++ % values.length] ?? ""));
	return `user ${name} ${filled.join(" ")}${end}`;
}

function serviceOf(contents: Readonly<Record<string, string>>, facts: Knowledge) {
	return createService({
		knowledge: facts,
		files: memoryFiles(contents),
		rules,
		newSeed: () => "seed of the kinds",
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
}

function answersOf(view: View): unknown {
	return {
		verdict: view.verdict,
		findings: view.allFindings().map(plain),
		servers: view.servers.map((server) => ({
			users: server.acl.users?.map(({ name, line, nameAt, state, tokens }) => ({
				...{
					name,
					line,
					nameAt,
					tokens,
					enabled: state.enabled,
					nopass: state.nopass,
					payload: state.payload,
					checked: state.sanitizePayload,
				},
				passwords: state.passwords.map(({ hash, token, clearText, text }) => [hash, token, clearText, text]),
				errors: state.errors.map(({ code, token, inner }) => [code, token, inner]),
				root: permissions(state.root),
				selectors: state.selectors.map(permissions),
			})),
			errors: server.acl.fileErrors.map(({ line, start, end, code }) => [line, start, end, code]),
			shared: sharedPasswords(server).map((group) => group.map((holder) => [holder.user.line, holder.token])),
		})),
	};
}

function permissions({ commands, trail, firstArguments, ...rest }: Permissions): unknown {
	return { ...rest, commands: [...commands], firstArguments: [...firstArguments], trail: trail?.tokens };
}

function plain({ fixes, ...rest }: Finding): unknown {
	return {
		...rest,
		words: String(rest.words),
		related: rest.related.map(({ at, message }) => ({ at, message })),
		fixes: fixes.map(({ title, safety, edits }) => ({ title, safety, edits: edits() })),
	};
}
