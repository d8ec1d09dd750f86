// cli: `lint`, as other programs call it: exit statuses, JSON, standard input, folders, settings.
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type LintJson, type RunOptions, Workplace } from "./runCli";

/** No finding in any profile that these tests use. */
const SAFE = `bind 127.0.0.1\nprotected-mode yes\nrequirepass hS7uQ2vKx9Rm4TzLw8Yp3BnCd6FgJa5E\nrename-command FLUSHALL ""\nrename-command FLUSHDB ""\n`;
const TLS = "tls-cert-file a.crt\ntls-key-file a.key\ntls-ca-cert-file ca.crt\n";
const OPEN = "bind 0.0.0.0\nprotected-mode no\n";
const CLEAR = "user default off\nuser app on >clear-text-password ~app:* +get\n";

async function lintJson(place: Workplace, argv: string, options: RunOptions = {}): Promise<LintJson> {
	const { stdout } = await place.run(`lint --format json ${argv}`, options);
	return JSON.parse(stdout) as LintJson;
}

/** Paths, and which of these rules found something there; other rules may come and go. */
const RULES = ["missing-requirepass", "weak-tls-protocols", "open-default-user"];
const rulesOf = (json: LintJson) =>
	json.files.map((file) => [file.path, ...file.findings.map((finding) => finding.rule).filter((rule) => RULES.includes(rule))]);

describe("exit status", () => {
	const files = { "safe.conf": SAFE, "open.conf": OPEN, "clear.acl": CLEAR, "bad.json": "{", "foreign.conf": "[x]\na=b\n" };
	it.each([
		["safe.conf", 0],
		["lint safe.conf", 0],
		["--format json safe.conf", 0],
		["open.conf", 1],
		["lint open.conf --fail-on error", 1],
		["open.conf --fail-on never", 0],
		["clear.acl", 0],
		["clear.acl --fail-on warning", 1],
		["clear.acl --fail-on info", 1],
		["clear.acl --fail-on=never", 0],
		["safe.conf open.conf", 1],
		["foreign.conf", 0],
		["missing.conf", 2],
		["missing.conf open.conf", 2],
		["missing.conf --fail-on never", 2],
		["safe.conf/x", 2],
		["/dev/null", 2],
		["safe.conf --server redis-7.4", 0],
		["safe.conf --server redis-9.9", 0],
		["safe.conf --server memcached-1.6", 2],
		["safe.conf --server 7.4", 2],
		["safe.conf --format xml", 2],
		["safe.conf --kind nginx", 2],
		["safe.conf --fail-on everything", 2],
		["safe.conf --profile lax", 2],
		["safe.conf --fix=some", 2],
		["safe.conf --unknown", 2],
		["safe.conf --config bad.json", 2],
		["safe.conf --config missing.json", 2],
		["--stdin-filename redis.conf safe.conf", 2],
		["acl", 2],
		["acl missing.acl", 2],
		["rules extra", 2],
		["safe.conf --can app get", 2],
		["--version", 0],
		["--help", 0],
		["lint --help", 0],
		["rules", 0],
	])("%s: %i", async (argv, status) => {
		const ran = await new Workplace(files).run(argv);
		expect(ran.status).toBe(status);
		if (status === 2) expect(ran.stderr).toMatch(/^redis-security-lint: \S/);
	});
});

describe("messages about the call", () => {
	it.each([
		["--server memcached-1.6", /"memcached-1\.6".*redis-7\.4/s],
		["--fail-on eror", /Did you mean error\?/],
		["--kind conf", /config, sentinel, acl/],
		["--fromat json", /--fromat.*--format/s],
		["missing.conf", /missing\.conf cannot be read: there is no such file/],
		["folder.acl/..", /no Redis files/],
		["acl .", /is a folder/],
	])("%s", async (argv, expected) => {
		const { stderr } = await new Workplace({ "folder.acl/x": "" }).run(argv);
		expect(stderr).toMatch(expected);
	});
});

