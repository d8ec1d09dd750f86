// client: which documents are Redis files, and the one that a command of the palette is about.
import { l10n, type TextDocument, type Uri, window } from "vscode";

/** As the manifest calls them. */
export const REDIS_LANGUAGES: readonly string[] = ["redis-conf", "redis-acl"];

export function isRedisDocument({ languageId }: TextDocument): boolean {
	return REDIS_LANGUAGES.includes(languageId);
}

/** The address of the one that is looked at. */
export function activeRedisUri(): Uri | undefined {
	const document = window.activeTextEditor?.document;
	return document && isRedisDocument(document) ? document.uri : undefined;
}

/** The one that is looked at; a person who looks at another file is told what to do. */
export async function activeRedisDocument(): Promise<TextDocument | undefined> {
	const document = window.activeTextEditor?.document;
	if (document && isRedisDocument(document)) return document;
	await window.showInformationMessage(l10n.t("Open a redis.conf, a sentinel.conf or an ACL file first."));
	return undefined;
}
