// test/property: the command line shows no secret. Marked secrets stand wherever people put them; none may come out in any format.
import { describe, expect, it } from "vitest";
import { Workplace } from "../cli/runCli";
import { FOREIGN } from "../support/plantedSecrets";

/** In every secret, in lower and upper case. Each line alone is looked at by `test/property/secrets.test.ts`. */
const MARK = /5ecret/i;
const hash = (n: number) => `${"5ec".padEnd(63, "0")}${n}`;

const CONFIG = `# requirepass 5ecret-commented
# the password is 5ecret-prose
#user old on >5ecret-old +@all
bind 0.0.0.0
protected-mode no
requirepass 5ecret-one
requirepas 5ecret-typo
requirepass "5ecret two words"
requirepass "5ecret-unclosed
requirepass '5ecret'x
masterauth 5ecret-three
tls-key-file-pass 5ecret-four
tls-client-key-file-pass 5ecret-five
rename-command CONFIG 5ecret-config
rename-command FLUSHALL 5ECRET_FLUSH
rename-command CONFIG|SET 5ecret-sub
rename-command nosuch 5ecret-x
rename-command GET 5ecret a b
user alice on >5ecret-alice ~* &* +@all
user alice on >5ecret-again ~* &* +@all
user bob on 5ecret-bare ~* +@write
user carol on ">5ecret carol" 5ecret-more nopass ~* +@all
user dave on <5ecret-gone ~* +@all
user erin on #${hash(1)} !${hash(2)} ~* +@all
user frank on #5ecret-not-a-hash +@all
user grace on +5ecret-command -@5ecret-category ~* +@all
user heidi on (~x >5ecret-selector) +@all
user ivan on (~x 5ecret-open +@all
user judy on >5ecret-judy on +flushall\0 5ecret-nul
tls-protocols "TLSv1"
tls-port 1
port 6379 requirepass 5ecret-same-line
sentinel auth-pass mymaster 5ecret-sentinel
`;

const SENTINEL = `port 26379
requirepass 5ecret-one
sentinel monitor mymaster redis.example 6379 2
sentinel auth-pass mymaster 5ecret-two
sentinel auth-pass nobody 5ecret-three
sentinel auth-pass mymaster "5ecret four
sentinel sentinel-pass 5ecret-five
sentinel rename-command mymaster CONFIG 5ecret-six
sentinel auth-pas mymaster 5ecret-seven
user alice on >5ecret-alice +@all 5ecret-bare
`;

const ACL = `user default on nopass ~* &* +@all
user alice on >5ecret-alice ~* +@all
user alice on >5ecret-alice-again ~* +@all
user bob on 5ecret-bare ~* +@write
user carol on >5ecret with 5ecret-spaces ~* +@all
user dave on <5ecret-gone ~* +@all
user erin on #${hash(1)} !${hash(2)} ~* +@all
user frank on #5ecret-not-a-hash +@all
user grace on (~x >5ecret-selector) (~y 5ecret-open
5ecret-alone on a line
requirepass 5ecret-config
# user heidi on >5ecret-heidi
user >5ecret-name on +@all
`;

const FILES = [
	["redis.conf", CONFIG],
	["sentinel.conf", SENTINEL],
	["users.acl", ACL],
] as const;

const CALLS = [
	"lint",
	"lint --format json",
	"lint --format sarif",
	"lint --format github",
	"lint --format html",
	"lint --format markdown",
	"lint --format html --language de",
	"lint --format html --language zh-cn",
	"lint --fix=all --diff",
	"lint --color",
	"lint --profile strict",
	"lint --server redis-6.0",
	"lint --server valkey-9.1",
	"acl",
	"acl --format json",
];

describe.each(FILES)("%s", (name, text) => {
	it.each(CALLS)("%s", async (call) => {
		const { stdout, stderr } = await new Workplace({ [name]: text }).run(`${call} ${name}`);
		expect(stdout + stderr).not.toMatch(MARK);
		expect(stdout).not.toContain("5ec0");
		expect(stdout + stderr).not.toBe("");
	});
});

/** What stands in a project file where something else is expected. */
const PROJECT = JSON.stringify({
	server: "5ecret",
	profile: "5ecret",
	rules: { "weak-password": "5ecret", "bind-all-interfaces": { severity: ["5ecret"] }, "certificate-out-of-date": { days: "5ecret" } },
	administrators: [{ password: "5ecret" }],
	suppress: [{ rules: "5ecret" }, { rules: ["weak-password"], reason: "the token is 5ecret", user: ">5ecret" }, "5ecret"],
	requirepass: "5ecret",
});

describe.each([
	["a project file", PROJECT],
	["a broken project file", PROJECT.slice(0, -9)],
	["a project file that is a text", '"5ecret"'],
])("%s", (_, project) => {
	it.each(CALLS)("%s", async (call) => {
		const place = new Workplace({ ".redis-security-lint.json": project, "redis.conf": "port 1\nbind 0.0.0.0\n" });
		const { stdout, stderr } = await place.run(`${call} redis.conf`);
		expect(stdout + stderr).not.toMatch(MARK);
	});
});

describe("an include of something else", () => {
	it.each(Object.entries(FOREIGN))("%s", async (_, text) => {
		const place = new Workplace({ "redis.conf": "include other\n", other: text });
		for (const call of CALLS) {
			const { stdout, stderr } = await place.run(`${call} redis.conf`);
			expect(stdout + stderr, call).not.toMatch(MARK);
		}
	});
});

describe("after --fix", () => {
	it("a new password is in the file alone", async () => {
		const place = new Workplace({ "redis.conf": "bind 0.0.0.0\nprotected-mode no\n" });
		const { stdout, stderr } = await place.run("--fix=all redis.conf");
		const password = /^requirepass (\S+)$/m.exec(place.read("redis.conf"))?.[1] ?? "none";
		expect(password.length).toBeGreaterThan(30);
		expect(stdout + stderr).not.toContain(password);
	});
});