describe("JSON", () => {
	it("has the shape that other programs rely on", async () => {
		const place = new Workplace({ "redis.conf": `port 0\ntls-port 6379\ntls-protocols "TLSv1.1 TLSv1.2"\n${TLS}${SAFE}` });
		const json = await lintJson(place, "--server redis-7.4.1 redis.conf");
		expect(Object.keys(json)).toEqual(["version", "files"]);
		expect(json.version).toBe(1);
		expect(json.files).toHaveLength(1);
		expect(json.files[0]).toEqual({
			path: "redis.conf",
			kind: "config",
			server: "redis-7.4",
			includedBy: [],
			verdict: { outcome: "accept", line: null, reason: null },
			findings: expect.any(Array),
		});
		expect(json.files[0]?.findings.find(({ rule }) => rule === "weak-tls-protocols")).toEqual({
			rule: "weak-tls-protocols",
			severity: expect.stringMatching(/^(?:error|warning)$/),
			message: expect.stringContaining("TLSv1.1"),
			range: { start: { line: 2, character: expect.any(Number) }, end: { line: 2, character: 31 } },
			related: expect.any(Array),
			fixes: [{ title: expect.any(String), safety: "may-refuse-clients" }],
		});
	});

	it.each([
		["redis-7.4", "redis-7.4"],
		["redis-7.4.9", "redis-7.4"],
		["redis-7.3", "redis-7.2"],
		["redis-99.1", "redis-8.6"],
		["redis-1.0", "redis-6.0"],
		["valkey-8.1.1", "valkey-8.1"],
		["valkey", "valkey-9.1"],
		["Redis-7.4", "redis-7.4"],
	])("--server %s is judged as %s", async (given, used) => {
		const json = await lintJson(new Workplace({ "redis.conf": SAFE }), `--server ${given} redis.conf`);
		expect(json.files[0]?.server).toBe(used);
	});

	it("names paths as they were given: relative to the working directory, or absolute", async () => {
		const place = new Workplace({ "a/redis.conf": SAFE, "b.conf": SAFE });
		const json = await lintJson(place, `./a/redis.conf ${place.path("b.conf")} a/../b.conf`);
		expect(json.files.map((file) => file.path)).toEqual(["a/redis.conf", place.path("b.conf")]);
	});

	it("holds every file that was named, whatever it is", async () => {
		const place = new Workplace({ "redis.conf": SAFE, "super.conf": "[program:x]\ncommand=y\n", "empty.conf": "", "users.acl": CLEAR });
		execFileSync("mkfifo", [place.path("pipe.conf")]);
		const json = await lintJson(place, "super.conf redis.conf empty.conf users.acl gone.conf pipe.conf");
		expect(json.files.map(({ path, kind }) => [path, kind])).toEqual([
			["super.conf", null],
			["redis.conf", "config"],
			["empty.conf", "config"],
			["users.acl", "acl"],
			["gone.conf", null],
			["pipe.conf", null],
		]);
		expect(json.files[0]?.findings).toEqual([]);
		expect(json.files[4]?.verdict).toEqual({ outcome: "reject", line: null, reason: expect.any(String) });
	});

	it("counts positions as the protocol of editors does", async () => {
		const place = new Workplace({ "users.acl": "user default off\nuser gr\u{1f600}n on >clear ~* +get\n" });
		const json = await lintJson(place, "users.acl");
		const range = json.files[0]?.findings[0]?.range;
		expect(range).toEqual({ start: { line: 1, character: 14 }, end: { line: 1, character: 20 } });
	});

	it("counts a lone carriage return as a line break in positions", async () => {
		const place = new Workplace({ "redis.conf": `# one\r# two\n${OPEN}requirepass ""\n` });
		const json = await lintJson(place, "redis.conf");
		const finding = json.files[0]?.findings.find(({ rule }) => rule === "missing-requirepass");
		expect(finding?.range.start).toEqual({ line: 4, character: 0 });
	});
});

describe("verdict", () => {
	it.each([
		["users.acl", "user default off\nuser app on +nosuch\n", "reject", 2],
		["users.acl", "user default on nopass ~* +@all\n", "accept", null],
	])("%s %j: %s", async (name, text, outcome, line) => {
		const json = await lintJson(new Workplace({ [name]: text }), `--server redis-7.2 ${name}`);
		expect(json.files[0]?.verdict).toMatchObject({ outcome, line });
	});
});

