// webviews: which rows and columns of the table of permissions a filter leaves.
import { expect, test } from "vitest";
import { categoriesOf, EVERYTHING, type Filter, visibleRows, visibleUsers } from "../../client/src/webviews/permissions/filter";
import type { Matrix, User } from "../../client/src/webviews/permissions/matrix";

const at = { file: "", line: 0, start: 0, end: 0 };
const user = (name: string, cells: string): User => ({ name, at, login: "off", allowed: 0, rules: [], cells, deciding: [] });
const MATRIX: Matrix = {
	release: "Redis 7.4",
	groups: [
		{ name: "string", from: 0, count: 2 },
		{ name: "admin", from: 2, count: 2 },
	],
	commands: [
		{ name: "GET", categories: ["read", "string"], dangerous: false },
		{ name: "SET", categories: ["write", "string"], dangerous: false },
		{ name: "CONFIG GET", categories: ["admin"], dangerous: true },
		{ name: "CONFIG SET", categories: ["admin"], dangerous: true },
	],
	users: [user("app", "ynnn"), user("App-admin", "yyyn"), user("other", "ynnn")],
	totalUsers: 3,
};

/** "string:GET,SET admin:CONFIG GET" */
function rows(filter: Partial<Filter>): string {
	const parts = visibleRows(MATRIX, { ...EVERYTHING, ...filter }).map((row) =>
		row.kind === "group" ? ` ${row.name}${row.count}:` : `${MATRIX.commands[row.index]?.name},`,
	);
	return parts.join("").trim();
}

function users(filter: Partial<Filter>): string[] {
	return visibleUsers(MATRIX, { ...EVERYTHING, ...filter }).map((index) => MATRIX.users[index]?.name ?? "");
}

test.each<[Partial<Filter>, string]>([
	[{}, "string2:GET,SET, admin2:CONFIG GET,CONFIG SET,"],
	[{ search: " get " }, "string1:GET, admin1:CONFIG GET,"],
	[{ search: "config|set" }, "admin1:CONFIG SET,"],
	[{ search: "fig  s" }, "admin1:CONFIG SET,"],
	[{ search: "nothing" }, ""],
	[{ dangerous: true }, "admin2:CONFIG GET,CONFIG SET,"],
	[{ category: "string" }, "string2:GET,SET,"],
	[{ category: "string", dangerous: true }, ""],
	[{ compare: ["app", "App-admin"] }, "string1:SET, admin1:CONFIG GET,"],
	[{ compare: ["app", "other"] }, ""],
	[{ compare: ["app", ""] }, "string2:GET,SET, admin2:CONFIG GET,CONFIG SET,"],
	[{ compare: ["app", "app"] }, "string2:GET,SET, admin2:CONFIG GET,CONFIG SET,"],
	[{ compare: ["app", "gone"] }, "string2:GET,SET, admin2:CONFIG GET,CONFIG SET,"],
])("rows of %j", (filter, expected) => {
	expect(rows(filter)).toBe(expected);
});

test.each<[Partial<Filter>, string[]]>([
	[{}, ["app", "App-admin", "other"]],
	[{ user: " APP" }, ["app", "App-admin"]],
	[{ compare: ["other", "app"] }, ["other", "app"]],
	[{ compare: ["other", ""] }, ["app", "App-admin", "other"]],
])("users of %j", (filter, expected) => {
	expect(users(filter)).toEqual(expected);
});

test("categories are those of the commands", () => {
	expect(categoriesOf(MATRIX)).toEqual(["admin", "read", "string", "write"]);
});
