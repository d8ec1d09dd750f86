// cli: what a person sees in the terminal.
import { describe, expect, it } from "vitest";
import { type LintJson, Workplace } from "./runCli";

const OPEN = "# Redis\nbind 0.0.0.0\nprotected-mode no\n\n# requirepass foobared\n";

describe("text", () => {
	it("names place, severity and rule, and shows the line with its range underlined", async () => {
		const { stdout } = await new Workplace({ "redis.conf": `timeout 5\n\ttls-protocols "TLSv1 TLSv1.2"\ntls-port 1\n\n${OPEN}` }).run(
			"redis.conf",
		);
		expect(stdout).toMatch(
			/^redis\.conf:2:2: (?:error|warning)\[weak-tls-protocols\] .+\n\n {2}1 │ timeout 5\n {2}2 │ {5}tls-protocols "TLSv1 TLSv1\.2"\n {4}│ {5}\^{29}\n {2}3 │ tls-port 1\n\n {2}fix: .+ \(--fix=all, may refuse clients\)\n$/m,
		);
	});

	it("shows a commented-out line without its password", async () => {
		const { stdout } = await new Workplace({ "redis.conf": OPEN }).run("redis.conf");
		expect(stdout).toMatch(/^redis\.conf:5:1: error\[missing-requirepass\] .+\n\n {2}5 │ # requirepass \*{8}\n {4}│ \^{22}$/m);
	});

	it("leaves one empty line between findings, whether there is a fix or not", async () => {
		const { stdout } = await new Workplace({ "redis.conf": `${OPEN}appendonly yes\ntls-cert-file missing.crt\n` }).run("redis.conf");
		expect(stdout).toMatch(/│ .*\n\nredis\.conf/);
		expect(stdout).not.toContain("\n\n\n");
	});

	it("counts at the end", async () => {
		const place = new Workplace({ "redis.conf": OPEN, "users.acl": "user default off\nuser a on >clear-text-password ~* +get\n" });
		const json = JSON.parse((await place.run("--format json redis.conf users.acl")).stdout) as LintJson;
		const findings = json.files.flatMap((file) => file.findings);
		const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
		const last = (await place.run("redis.conf users.acl")).stdout.trimEnd().split("\n").at(-1) ?? "";
		const summary =
			/^(\d+) errors?, (\d+) warnings?(?:, (\d+) info)?(?:, (\d+) hints?)? in 2 files; (\d+) can be fixed with --fix, (\d+) more with --fix=all$/.exec(
				last,
			);
		expect(summary?.slice(1, 5).map((text) => Number(text ?? 0))).toEqual(["error", "warning", "info", "hint"].map(count));
		const safe = findings.filter(({ fixes }) => fixes.some((fix) => fix.safety === "safe")).length;
		expect(Number(summary?.[5])).toBeGreaterThan(0);
		expect(Number(summary?.[5])).toBeLessThanOrEqual(safe);
		expect(Number(summary?.[6])).toBeGreaterThan(0);
	});

	it("says so where nothing was found", async () => {
		expect((await new Workplace({ "users.acl": "user default off\n" }).run("users.acl")).stdout).toBe("No findings in 1 file.\n");
	});

	it("says what the server would not take", async () => {
		const { stdout } = await new Workplace({ "users.acl": "user default off\nuser a on +nosuch\n" }).run("--server redis-7.2 users.acl");
		expect(stdout).toMatch(/^users\.acl:2: redis-7\.2 would refuse this file/m);
	});

	it("cuts a long line around the range", async () => {
		const keys = Array.from({ length: 200 }, (_, i) => `~key-${i}:*`).join(" ");
		const { stdout } = await new Workplace({ "users.acl": `user default off\nuser a on ${keys} >clear-text-password +get ${keys}\n` }).run(
			"users.acl",
		);
		const frame = stdout.split("\n").filter((line) => line.includes("│"));
		const shown = frame.find((line) => line.includes(">********")) as string;
		const marks = frame.find((line) => line.includes("^")) as string;
		expect(shown).toMatch(/│ ….+>\*{8} .+…$/);
		expect(shown.length).toBeLessThanOrEqual(100);
		expect(marks.indexOf("^")).toBe(shown.indexOf(">********"));
		expect(marks.length - marks.indexOf("^")).toBe(9);
	});

	it("underlines the right columns behind wide characters", async () => {
		const { stdout } = await new Workplace({ "users.acl": "user default off\nuser 日本e\u0301 on >clear-text-password +get\n" }).run(
			"users.acl",
		);
		const frame = stdout.split("\n").filter((line) => line.includes("│"));
		// Two wide characters take a column more each, the accent none.
		expect(frame[2]?.indexOf("^")).toBe((frame[1] as string).indexOf(">") + 1);
	});

	it("lets nothing in a file or its name move the cursor or turn the text around", async () => {
		const evil = "\x1b[31m\x07\u202e\u2066\x9b";
		const place = new Workplace({
			[`redis${evil}.conf`]: `bind 0.0.0.0 ${evil}\n# ${evil}\nprotected-mode no\nlogfile ${evil}\nuser x${evil} on >y +flushall\n`,
		});
		for (const argv of [["lint", `redis${evil}.conf`], ["lint"], ["acl", `redis${evil}.conf`]]) {
			const { stdout, stderr } = await place.run(argv);
			expect(stdout + stderr).not.toMatch(/[\x1b\x07\u202e\u2066\x9b]/);
		}
	});
});

describe("color", () => {
	const ESC = "\x1b[";
	it.each<[argv: string, env: Record<string, string>, terminal: "terminal" | "pipe", colored: boolean]>([
		["", {}, "terminal", true],
		["", {}, "pipe", false],
		["--color", {}, "pipe", true],
		["--no-color", {}, "terminal", false],
		["", { NO_COLOR: "1" }, "terminal", false],
		["", { NO_COLOR: "" }, "terminal", true],
		["", { FORCE_COLOR: "1" }, "pipe", true],
		["", { FORCE_COLOR: "0" }, "terminal", false],
		["", { TERM: "dumb" }, "terminal", false],
		["--color", { NO_COLOR: "1" }, "pipe", true],
	])("%s %j on a %s: %s", async (argv, env, terminal, colored) => {
		const { stdout } = await new Workplace({ "redis.conf": OPEN }).run(`${argv} redis.conf`, {
			env,
			...(terminal === "terminal" && { terminal }),
		});
		expect(stdout.includes(ESC)).toBe(colored);
	});
});

describe("rules", () => {
	it("lists every rule in every format", async () => {
		const place = new Workplace();
		const json = JSON.parse((await place.run("rules --format json")).stdout) as {
			version: number;
			rules: { id: string; severity: object }[];
		};
		const ids = json.rules.map((rule) => rule.id);
		expect(json.version).toBe(1);
		expect(ids).toEqual(expect.arrayContaining(["missing-requirepass", "weak-tls-protocols", "open-default-user", "flushall-enabled"]));
		const text = (await place.run("rules")).stdout;
		const markdown = (await place.run("rules --format markdown")).stdout;
		for (const id of ids) {
			expect(text).toMatch(new RegExp(`^${id}  `, "m"));
			expect(markdown).toMatch(new RegExp(`^\\| \`${id}\` \\|`, "m"));
		}
	});
});
