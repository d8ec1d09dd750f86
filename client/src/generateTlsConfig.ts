// client: the command "Redis: Generate TLS config": a wizard whose answers the language server turns into files, which are shown before they are written.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { CheckTlsChoicesRequest, GenerateTlsKitRequest, TlsProposalRequest } from "./protocol";
import {
	type Answers,
	firstAnswers,
	type Place,
	type Proposal,
	readRemembered,
	type Setting,
	toChoices,
	toRemember,
} from "./tlsWizard/answers";
import { ask } from "./tlsWizard/ask";
import { runWizard } from "./tlsWizard/flow";
import { type Planned, planFiles } from "./tlsWizard/plan";
import { Preview } from "./tlsWizard/preview";
import { writeTlsKit } from "./writeTlsKit";

/** Where answers are kept for the next time, in the workspace. */
const KEPT = "tlsAnswers";

const memories = new WeakMap<BaseLanguageClient, vscode.Memento>();

/** Says where answers are remembered. */
export function keepTlsAnswers(client: BaseLanguageClient, memory: vscode.Memento): void {
	memories.set(client, memory);
}

/** Nothing is written before the last question is answered with "Write". */
export async function generateTlsConfig(client: BaseLanguageClient): Promise<void> {
	const document = openConfiguration();
	const proposal = await client.sendRequest(TlsProposalRequest, document ? { uri: document.uri.toString() } : {});
	const targets = await targetsOf(document, proposal);
	const setting: Setting = { l10n: vscode.l10n, proposal, places: placesFor(document), targets: inWords(targets) };
	const preview = new Preview();
	let written: readonly Planned[] = [];
	try {
		const answers = await runWizard(firstAnswers(setting, readRemembered(memories.get(client)?.get(KEPT), proposal.defaults)), setting, {
			ask,
			faults: (choices) => client.sendRequest(CheckTlsChoicesRequest, choices),
			finish: async (given, step) => {
				for (;;) {
					const planned = await plan(client, given, proposal, targets);
					if (planned === undefined) return "back";
					const decision = await preview.decide(planned, step);
					if (decision === "back" || decision === "cancel") return decision;
					written = planned.filter(({ state }) => decision === "write" || state !== "replaced");
					if (await writeTlsKit(written)) return "done";
					void vscode.window.showWarningMessage(
						vscode.l10n.t("A file has changed meanwhile, or cannot be written. Nothing was written. Look at it again."),
					);
				}
			},
		});
		if (!answers) return;
		await memories.get(client)?.update(KEPT, toRemember(answers));
	} finally {
		await preview.dispose();
		// The difference may have taken its place.
		if (document) await vscode.window.showTextDocument(document);
	}
	await showWritten(written);
}

/** What the server makes of the answers, beside what is there. Undefined where they cannot work: the person has been told. */
async function plan(client: BaseLanguageClient, answers: Answers, { server }: Proposal, targets: Targets): Promise<Planned[] | undefined> {
	const {
		files,
		faults,
		unmerged = [],
	} = await client.sendRequest(GenerateTlsKitRequest, { ...toChoices(answers), server, merge: targets });
	if (!files) {
		await vscode.window.showErrorMessage((faults ?? []).map(({ message }) => message).join(" "));
		return undefined;
	}
	const folder = answers.place === undefined ? undefined : vscode.Uri.parse(answers.place);
	const usable = Object.fromEntries(Object.entries(targets).filter(([kind]) => !unmerged.some((one) => one === kind)));
	return planFiles(files, answers, {
		targets: usable,
		at: (path) => folder && vscode.Uri.joinPath(folder, path).toString(),
		read: async (uri) =>
			(await exists(vscode.Uri.parse(uri))) ? (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText() : undefined,
	});
}

type Targets = { readonly config?: string; readonly sentinel?: string };

/** The open file that takes TLS lines. */
function openConfiguration(): vscode.TextDocument | undefined {
	const document = vscode.window.activeTextEditor?.document;
	return document?.languageId === "redis-conf" ? document : undefined;
}

/** The open file, and the configuration of the other kind that lies beside it. */
async function targetsOf(document: vscode.TextDocument | undefined, { kind }: Proposal): Promise<Targets> {
	if (!document || kind === null) return {};
	const [other, name] = kind === "config" ? (["sentinel", "sentinel.conf"] as const) : (["config", "redis.conf"] as const);
	const own = { [kind]: document.uri.toString() };
	if (document.isUntitled) return own;
	const beside = vscode.Uri.joinPath(document.uri, "..", name);
	return (await exists(beside)) ? { ...own, [other]: beside.toString() } : own;
}

function inWords(targets: Targets): Targets {
	return Object.fromEntries(Object.entries(targets).map(([kind, uri]) => [kind, vscode.workspace.asRelativePath(vscode.Uri.parse(uri))]));
}

/** Beside the file, and in each folder of the workspace. */
function placesFor(document: vscode.TextDocument | undefined): Place[] {
	const beside = document && !document.isUntitled ? [vscode.Uri.joinPath(document.uri, "..")] : [];
	const folders = [...beside, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)].filter(isWritable);
	const places = folders.map((folder) => {
		const uri = vscode.Uri.joinPath(folder, "redis-tls");
		return {
			label: vscode.workspace.asRelativePath(uri),
			detail: vscode.l10n.t("A folder for scripts, client settings and the list of tests."),
			uri: uri.toString(),
		};
	});
	return places.filter(({ uri }, index) => places.findIndex((place) => place.uri === uri) === index);
}

function isWritable({ scheme }: vscode.Uri): boolean {
	return vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	if (uri.scheme === "untitled") return true;
	return vscode.workspace.fs.stat(uri).then(
		() => true,
		() => false,
	);
}

/** The lines in the first configuration, and the offer to read on. Not waited for: all is written, whatever becomes of the offer. */
async function showWritten(written: readonly Planned[]): Promise<void> {
	const changed = written.filter(({ uri, state }) => uri !== undefined && state !== "same");
	const [first] = changed.filter(({ path }) => path.endsWith(".conf"));
	if (first?.uri) {
		const editor = await vscode.window.showTextDocument(vscode.Uri.parse(first.uri));
		const line = first.after.split("\n").findIndex((text) => /^tls-port\s/.test(text));
		if (line >= 0) editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
	}
	const next = written.find(({ path }) => path === "CHECKLIST.md")?.uri;
	if (changed.length === 0 && !written.some(({ state }) => state === "draft")) {
		void vscode.window.showInformationMessage(vscode.l10n.t("Everything is there already; nothing was changed."));
	} else if (next !== undefined) void offerChecklist(vscode.Uri.parse(next));
}

async function offerChecklist(uri: vscode.Uri): Promise<void> {
	const open = vscode.l10n.t("Open the list of tests");
	const chosen = await vscode.window.showInformationMessage(
		vscode.l10n.t(
			"The TLS files are written. The scripts are for a shell on a machine with openssl; the list says what to run and to test.",
		),
		open,
	);
	if (chosen === open) await vscode.window.showTextDocument(uri);
}
