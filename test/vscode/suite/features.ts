// test/vscode/suite: each feature once through VS Code's own commands, as another extension or a key would use it.
import * as vscode from "vscode";
import { waitFor } from "../waitFor";
import { equal, match, ok } from "./assert";
import { closeAll, file, open, rules, type } from "./editor";

const { commands } = vscode;

/** The position behind the first occurrence of a text. */
function behind(document: vscode.TextDocument, text: string): vscode.Position {
	const at = document.getText().indexOf(text);
	if (at < 0) throw new Error(`no ${text} in ${document.uri.path}`);
	return document.positionAt(at + text.length);
}

/** What a command gives, asked again until it gives something: providers start one after the other. */
async function ask<T>(command: string, ...given: readonly unknown[]): Promise<NonNullable<T>> {
	return waitFor(command, async () => {
		const answer = await commands.executeCommand<T | undefined>(command, ...given);
		return Array.isArray(answer) && answer.length === 0 ? undefined : (answer ?? undefined);
	});
}

async function draft(content: string, language = "redis-conf"): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument({ language, content });
	await vscode.window.showTextDocument(document);
	return document;
}

async function labels(document: vscode.TextDocument, position: vscode.Position, trigger?: string): Promise<readonly string[]> {
	let seen: readonly string[] = [];
	return waitFor(
		`suggestions in ${document.uri.path}`,
		async () => {
			const list = await commands.executeCommand<vscode.CompletionList>(
				"vscode.executeCompletionItemProvider",
				document.uri,
				position,
				trigger,
			);
			seen = list.items
				.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
				.map(({ label }) => (typeof label === "string" ? label : label.label));
			return seen.length > 0 && seen;
		},
		{ seen: () => seen },
	);
}

