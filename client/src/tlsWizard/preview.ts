// client/tlsWizard: the last step: what would be written, shown as differences before anything is. Nothing here writes.
import * as vscode from "vscode";
import { shown } from "./ask";
import { type Planned, type State, summaryOf } from "./plan";

const { l10n } = vscode;
const SCHEME = "redis-security-lint-tls";

export type Decision = "write" | "write-others" | "back" | "cancel";

/** The texts as they would be, as documents that nobody can edit. */
export class Preview implements vscode.Disposable {
	private readonly texts = new Map<string, string>();
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
		onDidChange: this.changed.event,
		provideTextDocumentContent: (uri) => this.texts.get(uri.path) ?? "",
	});

	/** Shows the first file that changes, and asks. */
	async decide(planned: readonly Planned[], step: number): Promise<Decision> {
		for (const { path, after } of planned) {
			const uri = addressOf(path);
			this.texts.set(uri.path, after);
			this.changed.fire(uri);
		}
		const [first] = planned.filter(({ state }) => state !== "same");
		if (first) await this.show(first);
		const box = vscode.window.createQuickPick<Row>();
		const items = rows(planned);
		Object.assign(box, { items, placeholder: summaryOf(planned, l10n), matchOnDescription: true });
		const reply = await shown(box, { step, of: step }, async () => {
			const [row] = box.activeItems;
			if (row?.file) await this.show(row.file);
			return row?.decision && [row.decision];
		});
		if (reply === "back" || reply === "cancel") return reply;
		return reply.given[0] as Decision;
	}

	private async show({ path, uri, before, after, state }: Planned): Promise<void> {
		const preview = addressOf(path);
		const options = { preview: true, preserveFocus: true };
		if (uri !== undefined && before !== undefined && before !== after) {
			const title = state === "replaced" ? l10n.t("{0}: what takes its place", path) : l10n.t("{0}: with TLS", path);
			await vscode.commands.executeCommand("vscode.diff", vscode.Uri.parse(uri), preview, title, options);
		} else await vscode.window.showTextDocument(preview, options);
	}

	/** Closes what was shown. */
	async dispose(): Promise<void> {
		const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => isOurs(input));
		await vscode.window.tabGroups.close(tabs, true);
		this.registration.dispose();
		this.changed.dispose();
	}
}

function addressOf(path: string): vscode.Uri {
	return vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
}

function isOurs(input: unknown): boolean {
	if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === SCHEME;
	return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME;
}

type Row = vscode.QuickPickItem & { readonly decision?: Decision; readonly file?: Planned };

function rows(planned: readonly Planned[]): Row[] {
	const replaced = planned.filter(({ state }) => state === "replaced").length;
	const write: Row = {
		label: l10n.t("$(check) Write"),
		detail: l10n.t("Changes of open files can be undone."),
		decision: "write",
	};
	const writeOthers: Row = {
		label: l10n.t("$(check) Write, and keep the other files of these names"),
		detail: l10n.t("Nothing of what is there is lost."),
		decision: "write-others",
	};
	const replace: Row = { label: l10n.t("$(replace-all) Write, and replace the other files of these names"), decision: "write" };
	return [
		...(replaced === 0 ? [write] : [writeOthers, replace]),
		{ label: l10n.t("$(arrow-left) Back"), decision: "back" },
		{ label: l10n.t("$(close) Cancel"), detail: l10n.t("Nothing is written."), decision: "cancel" },
		{ label: l10n.t("Look at a file"), kind: vscode.QuickPickItemKind.Separator },
		...planned.map((file): Row => ({ label: `${ICONS[file.state]} ${file.path}`, description: wordsOf(file.state), file })),
	];
}

const ICONS: Readonly<Record<State, string>> = {
	new: "$(new-file)",
	draft: "$(new-file)",
	changed: "$(diff)",
	replaced: "$(warning)",
	same: "$(pass)",
};

function wordsOf(state: State): string {
	const words: Readonly<Record<State, string>> = {
		new: l10n.t("new"),
		draft: l10n.t("a draft"),
		changed: l10n.t("changes"),
		replaced: l10n.t("another file of this name is there"),
		same: l10n.t("stays as it is"),
	};
	return words[state];
}
