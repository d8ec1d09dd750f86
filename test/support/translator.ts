// test support: what VS Code gives to the extension's words, in English and in the languages that come with it.
import { readFileSync } from "node:fs";
import { filled, type Translator } from "../../client/src/words";

export const ENGLISH: Translator = { t: filled };

/** @param language as the bundles are named: "de", "zh-cn". */
export function translatorTo(language: string): Translator {
	const bundle = bundleOf(language);
	return { t: (message, ...values) => filled(bundle[message] ?? message, ...values) };
}

/** Translations by their English. */
function bundleOf(language: string): Readonly<Record<string, string>> {
	return JSON.parse(readFileSync(new URL(`../../l10n/bundle.l10n.${language}.json`, import.meta.url), "utf8"));
}
