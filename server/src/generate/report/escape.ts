// generate/report: text of other people inside of markup.

/** For text and for values of attributes in double quotes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(UNSHOWN, "\uFFFD");
}

/** With nothing in it that Markdown or HTML would take for markup. */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/[\\`*_[\]<>#|~&]/g, "\\$&")
		.replace(/[\r\n]+/g, " ")
		.replace(UNSHOWN, "\uFFFD");
}

/** Controls, and characters that turn the direction of writing round. */
const UNSHOWN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
