// cli: `lint --fix`: what is written, what is not, and what is left.
import { chmodSync, linkSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type LintJson, Workplace } from "./runCli";

const CLEAR = "user default off\nuser app on >clear-text-password-of-app ~app:* +get\n";
/** SHA-256 of the password. */
const HASHED = /^user default off\nuser app on #[0-9a-f]{64} ~app:\* \+get\n$/;

describe("--fix", () => {
	it("takes what refuses nobody, and reports what remains", async () => {
		const place = new Workplace({ "users.acl": `${CLEAR}user worker on #${"a".repeat(64)} ~* +@all\n` });
		const ran = await place.run("--fix --format json users.acl");
		expect(place.read("users.acl")).toMatch(
			/^user default off\nuser app on #[0-9a-f]{64} ~app:\* \+get\nuser worker on #a{64} ~\* \+@all\n$/,
		);
		const rules = (JSON.parse(ran.stdout) as LintJson).files[0]?.findings.map((finding) => finding.rule);
		expect(rules).toContain("flushall-enabled");
		expect(rules).not.toContain("plaintext-acl-password");
	});

	it("=all takes the others too, and a second run changes nothing", async () => {
		const place = new Workplace({
			"users.acl": "user default on nopass ~* &* +@all\nuser app on >clear-text-password-of-app ~a:* +@write\n",
		});
		const first = await place.run("--fix=all users.acl");
		const fixed = place.read("users.acl");
		expect(fixed).toMatch(/^user default .*off/);
		expect(fixed).toContain("-flushall");
		expect(first.stdout).toMatch(/^Fixed [1-9]\d* findings\.$/m);
		const second = await place.run("--fix=all users.acl");
		expect(place.read("users.acl")).toBe(fixed);
		expect(second.stdout).toMatch(/^Fixed 0 findings\.$/m);
	});

	it.each([
		["a byte order mark hid an include", "\uFEFFinclude z.conf\n"],
		["an equals sign hid an include", "include=z.conf\n"],
		["a comment behind it hid an include", "include z.conf # the rest\n"],
		["a quote hid an ACL file", "aclfile: users.acl\n"],
	])("reads what it uncovers before it goes on: %s", async (_, text) => {
		const open = "protected-mode no\nbind 0.0.0.0 # all\n";
		const place = new Workplace({ "a.conf": text, "z.conf": open, "users.acl": "user app on >clear-text-of-app ~* +@all\n" });
		const all = () => ["a.conf", "z.conf", "users.acl"].map((name) => place.read(name));
		await place.run("--fix=all --kind config a.conf z.conf");
		const fixed = all();
		expect(fixed[0]).toMatch(/^(include|aclfile) /m);
		const again = await place.run("--fix=all --kind config a.conf z.conf");
		expect(all()).toEqual(fixed);
		expect(again.stdout).toMatch(/^Fixed 0 findings\.$/m);
		// Who can log in is said once, in the file that was meant or in the one that it includes.
		expect(fixed.join("").match(/^user default /gm)?.length ?? 0).toBeLessThan(2);
		expect(again.stdout).not.toContain("would refuse");
	});

	it("leaves a file alone that needs nothing", async () => {
		const place = new Workplace({ "users.acl": "user default off\n" });
		const before = statSync(place.path("users.acl"));
		await place.run("--fix=all users.acl");
		expect(statSync(place.path("users.acl"))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
	});

	it("writes what it was given or found, never what was only included", async () => {
		const files = { "redis.conf": "bind 127.0.0.1\naclfile users.acl\n", "users.acl": CLEAR };
		const alone = new Workplace(files);
		const ran = await alone.run("--fix=all redis.conf");
		expect(alone.read("users.acl")).toBe(CLEAR);
		expect(ran.stdout).toMatch(/users\.acl:2:\d+: \w+\[plaintext-acl-password\]/);
		expect(ran.stdout).toContain("(in an editor)");
		const both = new Workplace(files);
		await both.run("--fix redis.conf users.acl");
		expect(both.read("users.acl")).toMatch(HASHED);
		const found = new Workplace(files);
		await found.run("--fix");
		expect(found.read("users.acl")).toMatch(HASHED);
	});

	it("writes what was found because a root names it", async () => {
		const place = new Workplace({
			"etc/redis.conf": "bind 127.0.0.1\naclfile who\n",
			"etc/who": CLEAR,
			"redis.conf": "aclfile out/who\n",
			"out/who": CLEAR,
		});
		await place.run("--fix etc redis.conf");
		expect(place.read("etc/who")).toMatch(HASHED);
		expect(place.read("out/who")).toBe(CLEAR);
	});

	it("fixes one file that several roots include once", async () => {
		const place = new Workplace({
			"a.conf": "include tls.conf\nport 1\n",
			"b.conf": "include tls.conf\nport 2\n",
			"tls.conf": 'tls-port 3\ntls-protocols "TLSv1.1 TLSv1.2"\n',
		});
		await place.run("--fix=all a.conf b.conf tls.conf");
		expect(place.read("tls.conf")).toMatch(/^tls-port 3\ntls-protocols "TLSv1\.2 TLSv1\.3"\n$/);
		expect(place.read("a.conf")).toMatch(/include tls\.conf/);
	});

	it("keeps mode, links and other names, and leaves nothing behind", async () => {
		const place = new Workplace({ "real/users.acl": CLEAR, "two/users.acl": CLEAR });
		chmodSync(place.path("real/users.acl"), 0o640);
		symlinkSync("real/users.acl", place.path("link.acl"));
		linkSync(place.path("two/users.acl"), place.path("two/same.acl"));
		await place.run("--fix link.acl two/users.acl");
		expect(lstatSync(place.path("link.acl")).isSymbolicLink()).toBe(true);
		expect(place.read("real/users.acl")).toMatch(HASHED);
		expect(statSync(place.path("real/users.acl")).mode & 0o7777).toBe(0o640);
		expect(place.read("two/same.acl")).toMatch(HASHED);
		expect(readdirSync(place.path("real"))).toEqual(["users.acl"]);
		expect(readdirSync(place.path("two")).sort()).toEqual(["same.acl", "users.acl"]);
	});

	it.each<[what: string, before: Buffer, after: RegExp]>([
		["Latin-1", Buffer.from("# gr\xfc\xdfe \x80\n", "latin1"), /^# gr\xfc\xdfe \x80\n/],
		["UTF-8", Buffer.from("# gr\xfc\xdfe\n", "utf8"), /^# gr\xc3\xbc\xc3\x9fe\n/],
		["line ends of Windows", Buffer.from("# a\r\n"), /^# a\r\n.*\r\n$/s],
		["no line feed at the end", Buffer.from("# a\n# b"), /^# a\n# b/],
	])("keeps every other byte: %s", async (_, header, expected) => {
		const eol = header.includes("\r") ? "\r\n" : "\n";
		const rest = ["", "user default off", "user app on >clear-text-password-of-app ~a:* +get", ""].join(eol);
		const place = new Workplace({ "redis.conf": Buffer.concat([header, Buffer.from(rest)]) });
		await place.run("--fix redis.conf");
		const bytes = readFileSync(place.path("redis.conf")).toString("latin1");
		expect(bytes).toMatch(expected);
		expect(bytes).toMatch(/user app on #[0-9a-f]{64} ~a:\* \+get\r?\n$/);
		expect(bytes.length).toBe(header.length + rest.length - ">clear-text-password-of-app".length + 65);
	});

	it("reports what remains as the next run does, the encoding included", async () => {
		const place = new Workplace({ "redis.conf": Buffer.from("# gr\xfcn\nappendonly true\nrequirepass Kd93kfOQ83mdXy27Lw\n", "latin1") });
		const fixed = await place.run("--format json --fix redis.conf");
		expect(fixed.stdout).toContain('"rule": "not-utf-8"');
		expect((await place.run("--format json redis.conf")).stdout).toBe(fixed.stdout);
	});

	it("does not write over what somebody changed meanwhile, writes the others, and ends with 2", async () => {
		const place = new Workplace({ "a.acl": CLEAR, "b.acl": CLEAR });
		const onStdin = () => place.write("a.acl", "user default off\n");
		const ran = await place.run("--fix a.acl b.acl -", { onStdin });
		expect(ran.status).toBe(2);
		expect(ran.stderr).toMatch(/a\.acl cannot be written: somebody changed it/);
		expect(place.read("a.acl")).toBe("user default off\n");
		expect(place.read("b.acl")).toMatch(HASHED);
		expect(readdirSync(place.folder).sort()).toEqual(["a.acl", "b.acl"]);
	});

	it("does not touch what is no Redis file", async () => {
		const text = "[program:redis]\ncommand=redis-server\n";
		const place = new Workplace({ "redis.conf": text });
		await place.run("--fix=all redis.conf");
		expect(place.read("redis.conf")).toBe(text);
	});

	it("takes a path behind it for a path", async () => {
		const place = new Workplace({ all: CLEAR });
		await place.run("lint --fix all");
		expect(place.read("all")).toMatch(HASHED);
	});
});

describe("--fix of standard input", () => {
	it("prints the fixed text, and the findings to standard error", async () => {
		const ran = await new Workplace().run("--fix -", { stdin: CLEAR });
		expect(ran.stdout).toMatch(HASHED);
		expect(ran.stderr).toContain("Fixed 1 finding.");
		const json = await new Workplace().run("--fix=all --format json --stdin-filename users.acl -", { stdin: CLEAR });
		expect(json.stdout).toMatch(HASHED);
		expect(JSON.parse(json.stderr)).toMatchObject({ version: 1, files: [{ path: "users.acl" }] });
	});

	it.each([
		["nothing to fix", Buffer.from("user default off\n")],
		["another program's file", Buffer.from("[x]\ny=\xff\n", "latin1")],
		["nothing", Buffer.from("")],
		["a byte order mark and Latin-1 end", Buffer.from("\uFEFF# a\r\n")],
	])("gives back every byte of %s", async (_, stdin) => {
		const ran = await new Workplace().run("--fix -", { stdin });
		expect(ran.bytes).toEqual(stdin);
	});

	it("does not write a file of the name it is given", async () => {
		const place = new Workplace({ "users.acl": "user default off\n" });
		await place.run("--fix --stdin-filename users.acl -", { stdin: CLEAR });
		expect(place.read("users.acl")).toBe("user default off\n");
	});
});
