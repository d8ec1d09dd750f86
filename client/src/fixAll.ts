// client: the command "Redis: Fix all that is safe in this file".
import { CodeAction, CodeActionKind, commands, l10n, Range, window, workspace } from "vscode";
import { activeRedisDocument } from "./redisDocument";

const KIND = CodeActionKind.SourceFixAll.append("redisSecurityLint");

export async function fixAll(): Promise<void> {
	const document = await activeRedisDocument();
	if (!document) return;
	const whole = new Range(0, 0, document.lineCount, 0);
	const actions = await commands.executeCommand<CodeAction[] | undefined>(
		"vscode.executeCodeActionProvider",
		document.uri,
		whole,
		KIND.value,
		1,
	);
	const edit = actions?.find((action) => action instanceof CodeAction)?.edit;
	if (edit && (await workspace.applyEdit(edit))) return;
	await window.showInformationMessage(
		l10n.t(
			"Nothing here can be fixed without the risk that clients are refused. The light bulb on an underlined line offers the other fixes.",
		),
	);
}
