// test/vscode/ui: who may do what, from the line above a user to the table and back to the rule.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

let workbench: Workbench;

beforeAll(async () => {
	workbench = await Workbench.open({ name: "permissions", workspace: ["examples/insecure"] }, "users.acl");
});

afterAll(() => workbench?.close());

afterEach((context) => {
	if (context.task.result?.state === "fail") return workbench.picture(`failed ${context.task.name}`);
});

test("the line above a user says what it may do, and opens the table; a cell leads to its rule", async () => {
	await workbench.openFile("users.acl");
	const lens = workbench.page.locator(".codelens-decoration a", { hasText: /may run \d+ of \d+ commands/ }).first();
	await lens.waitFor();
	await lens.click();
	const table = await tableFrame();
	await table.locator("#search").fill("flushall");
	const cell = table.locator('[role="gridcell"][aria-label*="may run FLUSHALL: granted by"]').first();
	await cell.waitFor();
	await workbench.picture("permissions");
	await cell.focus();
	await workbench.keys("Enter");
	await workbench.page
		.locator(".statusbar-item")
		.filter({ hasText: /Ln \d+, Col \d+ \(\d+ selected\)/ })
		.waitFor();
	expect(workbench.outside).toEqual([]);
});

test("the palette opens the same table, which is there once", async () => {
	await workbench.goTo(1);
	await workbench.runCommand("Redis: Show who may do what");
	await tableFrame();
	expect(await workbench.page.locator(".tab").filter({ hasText: "Permissions: users.acl" }).count()).toBe(1);
});

test("the table is saved as Markdown and as CSV, without a password", async () => {
	const table = await tableFrame();
	await table.locator("#search").fill("flush");
	await table.locator("#markdown").click();
	const markdown = await workbench.saveAs("permissions.md");
	expect(markdown).toMatch(/^# Who may do what\n/);
	expect(markdown).toMatch(/^\| \*\*FLUSHALL\*\* \|/m);
	await workbench.page.locator(".tab.active").filter({ hasText: "permissions.md" }).waitFor();
	await workbench.runCommand("View: Revert and Close Editor");
	await (await tableFrame()).locator("#csv").click();
	const csv = await workbench.saveAs("permissions.csv");
	expect(csv).toMatch(/^group,command,dangerous,categories,/);
	expect(csv).toMatch(/^keyspace,FLUSHALL,yes,/m);
	for (const password of passwordsOf(workbench.read("users.acl"))) expect(markdown + csv).not.toContain(password);
});

function passwordsOf(text: string): string[] {
	const found = [...text.matchAll(/(?<= )[>#](\S+)/g)].map(([, password = ""]) => password);
	expect(found.length).toBeGreaterThan(0);
	return found;
}

const tableFrame = () => workbench.frame("the table", (frame) => frame.locator("#grid .row"));