suite("features", () => {
	teardown(closeAll);

	test("hover", async () => {
		const document = await open("redis.conf");
		const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, behind(document, "\nmaxmemory 2"));
		match(
			hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value))).join("\n"),
			/268,435,456 bytes/,
		);
	});

	test("suggestions: directives, values, rules", async () => {
		const document = await draft("port 1\n\nappendfsync \nuser a on +config|\ntls-ciphers ECDHE-RSA-AES128-GCM-SHA256:\n");
		ok((await labels(document, new vscode.Position(1, 0))).includes("requirepass"), "no requirepass");
		equal((await labels(document, new vscode.Position(2, 12), " ")).slice(0, 3), ["everysec", "always", "no"]);
		ok((await labels(document, new vscode.Position(3, 17), "|")).includes("+config|get"), "no +config|get");
		ok((await labels(document, new vscode.Position(4, 40), ":")).includes("ECDHE-RSA-AES256-GCM-SHA384"), "no suite");
	});

	test("a suggestion is documented when it is looked at", async () => {
		const document = await draft("port 1\n\n");
		const position = new vscode.Position(1, 0);
		await labels(document, position);
		const requirepass = async (looked: number) => {
			const given = [document.uri, position, undefined, looked] as const;
			const { items } = await commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", ...given);
			return items.find(({ label }) => (typeof label === "string" ? label : label.label) === "requirepass");
		};
		equal((await requirepass(0))?.documentation, undefined);
		const { documentation } = (await requirepass(1000)) ?? {};
		match(typeof documentation === "object" ? documentation.value : (documentation ?? ""), /password/);
	});

	test("the parts of a line that takes several", async () => {
		const document = await draft("port 1\nsave 900 \n");
		const help = await ask<vscode.SignatureHelp>("vscode.executeSignatureHelpProvider", document.uri, new vscode.Position(1, 9), " ");
		match(help.signatures[0]?.label ?? "", /^save seconds changes/);
		equal(help.activeParameter, 1);
	});

	test("colors by meaning", async () => {
		const document = await draft("maxclients 1\nmaxclients 2\nnosuch 1\n");
		const legend = await ask<vscode.SemanticTokensLegend>("vscode.provideDocumentSemanticTokensLegend", document.uri);
		const overridden = 1 << legend.tokenModifiers.indexOf("overridden");
		const { data } = await ask<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens", document.uri);
		equal(
			[...data].filter((_, index) => index % 5 === 4),
			[overridden, overridden, 0, 0],
		);
	});

	test("definition, references and renaming of a user", async () => {
		const document = await draft("user shop on nopass ~* +get\nmasteruser shop\n");
		const position = new vscode.Position(1, 12);
		const [defined] = await ask<vscode.LocationLink[]>("vscode.executeDefinitionProvider", document.uri, position);
		equal(defined?.targetRange.start.line, 0);
		equal(defined?.originSelectionRange?.isEqual(new vscode.Range(1, 11, 1, 15)), true);
		equal((await ask<vscode.Location[]>("vscode.executeReferenceProvider", document.uri, position)).length, 2);
		const edit = await ask<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, position, "store");
		ok(await vscode.workspace.applyEdit(edit), "not renamed");
		equal(document.getText(), "user store on nopass ~* +get\nmasteruser store\n");
	});

	test("what cannot be renamed says so before a new name is asked for", async () => {
		const document = await draft("user shop on nopass ~* +get\nport 1\n");
		const prepare = (line: number, column: number) =>
			commands.executeCommand<{ readonly placeholder: string }>("vscode.prepareRename", document.uri, new vscode.Position(line, column));
		const name = await waitFor("the name", async () => {
			try {
				return await prepare(0, 7);
			} catch {
				return undefined;
			}
		});
		equal(name.placeholder, "shop");
		const refused = await prepare(1, 2).then(
			() => "nothing was said",
			(error: unknown) => String(error),
		);
		match(refused, /rename/i);
	});

	test("links and highlights", async () => {
		const document = await draft("# redis-security-lint-disable missing-requirepass\nuser a off\nmasteruser a\n");
		const [link] = await ask<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri);
		match(String(link?.target), /missing-requirepass\.md$/);
		equal((await ask<vscode.DocumentHighlight[]>("vscode.executeDocumentHighlights", document.uri, new vscode.Position(1, 6))).length, 2);
	});

	test("outline and search in the workspace", async () => {
		const document = await open("sentinel.conf");
		const symbols = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
		ok(symbols.length > 0, "no outline");
		const found = await ask<vscode.SymbolInformation[]>("vscode.executeWorkspaceSymbolProvider", "shop");
		ok(
			found.some(({ name, location }) => name === "shop" && location.uri.toString() === file("redis.conf").toString()),
			"shop was not found",
		);
	});

	test("folding and growing selections", async () => {
		const document = await draft("##### NETWORK #####\nport 1\nbind 127.0.0.1\n");
		const folds = await ask<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri);
		equal(
			folds.map(({ start, end }) => [start, end]),
			[[0, 2]],
		);
		const [selection] = await ask<vscode.SelectionRange[]>("vscode.executeSelectionRangeProvider", document.uri, [
			new vscode.Position(1, 6),
		]);
		equal(selection && document.getText(selection.range), "1");
	});

	test("formatting of a document, a part and the line that was finished", async () => {
		const document = await draft("port   1\nbind   127.0.0.1\n\n");
		const options = { tabSize: 4, insertSpaces: true };
		const lines = (edits: readonly vscode.TextEdit[]) => edits.map(({ range }) => range.start.line);
		equal(lines(await ask<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", document.uri, options)), [0, 1]);
		const part = new vscode.Range(0, 0, 0, 1);
		equal(lines(await ask<vscode.TextEdit[]>("vscode.executeFormatRangeProvider", document.uri, part, options)), [0]);
		const below = new vscode.Position(2, 0);
		equal(lines(await ask<vscode.TextEdit[]>("vscode.executeFormatOnTypeProvider", document.uri, below, "\n", options)), [1]);
	});

	test("notes inside of lines, switched off by a setting", async () => {
		const document = await draft("maxmemory 1kb\nport 1\nport 2\n");
		const whole = new vscode.Range(0, 0, 3, 0);
		const notes = () => commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, whole);
		const settings = vscode.workspace.getConfiguration("redisSecurityLint.inlayHints");
		await waitFor("two notes", async () => (await notes()).length === 2);
		try {
			await settings.update("sizes", false, vscode.ConfigurationTarget.Workspace);
			await waitFor("one note", async () => (await notes()).length === 1);
		} finally {
			await settings.update("sizes", undefined, vscode.ConfigurationTarget.Workspace);
		}
	});

	test("what is safe is fixed on saving, and nothing else", async () => {
		const uri = file("redis-save.conf");
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("bind 0.0.0.0\nuser shop on >mVx7KqR2tLw9ZbN4cYp8 ~shop:* +get\n"));
		const document = await open("redis-save.conf");
		const settings = vscode.workspace.getConfiguration("editor", uri);
		await settings.update("codeActionsOnSave", { "source.fixAll.redisSecurityLint": "explicit" }, vscode.ConfigurationTarget.Workspace);
		try {
			await rules(document, (ids) => ids.includes("plaintext-acl-password") && ids.includes("bind-all-interfaces"));
			await type(document, "+get", "+get +set");
			ok(await document.save(), "not saved");
			const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
			match(saved, /^user shop on #[0-9a-f]{64} ~shop:\* \+get \+set$/m);
			// The fix of this one may refuse clients, so it is for the person to decide.
			match(saved, /^bind 0\.0\.0\.0$/m);
		} finally {
			await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
		}
	});
});

suite("commands", () => {
	teardown(closeAll);

	test("an unsafe example opens as a draft, and its safe fixes are one command", async () => {
		await commands.executeCommand("redisSecurityLint.tryExample");
		const document = vscode.window.activeTextEditor?.document;
		ok(document?.isUntitled && document.languageId === "redis-conf", "no draft");
		await rules(document, (ids) => ids.includes("plaintext-acl-password"));
		await commands.executeCommand("redisSecurityLint.fixAll");
		await rules(document, (ids) => ids.length > 0 && !ids.includes("plaintext-acl-password"));
	});

	test("the walkthrough opens", async () => {
		await closeAll();
		await commands.executeCommand("redisSecurityLint.getStarted");
		await waitFor("the walkthrough", () => vscode.window.tabGroups.activeTabGroup.activeTab !== undefined, {
			seen: () => vscode.window.tabGroups.activeTabGroup.activeTab?.label,
		});
	});

	test("every one of them is there", async () => {
		const known = await commands.getCommands(true);
		for (const name of ["chooseServer", "chooseRoot", "fixAll", "getStarted", "tryExample"])
			ok(known.includes(`redisSecurityLint.${name}`), name);
	});
});
