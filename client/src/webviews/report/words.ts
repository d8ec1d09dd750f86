// webviews: the words of the security report's page. "{0}" and "{1}" stand for values.

/** Gives a text in the language of the editor. */
export interface Translator {
	t(message: string): string;
}

export function reportWords(l10n: Translator) {
	return {
		title: l10n.t("Security report: {0}"),
		made: l10n.t("Made on {0}"),
		judged: l10n.t("Judged as"),
		profile: l10n.t("Profile"),
		found: l10n.t("Found"),
		read: l10n.t("Files read"),
		saveHtml: l10n.t("Save as HTML"),
		saveMarkdown: l10n.t("Save as Markdown"),
		again: l10n.t("Make it again"),
		workspace: l10n.t("Whole workspace"),
		reach: l10n.t("Who can reach what"),
		reachWords: l10n.t("The same in words"),
		layers: l10n.t("Layers"),
		files: l10n.t("Files"),
		file: l10n.t("File"),
		kind: l10n.t("Kind"),
		release: l10n.t("Release"),
		worst: l10n.t("Worst"),
		partOf: l10n.t("part of {0}"),
		nothing: l10n.t("nothing"),
		look: l10n.t("worth a look"),
		nothingFound: l10n.t("Nothing was found here."),
		checked: l10n.t("What was looked for ({0})"),
		fixSafe: l10n.t("Fix all that is safe ({0})"),
		fixAll: l10n.t("Fix all of these ({0}) …"),
		mayRefuse: l10n.t("may refuse clients that get in today"),
		more: l10n.t("Show {0} more"),
		left: l10n.t("And {0} more of the same."),
		silenced: l10n.t("Silenced"),
		notJudged: l10n.t("Not judged"),
		unread: l10n.t("{0} was not read."),
		moreFiles: l10n.t("The workspace has more files than are looked at. Open a smaller folder to have all of them judged."),
		about: l10n.t(
			"Made from the files alone. It says what the server would do with them; no running server, no firewall and no client was asked.",
		),
		goTo: l10n.t("Go to {0}"),
		ruleName: l10n.t("About the rule {0}"),
		dangerous: l10n.t("open"),
		error: l10n.t("Error"),
		warning: l10n.t("Warning"),
		info: l10n.t("Information"),
		hint: l10n.t("Hint"),
		config: l10n.t("configuration"),
		sentinel: l10n.t("Sentinel configuration"),
		acl: l10n.t("ACL file"),
		development: l10n.t("development"),
		production: l10n.t("production"),
		strict: l10n.t("strict"),
		missing: l10n.t("There is no such file here. Where the server runs elsewhere, copy the file beside this one, or run the check there."),
		denied: l10n.t("This account may not read it. Give the account the right to read, or run the check with one that has it."),
		"not-a-file": l10n.t("This is no file. Name a file."),
		"too-large": l10n.t("It is too large to be judged. Split it into files that include each other."),
		changed: l10n.t("It changed while it was read. Make the report again."),
		unsupported: l10n.t("It cannot be read from here. Open the folder that it is in, on the desktop."),
		outside: l10n.t(
			"It lies outside of the workspace, which is not trusted yet. Trust the workspace, or open the folder that the file is in.",
		),
		foreign: l10n.t("This looks like a file of another program. Choose its language at the bottom right if it is one of Redis."),
	};
}

export type ReportWords = ReturnType<typeof reportWords>;

/** Puts the values in. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
	return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
