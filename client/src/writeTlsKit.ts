// client: writes what the person has seen and agreed to, as one change that can be undone where files were there before.
import * as vscode from "vscode";
import { difference, type Planned } from "./tlsWizard/plan";

/** False where something has changed since it was shown, or could not be written; then nothing is. */
export async function writeTlsKit(planned: readonly Planned[]): Promise<boolean> {
	const edit = new vscode.WorkspaceEdit();
	let isEmpty = true;
	for (const { uri, before, after, state } of planned) {
		if (uri === undefined || state === "same") continue;
		isEmpty = false;
		const address = vscode.Uri.parse(uri);
		if (before === undefined) {
			edit.createFile(address, { contents: new TextEncoder().encode(after), overwrite: false, ignoreIfExists: false });
			continue;
		}
		const document = await vscode.workspace.openTextDocument(address);
		if (document.getText() !== before) return false;
		const { from, to, text } = difference(before, after);
		edit.replace(address, new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
	}
	if (!isEmpty && !(await vscode.workspace.applyEdit(edit))) return false;
	for (const { uri, after, path } of planned) {
		if (uri !== undefined) continue;
		const language = path.endsWith(".conf") ? "redis-conf" : undefined;
		const draft = await vscode.workspace.openTextDocument({ content: after, ...(language && { language }) });
		await vscode.window.showTextDocument(draft, { preview: false });
	}
	return true;
}
