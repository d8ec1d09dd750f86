// cli: languages of what is written for people to hand on. Everything else is English, whatever the machine speaks, so that it can be compared and searched.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readBundle, translated, type Words } from "../base/say";
import { Trouble } from "./io";

export const LANGUAGES = ["en", "de", "zh-cn"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Beside the bundle's folder, or where this file is run from its source. */
const FOLDERS = [join(__dirname, "..", "l10n"), join(__dirname, "..", "..", "..", "l10n")];

/** @throws Trouble where the translations are missing. */
export function speaker(language: Language): (words: Words) => string {
	if (language === "en") return String;
	const file = FOLDERS.map((folder) => join(folder, `bundle.l10n.${language}.json`)).find((path) => existsSync(path));
	if (file === undefined)
		throw new Trouble(`the translations are missing: ${FOLDERS[0]}. Install this program again, or leave --language out.`);
	const bundle = readBundle(JSON.parse(readFileSync(file, "utf8")));
	return (words) => translated(words, bundle);
}
