// test/vscode/ui: what can only be seen in the window: the status bar and its choices, a hover, suggestions while typing.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const json = (name: string) => JSON.parse(readFileSync(ROOT + name, "utf8"));

let workbench: Workbench;

beforeAll(async () => {
	workbench = await Workbench.open({ name: "features", workspace: ["examples/insecure"] }, "redis.conf");
	await workbench.squiggles.first().waitFor();
});

afterAll(() => workbench?.close());

afterEach((context) => {
	if (context.task.result?.state === "fail") return workbench.picture(`failed ${context.task.name}`);
});

test("the status bar names the server in force, and another one is chosen there", async () => {
	const { page } = workbench;
	const status = page.locator(".statusbar-item").filter({ hasText: /^\s*(?:Redis|Valkey) \d/ });
	await status.filter({ hasText: "Redis 8" }).click();
	await workbench.choose("Choose server release", "Redis 7.2");
	await workbench.choose("Choose server release", "In this file");
	await status.filter({ hasText: "Redis 7.2" }).waitFor();
	expect(await workbench.saved("redis.conf", /redis-7\.2/)).toMatch(/^# redis-security-lint-server redis-7\.2\n/);
	await workbench.picture("status");
});

test("a hover explains a value", async () => {
	const { page } = workbench;
	await workbench.openFile("redis.conf", /^maxmemory 256mb/);
	await page.locator(".view-line span span").filter({ hasText: "256mb" }).first().hover();
	await page.locator(".monaco-hover").filter({ hasText: "268,435,456 bytes" }).first().waitFor();
	await workbench.picture("hover");
});

test("suggestions follow what is typed", async () => {
	const { page } = workbench;
	await page.mouse.move(600, 5);
	await workbench.openFile("redis.conf", /^appendonly/);
	await workbench.keys("End", "Enter");
	const row = (text: string) => page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: text }).first();
	await page.keyboard.type("appendfsync ");
	await row("everysec").waitFor();
	await workbench.picture("suggestions");
	await workbench.keys("Escape", "Enter");
	await page.keyboard.type("user x +config|");
	await row("+config|get").waitFor();
	await workbench.keys("Escape");
});

test("every command is in the palette, by its whole name", async () => {
	const titles: Readonly<Record<string, string>> = json("package.nls.json");
	const commands: readonly { readonly title: string; readonly category: string }[] = json("package.json").contributes.commands;
	expect(commands.length).toBeGreaterThan(5);
	for (const { title, category } of commands) await workbench.offers(`${category}: ${titles[title.replaceAll("%", "")]}`);
});

test("the walkthrough leads by keyboard to a file to try, and to its repair", async () => {
	await workbench.runCommand("Redis: Get started");
	const step = workbench.page.getByRole("button", { name: /Open an unsafe example/i }).first();
	await step.waitFor();
	await workbench.picture("walkthrough");
	await step.focus();
	await workbench.keys("Enter");
	await workbench.page.locator(".tab.active").filter({ hasText: "Untitled" }).waitFor();
	// The other files have no comment behind a value.
	await workbench.problem("trailing-comment");
	await workbench.focusEditor();
	await workbench.runCommand("Redis: Fix all that is safe in this file");
	await workbench.noProblem("trailing-comment");
	await workbench.focusEditor();
	await workbench.runCommand("View: Revert and Close Editor");
});

test("the root of an ACL file is chosen, and says so in the status bar", async () => {
	workbench.write("acl.redis.conf", "port 6379\nbind 127.0.0.1\naclfile users.acl\n");
	await workbench.openFile("users.acl");
	const status = workbench.page.locator(".statusbar-item").filter({ hasText: /^\s*Redis \d/ });
	await expect.poll(() => tooltip(status), { timeout: 45_000 }).toContain("acl.redis.conf");
	await workbench.runCommand("Redis: Choose root file");
	await workbench.choose("Choose root file", "By itself");
	await expect.poll(() => tooltip(status), { timeout: 45_000 }).not.toContain("acl.redis.conf");
});

test("a command that needs a Redis file says so where there is none", async () => {
	workbench.write("notes.txt", "nothing of Redis\n");
	await workbench.openFile("notes.txt");
	await workbench.runCommand("Redis: Choose root file");
	// Tests have no notes in the corner.
	await workbench.runCommand("Notifications: Show Notifications");
	await workbench.page
		.locator(".notification-list-item-message")
		.filter({ hasText: "Open a redis.conf, a sentinel.conf or an ACL file first." })
		.first()
		.waitFor();
});

/** What the status bar says of an entry to somebody who looks longer. */
async function tooltip(entry: Locator): Promise<string> {
	const { page } = workbench;
	const hover = page.locator(".workbench-hover").first();
	// What is said of anything else has to go first; the window's title says something too.
	await page
		.locator(".part.editor .view-lines")
		.first()
		.hover({ position: { x: 400, y: 300 } });
	await hover.waitFor({ state: "hidden" });
	await entry.hover();
	await hover.waitFor();
	return (await hover.textContent()) ?? "";
}
