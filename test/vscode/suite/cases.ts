// test/vscode/suite: what the extension does in an editor, in every kind of extension host.
import * as vscode from "vscode";
import { equal, match, ok } from "./assert";
import { action, apply, closeAll, finding, open, rules, type } from "./editor";

suite("languages", () => {
	teardown(closeAll);

	const FILES = [
		["redis.conf", "redis-conf"],
		["sentinel.conf", "redis-conf"],
		["users.acl", "redis-acl"],
	] as const;
	for (const [name, language] of FILES) {
		test(`${name} is ${language}`, async () => equal((await open(name)).languageId, language));
	}
});

suite("findings", () => {
	teardown(closeAll);

	test("stand where a person looks, with a source, a rule and words", async () => {
		const document = await open("redis.conf");
		const found = await finding(document, "weak-tls-protocols");
		equal(document.getText(found.range), 'tls-protocols "TLSv1 TLSv1.1 TLSv1.2"');
		match(found.message, /TLS 1\.0|TLSv1/);
		ok(typeof found.code === "object", "no link to the page of the rule");
	});

	test("of a configuration", async () => {
		const expected = ["flushall-enabled", "missing-requirepass", "weak-tls-protocols"];
		await rules(await open("redis.conf"), (ids) => expected.every((id) => ids.includes(id)));
	});

	test("of an ACL file", async () => {
		const expected = ["flushall-enabled", "open-default-user"];
		await rules(await open("users.acl"), (ids) => expected.every((id) => ids.includes(id)));
	});

	test("come and go while typing", async () => {
		const document = await open("redis.conf");
		await finding(document, "weak-tls-protocols");
		await type(document, "TLSv1 TLSv1.1 TLSv1.2", "TLSv1.2 TLSv1.3");
		await rules(document, (ids) => !ids.includes("weak-tls-protocols") && ids.includes("missing-requirepass"));
		await type(document, "TLSv1.2 TLSv1.3", "TLSv1.1");
		await finding(document, "weak-tls-protocols");
	});
});

suite("quick fixes", () => {
	teardown(closeAll);

	test("a password is set, a new one each time", async () => {
		const document = await open("redis.conf");
		const { range } = await finding(document, "missing-requirepass");
		await apply(await action(document, range, vscode.CodeActionKind.QuickFix, "Set requirepass"));
		await rules(document, (ids) => ids.length > 0 && !ids.includes("missing-requirepass"));
		match(document.getText(), /^requirepass \S{32,}$/m);
	});

	test("the weak protocols go", async () => {
		const document = await open("redis.conf");
		const { range } = await finding(document, "weak-tls-protocols");
		await apply(await action(document, range, vscode.CodeActionKind.QuickFix, "Offer only"));
		await rules(document, (ids) => ids.length > 0 && !ids.includes("weak-tls-protocols"));
		match(document.getText(), /^tls-protocols "TLSv1\.2 TLSv1\.3"$/m);
	});

	test("the best one is marked, and its edit is computed when it is wanted", async () => {
		const document = await open("redis.conf");
		const { range } = await finding(document, "weak-tls-protocols");
		const wanted = await action(document, range, vscode.CodeActionKind.QuickFix, "Offer only");
		ok(wanted.isPreferred, "not marked");
		ok(wanted.edit, "without an edit");
		const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range);
		const same = offered.filter(({ title }) => title === wanted.title);
		equal(
			same.map(({ edit }) => edit),
			[undefined],
		);
	});

	test("the default user of an ACL file is closed", async () => {
		const document = await open("users.acl");
		const { range } = await finding(document, "open-default-user");
		await apply(await action(document, range, vscode.CodeActionKind.QuickFix, "Switch the user default off"));
		await rules(document, (ids) => ids.length > 0 && !ids.includes("open-default-user"));
	});

	test("FLUSHALL is taken away from a user", async () => {
		const document = await open("users.acl");
		const { range } = await finding(document, "flushall-enabled");
		await apply(await action(document, range, vscode.CodeActionKind.QuickFix, "Take FLUSHALL"));
		await rules(document, (ids) => ids.length > 0 && !ids.includes("flushall-enabled"));
		match(document.getText(), /^user cleaner .* -flushall -flushdb$/m);
	});

	test("all at once", async () => {
		const document = await open("redis.conf");
		const { range } = await finding(document, "weak-tls-protocols");
		await apply(await action(document, range, vscode.CodeActionKind.QuickFix, "Fix all in this file"));
		await rules(document, (ids) => !ids.includes("weak-tls-protocols") && !ids.includes("missing-requirepass"));
		match(document.getText(), /^user shop on #[0-9a-f]{64} .* -(?:@dangerous|flushall)\b/m);
	});
});

suite("pages of rules", () => {
	teardown(closeAll);

	test("open from a finding without a network", async () => {
		const { code } = await finding(await open("redis.conf"), "weak-tls-protocols");
		ok(typeof code === "object", "no link to the page of the rule");
		const page = await vscode.workspace.openTextDocument(code.target);
		match(page.getText(), /^# weak-tls-protocols\n(.*\n)*## Why it matters\n/);
	});
});

suite("who may do what", () => {
	teardown(closeAll);

	test("a line above each user says it", async () => {
		const document = await open("users.acl");
		await rules(document, (ids) => ids.length > 0);
		const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 1);
		match(lenses[0]?.command?.title ?? "", /may run \d+ of \d+ commands · FLUSHALL (yes|no)/);
		equal(lenses[0]?.command?.command, "redisSecurityLint.showPermissions");
	});

	test("the table opens beside the file, once", async () => {
		const document = await open("users.acl");
		await rules(document, (ids) => ids.length > 0);
		for (const user of ["default", undefined]) {
			await vscode.commands.executeCommand("redisSecurityLint.showPermissions", document.uri.toString(), user);
			equal(await tables(), ["Permissions: users.acl"]);
		}
	});
});

/** The tables that are open, as soon as there is one: the editor tells of new tabs a little later. */
function tables(): Promise<string[]> {
	const shown = () =>
		vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ input }) => input instanceof vscode.TabInputWebview));
	return new Promise((resolve) => {
		const look = () => {
			if (shown().length === 0) return;
			watching.dispose();
			resolve(shown().map(({ label }) => label));
		};
		const watching = vscode.window.tabGroups.onDidChangeTabs(look);
		look();
	});
}