describe("standard input", () => {
	it.each<[argv: string, text: string, path: string, kind: string | null]>([
		["-", OPEN, "-", "config"],
		["-", "", "-", "config"],
		["-", CLEAR, "-", "acl"],
		["-", "sentinel monitor a 127.0.0.1 6379 2\n", "-", "sentinel"],
		["- --stdin-filename conf/redis.conf", CLEAR, "conf/redis.conf", "config"],
		["- --stdin-filename users.acl", CLEAR, "users.acl", "acl"],
		["- --kind sentinel", OPEN, "-", "sentinel"],
		["-", "[section]\nx=1\n", "-", null],
	])("%s %j", async (argv, stdin, path, kind) => {
		const json = await lintJson(new Workplace(), argv, { stdin });
		expect(json.files.map((file) => [file.path, file.kind])).toEqual([[path, kind]]);
	});

	it("includes what stands beside the name it is given", async () => {
		const place = new Workplace({ "conf/users.acl": "user default off\n" });
		const json = await lintJson(place, "- --stdin-filename conf/redis.conf", { stdin: `${OPEN}aclfile users.acl\n` });
		expect(rulesOf(json)).toEqual([["conf/redis.conf"]]);
	});

	it("beats the file of that name on the disk, and may stand beside other files", async () => {
		const place = new Workplace({ "redis.conf": SAFE, "other.conf": SAFE });
		const json = await lintJson(place, "--stdin-filename redis.conf - other.conf redis.conf", { stdin: OPEN });
		expect(rulesOf(json)).toEqual([["redis.conf", "missing-requirepass"], ["other.conf"]]);
	});

	it("is called <stdin> in text", async () => {
		const { stdout } = await new Workplace().run("-", { stdin: OPEN });
		expect(stdout).toMatch(/^<stdin>:1:1: error\[missing-requirepass\]/m);
	});
});

describe("--kind", () => {
	it("switches recognition off", async () => {
		const place = new Workplace({ "x.txt": "[program:x]\nuser default on nopass\n" });
		expect((await lintJson(place, "x.txt")).files[0]?.kind).toBeNull();
		for (const kind of ["config", "sentinel", "acl"]) {
			expect((await lintJson(place, `--kind ${kind} x.txt`)).files[0]?.kind).toBe(kind);
		}
	});
});

describe("folders", () => {
	it("are searched for Redis files by name and content", async () => {
		const place = new Workplace({
			"redis.conf": SAFE,
			"deep/er/6379.conf": SAFE,
			"deep/users.acl": "user default off\n",
			"deep/sentinel.conf": "port 26379\nsentinel monitor a 127.0.0.1 6379 2\n",
			"supervisor/redis.conf": "[program:redis]\ncommand=redis-server\n",
			"app.conf": "listen 80\nroot /var/www\n",
			"README.md": SAFE,
			"image.conf": Buffer.from("requirepass x\n\0\0"),
			"node_modules/x/redis.conf": OPEN,
			".git/redis.conf": OPEN,
			".hidden/redis.conf": SAFE,
		});
		const json = await lintJson(place, "");
		expect(json.files.map((file) => [file.path, file.kind])).toEqual([
			[".hidden/redis.conf", "config"],
			["deep/er/6379.conf", "config"],
			["deep/sentinel.conf", "sentinel"],
			["deep/users.acl", "acl"],
			["redis.conf", "config"],
		]);
		expect((await lintJson(place, "deep")).files.map((file) => file.path)).toEqual([
			"deep/er/6379.conf",
			"deep/sentinel.conf",
			"deep/users.acl",
		]);
		expect((await lintJson(place, place.path("deep/er"))).files.map((file) => file.path)).toEqual([place.path("deep/er/6379.conf")]);
	});

	it("are gone through once, whatever links they hold, and pipes in them wait for nobody", async () => {
		const place = new Workplace({ "in/a/redis.conf": SAFE, "in/b/x": "", "out/redis.conf": SAFE });
		symlinkSync("..", place.path("in/a/up"));
		symlinkSync("../a", place.path("in/b/a"));
		symlinkSync("/", place.path("in/root"));
		symlinkSync("/proc", place.path("in/proc"));
		symlinkSync("loop", place.path("in/loop"));
		symlinkSync("nowhere.conf", place.path("in/redis-dangling.conf"));
		symlinkSync("../out", place.path("in/out"));
		symlinkSync("a/redis.conf", place.path("in/redis.conf"));
		execFileSync("mkfifo", [place.path("in/redis-pipe.conf")]);
		const json = await lintJson(place, "in");
		expect(json.files.map((file) => file.path)).toEqual(["in/out/redis.conf", "in/redis.conf"]);
	});

	it("without a Redis file say so", async () => {
		const place = new Workplace({ "a.txt": "x" });
		const ran = await place.run("lint --format json");
		expect(ran).toMatchObject({ status: 0, stderr: expect.stringContaining("no Redis files") });
		expect(JSON.parse(ran.stdout)).toEqual({ version: 1, files: [] });
	});
});

