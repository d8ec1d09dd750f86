// test/vscode/ui: what a person does, by keyboard, in one window with the packaged extension.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;

beforeAll(async () => {
	workbench = await Workbench.open({ name: "person", workspace: ["examples/insecure", "test/vscode/workspace"] }, "redis.conf");
});

afterAll(() => workbench?.close());

afterEach((context) => workbench?.pictureOfFailure(context));

test("an unsafe line is underlined, and Problems says why", async () => {
	await workbench.squiggles.first().waitFor();
	for (const rule of ["weak-tls-protocols", "missing-requirepass", "flushall-enabled"]) await workbench.problem(rule);
	await workbench.openProblems();
	await workbench.picture("problems");
});

test("a quick fix repairs the line", async () => {
	await workbench.openFile("redis.conf", /^tls-protocols/);
	await workbench.quickFix("Offer only");
	expect(await workbench.saved("redis.conf", /TLSv1\.2 TLSv1\.3/)).toMatch(/^tls-protocols "TLSv1\.2 TLSv1\.3"$/m);
	await workbench.noProblem("weak-tls-protocols");
	await workbench.openProblems();
	await workbench.picture("fixed");
});

test("a snippet is inserted by its prefix", async () => {
	await workbench.openFile("users.acl");
	await workbench.keys("Control+End", "Enter");
	await workbench.complete("user-readonly");
	await workbench.keys("Escape");
	expect(await workbench.saved("users.acl", /\+@read/)).toMatch(/^user \S+ on .*\+@read/m);
	await workbench.picture("snippet");
});

test("the command in the palette asks, shows the difference, and writes the TLS lines over the old ones", async () => {
	await workbench.openFile("redis.conf");
	await workbench.runCommand("Redis: Generate TLS config");
	await workbench.choose("(1/", "The server only");
	await workbench.choose("(2/", "One");
	await workbench.back("(3/");
	await workbench.back("(2/");
	await workbench.choose("(1/", "mutual");
	// The file names its certificates, so those are proposed.
	for (const step of ["(2/", "(3/", "(4/", "(5/", "(6/"]) await workbench.answer(step);
	await workbench.answer("(7/", "not a/name");
	await workbench.refused("neither a host name nor an address");
	await workbench.answer("(7/", "redis.example.org");
	await workbench.choose("(8/", "It is closed at once");
	await workbench.answer("(9/", "6390");
	for (const step of ["(10/", "(11/", "(12/", "(13/"]) await workbench.answer(step);
	await workbench.page.locator(".tab.active").filter({ hasText: "with TLS" }).waitFor();
	await workbench.picture("tls preview");
	await workbench.choose("(14/", "Write");
	const text = await workbench.saved("redis.conf", /tls-port 6390/);
	expect(text.match(/^(port|tls-port|tls-auth-clients|tls-cert-file|tls-protocols) .*$/gm)?.sort()).toEqual([
		"port 0",
		"tls-auth-clients yes",
		"tls-cert-file /etc/redis/tls/redis.crt",
		"tls-port 6390",
		'tls-protocols "TLSv1.2 TLSv1.3"',
	]);
	await workbench.picture("tls");
});

test("the page of a rule opens from Problems, without a network", async () => {
	await workbench.openFile("redis.conf");
	const row = await workbench.problem("missing-requirepass");
	await row.locator("a", { hasText: "missing-requirepass" }).click();
	await workbench.page.locator(".tab.active").filter({ hasText: "missing-requirepass" }).waitFor();
	await workbench.waitForPage("Why it matters");
	await workbench.picture("rule page");
	expect(workbench.outside).toEqual([]);
});
