// test/vscode/ui: the pictures of the README. `npm run screenshot` puts them there.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench";

/** What would only distract from the file and its findings. */
const settings = {
	"breadcrumbs.enabled": false,
	"editor.minimap.enabled": false,
	"editor.renderLineHighlight": "none",
	"editor.scrollBeyondLastLine": false,
	"window.commandCenter": false,
	"workbench.activityBar.location": "hidden",
	"workbench.colorTheme": "Default Dark Modern",
	"workbench.layoutControl.enabled": false,
};

let workbench: Workbench;

beforeAll(async () => {
	const size = { width: 1200, height: 760 };
	workbench = await Workbench.open({ name: "readme", workspace: ["examples/insecure"], settings, size }, "redis.conf");
});

afterAll(() => workbench?.close());

afterEach((context) => workbench?.pictureOfFailure(context));

test("an insecure file, what is wrong in it, and why", async () => {
	for (const rule of ["weak-tls-protocols", "missing-requirepass", "flushall-enabled"]) await workbench.problem(rule);
	await workbench.openProblems();
	await workbench.runCommand("View: Close Primary Side Bar");
	await workbench.goTo(2);
	await workbench.quiet();
	for (const user of [0, 1]) await workbench.page.locator(".codelens-decoration").filter({ hasText: "may run" }).nth(user).waitFor();
	await workbench.picture("readme");
	expect(await workbench.squiggles.count()).toBeGreaterThanOrEqual(4);
});

test("the security report of that file", async () => {
	await workbench.runCommand("View: Hide Panel");
	await workbench.goTo(1);
	await workbench.runCommand("Redis: Show security report");
	await workbench.waitForPage("Every host that reaches this server gets in without a password.");
	await workbench.goTo(1);
	await workbench.quiet();
	await workbench.runCommand("View: Close All Editors in Group");
	await workbench.waitForPage("Who can reach what");
	await workbench.page
		.locator(".tab")
		.filter({ hasText: /^redis\.conf/ })
		.waitFor({ state: "detached" });
	await workbench.picture("readme report");
});
