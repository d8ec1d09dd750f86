// cli: `lint --fix --diff`: what would change is shown, and nothing is written.
import { describe, expect, it } from "vitest";
import { Workplace } from "./runCli";

const CLEAR = "user default off\nuser app on >clear-text-password-of-app ~app:* +get\n";

describe("--diff", () => {
	it("shows the lines that would change, with what stands around them, and writes nothing", async () => {
		const text = `# one\n# two\n# three\n# four\nbind 127.0.0.1\nport 0\ntls-port 6379\ntls-protocols "TLSv1 TLSv1.2"\nmaxmemory 1gb\n\n# eleven\n# twelve\n`;
		const place = new Workplace({ "redis.conf": text });
		const { stdout, stderr, status } = await place.run("--fix=all --diff --server redis-7.2 redis.conf");
		expect(stdout).toMatch(/^--- redis\.conf\n\+\+\+ redis\.conf, fixed\n@@ [^\n]+ @@\n/);
		expect(stdout).toMatch(/^-tls-protocols "TLSv1 TLSv1\.2"\n\+tls-protocols "TLSv1\.2 TLSv1\.3"$/m);
		expect(stdout).toMatch(/^ port 0$/m);
		expect(stdout).not.toContain("# one");
		expect(stderr).toMatch(/^[1-9]\d* findings? would be fixed in 1 file\. Nothing was written\.\n$/);
		expect(status).toBe(1);
		expect(place.read("redis.conf")).toBe(text);
	});

	it("counts lines as `diff -u` does", async () => {
		const place = new Workplace({ "users.acl": `${CLEAR}user b off\nuser c off\nuser d off\nuser e off` });
		const { stdout } = await place.run("--fix --diff users.acl");
		expect(stdout).toBe(
			[
				"--- users.acl",
				"+++ users.acl, fixed",
				"@@ -1,5 +1,5 @@",
				" user default off",
				"-user app on >******** ~app:* +get",
				"+user app on #******** ~app:* +get",
				" user b off",
				" user c off",
				" user d off",
				"",
			].join("\n"),
		);
	});

	it("says where a last line has no line feed", async () => {
		const { stdout } = await new Workplace({ "users.acl": CLEAR.trimEnd() }).run("--fix --diff users.acl");
		const none = "\\ No newline at end of file";
		expect(stdout.split("\n").slice(3, 8)).toEqual([
			" user default off",
			"-user app on >******** ~app:* +get",
			none,
			"+user app on #******** ~app:* +get",
			none,
		]);
	});

	it("shows no secret, old or new", async () => {
		const place = new Workplace({ "redis.conf": "bind 0.0.0.0\nrequirepass foobared-marked\nuser app on >app-marked ~* +@all\n" });
		const { stdout } = await place.run("--fix=all --diff redis.conf");
		expect(stdout).toMatch(/^-requirepass \*{8}$/m);
		expect(stdout).not.toContain("marked");
		expect(stdout).not.toMatch(/[0-9a-f]{64}|[A-Za-z0-9]{30}/);
	});

	it("says so where nothing would change", async () => {
		const place = new Workplace({ "users.acl": "user default off\n" });
		expect(await place.run("--fix=all --diff users.acl")).toMatchObject({ stdout: "", stderr: "Nothing would be changed.\n", status: 0 });
	});

	it("shows what comes from standard input by that name", async () => {
		const { stdout } = await new Workplace().run("--fix --diff --stdin-filename users.acl -", { stdin: CLEAR });
		expect(stdout).toMatch(/^--- users\.acl\n/);
		expect(stdout).toMatch(/^-user app on >\*{8} /m);
	});

	it.each([
		["--diff users.acl", "Say --fix"],
		["--fix --diff --format json users.acl", "Leave out --format"],
	])("needs fixes, and is a format of its own: %s", async (args, words) => {
		const { status, stderr } = await new Workplace({ "users.acl": CLEAR }).run(args);
		expect(status).toBe(2);
		expect(stderr).toContain(words);
	});
});
