// test/vscode/ui: two windows on one folder, each with a language server of its own: what one of them writes, the other judges, and both what other
// programs write.
import { copyFileSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
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

test.each([
	["in the workspace", "secret"],
	["outside of it", "../secret"],
])("a certificate that Kubernetes has renewed %s is read again, with nobody at the keyboard", async (_, place) => {
	const secret = join(one.workspace, place);
	const name = `${place.replaceAll(/\W/g, "")}${place.length}.redis.conf`;
	publish(secret, "1", "redis.crt");
	for (const file of ["redis.crt", "redis.key", "ca.crt"]) symlinkSync(`..data/${file}`, join(secret, file));
	const lines = [
		"port 0",
		"tls-port 6379",
		"bind 127.0.0.1",
		`tls-cert-file ${place}/redis.crt`,
		`tls-key-file ${place}/redis.key`,
		`tls-ca-cert-file ${place}/ca.crt`,
	];
	one.write(name, `${lines.join("\n")}\n`);
	for (const window of [one, other]) {
		// It comes with what the certificates say.
		await window.problem(name);
		await window.noProblem("certificate-out-of-date");
	}
	publish(secret, "2", "expired.crt");
	for (const window of [one, other]) await window.problem("certificate-out-of-date");
	publish(secret, "3", "redis.crt");
	for (const window of [one, other]) await window.noProblem("certificate-out-of-date");
});

/** Hands out a certificate as Kubernetes does: in a new folder, to which the link that all files go through is turned. */
function publish(secret: string, version: string, certificate: string): void {
	const folder = `..${version}`;
	mkdirSync(join(secret, folder), { recursive: true });
	copyFileSync(join(PEM, certificate), join(secret, folder, "redis.crt"));
	for (const file of ["redis.key", "ca.crt"]) copyFileSync(join(PEM, file), join(secret, folder, file));
	symlinkSync(folder, join(secret, "..data_tmp"));
	renameSync(join(secret, "..data_tmp"), join(secret, "..data"));
}

/** By F2 on the name, as a person does, and saved. */
async function rename(window: Workbench, from: string, to: string): Promise<void> {
	await window.openFile("users.acl", new RegExp(`^user ${from} `));
	const input = window.page.locator(".rename-box input");
	// From the start of the line each time: keys are lost while the focus is on its way.
	await window.keysUntil(["Escape", "Home", ...Array<string>("user x".length).fill("ArrowRight"), "F2"], input);
	await input.fill(to);
	await window.keys("Enter");
	await input.waitFor({ state: "hidden" });
	await window.saved("users.acl", new RegExp(`^user ${to} `, "m"));
}
