// client: the Redis file that a command of the palette is about.
import { l10n, type TextDocument, window } from "vscode";

/** The one that is looked at; a person who looks at another file is told what to do. */
export async function activeRedisDocument(): Promise<TextDocument | undefined> {
	const document = window.activeTextEditor?.document;
	if (document?.languageId === "redis-conf" || document?.languageId === "redis-acl") return document;
	await window.showInformationMessage(l10n.t("Open a redis.conf, a sentinel.conf or an ACL file first."));
	return undefined;
}
