// test/vscode/ui: what can only be seen in the window: the status bar and its choices, a hover, suggestions while typing.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

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
