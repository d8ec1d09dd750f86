// features: formatting. What the server reads is the same before and after, whatever the text is.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { formattingEdits } from "../../server/src/features/formatting";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import type { Permissions } from "../../server/src/model/acl/types";
import { evaluateServer } from "../../server/src/model/server";
import { snapshotOf } from "../../server/src/model/snapshot";
import type { FileKind } from "../../server/src/model/types";
import { parse } from "../../server/src/syntax/parse";
import type { Dialect } from "../../server/src/syntax/tree";
import { knowledge } from "../support/knowledge";

function format(text: string, dialect: Dialect = "config"): string {
	return applyEdits(text, formattingEdits(parse(text, dialect), "file:///a"));
}

describe("whatever the text is", () => {
	const space = fc.constantFrom(" ", "  ", "\t", " \t ", "   ");
	const word = fc.oneof(
		fc.constantFrom(
			"port",
			"6379",
			"bind",
			"save",
			"user",
			"a",
			"on",
			"nopass",
			"~x",
			"+@read",
			"(~y",
			"+get)",
			">p",
			"%R~z",
			"include",
			"x.conf",
			'"',
			"'",
			'"a  b"',
			"'c'",
			'\\"',
			"#",
			"\r",
			"\v",
			"\uFEFF",
			"é",
		),
		fc.string({ maxLength: 4 }),
	);
	const line = fc.array(fc.tuple(fc.oneof(space, fc.constant("")), word), { maxLength: 7 }).map((parts) => parts.flat().join(""));
	const text = fc
		.tuple(fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 6 }), line)
		.map(([lines, last]) => lines.flat().join("") + last);
	const users = fc
		.array(fc.tuple(fc.constantFrom("user a", "user b", " user c", "user  d", "user"), fc.array(fc.tuple(space, word), { maxLength: 5 })), {
			maxLength: 3,
		})
		.map((lines) => lines.map(([head, rules]) => head + rules.flat().join("")).join("\n"));

	test("formatting twice is formatting once", () => {
		fc.assert(
			fc.property(fc.oneof(text, users), fc.constantFrom<Dialect>("config", "acl"), (before, dialect) => {
				const once = format(before, dialect);
				expect(format(once, dialect)).toBe(once);
			}),
			{ numRuns: 150 },
		);
	});

	test("the words of each line stay the same", () => {
		const lines = (from: string) =>
			parse(from, "config").lines.flatMap(({ kind, words, error }, number) =>
				kind === "blank" ? [] : [[number, kind, error?.code, words.map(({ value }) => value)]],
			);
		fc.assert(
			fc.property(text, (before) => {
				expect(lines(format(before))).toEqual(lines(before));
			}),
			{ numRuns: 150 },
		);
	});

	test.each([
		["acl", "redis-6.0"],
		["acl", "redis-7.0"],
		["acl", "valkey-9.1"],
		["config", "redis-7.4"],
	] as const)("users and problems stay the same: %s for %s", (kind, id) => {
		const release = parseRelease(id) as Release;
		fc.assert(
			fc.property(users, (before) => {
				expect(meaning(format(before, kind), kind, release)).toEqual(meaning(before, kind, release));
			}),
			{ numRuns: 60 },
		);
	});
});

/** What the server makes of a text, without where it stands. */
function meaning(text: string, kind: FileKind, release: Release): unknown {
	const server = evaluateServer(snapshotOf("file:///a", kind, text), { knowledge, release });
	const permissions = ({ commands, keys, channels, allKeys, allChannels, databases }: Permissions) => ({
		commands: [...commands],
		keys: keys.map(({ pattern, read, write }) => [pattern, read, write]),
		channels: channels.map(({ pattern }) => pattern),
		allKeys,
		allChannels,
		databases,
	});
	return {
		users: server.acl.users?.map(({ name, state }) => ({
			name,
			on: state.enabled,
			nopass: state.nopass,
			passwords: state.passwords.map(({ hash }) => hash),
			root: permissions(state.root),
			selectors: state.selectors.map(permissions),
		})),
		problems: server.problems.map(({ code, at }) => [code, at.line]),
	};
}
