// test/vscode/host: a language pack that holds no words: the window speaks the language, VS Code's own words stay English, and extensions speak theirs.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Languages that the extension comes with, by VS Code's names. */
export type Language = "de" | "zh-cn";

/** Writes what VS Code's server would write down after such a pack was installed. @param data the folder of its data. */
export function installLanguagePack(data: string, language: Language): void {
	const translations = join(data, "language-pack", "main.i18n.json");
	mkdirSync(join(data, "language-pack"), { recursive: true });
	writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
	const extensions = [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: "1.0.0" }];
	const pack = { hash: "0".repeat(32), extensions, translations: { vscode: translations }, label: language };
	writeFileSync(join(data, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}
