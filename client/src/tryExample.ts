// client: the command "Redis: Open an unsafe example", for the first minutes. It opens a draft, so nothing is written anywhere.
import { commands, extensions, l10n, Uri, window, workspace } from "vscode";

const NAME = "redis-security-lint";
const WALKTHROUGH = "start";

export async function tryExample(): Promise<void> {
	const own = ownExtension();
	if (!own) return;
	const bytes = await workspace.fs.readFile(Uri.joinPath(own.extensionUri, "docs", "walkthrough", "redis.conf"));
	const about = [
		l10n.t("A redis.conf to try things on. It is a draft: nothing is written to your disk."),
		l10n.t("Underlined lines have something wrong. Point at them, or press Ctrl+. (on a Mac Cmd+.)."),
	];
	const content = `${about.map((line) => `# ${line}\n`).join("")}\n${new TextDecoder().decode(bytes)}`;
	const document = await workspace.openTextDocument({ language: "redis-conf", content });
	await window.showTextDocument(document);
}

/** The command "Redis: Get started". */
export async function getStarted(): Promise<void> {
	const own = ownExtension();
	if (own) await commands.executeCommand("workbench.action.openWalkthrough", `${own.id}#${WALKTHROUGH}`, false);
}

/** By its name, since the publisher differs where somebody publishes it anew. */
function ownExtension() {
	return extensions.all.find(({ packageJSON }) => packageJSON.name === NAME);
}
