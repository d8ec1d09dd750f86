// cli: the formats that other programs show: SARIF, the workflow commands of GitHub, and the report that people hand on.
import { describe, expect, it } from "vitest";
import { Workplace } from "./runCli";

const FILES = {
	"conf d/redis, one.conf": "bind 0.0.0.0\nprotected-mode no\n",
	"tls.conf": "tls-port 1\ntls-cert-file a.crt\ntls-key-file a.key\ntls-ca-cert-file ca.crt\ntls-protocols TLSv1\n",
};

interface SarifResult {
	readonly ruleId: string;
	readonly ruleIndex: number;
	readonly level: string;
	readonly message: { readonly text: string };
	readonly locations: readonly [
		{
			readonly physicalLocation: {
				readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
				readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
			};
		},
	];
	readonly partialFingerprints: Readonly<Record<string, string>>;
}

async function sarif(place: Workplace, argv: string) {
	const { stdout, status } = await place.run(`lint --format sarif ${argv}`);
	const log = JSON.parse(stdout);
	const [run] = log.runs;
	return { status, log, run, results: run.results as SarifResult[] };
}

describe("SARIF", () => {
	it("holds every finding of the JSON at the same place, and its rule", async () => {
		const place = new Workplace(FILES);
		const { log, run, results, status } = await sarif(place, ".");
		expect([log.version, run.columnKind, status]).toEqual(["2.1.0", "utf16CodeUnits", 1]);
		const json = JSON.parse((await place.run("lint --format json .")).stdout);
		const findings = json.files.flatMap((file: { findings: object[] }) => file.findings);
		expect(results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual(
			findings.map(({ rule, message }: { rule: string; message: string }) => [rule, message]),
		);
		for (const [index, { locations, level, ruleId, ruleIndex }] of results.entries()) {
			const { region } = locations[0].physicalLocation;
			const { start, end } = findings[index].range;
			expect(region).toEqual({
				startLine: start.line + 1,
				startColumn: start.character + 1,
				endLine: end.line + 1,
				endColumn: end.character + 1,
			});
			expect(level).toMatch(/^(error|warning|note)$/);
			expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
		}
	});

	it("names files from the working directory, in an address", async () => {
		const { results, run } = await sarif(new Workplace(FILES), ".");
		const uris = new Set(results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri));
		expect([...uris]).toEqual(["conf%20d/redis%2C%20one.conf", "tls.conf"]);
		expect(run.originalUriBaseIds.WORKINGDIRECTORY.uri).toMatch(/^file:\/\/\/.*\/$/);
	});

	it("says for each rule what it finds, how grave it is and which weakness", async () => {
		const { run } = await sarif(new Workplace(FILES), ".");
		const weak = run.tool.driver.rules.find(({ id }: { id: string }) => id === "weak-tls-protocols");
		expect(weak).toMatchObject({
			shortDescription: { text: "TLS 1.0 or 1.1 is offered" },
			properties: { "security-severity": expect.stringMatching(/^\d\.\d$/), tags: expect.arrayContaining(["security", "encryption"]) },
		});
		expect(weak.properties.tags.some((tag: string) => /^external\/cwe\/cwe-\d{3,}$/.test(tag))).toBe(true);
	});

	it("knows a finding again after other lines have come", async () => {
		const prints = async (text: string) => {
			const { results } = await sarif(new Workplace({ "redis.conf": text }), "redis.conf");
			return results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints["redisSecurityLint/v1"]]);
		};
		const before = await prints("protected-mode no\nbind 0.0.0.0\n");
		expect(await prints("# Something else\nport 6379\nprotected-mode no\nbind 0.0.0.0\n")).toEqual(before);
		expect(new Set(before.map(([, print]) => print)).size).toBe(before.length);
	});

	it("says what could not be read, and gives no fixes, which could hold a new password", async () => {
		const { run, status, results } = await sarif(new Workplace(FILES), "tls.conf missing.conf");
		expect(status).toBe(2);
		expect(run.invocations[0]).toMatchObject({ executionSuccessful: false });
		expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain("missing.conf cannot be read");
		for (const result of results) expect(result).not.toHaveProperty("fixes");
	});

	it("of nothing is a run without results", async () => {
		const { run, status } = await sarif(new Workplace({ "notes.txt": "" }), ".");
		expect([run.results, status]).toEqual([[], 0]);
	});
});

