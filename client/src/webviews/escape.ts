// webviews: text that is put into a page's markup.

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
