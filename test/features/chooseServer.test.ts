// features: writing down the release that a file is for.
import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { serverInComment, serverInProject } from "../../server/src/features/chooseServer";
import { openAt } from "../support/cursor";

test.each([
	["at the top", "port 1\n", "redis-7.2", "# redis-security-lint-server redis-7.2\nport 1\n"],
	["with the line ends of the file", "port 1\r\n", "redis-7.2", "# redis-security-lint-server redis-7.2\r\nport 1\r\n"],
	[
		"in place of another one, its reason kept",
		"port 1\n# redis-security-lint-server redis-6.2 -- old\n",
		"valkey-8.1",
		"port 1\n# redis-security-lint-server valkey-8.1 -- old\n",
	],
	["where none was named", "# redis-security-lint-server\nport 1\n", "redis-7.2", "# redis-security-lint-server redis-7.2\nport 1\n"],
	["taken away", "# redis-security-lint-server redis-6.2\nport 1\n", undefined, "port 1\n"],
])("in a comment: %s", async (_, before, release, after) => {
	const { document } = await openAt(before);
	expect(applyEdits(before, serverInComment(document.file, release))).toBe(after);
});

test("an ACL file takes no comment", async () => {
	const { document } = await openAt({ "users.acl": "user a off\n" });
	expect(serverInComment(document.file, "redis-7.2")).toEqual([]);
});

test.each([
	["a new file", undefined, "redis-7.2", '{\n\t"server": "redis-7.2"\n}\n'],
	[
		"beside other settings, comments kept",
		'{\n  // why\n  "profile": "strict"\n}\n',
		"redis-7.2",
		'{\n  // why\n  "profile": "strict",\n  "server": "redis-7.2"\n}\n',
	],
	["in place of another one", '{ "server": "redis-6.2" }\n', "redis-7.2", '{ "server": "redis-7.2" }\n'],
	["taken away", '{\n\t"server": "redis-6.2",\n\t"profile": "strict"\n}\n', undefined, '{\n\t"profile": "strict"\n}\n'],
	["not where there is none", undefined, undefined, ""],
])("in the project file: %s", (_, before, release, after) => {
	const edits = serverInProject({ uri: "file:///p.json", text: before }, release);
	expect(applyEdits(before ?? "", edits ?? [])).toBe(after);
});

test("a project file that is no object is left alone", () => {
	expect(serverInProject({ uri: "file:///p.json", text: "[1]" }, "redis-7.2")).toBeUndefined();
});

test("a project file of one long line stays one, without delay", () => {
	const long = `{${'"a":1,'.repeat(20_000)}"b":2}`;
	const edits = serverInProject({ uri: "file:///p.json", text: long }, "redis-7.2");
	expect(JSON.parse(applyEdits(long, edits ?? []))).toEqual({ a: 1, b: 2, server: "redis-7.2" });
});

test("a project file that is too broken for an edit is left alone", () => {
	const broken = '{"suppress"\t::[\t"server"\r"suppress"[{/*';
	expect(serverInProject({ uri: "file:///p.json", text: broken }, "redis-7.2")).toBeUndefined();
});
