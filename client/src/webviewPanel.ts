// client: what panels with a page of ours have in common: what the page may load, and the way from it to a line of a file.
import * as vscode from "vscode";
import { languageOfWords } from "./language";
import type { PageAddresses } from "./webviews/head";

export function panelOptions(extension: vscode.Uri): vscode.WebviewOptions {
	return { enableScripts: true, localResourceRoots: [folderOfPages(extension)] };
}

/** @param page the name of its script and style. */
export function addressesOf(page: "permissions" | "report", webview: vscode.Webview, extension: vscode.Uri): PageAddresses {
	const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folderOfPages(extension), name)).toString();
	return {
		script: address(`${page}.js`),
		style: address(`${page}.css`),
		source: webview.cspSource,
		nonce: newNonce(),
		language: languageOfWords(),
	};
}

/** In an editor that shows the file already, else in the first one, so that the page stays in sight. */
export async function reveal({ file, line, start, end }: { file: string; line: number; start: number; end: number }): Promise<void> {
	const uri = vscode.Uri.parse(file);
	const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
	const selection = new vscode.Range(line, start, line, end);
	await vscode.window.showTextDocument(uri, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One, selection });
}

/** Asks where to save something about a document, beside it at first. A file that was never saved is in no folder. */
export async function askWhereToSave(
	about: vscode.Uri | undefined,
	{ kind, name }: { readonly kind: string; readonly name: string },
): Promise<vscode.Uri | undefined> {
	const own = about?.scheme === "untitled" ? undefined : about;
	const folder = own ? vscode.Uri.joinPath(own, "..") : vscode.workspace.workspaceFolders?.[0]?.uri;
	const defaultUri = folder && vscode.Uri.joinPath(folder, name);
	return vscode.window.showSaveDialog({ filters: { [kind]: [name.slice(name.lastIndexOf(".") + 1)] }, ...(defaultUri && { defaultUri }) });
}

function folderOfPages(extension: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(extension, "dist", "webviews");
}

/** A text that nobody can guess. */
export function newNonce(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
