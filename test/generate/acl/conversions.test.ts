// generate/acl: user lines go to an ACL file and back, and rename-command becomes rules.
import { describe, expect, test } from "vitest";
import { renamesToRules } from "../../../server/src/generate/acl/convertRenames";
import { aclFileToUsers } from "../../../server/src/generate/acl/convertUsers";
import { applied, expectSameUsers, serverOf, type Texts, toFile } from "./converted";

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
