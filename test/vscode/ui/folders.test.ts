// test/vscode/ui: several folders side by side, and a workspace that nobody has trusted yet.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "vitest";
import { Workbench } from "./workbench";

const OPEN = "port 6379\nbind 127.0.0.1\nrepl-diskless-sync no\n";

let workbench: Workbench | undefined;

afterEach(async (context) => {
	await workbench?.pictureOfFailure(context);
	await workbench?.close();
});

test("each folder is judged by its own settings", async () => {
	const files = {
		"shop/redis.conf": OPEN,
		"lab/redis.conf": OPEN,
		"lab/.vscode/settings.json": JSON.stringify({ "redisSecurityLint.rules": { "missing-requirepass": "off" } }),
		"old/redis.conf": "slave-priority 1\n",
		"old/.vscode/settings.json": JSON.stringify({ "redisSecurityLint.workspaceDiagnostics": false }),
	};
	workbench = await Workbench.open({ name: "folders", workspace: [], files, folders: ["shop", "lab", "old"] }, "shop/redis.conf");
	// Only one of the files is open.
	await workbench.problemFolders("flushall-enabled", ["lab", "shop"]);
	await workbench.problemFolders("missing-requirepass", ["shop"]);
	await workbench.noProblem("old-directive-name");
});

test("before a workspace is trusted, nothing outside of it is read", async () => {
	const files = { "redis.conf": "bind 127.0.0.1\nrequirepass kZ8w2nQ4x7Lp9Tr5kZ8w2nQ4x7Lp9Tr5\naclfile ../outside/users.acl\n" };
	workbench = await Workbench.open({ name: "trust", workspace: [], files, untrusted: true }, "redis.conf");
	const outside = join(workbench.workspace, "..", "outside");
	mkdirSync(outside);
	writeFileSync(join(outside, "users.acl"), "user app on nopass ~* +get\n");
	await workbench.page.locator(".statusbar-item").filter({ hasText: "Restricted Mode" }).waitFor();
	// It is of use all the same.
	await workbench.problem("data-at-rest-in-clear-text");
	await workbench.noProblem("missing-requirepass");
	await workbench.runCommand("Workspaces: Manage Workspace Trust");
	await workbench.page.getByRole("button", { name: "Trust", exact: true }).first().click();
	await workbench.keys("Escape");
	await workbench.problem("missing-requirepass");
});

test("a folder with a project file is checked before any Redis file is opened", async () => {
	const files = {
		"notes.txt": "nothing of Redis\n",
		"redis.conf": OPEN,
		".redis-security-lint.json": '{ "rules": { "flushall-enabled": "off" } }\n',
	};
	workbench = await Workbench.open({ name: "project", workspace: [], files }, "notes.txt");
	await workbench.problem("missing-requirepass");
	await workbench.noProblem("flushall-enabled");
});