describe("files that lead to each other", () => {
	const files = {
		"redis.conf": "bind 0.0.0.0\nprotected-mode no\ninclude tls.conf\naclfile users.acl\n",
		"tls.conf": 'tls-port 6390\ntls-protocols "TLSv1 TLSv1.2"\n',
		"users.acl": "user default on nopass ~* &* +@all\n",
	};

	it("are judged inside their roots, and a finding stands once", async () => {
		const json = await lintJson(new Workplace(files), "tls.conf users.acl redis.conf");
		expect(json.files.map(({ path, includedBy }) => [path, includedBy])).toEqual([
			["tls.conf", ["redis.conf"]],
			["users.acl", ["redis.conf"]],
			["redis.conf", []],
		]);
		expect(rulesOf(json)).toEqual([["tls.conf", "weak-tls-protocols"], ["users.acl", "open-default-user"], ["redis.conf"]]);
	});

	it("are told of where only the root was named", async () => {
		const json = await lintJson(new Workplace(files), "redis.conf");
		expect(rulesOf(json)).toEqual([["redis.conf"], ["tls.conf", "weak-tls-protocols"], ["users.acl", "open-default-user"]]);
		expect(json.files[1]).toMatchObject({ kind: "config", includedBy: ["redis.conf"] });
	});

	it("what a root includes from a searched folder was found too", async () => {
		const place = new Workplace({
			"etc/redis.conf": "bind 0.0.0.0\ninclude conf.d/*\naclfile who\n",
			"etc/conf.d/10-net": "port 6379\n",
			"etc/who": "",
			"other/users.conf": "port 1\n",
		});
		const json = await lintJson(place, "etc");
		expect(json.files.map(({ path, kind, includedBy }) => [path, kind, includedBy])).toEqual([
			["etc/redis.conf", "config", []],
			["etc/conf.d/10-net", "config", ["etc/redis.conf"]],
			["etc/who", "acl", ["etc/redis.conf"]],
		]);
	});

	it("what a root includes is a file of Redis, whatever it looks like", async () => {
		const place = new Workplace({ "redis.conf": "include odd.conf\naclfile who.txt\n", "odd.conf": "[x]\na=b\n", "who.txt": "" });
		const ran = await place.run("lint --format json odd.conf who.txt redis.conf");
		const json = JSON.parse(ran.stdout) as LintJson;
		expect(json.files.map(({ kind }) => kind)).toEqual(["config", "acl", "config"]);
		expect(ran.stderr).toBe("");
	});

	it("a folder in place of a file is told of: the server reads nothing there", async () => {
		const json = await lintJson(
			new Workplace({ "redis.conf": "bind 127.0.0.1\ninclude conf.d\n", "conf.d/a.conf": "timeout x\n" }),
			"redis.conf",
		);
		const found = json.files[0]?.findings.find(({ rule }) => rule === "unreadable-file");
		expect(found).toMatchObject({ severity: "warning", message: expect.stringContaining("conf.d/*.conf"), range: { start: { line: 1 } } });
	});

	it("a fragment of several roots names them all", async () => {
		const place = new Workplace({ "a.conf": `${SAFE}include c.conf\n`, "b.conf": `${SAFE}include c.conf\n`, "c.conf": "timeout 5\n" });
		const json = await lintJson(place, "a.conf b.conf c.conf");
		expect(json.files[2]?.includedBy).toEqual(["a.conf", "b.conf"]);
	});

	it("a fragment of a fragment names the root", async () => {
		const place = new Workplace({ "a.conf": `${SAFE}include b.conf\n`, "b.conf": "include c.conf\n", "c.conf": "timeout 5\n" });
		const json = await lintJson(place, "c.conf b.conf a.conf");
		expect(json.files.map((file) => file.includedBy)).toEqual([["a.conf"], ["a.conf"], []]);
	});

	it("files that include each other do not hang", async () => {
		const place = new Workplace({
			"a.conf": "include b.conf\nport 1\n",
			"b.conf": "include a.conf\nport 2\n",
			"c.conf": "include c.conf\n",
		});
		const json = await lintJson(place, "a.conf b.conf c.conf");
		expect(json.files).toHaveLength(3);
	});
});

