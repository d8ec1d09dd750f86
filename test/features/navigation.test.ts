// features: names in several places. The cursor $0 is on one of them, «…» marks all that must be found.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { english } from "../../server/src/base/say";
import { documentLinks } from "../../server/src/features/navigation/documentLinks";
import { namedAt, type Occurrence, occurrencesOf } from "../../server/src/features/navigation/occurrences";
import { problemOfName, renameableAt, renameEdits } from "../../server/src/features/navigation/rename";
import { type AtCursor, openAt, placesOf } from "../support/cursor";
import { FOLDER, uriOf } from "../support/memoryFiles";

type Files = string | Readonly<Record<string, string>>;

function shown(found: readonly Pick<Occurrence, "at">[]): string[] {
	return found.map(({ at }) => `${at.file.slice(FOLDER.length + 1)}:${at.line + 1}:${at.start}-${at.end}`).sort();
}

function found({ document, point }: AtCursor): Occurrence[] {
	const named = namedAt(document, point);
	return named ? occurrencesOf(document.server, named) : [];
}

const MONITOR = "sentinel monitor «main» 10.0.0.1 6379 2\n";

describe("all places of", () => {
	const cases: Readonly<Record<string, Files>> = {
		"a user of an ACL file": {
			"redis.conf": "aclfile users.acl\nmasteruser «$0app»\n",
			"users.acl": "user default off\nuser «app» on nopass ~* +get\nuser app2 off\n  user «app» off\n",
		},
		"a user of redis.conf, in quotes too": 'user «$0app» on nopass ~* +get\nmasteruser "«app»"\nuser App off\n',
		"a user from its ACL file": { "users.acl": "user «a$0pp» off\n", "redis.conf": "aclfile users.acl\nmasteruser «app»\n" },
		"a primary": {
			"sentinel.conf": `${MONITOR}sentinel auth-pass «$0main» x\nsentinel parallel-syncs «main» 1\nsentinel parallel-syncs main2 1\n`,
		},
		"the user of other Sentinels": {
			"sentinel.conf": "sentinel monitor a 10.0.0.1 6379 2\nsentinel sentinel-user «$0s»\nuser «s» on nopass +@all\n",
		},
		"a renamed command and the rules that name it": {
			"redis.conf": "rename-command «$0CONFIG» x\nuser a on nopass -«config»|get +@all +«CONFIG» +config-x (+«config»|set ~x)\n",
		},
		"a renamed command, from a rule": "rename-command «CONFIG» x\nuser a on nopass -«conf$0ig»|get +@all\n",
		"a renamed command, from a subcommand": "rename-command «CONFIG» x\nuser a on nopass -«config»|g$0et +@all\n",
		"a renamed command, from its new name": "rename-command «CONFIG» x$0yz\nuser a on nopass -«config»\n",
		"a renamed command in a quoted selector": 'rename-command «CONFIG» x\nuser a on nopass "(~x +get +«conf$0ig»|get)"\n',
		"not the other rules of a quoted selector": 'rename-command CONFIG x\nuser a on nopass "(~x +g$0et +config|get)"\n',
		"a directive, by any of its names": { "redis.conf": "«$0slaveof» a 1\ninclude b.conf\n", "b.conf": "«replicaof» b 1\n" },
		"an included file": { "redis.conf": "«»include «$0b.conf»\ninclude c.conf\n", "c.conf": "include «b.conf»\n", "b.conf": "«»port 1\n" },
		"nothing behind a value": "port $06379\n",
		"nothing behind a rule that nothing renames": "user a on nopass $0+get\n",
	};
	test.each(Object.entries(cases))("%s", async (_, files) => {
		const opened = await openAt(files);
		// The mark of an address is at the start of the file.
		const expected = placesOf(opened.marked).filter((place) => place !== "redis.conf:1:0-0");
		expect(shown(found(opened))).toEqual(expected.sort());
	});
});

test("the line in force defines a directive, the others refer to it", async () => {
	const opened = await openAt("$0maxclients 1\nmaxclients 2\n");
	expect(found(opened).map(({ at, role }) => [at.line, role])).toEqual([
		[0, "reference"],
		[1, "definition"],
	]);
});

test("a pattern leads to all its files", async () => {
	const { document, point } = await openAt({ "redis.conf": "include $0*.inc\n", "a.inc": "", "b.inc": "" });
	expect(namedAt(document, point)).toMatchObject({ kind: "file", name: uriOf("a.inc"), others: [uriOf("b.inc")] });
});

describe("renaming", () => {
	test("changes every file, and keeps quotes", async () => {
		const { document, point, marked } = await openAt({
			"redis.conf": 'aclfile users.acl\nmasteruser "app"\n',
			"users.acl": "user $0app on nopass ~* +get\nuser app2 off\n",
		});
		const target = renameableAt(document, point);
		if ("problem" in target) throw new Error(english(target.problem));
		const edits = renameEdits([document.server], target.named, "shop");
		const textAfter = (name: string) =>
			applyEdits(
				marked[name]?.text ?? "",
				edits.filter(({ file }) => file === uriOf(name)),
			);
		expect(textAfter("redis.conf")).toBe('aclfile users.acl\nmasteruser "shop"\n');
		expect(textAfter("users.acl")).toBe("user shop on nopass ~* +get\nuser app2 off\n");
	});

	test.each([
		["users and primaries only", "$0port 1\n", /Only users/],
		["not the user default", "user $0default off\n", /built into the server/],
		[
			"not what an ACL file does not take for a user",
			{ "redis.conf": "aclfile users.acl\n", "users.acl": "USER $0alice off\n" },
			/Only users/,
		],
	])("%s", async (_, files, words) => {
		const { document, point } = await openAt(files);
		const target = renameableAt(document, point);
		expect("problem" in target && english(target.problem)).toMatch(words);
	});

	test.each([
		["nothing", "", /empty/],
		["spaces", "a b", /spaces/],
		["a name that is taken", "other", /already/],
		["default, which is always there", "default", /already/],
		["a new one", "shop", undefined],
		["the same one", "app", undefined],
	])("to %s", async (_, name, words) => {
		const { document, point } = await openAt("user $0app off\nuser other off\n");
		const target = renameableAt(document, point);
		if ("problem" in target) throw new Error(english(target.problem));
		const problem = problemOfName([document.server], target.named, name);
		if (words) expect(english(problem ?? "")).toMatch(words);
		else expect(problem).toBeUndefined();
	});
});

describe("links", () => {
	test.each([
		["an included file", { "redis.conf": 'include "«b.conf»"\n', "b.conf": "" }, ["b.conf"]],
		["an ACL file", { "redis.conf": "aclfile «users.acl»\n", "users.acl": "" }, ["users.acl"]],
		["a certificate, from the last dir", "tls-cert-file «a.crt»\ndir /var\n", ["../../var/a.crt"]],
		["a rule in a comment", "# redis-security-lint-disable «some-rule» -- other-rule\n", ["page:some-rule"]],
		["not a file that is missing", "include nosuch.conf\n", []],
		["not several files", { "redis.conf": "include *.inc\n", "a.inc": "", "b.inc": "" }, []],
	] as [string, Files, string[]][])("%s", async (_, files, targets) => {
		const { document, marked } = await openAt(files);
		const links = documentLinks(document, (rule) => `page:${rule}`);
		expect(shown(links)).toEqual(placesOf(marked));
		expect(links.map(({ target }) => target)).toEqual(targets.map((target) => (target.startsWith("page:") ? target : uriOf(target))));
	});
});
