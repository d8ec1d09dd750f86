// test/vscode/ui: the security report, from the palette to the file that an auditor gets.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;

beforeAll(async () => {
	const size = { width: 1500, height: 950 };
	workbench = await Workbench.open({ name: "report", workspace: ["examples/insecure", "test/vscode/workspace"], size }, "redis.conf");
});

afterAll(() => workbench?.close());

afterEach((context) => workbench?.pictureOfFailure(context));

test("the palette opens the report of a file beside it, and a place leads to its word", async () => {
	await workbench.openFile("redis.conf");
	await workbench.runCommand("Redis: Show security report");
	const page = await reportFrame("Security report: redis.conf");
	await page.getByText("Every host that reaches this server gets in without a password.").waitFor();
	await workbench.quiet();
	await workbench.picture("report");
	await page.locator("button.place", { hasText: "redis.conf:5" }).first().click();
	await workbench.page
		.locator(".statusbar-item")
		.filter({ hasText: /Ln 5, Col \d+ \(\d+ selected\)/ })
		.waitFor();
});

test("what may refuse clients is shown first, then changed, and the report is made again", async () => {
	const page = await reportFrame("Security report: redis.conf");
	await page.getByRole("button", { name: /^Fix all of these \(\d+\) … *: The machine$/ }).click();
	const dialog = workbench.page.getByRole("dialog").filter({ hasText: "These lines are changed:" });
	await dialog.filter({ hasText: "enable-debug-command no" }).waitFor();
	await workbench.picture("report question");
	await dialog.getByRole("button", { name: "Change it" }).click();
	await page.getByText("DEBUG, MODULE LOAD and protected settings are closed to clients.").waitFor();
	await workbench.keys("Control+1");
	expect(await workbench.saved("redis.conf", /^enable-debug-command no$/m)).toMatch(/^enable-module-command no$/m);
});

test("it is saved as HTML and as Markdown, without a password", async () => {
	const page = await reportFrame("Security report: redis.conf");
	await page.getByRole("button", { name: "Save as HTML" }).click();
	const html = await workbench.saveAs("security-report.html");
	expect(html).toMatch(/^<!DOCTYPE html>[\s\S]*default-src 'none'[\s\S]*<\/html>\n$/);
	await page.getByRole("button", { name: "Save as Markdown" }).click();
	const markdown = await workbench.saveAs("security-report.md");
	expect(markdown).toMatch(/^# Security report: redis\.conf\n/);
	for (const text of [html, markdown]) expect(text).not.toMatch(/shop123|reports123/);
	await workbench.page.locator(".tab.active").filter({ hasText: "security-report.md" }).waitFor();
});

test("the report of the workspace has a table of its files", async () => {
	await workbench.runCommand("Redis: Show security report of the workspace");
	const page = await reportFrame("Security report: workspace");
	const names = page.locator(".files tbody th button");
	await names.first().waitFor();
	expect((await names.allTextContents()).sort()).toEqual(["redis.conf", "sentinel.conf", "users.acl"]);
	await names.filter({ hasText: "sentinel.conf" }).click();
	await page.locator("details.server[open] .headline").first().waitFor();
	await workbench.picture("report workspace");
	expect(workbench.outside).toEqual([]);
});

const reportFrame = (title: string) => workbench.frame(title, (frame) => frame.locator("h1", { hasText: title }));