describe("settings", () => {
	const project = (settings: object) => JSON.stringify(settings);

	it.each<[what: string, files: Record<string, string>, argv: string, server: string]>([
		["the default", { "redis.conf": "port 0\n" }, "redis.conf", "redis-8.6"],
		[
			"the project file",
			{ "redis.conf": "port 0\n", ".redis-security-lint.json": project({ server: "redis-6.2" }) },
			"redis.conf",
			"redis-6.2",
		],
		[
			"the nearest project file",
			{
				"a/b/redis.conf": "port 0\n",
				"a/.redis-security-lint.json": project({ server: "redis-6.0" }),
				".redis-security-lint.json": project({ server: "redis-6.2" }),
			},
			"a/b/redis.conf",
			"redis-6.0",
		],
		[
			"a comment in the file",
			{ "redis.conf": "# redis-security-lint-server redis-7.0\n", ".redis-security-lint.json": project({ server: "redis-6.2" }) },
			"redis.conf",
			"redis-7.0",
		],
		["the flag", { "redis.conf": "# redis-security-lint-server redis-7.0\n" }, "--server valkey-8.0 redis.conf", "valkey-8.0"],
		[
			"--config",
			{
				"redis.conf": "port 0\n",
				".redis-security-lint.json": project({ server: "redis-6.2" }),
				"other.json": project({ server: "redis-7.2" }),
			},
			"--config other.json redis.conf",
			"redis-7.2",
		],
		[
			"comments in the project file",
			{ "redis.conf": "port 0\n", ".redis-security-lint.json": '{\n// why\n"server": "redis-6.2",\n}' },
			"redis.conf",
			"redis-6.2",
		],
	])("%s chooses the server", async (_, files, argv, server) => {
		const json = await lintJson(new Workplace(files), argv);
		expect(json.files[0]?.server).toBe(server);
	});

	it("a file outside of the working directory has only a project file beside it", async () => {
		const place = new Workplace({
			"work/x": "",
			"other/deep/redis.conf": "port 0\n",
			"other/.redis-security-lint.json": project({ server: "redis-6.2" }),
		});
		mkdirSync(place.path("work/below"), { recursive: true });
		const inside = new Workplace();
		const json = JSON.parse((await inside.run(["--format", "json", place.path("other/deep/redis.conf")])).stdout) as LintJson;
		expect(json.files[0]?.server).toBe("redis-8.6");
	});

	it("rules and suppressions are in force", async () => {
		const settings = {
			rules: { "missing-requirepass": "hint" },
			suppress: [{ file: "users.acl", user: "app", rules: ["plaintext-acl-password"] }],
		};
		const place = new Workplace({ "redis.conf": OPEN, "users.acl": CLEAR, ".redis-security-lint.json": project(settings) });
		const json = await lintJson(place, "redis.conf users.acl");
		expect(json.files[0]?.findings.find(({ rule }) => rule === "missing-requirepass")?.severity).toBe("hint");
		expect(json.files[1]?.findings.map(({ rule }) => rule)).not.toContain("plaintext-acl-password");
	});

	it("a suppression may name several users by a pattern", async () => {
		const place = new Workplace({
			"users.acl": "user default off\nuser svc-a on nopass ~a +get\nuser app on nopass ~a +get\nuser svc-b on nopass ~a +get\n",
			".redis-security-lint.json": project({ suppress: [{ file: "users.acl", user: "svc-*", rules: ["nopass-user"] }] }),
		});
		const { findings } = (await lintJson(place, "users.acl")).files[0] as LintJson["files"][0];
		expect(findings.filter(({ rule }) => rule === "nopass-user").map(({ range }) => range.start.line)).toEqual([2]);
	});

	it("--profile weighs findings", async () => {
		const place = new Workplace({ "redis.conf": "bind 127.0.0.1\n" });
		const severities = await Promise.all(
			["development", "strict"].map(
				async (profile) =>
					(await lintJson(place, `--profile ${profile} redis.conf`)).files[0]?.findings.find(({ rule }) => rule === "missing-requirepass")
						?.severity,
			),
		);
		expect(new Set(severities).size).toBe(2);
	});

	it.each<[text: string, message: RegExp]>([
		["{", /\.redis-security-lint\.json:1:\d+: .*JSON/],
		['{\n\t"server": "memcached"\n}', /\.redis-security-lint\.json:2:2: .*redis-7\.4/],
		['{\n\t"rules": {\n\t\t"no-such-rule": "off"\n\t}\n}', /\.redis-security-lint\.json:3:3: .*no-such-rule/],
		["[]", /\.redis-security-lint\.json:1:1: /],
		['{"colour": true}', /\.redis-security-lint\.json:1:2: .*colour/],
	])("a broken project file %j is told of with its place, and findings are told all the same", async (text, message) => {
		const place = new Workplace({ "redis.conf": OPEN, ".redis-security-lint.json": text });
		const ran = await place.run("redis.conf");
		expect(ran.status).toBe(2);
		expect(ran.stderr).toMatch(message);
		expect(ran.stderr).toMatch(/Correct the file/);
		expect(ran.stdout).toContain("missing-requirepass");
	});
});
