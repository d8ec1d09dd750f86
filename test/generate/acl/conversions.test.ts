import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { renamesToRules } from "../../../server/src/generate/acl/convertRenames";
import { aclFileTarget, aclFileToUsers, type Conversion, usersToAclFile } from "../../../server/src/generate/acl/convertUsers";
import { isSameUser } from "../../../server/src/model/acl/effects";
import type { ServerModel } from "../../../server/src/model/server";
import { uriOf } from "../../support/memoryFiles";
import { openFiles } from "../../support/rules";
import { EVALUATORS, evaluatorOf, randomUser } from "./randomUsers";

type Texts = Readonly<Record<string, string>>;

async function serverOf(texts: Texts, server = "redis-7.4"): Promise<ServerModel> {
	const view = await openFiles(texts, { server });
	const [model] = view.servers;
	if (!model) throw new Error("not opened");
	return model;
}

function applied(texts: Texts, conversion: Conversion): Record<string, string> {
	if ("fault" in conversion) throw new Error(conversion.fault);
	const names = new Set([...Object.keys(texts), ...conversion.edits.map(({ file }) => file.slice(uriOf("").length + 1))]);
	const own = (name: string) => conversion.edits.filter(({ file }) => file === uriOf(name));
	return Object.fromEntries([...names].map((name) => [name, applyEdits(texts[name] ?? "", own(name))]));
}

const toFile = (server: ServerModel) => usersToAclFile(server, aclFileTarget(server, "users.acl"));

async function expectSameUsers(before: ServerModel, texts: Texts, server?: string): Promise<void> {
	const after = await serverOf(texts, server);
	const names = (model: ServerModel) => model.acl.users?.map(({ name }) => name).toSorted();
	expect(names(after)).toEqual(names(before));
	for (const user of before.acl.users ?? []) {
		const same = after.acl.users?.find(({ name }) => name === user.name);
		expect({ user: user.name, same: same && isSameUser(same.state, user.state) }).toEqual({ user: user.name, same: true });
	}
}

describe("user lines to an ACL file", () => {
	test.each<[string, Texts, Texts]>([
		[
			"the lines move, and aclfile stands in their place",
			{ "redis.conf": "port 6379\nuser default off\n# for the app\nuser app on nopass ~* +get\ntimeout 5\n" },
			{
				"redis.conf": "port 6379\naclfile users.acl\n# for the app\ntimeout 5\n",
				"users.acl": "user default off\nuser app on nopass ~* +get\n",
			},
		],
		[
			"what requirepass gives is written down as a hash",
			{ "redis.conf": "requirepass secret\nuser app on nopass ~* +get\n" },
			{
				"redis.conf": "aclfile users.acl\n",
				"users.acl":
					"user default on #2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b ~* &* +@all\nuser app on nopass ~* +get\n",
			},
		],
		[
			"quotes go, and a password with spaces becomes a hash",
			{ "redis.conf": `user app on ">a b" '>c' "~x\\"y" "(~z +get)" +get` },
			{
				"redis.conf": "aclfile users.acl",
				"users.acl": 'user app on #c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65 >c ~x"y (~z +get) +get\n',
			},
		],
		[
			"lines of an included file",
			{ "redis.conf": "include more.conf\nport 1\n", "more.conf": "user a on nopass\nuser b off\n" },
			{ "redis.conf": "include more.conf\nport 1\naclfile users.acl\n", "more.conf": "", "users.acl": "user a on nopass\nuser b off\n" },
		],
		[
			"an absolute path where dir is set",
			{ "redis.conf": "dir /data\nuser a on nopass\n" },
			{ "redis.conf": "dir /data\naclfile /etc/redis/users.acl\n", "users.acl": "user a on nopass\n" },
		],
		[
			"lines end as before",
			{ "redis.conf": "port 1\r\nuser a on nopass\r\nuser b off\r\n" },
			{ "redis.conf": "port 1\r\naclfile users.acl\r\n", "users.acl": "user a on nopass\nuser b off\n" },
		],
	])("%s", async (_, texts, expected) => {
		const server = await serverOf(texts);
		const after = applied(texts, toFile(server));
		expect(after).toEqual(expected);
		await expectSameUsers(server, after);
	});

	test.each([
		["no user lines", "port 1\n"],
		["an error", "user a on nopass +nosuch\n"],
		["a user twice", "user a on nopass\nuser a off\n"],
		["bytes that are no UTF-8", 'user a on nopass "~\\xff"\n'],
	])("not for %s", async (_, text) => {
		expect(toFile(await serverOf({ "redis.conf": text }))).toHaveProperty("fault");
	});
});