describe("GitHub", () => {
	it("gets one command on one line for each finding", async () => {
		const place = new Workplace(FILES);
		const { stdout, status } = await place.run("lint --format github .");
		expect(status).toBe(1);
		const lines = stdout.trimEnd().split("\n");
		const json = JSON.parse((await place.run("lint --format json .")).stdout);
		expect(lines.length).toBe(json.files.flatMap((file: { findings: object[] }) => file.findings).length);
		for (const line of lines)
			expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z0-9-]+::./);
		expect(stdout).toContain("::warning file=tls.conf,line=5,endLine=5,col=1,endColumn=20,title=weak-tls-protocols::");
	});

	it("cannot be made to run another command by a file's name or its words", async () => {
		const name = "a%0A::set-env,x.conf";
		const place = new Workplace({ [name]: "port 1\nbind 0.0.0.0\nprotected-mode no\n::stop-commands::x y\n\r::error::injected\n" });
		const { stdout } = await place.run(["lint", "--kind", "config", "--format", "github", name]);
		expect(stdout).toContain("file=a%250A%3A%3Aset-env%2Cx.conf,");
		for (const line of stdout.trimEnd().split(/[\r\n]/)) expect(line).toMatch(/^::(error|warning|notice) file=/);
	});

	it("is told of a file that cannot be read", async () => {
		const { stdout, status } = await new Workplace().run("lint --format github missing.conf");
		expect([stdout, status]).toEqual(["::error file=missing.conf::This file cannot be read.\n", 2]);
	});
});

describe("the security report", () => {
	it("of one file is about that file", async () => {
		const { stdout, status } = await new Workplace(FILES).run([
			"lint",
			"--format",
			"markdown",
			"--server",
			"redis-7.4",
			"conf d/redis, one.conf",
		]);
		expect(status).toBe(1);
		expect(stdout).toMatch(/^# Security report: conf d\/redis, one\.conf\n\nMade on \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n/);
		expect(stdout).toContain("- Judged as Redis 7.4 would read it: chosen on the command line.");
		expect(stdout).toContain("- **conf d/redis, one.conf:2** Protected mode is off");
	});

	it("of a folder has a table of files, and what could not be read", async () => {
		const { stdout, status } = await new Workplace(FILES).run("lint --format html tls.conf . missing.conf");
		expect(status).toBe(2);
		expect(stdout).toMatch(/^<!DOCTYPE html>/);
		for (const text of ["<h2>Files</h2>", ">tls.conf</a>", ">conf d/redis, one.conf</a>", "<h2>Not judged</h2>", "missing.conf"])
			expect(stdout).toContain(text);
	});

	it.each([
		["en", "# Security report: tls.conf", '<html lang="en">'],
		["de", "# Sicherheitsbericht: tls.conf", '<html lang="de">'],
		["zh-cn", "# 安全报告：tls.conf", '<html lang="zh-cn">'],
	])("is written in the language that is asked for: %s", async (language, title, head) => {
		const place = new Workplace(FILES);
		expect((await place.run(`lint --format markdown --language ${language} tls.conf`)).stdout).toContain(title);
		expect((await place.run(`lint --format html --language ${language} tls.conf`)).stdout).toContain(head);
	});

	it("alone has languages, which the machine does not choose", async () => {
		const place = new Workplace(FILES);
		const { stderr, status } = await place.run("lint --language de tls.conf");
		expect([status, stderr]).toEqual([2, expect.stringContaining("--language is for the security report.")]);
		expect((await place.run("lint --language fr tls.conf")).status).toBe(2);
		expect((await place.run("lint --format markdown tls.conf", { env: { LANG: "de_DE.UTF-8" } })).stdout).toContain("# Security report");
	});

	it("is there also where there is nothing", async () => {
		const { stdout } = await new Workplace({ "notes.txt": "" }).run("lint --format markdown .");
		expect(stdout).toContain("There is no Redis file here.");
	});
});
