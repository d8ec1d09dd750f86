// test/vscode/suite: files that nobody has opened, and files that change on the disk.
import * as vscode from "vscode";
import { waitFor } from "../waitFor";
import { ok } from "./assert";
import { closeAll, file, open, rules } from "./editor";

const NEW = "later.redis.conf";

function idsOf(uri: vscode.Uri): readonly string[] {
	return vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === "object" ? code.value : code));
}

async function until(name: string, isDone: (ids: readonly string[]) => boolean): Promise<void> {
	let ids: readonly string[] = [];
	await waitFor(
		`findings in ${name}, which is not open`,
		() => {
			ids = idsOf(file(name));
			return isDone(ids);
		},
		{ seen: () => ids },
	);
}

async function write(name: string, text: string): Promise<void> {
	await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
}

suite("the workspace", () => {
	teardown(async () => {
		await closeAll();
		await vscode.workspace.fs.delete(file(NEW)).then(undefined, () => undefined);
	});

	test("files that are not open are checked, and stay so when they are opened and closed", async () => {
		await open("sentinel.conf");
		await until("users.acl", (ids) => ids.includes("flushall-enabled"));
		await rules(await open("users.acl"), (ids) => ids.includes("flushall-enabled"));
		await closeAll();
		await until("users.acl", (ids) => ids.includes("flushall-enabled"));
	});

	test("files come, change and go on the disk", async () => {
		await open("sentinel.conf");
		await write(NEW, "port 6379\nbind 0.0.0.0\n");
		await until(NEW, (ids) => ids.includes("missing-requirepass"));
		await write(NEW, "port 6379\nbind 127.0.0.1\nrequirepass kZ8w2nQ4x7Lp9Tr5kZ8w2nQ4x7Lp9Tr5\n");
		await until(NEW, (ids) => !ids.includes("missing-requirepass"));
		await vscode.workspace.fs.delete(file(NEW));
		await until(NEW, (ids) => ids.length === 0);
	});

	test("a setting leaves them alone", async () => {
		await open("sentinel.conf");
		await until("users.acl", (ids) => ids.length > 0);
		const settings = vscode.workspace.getConfiguration("redisSecurityLint");
		await settings.update("workspaceDiagnostics", false, vscode.ConfigurationTarget.Workspace);
		try {
			await until("users.acl", (ids) => ids.length === 0);
			ok(vscode.languages.getDiagnostics(file("sentinel.conf")).length > 0, "the open file is left alone too");
		} finally {
			await settings.update("workspaceDiagnostics", undefined, vscode.ConfigurationTarget.Workspace);
		}
	});
});
