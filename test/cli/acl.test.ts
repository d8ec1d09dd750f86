// cli: `acl`, as other programs call it.
import { describe, expect, it } from "vitest";
import { Workplace } from "./runCli";

const USERS = `user default off
user app on #${"a".repeat(64)} ~app:* %R~shared:* &news -@all +get +config|get +select|0
user broken on +nosuch
user admin on nopass ~* &* +@all
user picker on #${"b".repeat(64)} #${"c".repeat(64)} (~pick:* +set) (%W~w:* &w +@read -get)
app2 on nopass
user app on nopass
`;

interface AclJson {
	readonly version: number;
	readonly server: string;
	readonly errors: readonly { readonly line: number; readonly message: string }[];
	readonly users: readonly {
		readonly name: string;
		readonly enabled: boolean;
		readonly nopass: boolean;
		readonly passwords: number;
		readonly commands: readonly string[];
		readonly keys: readonly string[];
		readonly channels: readonly string[];
		readonly selectors: readonly {
			readonly commands: readonly string[];
			readonly keys: readonly string[];
			readonly channels: readonly string[];
		}[];
	}[];
}

async function aclJson(files: Record<string, string>, argv: string): Promise<AclJson> {
	return JSON.parse((await new Workplace(files).run(`acl --format json ${argv}`)).stdout) as AclJson;
}

const user = (json: AclJson, name: string) => json.users.find((one) => one.name === name);

describe("JSON of acl", () => {
	it("tells what each user may do; users on refused lines are left out", async () => {
		const json = await aclJson({ "users.acl": USERS }, "--server redis-7.4.1 users.acl");
		expect(json).toMatchObject({ version: 1, server: "redis-7.4" });
		expect(json.errors.map((error) => error.line)).toEqual([3, 6, 7]);
		for (const { message } of json.errors) expect(message).toMatch(/^[A-Z].+\.$/s);
		expect(json.users.map((one) => one.name)).toEqual(["default", "app", "admin", "picker"]);
		expect(user(json, "app")).toEqual({
			name: "app",
			enabled: true,
			nopass: false,
			passwords: 1,
			commands: ["auth", "config|get", "get", "hello", "quit", "reset"],
			firstArguments: { select: ["0"] },
			keys: ["~app:*", "%R~shared:*"],
			channels: ["&news"],
			selectors: [],
		});
		expect(user(json, "admin")).toMatchObject({ nopass: true, passwords: 0, keys: ["~*"], channels: ["&*"] });
		const all = user(json, "admin")?.commands ?? [];
		expect(all).toEqual([...all].sort());
		expect(all).toEqual(expect.arrayContaining(["flushall", "config|set", "acl|setuser"]));
		expect(all).not.toContain("config");
		expect(all.every((name) => name === name.toLowerCase())).toBe(true);
		const picker = user(json, "picker");
		expect(picker).toMatchObject({ passwords: 2, commands: ["auth", "hello", "quit", "reset"], keys: [], channels: [] });
		expect(picker?.selectors).toMatchObject([
			{ keys: ["~pick:*"], channels: [] },
			{ keys: ["%W~w:*"], channels: ["&w"] },
		]);
		expect(picker?.selectors[0]?.commands).toContain("set");
		expect(picker?.selectors[1]?.commands).not.toContain("get");
	});

	it.each<[what: string, files: Record<string, string>, file: string, names: string[], nopass: boolean, passwords: number]>([
		["an ACL file without default", { "u.acl": "user a on nopass\n" }, "u.acl", ["default", "a"], true, 0],
		["an empty ACL file", { "u.acl": "" }, "u.acl", ["default"], true, 0],
		["a redis.conf without users", { "redis.conf": "port 0\n" }, "redis.conf", ["default"], true, 0],
		["requirepass", { "redis.conf": "requirepass x\n" }, "redis.conf", ["default"], false, 1],
		["users of redis.conf", { "redis.conf": 'user a on ">x y" +get\n' }, "redis.conf", ["default", "a"], true, 0],
		["users of an include", { "redis.conf": "include i.conf\n", "i.conf": "user a on >x +get\n" }, "redis.conf", ["default", "a"], true, 0],
		[
			"an aclfile",
			{ "redis.conf": "requirepass x\naclfile u.acl\n", "u.acl": "user a on nopass\n" },
			"redis.conf",
			["default", "a"],
			true,
			0,
		],
		[
			"a sentinel.conf",
			{ "sentinel.conf": "sentinel monitor m 127.0.0.1 6379 2\nrequirepass x\n" },
			"sentinel.conf",
			["default"],
			false,
			1,
		],
	])("%s", async (_, files, file, names, nopass, passwords) => {
		const json = await aclJson(files, file);
		expect(json.errors).toEqual([]);
		expect(json.users.map((one) => one.name).sort()).toEqual([...names].sort());
		expect(user(json, "default")).toMatchObject({ enabled: true, nopass, passwords });
	});

	it("knows the releases", async () => {
		const text = "user a on nopass +config|get +@all -config ~x\n";
		const of = async (server: string) => user(await aclJson({ "u.acl": text }, `--server ${server} u.acl`), "a");
		expect((await of("redis-6.2"))?.commands).not.toContain("config");
		expect((await of("redis-6.0"))?.channels).toEqual(["&*"]);
		expect((await of("redis-7.0"))?.commands).toContain("acl|setuser");
		expect((await of("valkey-9.1")) as object).toHaveProperty("databases");
	});

	it("tells of users beside an ACL file, which the server refuses", async () => {
		const json = await aclJson({ "redis.conf": "aclfile u.acl\nuser x on nopass\n", "u.acl": "user a on nopass\n" }, "redis.conf");
		expect(json.errors.map((error) => error.line)).toEqual([2]);
	});
});

