// test/vscode/suite: the TLS wizard in an editor, with every proposal taken: what it shows, what it writes, and that it can be undone.
import * as vscode from "vscode";
import { waitFor } from "../waitFor";
import { equal, match, ok } from "./assert";
import { closeAll, file, open } from "./editor";

const { commands } = vscode;
const CONFIG = "redis-wizard.conf";
/** Some of the files beside it. */
const WRITTEN = ["make-certificates.sh", "rotate-certificates.sh", "CHECKLIST.md", "clients/python.py", "clients/go/main.go"];

/** Answers what is asked with what is proposed, until `until` gives something. */
async function enter<T>(what: string, until: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
	return waitFor(
		what,
		async () => {
			const found = await until();
			if (found === undefined || found === false) await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
			return found;
		},
		{ every: 100 },
	);
}

function previewTab(): vscode.TabInputTextDiff | undefined {
	const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
	return inputs.find((input) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === "redis-security-lint-tls") as
		| vscode.TabInputTextDiff
		| undefined;
}

async function folderHas(path: string): Promise<boolean> {
	return vscode.workspace.fs.stat(file(path)).then(
		() => true,
		() => false,
	);
}

async function textOf(path: string): Promise<string> {
	return new TextDecoder().decode(await vscode.workspace.fs.readFile(file(path)));
}

suite("the TLS wizard", () => {
	const before = "maxmemory 1gb\nport 7000\n";

	suiteSetup(async () => {
		await vscode.workspace.fs.writeFile(file(CONFIG), new TextEncoder().encode(before));
	});

	teardown(closeAll);

	test("shows the difference before anything is written, and nothing is where it is left", async () => {
		const document = await open(CONFIG);
		let isOver = false;
		const done = commands.executeCommand("redisSecurityLint.generateTlsConfig").then(() => {
			isOver = true;
		});
		const diff = await enter("the difference", previewTab);
		const shown = (await vscode.workspace.openTextDocument(diff.modified)).getText();
		match(shown, /^tls-port 7000$/m);
		match(shown, /^maxmemory 1gb$/m);
		equal(diff.original.toString(), document.uri.toString());
		equal(document.getText(), before);
		// The question comes after the difference.
		await waitFor(
			"the wizard to be left",
			async () => {
				await commands.executeCommand("workbench.action.closeQuickOpen");
				return isOver;
			},
			{ every: 100 },
		);
		await done;
		equal(document.getText(), before);
		ok(!(await folderHas("redis-tls")), "something was written");
		equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString(), "the file is not looked at any more");
		ok(!previewTab(), "the preview is still open");
	});

	test("writes all of it on Write, and the change of the open file can be undone", async () => {
		const document = await open(CONFIG);
		let isOver = false;
		const done = commands.executeCommand("redisSecurityLint.generateTlsConfig").then(() => {
			isOver = true;
		});
		await enter("the end of the wizard", () => isOver);
		await done;
		match(document.getText(), /^maxmemory 1gb\n(.*\n)*port 0\ntls-port 7000$/m);
		ok(!previewTab(), "the preview is still open");
		for (const path of WRITTEN) ok(await folderHas(`redis-tls/${path}`), `no ${path}`);
		ok(!(await folderHas("redis-tls/redis.conf")), "the lines were written twice");
		match(await textOf("redis-tls/make-certificates.sh"), /DNS:localhost/);
		await vscode.window.showTextDocument(document);
		await commands.executeCommand("undo");
		await waitFor("the old text", () => document.getText() === before, { seen: () => document.getText() });
		ok(await document.save(), "not saved");
		// It was one change, so the new files go with it.
		await waitFor(
			"the new files to be gone",
			async () => !(await Promise.all(WRITTEN.map((path) => folderHas(`redis-tls/${path}`)))).includes(true),
		);
	});

	test("keeps a file that somebody has changed, unless it is told to replace it", async () => {
		await vscode.workspace.fs.writeFile(file("redis-tls/CHECKLIST.md"), new TextEncoder().encode("mine\n"));
		await open(CONFIG);
		let isOver = false;
		const done = commands.executeCommand("redisSecurityLint.generateTlsConfig").then(() => {
			isOver = true;
		});
		await enter("the end of the wizard", () => isOver);
		await done;
		equal(await textOf("redis-tls/CHECKLIST.md"), "mine\n");
		ok(await folderHas("redis-tls/clients/python.py"), "the file that was missing was not written");
	});

	test("of a sentinel.conf asks for the primary, and changes the redis.conf beside it too", async () => {
		const sentinel = await open("sentinel.conf");
		const config = await vscode.workspace.openTextDocument(file("redis.conf"));
		let isOver = false;
		const done = commands.executeCommand("redisSecurityLint.generateTlsConfig").then(() => {
			isOver = true;
		});
		await enter("the end of the wizard", () => isOver);
		await done;
		match(sentinel.getText(), /^tls-replication yes$/m);
		equal(sentinel.getText().match(/^sentinel monitor /gm)?.length, 1);
		match(config.getText(), /^tls-auth-clients /m);
		match(config.getText(), /^tls-replication yes$/m);
	});
});
