// client: the command "Redis: Choose root file", for a file that several configurations include or name as their ACL file.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ChoicesRequest, ChooseRootNotification } from "./protocol";
import { activeRedisDocument } from "./redisDocument";

const KEY = "roots";

/** What was chosen before in this workspace, by the document. */
export function chosenRoots({ workspaceState }: vscode.ExtensionContext): Readonly<Record<string, string>> {
	return workspaceState.get<Readonly<Record<string, string>>>(KEY, {});
}

const states = new WeakMap<BaseLanguageClient, vscode.Memento>();

/** Choices are kept with the workspace. */
export function keepRoots({ workspaceState }: vscode.ExtensionContext, client: BaseLanguageClient): void {
	states.set(client, workspaceState);
}

export async function chooseRoot(client: BaseLanguageClient): Promise<void> {
	const document = await activeRedisDocument();
	if (!document) return;
	const uri = document.uri.toString();
	const choices = await client.sendRequest(ChoicesRequest, { uri });
	if (!choices || choices.roots.length === 0) {
		await vscode.window.showInformationMessage(
			vscode.l10n.t("No other file here includes this one or names it as its ACL file, so it is judged by itself."),
		);
		return;
	}
	const mark = (root: string | null) => (root === choices.root ? { description: vscode.l10n.t("in force") } : {});
	const items: (vscode.QuickPickItem & { readonly root: string | null })[] = [
		{
			label: vscode.l10n.t("$(references) Inside of all of them"),
			detail: vscode.l10n.t("What is wrong in any of them is shown."),
			root: null,
			...mark(null),
		},
		...choices.roots.map((root) => ({ label: `$(file) ${vscode.workspace.asRelativePath(vscode.Uri.parse(root))}`, root, ...mark(root) })),
		{ label: vscode.l10n.t("$(circle-slash) By itself"), detail: vscode.l10n.t("As if nothing led to it."), root: uri, ...mark(uri) },
	];
	const chosen = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t("Choose root file"),
		placeHolder: vscode.l10n.t("Inside of which file is this one to be judged?"),
	});
	if (!chosen) return;
	const { [uri]: _, ...others } = states.get(client)?.get<Record<string, string>>(KEY, {}) ?? {};
	await states.get(client)?.update(KEY, chosen.root === null ? others : { ...others, [uri]: chosen.root });
	await client.sendNotification(ChooseRootNotification, { uri, root: chosen.root });
}
