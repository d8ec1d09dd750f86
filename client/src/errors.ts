// client: what becomes of a language server that ends by itself: it is started again, and where it ends again and again, the person is told in their language.
import { commands, l10n, window } from "vscode";
import { type BaseLanguageClient, CloseAction, type ErrorHandler } from "vscode-languageclient";

/** @param client is made with this handler, so it is asked for later. */
export function errorHandler(client: () => BaseLanguageClient): ErrorHandler {
	let usual: ErrorHandler | undefined;
	const standard = () => {
		usual ??= client().createDefaultErrorHandler();
		return usual;
	};
	return {
		error: (error, message, count) => standard().error(error, message, count),
		closed: async () => {
			const result = await standard().closed();
			if (result.action === CloseAction.Restart) return result;
			void tell(client());
			return { ...result, handled: true };
		},
	};
}

async function tell(client: BaseLanguageClient): Promise<void> {
	const again = l10n.t("Start it again");
	const output = l10n.t("Show the output");
	const chosen = await window.showErrorMessage(
		l10n.t("The language server of Redis Security Lint has ended several times in a row, so files are not judged. The output says why."),
		again,
		output,
	);
	if (chosen === again) await commands.executeCommand("redisSecurityLint.restartServer");
	else if (chosen === output) client.outputChannel.show();
}