describe("acl", () => {
	it.each<[argv: string, status: number, message: RegExp]>([
		["gone.acl", 2, /gone\.acl cannot be read/],
		["redis.conf", 2, /ACL file of line 1.*gone\.acl cannot be read: there is no such file/s],
		["foreign.conf", 2, /does not look like a file of Redis/],
		["--kind acl foreign.conf", 0, /^$/],
		["a.acl b.acl", 2, /too many arguments/i],
	])("%s ends with %i", async (argv, status, message) => {
		const ran = await new Workplace({ "redis.conf": "aclfile gone.acl\n", "foreign.conf": "[x]\ny=z\n" }).run(`acl ${argv}`);
		expect(ran.status).toBe(status);
		expect(ran.stderr).toMatch(message);
	});

	it("reads standard input", async () => {
		const ran = await new Workplace().run("acl --format json -", { stdin: "user a on nopass +get\n" });
		expect((JSON.parse(ran.stdout) as AclJson).users.map((one) => one.name)).toEqual(["default", "a"]);
	});

	it("is read by people without --format", async () => {
		const { stdout } = await new Workplace({ "users.acl": USERS }).run("acl --server redis-7.4 users.acl");
		expect(stdout).toMatch(/^users\.acl:3: refused: .+$/m);
		expect(stdout).toMatch(/^default {2}off$/m);
		expect(stdout).toMatch(
			/^app {2}on, 1 password\n {2}commands {2}6 of \d+: auth config\|get get hello quit reset select\|0\n {2}keys {6}~app:\* %R~shared:\*$/m,
		);
		expect(stdout).toMatch(/^admin {2}on, any password will do\n {2}commands {2}all \d+$/m);
		expect(stdout).toMatch(/^4 users in users\.acl, as redis-7\.4 reads it; 3 errors keep it from starting\.\n$/m);
	});
});

describe("--can", () => {
	it.each<[question: string, status: number, says: RegExp]>([
		["app get app:1", 0, /^allowed: granted by \+get$/m],
		["app GET other:1", 1, /^not allowed: a key /m],
		["app flushall", 1, /^not allowed: /m],
		["app CONFIG GET x", 0, /granted by \+config\|get/],
		["app CONFIG SET x y", 1, /^not allowed/],
		["app auth x", 0, /^allowed/],
		["app nosuch", 1, /no such command/],
		["default ping", 1, /is off/],
		["admin --format json --x", 1, /no such command/],
		["admin flushall", 0, /granted by \+@all/],
		["nobody get x", 2, /There is no user "nobody" here\. There are: default, app, admin, picker\./],
		["app", 2, /needs a user and a command/],
	])("%s", async (question, status, says) => {
		const ran = await new Workplace({ "users.acl": USERS }).run(`acl --server redis-7.4 users.acl --can ${question}`);
		expect(ran.stdout + ran.stderr).toMatch(says);
		expect(ran.status).toBe(status);
	});

	it("answers in JSON too", async () => {
		const { stdout } = await new Workplace({ "users.acl": USERS }).run(
			"acl --format json --server redis-7.4 users.acl --can app get app:1",
		);
		expect(JSON.parse(stdout)).toEqual({
			version: 1,
			server: "redis-7.4",
			user: "app",
			command: ["get", "app:1"],
			allowed: true,
			rule: "+get",
			reason: "granted by +get",
		});
	});
});
