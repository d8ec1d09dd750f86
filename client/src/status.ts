// client: the status bar: which server a file is judged by, inside of which root, and what to do when the language server does not answer.
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { ChangedNotification, type ServerInForce, ServerInForceRequest } from "./protocol";
import { isRedisDocument, REDIS_LANGUAGES } from "./redisDocument";

/** Typing is waited for before the server is asked again. */
const PAUSE = 300;
/** After this the person is told that the server does not answer, and what to do. */
const PATIENCE = 15_000;

/** To be called before the client starts: a start that fails is shown too. */
export function showStatus(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
	const status = new Status(client);
	context.subscriptions.push(
		status,
		client.onDidChangeState(() => status.update()),
		client.onNotification(ChangedNotification, () => status.updateSoon()),
		vscode.window.onDidChangeActiveTextEditor(() => status.update()),
		vscode.workspace.onDidGrantWorkspaceTrust(() => status.updateSoon()),
		vscode.workspace.onDidChangeTextDocument(({ document }) => {
			if (document === vscode.window.activeTextEditor?.document) status.updateSoon();
		}),
	);
	status.update();
}

class Status {
	private readonly bar = vscode.window.createStatusBarItem("redisSecurityLint.server", vscode.StatusBarAlignment.Right, 101);
	private readonly server = vscode.languages.createLanguageStatusItem("redisSecurityLint.server", [...REDIS_LANGUAGES]);
	private readonly root = vscode.languages.createLanguageStatusItem("redisSecurityLint.root", [...REDIS_LANGUAGES]);
	private timer: ReturnType<typeof setTimeout> | undefined;
	private asked = 0;

	constructor(private readonly client: BaseLanguageClient) {
		this.bar.name = vscode.l10n.t("Redis Security Lint: server");
		this.server.name = vscode.l10n.t("Redis Security Lint: server");
		this.root.name = vscode.l10n.t("Redis Security Lint: root");
	}

	dispose(): void {
		clearTimeout(this.timer);
		for (const item of [this.bar, this.server, this.root]) item.dispose();
	}

	updateSoon(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.update(), PAUSE);
	}

	update(): void {
		const document = vscode.window.activeTextEditor?.document;
		if (!document || !isRedisDocument(document)) {
			this.bar.hide();
			return;
		}
		this.bar.show();
		if (this.client.state === State.Running) void this.ask(document);
		else if (this.client.state === State.Stopped) this.stopped();
		else this.starting();
	}

	/** The answer to the newest question counts. */
	private async ask(document: vscode.TextDocument): Promise<void> {
		const number = ++this.asked;
		this.server.busy = true;
		const late = setTimeout(() => {
			if (number === this.asked) this.silent();
		}, PATIENCE);
		try {
			const inForce = await this.client.sendRequest(ServerInForceRequest, { uri: document.uri.toString() });
			if (number !== this.asked) return;
			if (inForce) this.judged(inForce);
			else this.unknown();
		} catch {
			// The document changed or was closed meanwhile, or the server ended: each of them asks again.
		} finally {
			clearTimeout(late);
			if (number === this.asked) this.server.busy = false;
		}
	}

	private judged({ name, reason, roots }: ServerInForce): void {
		const names = roots.map((root) => vscode.workspace.asRelativePath(vscode.Uri.parse(root)));
		const within = names.length === 0 ? "" : vscode.l10n.t("\n\nJudged inside of {0}.", names.map((each) => `\`${each}\``).join(", "));
		const untrusted = vscode.workspace.isTrusted
			? ""
			: vscode.l10n.t("\n\nThis workspace is not trusted, so files outside of it are not read.");
		const judged = vscode.l10n.t("**Judged as {0} would read it**: {1}.{2}{3}", name, reason, within, untrusted);
		this.show(`$(shield) ${name}`, vscode.l10n.t("{0}\n\nClick to choose another release.", judged));
		this.server.text = name;
		this.server.detail = reason;
		this.server.severity = vscode.LanguageStatusSeverity.Information;
		this.server.command = { title: vscode.l10n.t("Choose release"), command: "redisSecurityLint.chooseServer" };
		this.root.text = names.length === 0 ? vscode.l10n.t("Judged by itself") : vscode.l10n.t("Judged inside of {0}", names.join(", "));
		this.root.detail =
			names.length === 0
				? vscode.l10n.t("no other file here leads to it")
				: vscode.l10n.t("that file includes it or names it as its ACL file");
		this.root.command = { title: vscode.l10n.t("Choose root"), command: "redisSecurityLint.chooseRoot" };
	}

	private unknown(): void {
		this.show(
			vscode.l10n.t("$(shield) no Redis file"),
			vscode.l10n.t("This looks like a file of another program, so nothing in it is judged."),
		);
		this.server.text = vscode.l10n.t("Not judged");
		this.server.detail = vscode.l10n.t("this looks like a file of another program; choose its language if it is none of Redis");
		this.server.severity = vscode.LanguageStatusSeverity.Information;
		this.server.command = { title: vscode.l10n.t("Choose language"), command: "workbench.action.editor.changeLanguageMode" };
		this.root.text = vscode.l10n.t("No root");
		this.root.detail = "";
		this.root.command = undefined;
	}

	private starting(): void {
		this.show("$(sync~spin) Redis", vscode.l10n.t("Redis Security Lint is starting."));
		this.server.text = vscode.l10n.t("Starting");
		this.server.detail = "";
		this.server.busy = true;
		this.server.command = undefined;
	}

	private silent(): void {
		const problem = vscode.l10n.t(
			"The language server of Redis Security Lint does not answer: a file is very large, or something went wrong.",
		);
		this.show("$(watch) Redis", vscode.l10n.t("{0} Wait, or click to start it again.", problem));
		this.bar.command = "redisSecurityLint.restartServer";
		this.server.text = vscode.l10n.t("The language server does not answer");
		this.server.detail = vscode.l10n.t("wait, or start it again");
		this.server.severity = vscode.LanguageStatusSeverity.Warning;
		this.server.command = { title: vscode.l10n.t("Start it again"), command: "redisSecurityLint.restartServer" };
	}

	private stopped(): void {
		const problem = vscode.l10n.t("The language server of Redis Security Lint has stopped, so files are not judged.");
		this.show(
			"$(error) Redis",
			vscode.l10n.t('{0} Click to start it again. What went wrong stands in the output "Redis Security Lint".', problem),
		);
		this.bar.command = "redisSecurityLint.restartServer";
		this.server.text = vscode.l10n.t("The language server has stopped");
		this.server.detail = vscode.l10n.t("files are not judged");
		this.server.busy = false;
		this.server.severity = vscode.LanguageStatusSeverity.Error;
		this.server.command = { title: vscode.l10n.t("Start it again"), command: "redisSecurityLint.restartServer" };
	}

	private show(text: string, tooltip: string): void {
		this.bar.text = text;
		this.bar.tooltip = new vscode.MarkdownString(tooltip);
		this.bar.command = "redisSecurityLint.chooseServer";
		// Screen readers do not say icons.
		this.bar.accessibilityInformation = { label: vscode.l10n.t("Redis Security Lint: {0}", text.replace(/\$\([^)]*\) ?/g, "")) };
	}
}
