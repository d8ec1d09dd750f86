// client: the language in which this extension speaks, for pages that have to name it.
import { env, l10n } from "vscode";

/** As HTML writes it, such as "de"; English where there is no translation. */
export function languageOfWords(): string {
	return l10n.bundle && /^[\w-]+$/.test(env.language) ? env.language : "en";
}
