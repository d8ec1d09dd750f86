// client: the rest of the TLS kit, offered once the lines are written: scripts, client settings and a list of tests, in a folder of the person's choice.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What the first part of the wizard has found out. */
export interface KitAnswers {
	readonly mode: "server" | "mutual";
	readonly port: number;
	readonly certFile: string;
	readonly keyFile: string;
	readonly caFile: string;
	readonly replication: boolean;
	readonly cluster: boolean;
}

interface Generated {
	readonly files?: readonly { readonly path: string; readonly text: string }[];
	readonly faults?: readonly { readonly message: string }[];
}

/** The names that the scripts give to the files they make. */
const NAMES = { certFile: "redis.crt", keyFile: "redis.key", caFile: "ca.crt" } as const;

/** Asks whether to go on, and does. Returns at once where the files have names of their own: the scripts would not fit them. */
export async function offerTlsKit(client: BaseLanguageClient, answers: KitAnswers): Promise<void> {
	const folder = answers.certFile.slice(0, answers.certFile.lastIndexOf("/"));
	const fits = (Object.keys(NAMES) as (keyof typeof NAMES)[]).every((name) => answers[name] === `${folder}/${NAMES[name]}`);
	if (!fits || folder === "") return;
	const write = "Write them into a folder";
	const chosen = await vscode.window.showInformationMessage(
		"The TLS lines are written. Scripts that make and replace the certificates, settings for clients and a list of tests are next.",
		write,
	);
	if (chosen === write) await writeTlsKit(client, answers, folder);
}

async function writeTlsKit(client: BaseLanguageClient, answers: KitAnswers, folder: string): Promise<void> {
	const hosts = await vscode.window.showInputBox({
		title: "Generate TLS config",
		prompt: "Names and addresses by which clients and other servers connect, separated by spaces",
		value: "localhost 127.0.0.1",
		ignoreFocusOut: true,
		validateInput: (text) => (text.trim() === "" ? "Name at least one host name or address." : undefined),
	});
	if (hosts === undefined) return;
	const topology = answers.cluster ? "cluster" : answers.replication ? "replica" : "standalone";
	const { files, faults } = await client.sendRequest<Generated>("redisSecurityLint/generateTlsKit", {
		...{ mode: answers.mode, port: answers.port, topology, folder },
		hosts: hosts.split(/[\s,]+/).filter((host) => host !== ""),
	});
	if (faults?.length) {
		await vscode.window.showErrorMessage(faults.map(({ message }) => message).join(" "));
		return;
	}
	const [target] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: "Write here" })) ?? [];
	if (!target) return;
	// The configuration is written already.
	await write(
		target,
		(files ?? []).filter(({ path }) => !path.endsWith(".conf")),
	);
}

/** All files as one change. Where one would replace another, the person sees the difference before and decides. */
async function write(folder: vscode.Uri, files: readonly { readonly path: string; readonly text: string }[]): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	for (const { path, text } of files) {
		const uri = vscode.Uri.joinPath(folder, path);
		const exists = await vscode.workspace.fs.stat(uri).then(
			() => true,
			() => false,
		);
		const metadata = { needsConfirmation: true, label: exists ? "Files that are there already" : "New files" };
		edit.createFile(uri, { overwrite: true, contents: new TextEncoder().encode(text) }, exists ? metadata : undefined);
	}
	if (!(await vscode.workspace.applyEdit(edit))) return;
	await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, "CHECKLIST.md"));
}
