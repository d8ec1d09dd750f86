// client: the command "Redis: Generate TLS config". It asks; the language server computes what is written.
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { offerTlsKit } from "./writeTlsKit";

/** The answers as the server's request takes them. */
interface Answers {
	mode: "server" | "mutual";
	port: number;
	certFile: string;
	keyFile: string;
	caFile: string;
	replication: boolean;
	cluster: boolean;
}

/** What the server answers: edits of the open document, or the text of a new one, or what is wrong with the answers. */
interface Generated {
	edits?: { range: { start: vscode.Position; end: vscode.Position }; newText: string }[];
	text?: string;
	faults?: { answer: string; message: string }[];
}

const TITLE = "Generate TLS config";
const FOLDER = "/etc/redis/tls";

type Step = (answers: Answers) => Promise<"back" | "next" | "cancel">;

/** Asks step by step, with a way back, and writes the TLS lines into the open redis.conf or sentinel.conf, or into a new file. */
export async function generateTlsConfig(client: BaseLanguageClient): Promise<void> {
	const answers: Answers = {
		mode: "server",
		port: 6379,
		certFile: `${FOLDER}/redis.crt`,
		keyFile: `${FOLDER}/redis.key`,
		caFile: `${FOLDER}/ca.crt`,
		replication: false,
		cluster: false,
	};
	if (!(await ask(answers))) return;
	const document = targetDocument();
	const generated = await client.sendRequest<Generated>("redisSecurityLint/generateTls", { uri: document?.uri.toString(), answers });
	if (generated.faults?.length) {
		await vscode.window.showErrorMessage(generated.faults.map((fault) => fault.message).join(" "));
		return;
	}
	await write(document, generated);
	// Not waited for: the lines are there, whatever becomes of the offer.
	void offerTlsKit(client, answers);
}

/** The open file, if it is one that takes TLS lines. */
function targetDocument(): vscode.TextDocument | undefined {
	const document = vscode.window.activeTextEditor?.document;
	return document?.languageId === "redis-conf" ? document : undefined;
}

async function write(document: vscode.TextDocument | undefined, generated: Generated): Promise<void> {
	if (document && generated.edits) {
		const edit = new vscode.WorkspaceEdit();
		for (const { range, newText } of generated.edits) {
			edit.replace(document.uri, new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character), newText);
		}
		const version = document.version;
		if (!(await vscode.workspace.applyEdit(edit)) || document.version === version) {
			await vscode.window.showInformationMessage("The TLS lines are already in this file; nothing was changed.");
			return;
		}
		const line = document
			.getText()
			.split("\n")
			.findIndex((text) => /^tls-port\s/.test(text));
		if (line >= 0)
			vscode.window.activeTextEditor?.revealRange(
				new vscode.Range(line, 0, line, 0),
				vscode.TextEditorRevealType.InCenterIfOutsideViewport,
			);
		return;
	}
	const created = await vscode.workspace.openTextDocument({ language: "redis-conf", content: generated.text ?? "" });
	await vscode.window.showTextDocument(created);
}

async function ask(answers: Answers): Promise<boolean> {
	const steps: Step[] = [
		(all) =>
			pick(1, "Who shows a certificate?", all.mode === "mutual" ? 1 : 0, [
				{
					label: "The server only",
					detail: "Connections are encrypted; clients log in with a password.",
					chosen: () => (all.mode = "server"),
				},
				{
					label: "Server and clients (mutual TLS)",
					detail: "A client without a certificate of your CA is refused before it can say anything.",
					chosen: () => (all.mode = "mutual"),
				},
			]),
		(all) =>
			input(2, "Port for TLS", String(all.port), "The port in clear text is closed, so its number is free.", (text) => {
				all.port = Number(text);
				return /^\d{1,5}$/.test(text) && all.port >= 1 && all.port <= 65535 ? undefined : "A whole number from 1 to 65535.";
			}),
		(all) => path(3, "Path of the server's certificate", all.certFile, (text) => (all.certFile = text)),
		(all) => path(4, "Path of the server's key", all.keyFile, (text) => (all.keyFile = text)),
		(all) => path(5, "Path of the CA certificate", all.caFile, (text) => (all.caFile = text)),
		(all) =>
			pick(6, "Encrypt what the servers say to each other?", all.replication ? (all.cluster ? 2 : 1) : 0, [
				{
					label: "No other servers",
					detail: "This server has no replica, no primary and no cluster.",
					chosen: () => Object.assign(all, { replication: false, cluster: false }),
				},
				{
					label: "Replication",
					detail: "Connections between the primary and its replicas use TLS.",
					chosen: () => Object.assign(all, { replication: true, cluster: false }),
				},
				{
					label: "Replication and cluster bus",
					detail: "The nodes of a cluster talk to each other over TLS.",
					chosen: () => Object.assign(all, { replication: true, cluster: true }),
				},
			]),
	];
	for (let at = 0; at < steps.length; ) {
		const outcome = await (steps[at] as Step)(answers);
		if (outcome === "cancel") return false;
		at += outcome === "back" ? -1 : 1;
	}
	return true;
}

const STEPS = 6;

function pick(
	step: number,
	placeholder: string,
	active: number,
	items: readonly (vscode.QuickPickItem & { chosen(): void })[],
): ReturnType<Step> {
	const box = vscode.window.createQuickPick<(typeof items)[number]>();
	Object.assign(box, { title: TITLE, step, totalSteps: STEPS, placeholder, items, ignoreFocusOut: true });
	box.activeItems = items.slice(active, active + 1);
	return shown(box, step, () => {
		box.activeItems[0]?.chosen();
		return box.activeItems.length > 0;
	});
}

function input(step: number, prompt: string, value: string, hint: string, take: (text: string) => string | undefined): ReturnType<Step> {
	const box = vscode.window.createInputBox();
	Object.assign(box, {
		title: TITLE,
		step,
		totalSteps: STEPS,
		prompt: hint === "" ? prompt : `${prompt}. ${hint}`,
		value,
		ignoreFocusOut: true,
	});
	box.onDidChangeValue(() => {
		box.validationMessage = take(box.value.trim());
	});
	return shown(box, step, () => {
		box.validationMessage = take(box.value.trim());
		return box.validationMessage === undefined;
	});
}

function path(step: number, prompt: string, value: string, take: (text: string) => void): ReturnType<Step> {
	return input(step, `${prompt}, on the machine where Redis runs`, value, "", (text) => {
		if (text === "") return "The path is missing.";
		take(text);
		return undefined;
	});
}

/** Shows a step with its way back; `accept` says whether the step may end. */
function shown(
	box: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] } & Accepting,
	step: number,
	accept: () => boolean,
): ReturnType<Step> {
	if (step > 1) box.buttons = [vscode.QuickInputButtons.Back];
	return new Promise((resolve) => {
		const end = (outcome: "back" | "next" | "cancel") => {
			resolve(outcome);
			box.dispose();
		};
		box.onDidTriggerButton(() => end("back"));
		box.onDidAccept(() => {
			if (accept()) end("next");
		});
		box.onDidHide(() => end("cancel"));
		box.show();
	});
}

interface Accepting {
	readonly onDidAccept: vscode.Event<void>;
	readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}
