// cli: the TLS kit that the command line writes, and what it asks of the words it is given.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { Workplace } from "./runCli";

const MUTUAL = ["generate", "tls", "--mode", "mutual", "--topology", "replica", "--host", "redis.example.org", "--out", "kit"];

test("writes the kit into a new folder", async () => {
	const place = new Workplace();
	const { status, stdout } = await place.run(MUTUAL);
	expect(status).toBe(0);
	expect(stdout).toContain("write kit/redis.conf\n");
	expect(readdirSync(place.path("kit")).sort()).toEqual([
		"CHECKLIST.md",
		"clients",
		"make-certificates.sh",
		"redis.conf",
		"rotate-certificates.sh",
	]);
	expect(readFileSync(place.path("kit/redis.conf"), "utf8")).toContain("tls-replication yes\n");
	expect(readFileSync(place.path("kit/make-certificates.sh"), "utf8")).toContain("DNS:redis.example.org");
	expect(statSync(place.path("kit/make-certificates.sh")).mode & 0o111).toBe(0o111);
});

test("a dry run says all and writes nothing", async () => {
	const place = new Workplace();
	const { status, stdout } = await place.run([...MUTUAL, "--dry-run"]);
	expect(status).toBe(0);
	expect(stdout).toContain("write kit/redis.conf\n    # TLS");
	expect(existsSync(place.path("kit"))).toBe(false);
});

test("a configuration that is there is merged, and a second run changes nothing", async () => {
	const place = new Workplace({ "kit/redis.conf": "maxmemory 1gb\nport 6379\n" });
	expect((await place.run(MUTUAL)).stdout).toContain("merge into kit/redis.conf\n");
	const text = readFileSync(place.path("kit/redis.conf"), "utf8");
	expect(text).toMatch(/^maxmemory 1gb\n/);
	expect(text).not.toContain("port 6379\nport");
	const again = await place.run(MUTUAL);
	expect(again.status).toBe(0);
	expect(again.stdout).not.toMatch(/^(write|merge|replace)/m);
});

test("other files of the same names stay, unless --force is said", async () => {
	const place = new Workplace({ "kit/CHECKLIST.md": "mine\n" });
	const refused = await place.run(MUTUAL);
	expect(refused.status).toBe(2);
	expect(refused.stderr).toContain("CHECKLIST.md");
	expect(readdirSync(place.path("kit"))).toEqual(["CHECKLIST.md"]);
	expect((await place.run([...MUTUAL, "--force"])).stdout).toContain("replace kit/CHECKLIST.md\n");
});

test.each([
	[["generate", "tls"], "--out"],
	[["generate", "tls", "--out", "kit", "--mode", "none"], "--mode"],
	[["generate", "tls", "--out", "kit", "--port", "x"], "--port"],
	[["generate", "tls", "--out", "kit", "--host", "a b"], "--host"],
	[["generate", "tls", "--out", "kit", "--clients", "cobol"], "--clients"],
	[["generate", "tls", "--out", "kit", "--clear-text", "6379"], "--clear-text"],
	[["generate", "tls", "--out", "kit", "--key-file", "a.key"], "--key-file"],
])("%j is wrong, and it says what", async (argv, option) => {
	const place = new Workplace();
	const { status, stderr } = await place.run(argv);
	expect(status).toBe(2);
	expect(stderr).toContain(option);
	expect(existsSync(place.path("kit"))).toBe(false);
});

test("files that are there already are named, and no certificates are made", async () => {
	const place = new Workplace();
	await place.run(["generate", "tls", "--out", "kit", "--cert-file", "/srv/a.crt", "--key-file", "/srv/a.key", "--clients", "none"]);
	expect(readFileSync(place.path("kit/redis.conf"), "utf8")).toMatch(
		/^tls-cert-file \/srv\/a\.crt\ntls-key-file \/srv\/a\.key\ntls-ca-cert-file \/etc\/redis\/tls\/ca\.crt$/m,
	);
	expect(readdirSync(place.path("kit")).sort()).toEqual(["CHECKLIST.md", "redis.conf", "rotate-certificates.sh"]);
});

test("hosts, a primary and clients are taken", async () => {
	const place = new Workplace();
	const more = ["--host", "a.example,10.0.0.5", "--primary", "[fd00::1]:6390", "--clients", "go,python", "--server", "valkey-8.0"];
	await place.run(["generate", "tls", "--topology", "sentinel", "--out", "kit", ...more]);
	expect(readFileSync(place.path("kit/sentinel.conf"), "utf8")).toContain("sentinel monitor main fd00::1 6390 2\n");
	expect(readFileSync(place.path("kit/make-certificates.sh"), "utf8")).toContain("DNS:a.example, IP:10.0.0.5");
	expect(readdirSync(place.path("kit/clients")).sort()).toEqual(["go", "python.py"]);
});
