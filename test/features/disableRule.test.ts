// features: "disable this rule" in a project file.
import { expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { disableInFile, disableInProject } from "../../server/src/features/disableRule";
import { parse } from "../../server/src/syntax/parse";

const PROJECT = "file:///w/.redis-security-lint.json";

function disabled(text: string | undefined, file: string, rule: string, user?: string): string | undefined {
	const edits = disableInProject({ uri: PROJECT, text }, file, rule, user);
	return edits && applyEdits(text ?? "", edits);
}

const ENTRY = { file: "users.acl", user: "app", rules: ["r"] };

it.each([
	["a file that is not there yet", undefined, [ENTRY]],
	["an empty file", "", [ENTRY]],
	["an empty object", "{}\n", [ENTRY]],
	[
		"an entry about the same user",
		'{ "suppress": [{ "file": "users.acl", "user": "app", "rules": ["q"] }] }',
		[{ ...ENTRY, rules: ["q", "r"] }],
	],
	["an entry that has it already", '{ "suppress": [{ "file": "users.acl", "user": "app", "rules": ["r"] }] }', [ENTRY]],
	["a list about other users", '{ "suppress": [{ "file": "users.acl", "rules": ["r"] }] }', [{ file: "users.acl", rules: ["r"] }, ENTRY]],
])("is added to %s", (_, before, suppress) => {
	expect(JSON.parse(disabled(before, "file:///w/users.acl", "r", "app") ?? "")).toEqual({ suppress });
});

it("makes a file that a person can read on", () => {
	expect(disabled(undefined, "file:///w/users.acl", "r")).toMatch(/^\{\n\t"suppress": \[\n\t\t\{\n\t\t\t"file"[\s\S]*\n\}\n$/);
});

it("keeps what else is there, comments and indentation too", () => {
	const before = '{\n  // ours\n  "server": "redis-7.2",\n  "suppress": [\n    { "file": "a.acl", "rules": ["q"] }, // why\n  ]\n}\n';
	const after = disabled(before, "file:///w/sub/users.acl", "r");
	expect(after).toContain("// ours");
	expect(after).toContain("// why");
	expect(after).toContain('"file": "sub/users.acl"');
	expect(after).not.toContain("\t");
});

it("is not possible where the project file is something else", () => {
	expect(disabled("[1, 2]", "file:///w/users.acl", "r")).toBeUndefined();
	expect(disabled("{ nonsense", "file:///w/users.acl", "r")).toBeDefined();
});

it("stands after a byte order mark", () => {
	const text = "\uFEFFport 1\n";
	const tree = parse(text, "config");
	const edit = disableInFile({ uri: "f", state: "text", kind: "config", tree, latin1: false }, "r");
	expect(applyEdits(text, [edit])).toBe("\uFEFF# redis-security-lint-disable r\nport 1\n");
});
