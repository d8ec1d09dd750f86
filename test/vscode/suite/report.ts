// test/vscode/suite: the security report in an editor, of a file and of the workspace.
import * as vscode from "vscode";
import { waitFor } from "../waitFor";
import { equal } from "./assert";
import { closeAll, open } from "./editor";

/** Titles of the pages that are open. */
function pages(): string[] {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	return tabs.flatMap(({ input, label }) => (input instanceof vscode.TabInputWebview ? [label] : [])).sort();
}

suite("the security report", () => {
	teardown(closeAll);

	test("opens beside a file, once, and for the workspace", async () => {
		await open("redis.conf");
		await vscode.commands.executeCommand("redisSecurityLint.showSecurityReport");
		await waitFor("the report of the file", () => pages().length === 1);
		await vscode.commands.executeCommand("redisSecurityLint.showSecurityReport", (await open("redis.conf")).uri);
		await vscode.commands.executeCommand("redisSecurityLint.showWorkspaceSecurityReport");
		await waitFor("the report of the workspace", () => pages().length === 2);
		const name = vscode.workspace.name ?? "";
		equal(pages(), ["Security report: redis.conf", `Security report: ${name}`].sort());
	});

	test("without a Redis file in sight it is about the workspace", async () => {
		await vscode.commands.executeCommand("redisSecurityLint.showSecurityReport");
		await waitFor("the report", () => pages().length === 1);
		equal(pages(), [`Security report: ${vscode.workspace.name ?? ""}`]);
	});
});
