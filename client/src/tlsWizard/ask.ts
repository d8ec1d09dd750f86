// client/tlsWizard: shows one question at the top of the window, with the number of the step and a button that leads back.
import * as vscode from "vscode";
import type { Asked, Reply } from "./flow";
import type { Item } from "./steps";

const TITLE = vscode.l10n.t("Generate TLS config");

/** Shows a question until it is answered, taken back, or left. */
export function ask({ question, step, of, check }: Asked): Promise<Reply> {
	if (question.kind === "text") return askText(question, { step, of, check });
	const many = question.kind === "many";
	const box = vscode.window.createQuickPick<Row>();
	const rows = question.items.map(({ label, detail, description, value, browse }): Row => {
		return { label, value, ...(detail && { detail }), ...(description && { description }), ...(browse && { browse }) };
	});
	Object.assign(box, { placeholder: question.text, items: rows, canSelectMany: many, matchOnDetail: true });
	if (question.kind === "many") box.selectedItems = rows.filter(({ value }) => question.picked.includes(value));
	else box.activeItems = rows.filter(({ value }) => value === question.active).slice(0, 1);
	return shown(box, { step, of }, async () => {
		const chosen = many ? box.selectedItems : box.activeItems.slice(0, 1);
		if (!many && chosen.length === 0) return undefined;
		const given = await Promise.all(chosen.map(answerOf));
		const wrong = await check(given);
		box.title = wrong === undefined ? TITLE : vscode.l10n.t("{0}: {1}", TITLE, wrong);
		return wrong === undefined ? given : undefined;
	});
}

type Row = vscode.QuickPickItem & Pick<Item, "value" | "browse">;

/** Of "Another folder..." the folder that is chosen; "" where none is. */
async function answerOf({ value, browse }: Row): Promise<string> {
	if (!browse) return value;
	const openLabel = vscode.l10n.t("Write here");
	const [folder] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel, title: TITLE })) ?? [];
	return folder?.toString() ?? "";
}

function askText(
	{ text, value, example }: { readonly text: string; readonly value: string; readonly example?: string },
	{ step, of, check }: Pick<Asked, "step" | "of" | "check">,
): Promise<Reply> {
	const box = vscode.window.createInputBox();
	Object.assign(box, { prompt: text, value, placeholder: example ?? "" });
	const judged = async () => {
		const typed = box.value;
		const wrong = await check([typed]);
		// An answer about what was typed before is of no use any more.
		if (typed === box.value) box.validationMessage = wrong;
		return typed === box.value && wrong === undefined ? [typed] : undefined;
	};
	box.onDidChangeValue(() => void judged());
	return shown(box, { step, of }, judged);
}

interface Accepting {
	readonly onDidAccept: vscode.Event<void>;
	readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
	buttons: readonly vscode.QuickInputButton[];
}

/** `accept` gives what is taken, undefined where the question stays. */
export function shown(
	box: vscode.QuickInput & Accepting,
	{ step, of }: Pick<Asked, "step" | "of">,
	accept: () => Promise<readonly string[] | undefined>,
): Promise<Reply> {
	Object.assign(box, { title: TITLE, step, totalSteps: of, ignoreFocusOut: true });
	if (step > 1) box.buttons = [vscode.QuickInputButtons.Back];
	return new Promise((resolve) => {
		let isBusy = false;
		const end = (reply: Reply) => {
			resolve(reply);
			box.dispose();
		};
		box.onDidTriggerButton(() => end("back"));
		box.onDidAccept(async () => {
			if (isBusy) return;
			isBusy = true;
			try {
				const given = await accept();
				if (given) end({ given });
				// A dialog for folders has hidden it.
				else box.show();
			} finally {
				isBusy = false;
			}
		});
		box.onDidHide(() => {
			if (!isBusy) end("cancel");
		});
		box.show();
	});
}
