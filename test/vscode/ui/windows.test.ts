// test/vscode/ui: two windows on one folder, each with a language server of its own: what one of them writes, the other judges, and both what other
// programs write.
import { copyFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

const PEM = fileURLToPath(new URL("../../support/pem/", import.meta.url));

let one: Workbench;
let other: Workbench;

beforeAll(async () => {
	one = await Workbench.open({ name: "windows", workspace: ["examples/insecure"] }, "redis.conf");
	other = await one.another("users.acl");
	for (const window of [one, other]) await window.squiggles.first().waitFor();
});

afterAll(() => one?.close());

afterEach(async (context) => {
	await one?.pictureOfFailure(context, "one");
	await other?.pictureOfFailure(context, "other");
});

test("a fix that is saved in one window ends the finding in the other", async () => {
	await other.problem("weak-tls-protocols");
	await one.openFile("redis.conf", /^tls-protocols/);
	await one.quickFix("Offer only");
	await one.noProblem("weak-tls-protocols");
	await other.problem("weak-tls-protocols");
	await one.openFile("redis.conf");
	await one.saved("redis.conf", /TLSv1\.2 TLSv1\.3/);
	await other.noProblem("weak-tls-protocols");
});

test("a user is given another name in one window, and back in the other", async () => {
	await rename(one, "cleaner", "sweeper");
	await other.openFile("users.acl", /^user sweeper /);
	await other.problem("sweeper");
	await other.noProblem("cleaner");
	await rename(other, "sweeper", "cleaner");
	await one.openFile("users.acl", /^user cleaner /);
	await one.problem("cleaner");
	expect(one.read("users.acl")).toBe(other.read("users.acl"));
});

test("a certificate that Kubernetes has renewed is read again, with nobody at the keyboard", async () => {
	const secret = join(one.workspace, "secret");
	const publish = (version: string, certificate: string) => {
		const folder = `..${version}`;
		mkdirSync(join(secret, folder), { recursive: true });
		for (const [from, to] of [
			[certificate, "redis.crt"],
			["redis.key", "redis.key"],
			["ca.crt", "ca.crt"],
		] as const)
			copyFileSync(join(PEM, from), join(secret, folder, to));
		symlinkSync(folder, join(secret, "..data_tmp"));
		renameSync(join(secret, "..data_tmp"), join(secret, "..data"));
	};
	publish("1", "redis.crt");
	for (const name of ["redis.crt", "redis.key", "ca.crt"]) symlinkSync(`..data/${name}`, join(secret, name));
	const lines = [
		"port 0",
		"tls-port 6379",
		"bind 127.0.0.1",
		"tls-cert-file secret/redis.crt",
		"tls-key-file secret/redis.key",
		"tls-ca-cert-file secret/ca.crt",
	];
	writeFileSync(join(one.workspace, "tls.redis.conf"), `${lines.join("\n")}\n`);
	for (const window of [one, other]) {
		// It comes with what the certificates say.
		await window.problem("tls.redis.conf");
		await window.noProblem("certificate-out-of-date");
	}
	publish("2", "expired.crt");
	for (const window of [one, other]) await window.problem("certificate-out-of-date");
	publish("3", "redis.crt");
	for (const window of [one, other]) await window.noProblem("certificate-out-of-date");
});

/** By F2 on the name, as a person does, and saved. */
async function rename(window: Workbench, from: string, to: string): Promise<void> {
	await window.openFile("users.acl", new RegExp(`^user ${from} `));
	await window.keys(..."user x".replaceAll(/./g, "ArrowRight ").trim().split(" "));
	const input = window.page.locator(".rename-box input");
	await window.keys("F2");
	await input.waitFor();
	await input.fill(to);
	await window.keys("Enter");
	await input.waitFor({ state: "hidden" });
	await window.saved("users.acl", new RegExp(`^user ${to} `, "m"));
}