describe("an ACL file to user lines", () => {
	test.each<[string, Texts, string]>([
		[
			"the lines stand where aclfile was",
			{ "redis.conf": "port 1\naclfile users.acl\ntimeout 5\n", "users.acl": "user default off\nuser app on nopass ~* (~x +set)\n" },
			"port 1\nuser default off\nuser app on nopass ~* (~x +set)\ntimeout 5\n",
		],
		[
			"words are quoted where that is needed",
			{ "redis.conf": "aclfile users.acl\n", "users.acl": `user a'b on >p"w ~x\\y +get (~a'b +set)\n` },
			`user "a'b" on ">p\\"w" "~x\\\\y" +get "(~a'b" +set)\n`,
		],
		[
			"requirepass, which did nothing, still does nothing",
			{ "redis.conf": "requirepass x\naclfile users.acl\n", "users.acl": "user app on nopass ~* +get\n" },
			"requirepass x\nuser default on nopass ~* &* +@all\nuser app on nopass ~* +get\n",
		],
		[
			"earlier aclfile lines go",
			{ "redis.conf": "aclfile old.acl\naclfile users.acl\n", "users.acl": "user app on nopass\n" },
			"user app on nopass\n",
		],
		["an empty file", { "redis.conf": "port 1\naclfile users.acl\n", "users.acl": "" }, "port 1\n"],
	])("%s", async (_, texts, expected) => {
		const server = await serverOf(texts);
		const after = applied(texts, aclFileToUsers(server));
		expect(after["redis.conf"]).toBe(expected);
		await expectSameUsers(server, after);
	});

	test.each<[string, Texts]>([
		["an error in it", { "redis.conf": "aclfile users.acl\n", "users.acl": "users\n" }],
		["a missing file", { "redis.conf": "aclfile users.acl\n" }],
		["user lines beside it", { "redis.conf": "aclfile users.acl\nuser a on nopass\n", "users.acl": "user b off\n" }],
		["no such file", { "redis.conf": "port 1\n" }],
	])("not with %s", async (_, texts) => {
		expect(aclFileToUsers(await serverOf(texts))).toHaveProperty("fault");
	});
});

test.each(["redis-6.0", "redis-6.2", "redis-7.4", "valkey-9.1"])("random users go to an ACL file and back, on %s", async (id) => {
	const evaluator = EVALUATORS.find(([name]) => name === id)?.[1] ?? evaluatorOf(id);
	const plain = /^[\x20-\x7e]*$/;
	await fc.assert(
		fc.asyncProperty(fc.array(randomUser(evaluator), { minLength: 1, maxLength: 3 }), async (users) => {
			if (!users.every(({ words }) => words.every((word) => plain.test(word)))) return;
			const lines = users.map(({ words }, i) => `user u${i} ${words.join(" ")}`.trim());
			const there = { "redis.conf": "aclfile users.acl\n", "users.acl": `${lines.join("\n")}\n` };
			const before = await serverOf(there, id);
			const inLines = applied(there, aclFileToUsers(before));
			await expectSameUsers(before, inLines, id);
			const only = { "redis.conf": inLines["redis.conf"] ?? "" };
			const back = applied(only, toFile(await serverOf(only, id)));
			await expectSameUsers(before, back, id);
		}),
		{ numRuns: 40 },
	);
});

describe("rename-command to rules", () => {
	const nobody = () => false;
	const admins = (name: string) => name === "admin";
	test.each<[string, Texts, Texts, ((name: string) => boolean)?]>([
		[
			"commands that were taken away are taken from everybody who has them",
			{
				"redis.conf":
					'rename-command FLUSHALL ""\nrename-command CONFIG ""\nuser default on nopass ~* +@all\nuser a on nopass +get (~x +@all)\n',
			},
			{ "redis.conf": "user default on nopass ~* +@all -flushall -config\nuser a on nopass +get (~x +@all -flushall -config)\n" },
		],
		[
			"commands with another name are left to administrators",
			{ "redis.conf": "rename-command CONFIG c0nf\nuser default off\nuser admin on nopass ~* +@all\nuser a on nopass ~* +@all\n" },
			{ "redis.conf": "user default off\nuser admin on nopass ~* +@all\nuser a on nopass ~* +@all -config\n" },
			admins,
		],
		[
			"a default that no line names, with its password",
			{ "redis.conf": 'requirepass secret\nrename-command FLUSHALL ""\n' },
			{
				"redis.conf":
					"requirepass secret\nuser default on #2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b ~* &* +@all -flushall\n",
			},
		],
		[
			"in an ACL file",
			{ "redis.conf": 'aclfile users.acl\nrename-command FLUSHALL ""\n', "users.acl": "user a on nopass ~* +@all\n" },
			{
				"redis.conf": "aclfile users.acl\n",
				"users.acl": "user a on nopass ~* +@all -flushall\nuser default on nopass ~* &* +@all -flushall\n",
			},
		],
		[
			"a quoted selector",
			{ "redis.conf": 'rename-command FLUSHALL ""\nuser default off\nuser a on nopass "(~x +@all)" +get\n' },
			{ "redis.conf": "user default off\nuser a on nopass (~x +@all -flushall) +get\n" },
		],
	])("%s", async (_, texts, expected, isAdministrator = nobody) => {
		const after = applied(texts, renamesToRules(await serverOf(texts), isAdministrator));
		expect(after).toEqual(expected);
		const { acl } = await serverOf(after);
		const index = acl.evaluator.world.commands.find("flushall")?.index ?? -1;
		const may = acl.users?.filter(({ state }) => [state.root, ...state.selectors].some((set) => set.commands.has(index)));
		if (texts["redis.conf"]?.includes("FLUSHALL")) expect(may).toEqual([]);
	});

	test("first arguments of Redis 6 go too", async () => {
		const texts = { "redis.conf": 'rename-command CONFIG ""\nuser default off\nuser a on nopass ~* +config|get\n' };
		const after = applied(texts, renamesToRules(await serverOf(texts, "redis-6.2"), nobody));
		expect(after["redis.conf"]).toBe("user default off\nuser a on nopass ~* +config|get -config\n");
	});

	test("not without such a line, and not with an error", async () => {
		expect(renamesToRules(await serverOf({ "redis.conf": "port 1\n" }), nobody)).toHaveProperty("fault");
		const broken = { "redis.conf": 'rename-command FLUSHALL ""\nuser a on +nosuch\n' };
		expect(renamesToRules(await serverOf(broken), nobody)).toHaveProperty("fault");
	});
});
