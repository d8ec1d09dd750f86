// client: words for people in the language of the editor, also where VS Code itself is out of reach: in the pages and in the questions of the wizard.

/** Gives a text in the language of the editor, with its values put in. VS Code's `l10n` is one. */
export interface Translator {
	t(message: string, ...values: (string | number)[]): string;
}

/** Puts the values in. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
	return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** Things in a row: "a, b, c". */
export function listed(items: readonly string[], l10n: Translator): string {
	return items.length === 0 ? "" : items.reduce((before, next) => l10n.t("{0}, {1}", before, next));
}
