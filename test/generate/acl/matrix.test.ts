// generate/acl: the table of permissions.
import { describe, expect, test } from "vitest";
import { type PermissionMatrix, permissionMatrix } from "../../../server/src/generate/acl/matrix";
import { exportMatrix } from "../../../server/src/generate/acl/matrixExport";
import { knowledge } from "../../support/knowledge";
import { openFiles } from "../../support/rules";

async function matrixOf(
	text: string,
	name = "users.acl",
	server = "redis-7.4",
	options?: { most: number; always?: string },
): Promise<PermissionMatrix> {
	const view = await openFiles({ [name]: text }, { server });
	const { acl } = view.servers[0] ?? {};
	if (!acl?.users) throw new Error("no users");
	return permissionMatrix(acl.users, acl.evaluator, knowledge, options);
}

/** "y +@read": the cell, and the rule that decided. */
function cell(matrix: PermissionMatrix, user: string, command: string): string {
	const index = matrix.commands.findIndex(({ name }) => name === command);
	const column = matrix.users.find(({ name }) => name === user);
	const rule = column?.rules[column.deciding[index] ?? -1];
	return [column?.cells[index], rule?.text, rule?.selector].filter((part) => part !== undefined).join(" ");
}

const USERS =
	"user default off\nuser app on >hunter2 ~app:* &news -@all +@read +@write -@dangerous +select|0 (~x +flushall +keys -keys)\nuser all on nopass ~* &* +@all\n";

describe("cells", () => {
	test.each([
		["default", "GET", "n"],
		["default", "AUTH", "y"],
		["app", "GET", "y +@read"],
		["app", "SET", "y +@write"],
		["app", "KEYS", "n -@dangerous"],
		["app", "FLUSHALL", "s +flushall (~x +flushall +keys -keys)"],
		["app", "SELECT", "a +select|0"],
		["app", "CONFIG GET", "n"],
		["all", "CONFIG GET", "y +@all"],
	])("%s %s", async (user, command, expected) => {
		const matrix = await matrixOf(USERS);
		expect(cell(matrix, user, command)).toBe(expected);
	});

	test("a click leads to the rule", async () => {
		const matrix = await matrixOf(USERS);
		const rule = matrix.users[1]?.rules.find(({ text }) => text === "+flushall");
		const line = USERS.split("\n")[rule?.at.line ?? 0];
		expect(line?.slice(rule?.at.start, rule?.at.end)).toBe("+flushall");
	});

	test("commands that rename-command takes away or hides", async () => {
		const matrix = await matrixOf('rename-command FLUSHALL ""\nrename-command CONFIG c\nuser a on nopass ~* +@all\n', "redis.conf");
		expect(cell(matrix, "a", "FLUSHALL")).toBe("n");
		expect(matrix.commands.find(({ name }) => name === "CONFIG SET")).toMatchObject({ note: "renamed", dangerous: true });
	});

	test("the default user that no line names", async () => {
		const matrix = await matrixOf("requirepass x\n", "redis.conf");
		expect(matrix.users).toMatchObject([{ name: "default", login: "password", rules: [] }]);
		expect(cell(matrix, "default", "FLUSHALL")).toBe("y");
	});
});

test("of selectors that grant the same the first is named, however many there are", async () => {
	const selectors = Array.from({ length: 2000 }, (_, index) => `(~k${index} +get) (~k${index} +select|0)`).join(" ");
	const matrix = await matrixOf(`user many on >x ${selectors} (~last +set)\n`);
	expect(cell(matrix, "many", "GET")).toBe("s +get (~k0 +get)");
	expect(cell(matrix, "many", "SELECT")).toBe("a +select|0 (~k0 +select|0)");
	expect(cell(matrix, "many", "SET")).toBe("s +set (~last +set)");
	expect(cell(matrix, "many", "DEL")).toBe("n");
});

