// client: the command "Redis: Choose server release". It asks which release, then where that is to be written down.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { chooseRoot } from "./chooseRoot";
import { type Choices, ChoicesRequest, ChooseServerRequest, type ServerInForce, ServerInForceRequest } from "./protocol";
import { activeRedisDocument } from "./redisDocument";

export async function chooseServer(client: BaseLanguageClient): Promise<void> {
	const document = await activeRedisDocument();
	if (!document) return;
	const uri = document.uri.toString();
	const [inForce, choices] = await Promise.all([
		client.sendRequest(ServerInForceRequest, { uri }),
		client.sendRequest(ChoicesRequest, { uri }),
	]);
	if (!inForce || !choices) {
		await vscode.window.showInformationMessage(vscode.l10n.t("This looks like a file of another program, so it is judged by no server."));
		return;
	}
	const release = await pickRelease(inForce, choices);
	if (release === undefined) return;
	if (release === ROOT) {
		await chooseRoot(client);
		return;
	}
	const place = release === null ? placeOfNow(inForce, document.uri) : await pickPlace(choices, document.uri);
	if (place) await write(client, document, choices, release, place);
}

/** What stands in the list in place of a release's name: the person wants to choose the root instead. */
const ROOT = "root";

/** Null: the file is to tell. Undefined where the person changed their mind. */
async function pickRelease(inForce: ServerInForce, { releases, roots }: Choices): Promise<string | null | undefined> {
	const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, id: null });
	const item = ({ id, name }: Choices["releases"][number]) => ({
		label: name,
		id,
		...(id === inForce.release && inForce.from !== "guess" && { description: vscode.l10n.t("in force, {0}", inForce.reason) }),
	});
	const ofProduct = (product: string) => releases.filter(({ id }) => id.startsWith(product)).map(item);
	const items: (vscode.QuickPickItem & { readonly id: string | null })[] = [
		{
			label: vscode.l10n.t("$(search) Let the file tell"),
			description: inForce.from === "guess" ? vscode.l10n.t("in force: {0}, {1}", inForce.name, inForce.reason) : "",
			detail: vscode.l10n.t("The newest Redis, or the newest Valkey where the file looks like one."),
			id: null,
		},
		heading("Redis"),
		...ofProduct("redis"),
		heading("Valkey"),
		...ofProduct("valkey"),
	];
	if (roots.length > 0) {
		const detail =
			roots.length === 1
				? vscode.l10n.t("One other file leads to this one.")
				: vscode.l10n.t("{0} other files lead to this one.", roots.length);
		items.push(heading(vscode.l10n.t("Root")), { label: vscode.l10n.t("$(references) Choose root file..."), detail, id: ROOT });
	}
	return (
		await vscode.window.showQuickPick(items, {
			title: vscode.l10n.t("Choose server release"),
			placeHolder: vscode.l10n.t("Which server reads this file?"),
			matchOnDetail: true,
		})
	)?.id;
}

/** An included file or an ACL file follows what its root says. */
const ELSEWHERE = vscode.l10n.t("A comment in the root file names the release.");

type Place = "comment" | "project" | vscode.ConfigurationTarget;

async function pickPlace({ places, project }: Choices, uri: vscode.Uri): Promise<Place | undefined> {
	const items: (vscode.QuickPickItem & { readonly place: Place })[] = [];
	if (places.includes("comment"))
		items.push({
			label: vscode.l10n.t("$(comment) In this file"),
			detail: vscode.l10n.t("As a comment in its first line."),
			place: "comment",
		});
	if (places.includes("project")) {
		const name = vscode.workspace.asRelativePath(vscode.Uri.parse(project));
		items.push({
			label: vscode.l10n.t("$(json) For the project"),
			detail: vscode.l10n.t("In {0}, for everybody, the command line included.", name),
			place: "project",
		});
	}
	if (places.includes("editor")) items.push(...settingsItems(uri));
	const [only] = items;
	if (!only) await vscode.window.showInformationMessage(vscode.l10n.t("{0} Change it there.", ELSEWHERE));
	if (items.length < 2) return only?.place;
	return (
		await vscode.window.showQuickPick(items, {
			title: vscode.l10n.t("Choose server release"),
			placeHolder: vscode.l10n.t("Where is it to be written down?"),
		})
	)?.place;
}

/** Where the setting would count: as near to the file as where it is now, or nearer. */
function settingsItems(uri: vscode.Uri): (vscode.QuickPickItem & { readonly place: Place })[] {
	const { ConfigurationTarget: Target } = vscode;
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	const now = targetOfNow(uri) ?? Target.Global;
	const many = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
	const items = [
		...(folder && many
			? [
					{
						label: vscode.l10n.t("$(folder) For the folder {0}", folder.name),
						detail: vscode.l10n.t("In the settings of the folder."),
						place: Target.WorkspaceFolder,
					},
				]
			: []),
		...(vscode.workspace.workspaceFolders
			? [
					{
						label: vscode.l10n.t("$(root-folder) For this workspace"),
						detail: vscode.l10n.t("In the settings of the workspace."),
						place: Target.Workspace,
					},
				]
			: []),
		{ label: vscode.l10n.t("$(account) For me"), detail: vscode.l10n.t("In my settings, for every workspace."), place: Target.Global },
	];
	return items.filter(({ place }) => place >= now);
}

/** Where the release in force is written down, so that it can be taken away there. */
function placeOfNow({ from }: ServerInForce, uri: vscode.Uri): Place | undefined {
	if (from === "comment" || from === "project") return from;
	return from === "editor" ? targetOfNow(uri) : undefined;
}

function targetOfNow(uri: vscode.Uri): vscode.ConfigurationTarget | undefined {
	const values = vscode.workspace.getConfiguration("redisSecurityLint", uri).inspect<string>("server");
	if (values?.workspaceFolderValue) return vscode.ConfigurationTarget.WorkspaceFolder;
	if (values?.workspaceValue) return vscode.ConfigurationTarget.Workspace;
	return values?.globalValue ? vscode.ConfigurationTarget.Global : undefined;
}

async function write(
	client: BaseLanguageClient,
	document: vscode.TextDocument,
	{ project }: Choices,
	release: string | null,
	place: Place,
): Promise<void> {
	if (place !== "comment" && place !== "project") {
		await vscode.workspace.getConfiguration("redisSecurityLint", document.uri).update("server", release ?? undefined, place);
		return;
	}
	const edit = await client.sendRequest(ChooseServerRequest, { uri: document.uri.toString(), release, place });
	const converted = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
	if (!converted || !(await vscode.workspace.applyEdit(converted))) {
		const project = vscode.l10n.t("That could not be written. Is the project file valid JSON?");
		await vscode.window.showErrorMessage(place === "project" ? project : vscode.l10n.t("{0} Take it away there.", ELSEWHERE));
		return;
	}
	// Nobody looks at it, so nobody would save it.
	if (place === "project") await (await vscode.workspace.openTextDocument(vscode.Uri.parse(project))).save();
}
