// lsp: the language of the person. Words become text here, where they are sent, and nowhere before.
import type { InitializeParams } from "vscode-languageserver";
import { type Bundle, NO_BUNDLE, readBundle, translated, type Words } from "../base/say";
import type { Language, ServerHost } from "./host";

/** Words in the language of the person. */
export type Speak = (words: Words) => string;

/** Our own client hands over the bundle that the editor has loaded; for others the host reads the one of their locale. */
export async function readLanguage({ locale, initializationOptions }: InitializeParams, host: ServerHost): Promise<Speak> {
	const given: unknown = initializationOptions?.translations;
	const language = languageOf(locale);
	let bundle: Bundle = NO_BUNDLE;
	if (typeof given === "object" && given !== null) bundle = readBundle(given);
	else if (language) bundle = readBundle(await host.translations?.(language).catch(() => undefined));
	return (words) => translated(words, bundle);
}

/** "de-CH" is German, "zh" and "zh-Hans-CN" are written in the simplified letters, "zh-TW" and "zh-Hant" are not. */
export function languageOf(locale: string | undefined): Language | undefined {
	const parts = (locale ?? "").toLowerCase().split(/[-_.@]/);
	if (parts[0] === "de") return "de";
	return parts[0] === "zh" && !parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-cn" : undefined;
}
