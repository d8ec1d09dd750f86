// test/vscode/suite: documents of the workspace as an extension sees them.
import * as vscode from "vscode";
import { waitFor } from "../waitFor";

export function file(name: string): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (!folder) throw new Error("the tests need a workspace folder");
	return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(file(name));
	await vscode.window.showTextDocument(document);
	return document;
}

/** Takes back everything in the workspace that was not saved, and closes all editors. */
export async function closeAll(): Promise<void> {
	const changed = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && vscode.workspace.getWorkspaceFolder(uri));
	for (const document of changed) {
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("workbench.action.files.revert");
	}
	await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** The names of the rules that a document breaks, as soon as they satisfy `until`. */
export async function rules(document: vscode.TextDocument, until: (ids: readonly string[]) => boolean): Promise<readonly string[]> {
	let ids: readonly string[] = [];
	return waitFor(
		`findings in ${document.uri.path}`,
		() => {
			ids = findings(document).map(ruleOf);
			return until(ids) && ids;
		},
		{ seen: () => ids },
	);
}

export async function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
	await rules(document, (ids) => ids.includes(rule));
	const found = findings(document).find((diagnostic) => ruleOf(diagnostic) === rule);
	if (!found) throw new Error(`${rule} came and went`);
	return found;
}

function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "redis-security-lint");
}

function ruleOf({ code }: vscode.Diagnostic): string {
	return String(typeof code === "object" ? code.value : code);
}

/**
 * A code action by the start of its title. Asked for again until it comes: the editor drops the request, and answers with nothing, whenever
 * another extension registers for code actions meanwhile, as happens while they start.
 */
export async function action(
	document: vscode.TextDocument,
	range: vscode.Range,
	kind: vscode.CodeActionKind,
	title: string,
): Promise<vscode.CodeAction> {
	let titles: readonly string[] = [];
	return waitFor(
		`the code action "${title}"`,
		async () => {
			const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				"vscode.executeCodeActionProvider",
				document.uri,
				range,
				kind.value,
				50,
			);
			titles = actions.map((each) => each.title);
			return actions.find((each) => each.title.startsWith(title));
		},
		{ seen: () => titles },
	);
}

/** Does what choosing the action does. */
export async function apply({ title, edit, command }: vscode.CodeAction): Promise<void> {
	if (edit && !(await vscode.workspace.applyEdit(edit))) throw new Error(`"${title}" could not be applied`);
	if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
	if (!edit && !command) throw new Error(`"${title}" does nothing`);
}

/** Replaces the first occurrence of a text as typing would. */
export async function type(document: vscode.TextDocument, before: string, after: string): Promise<void> {
	const at = document.getText().indexOf(before);
	if (at < 0) throw new Error(`no ${before} in ${document.uri.path}`);
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + before.length)), after);
	await vscode.workspace.applyEdit(edit);
}