test("rows are commands that people type, each once, by group", async () => {
	for (const server of ["redis-6.0", "redis-7.4", "redis-8.6", "valkey-9.1"]) {
		const { commands, groups, users } = await matrixOf("user a on nopass ~* +@all\n", "users.acl", server);
		expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
		expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(commands.length);
		expect(groups.map(({ name }) => name)).toContain("sortedset");
		expect(users[0]?.cells).toHaveLength(commands.length);
		expect(commands.some(({ name }) => name === "CONFIG")).toBe(server === "redis-6.0");
	}
});

test("users and what they have", async () => {
	const { users, release } = await matrixOf(USERS);
	expect(release).toBe("Redis 7.4");
	expect(users.map(({ name, login, keys, channels }) => ({ name, login, keys, channels }))).toEqual([
		{ name: "default", login: "off", keys: [], channels: [] },
		{ name: "app", login: "password", keys: ["app:*"], channels: ["news"] },
		{ name: "all", login: "nopass", keys: undefined, channels: undefined },
	]);
});

test("of very many users a bounded number is shown, the one that was asked for among them", async () => {
	const many = Array.from({ length: 30 }, (_, i) => `user u${i} on nopass +get\n`).join("");
	const { users, totalUsers } = await matrixOf(many, "users.acl", "redis-7.4", { most: 5, always: "u20" });
	expect(users.map(({ name }) => name)).toEqual(["default", "u0", "u1", "u2", "u20"]);
	expect(totalUsers).toBe(31);
});

test("no secret is in it", async () => {
	const users = `${USERS}user b on >hunter2 #${"ab".repeat(32)} hunter2 +set|hunter2 (~x +get|hunter2 +mget) +get\n`;
	expect(JSON.stringify(await matrixOf(users))).not.toMatch(/hunter2|abab/);
});

test("as Markdown", async () => {
	const matrix = await matrixOf("user default off\nuser a|<b> on nopass ~x_* +get +config|get\n");
	const text = exportMatrix(matrix, "markdown", { commands: ["GET", "CONFIG GET", "AUTH"] });
	expect(text).toBe(
		[
			"# Who may do what",
			"",
			"By the rules of Redis 7.4, 3 of 365 commands, 2 of 2 users. Dangerous commands are in bold.",
			"",
			"| User | Login | Commands | Keys | Channels |",
			"| --- | --- | ---: | --- | --- |",
			"| default | off | 4 | none | none |",
			"| a\\|\\<b\\> | without a password | 6 | x\\_\\* | none |",
			"",
			"## string",
			"",
			"| Command | default | a\\|\\<b\\> |",
			"| --- | --- | --- |",
			"| GET | no | yes |",
			"",
			"## connection",
			"",
			"| Command | default | a\\|\\<b\\> |",
			"| --- | --- | --- |",
			"| AUTH (needs no permission) | yes | yes |",
			"",
			"## admin",
			"",
			"| Command | default | a\\|\\<b\\> |",
			"| --- | --- | --- |",
			"| **CONFIG GET** | no | yes |",
			"",
		].join("\n"),
	);
});

test("as CSV, in which no name is a formula", async () => {
	const matrix = await matrixOf('user default off\nuser =cmd()"x,y on nopass +get\n');
	expect(exportMatrix(matrix, "csv", { commands: ["GET", "CONFIG GET"], users: ['=cmd()"x,y'] })).toBe(
		`group,command,dangerous,categories,"'=cmd()""x,y"\r\nstring,GET,no,fast read string,yes\r\nadmin,CONFIG GET,yes,admin dangerous slow,no\r\n`,
	);
});

test("as CSV, which says how many users have no column", async () => {
	const matrix = await matrixOf("user default off\nuser a on nopass +get\nuser b on nopass +get\n", undefined, undefined, { most: 1 });
	expect(exportMatrix(matrix, "csv", { commands: ["GET"] })).toBe(
		"group,command,dangerous,categories,default,2 more users are left out\r\nstring,GET,no,fast read string,no,\r\n",
	);
});
