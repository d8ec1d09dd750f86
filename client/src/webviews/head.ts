// webviews: how each page begins. It loads nothing but its own style and script.
import { escapeHtml } from "./escape";

export interface PageAddresses {
	/** Addresses as the page may load them. */
	readonly script: string;
	readonly style: string;
	/** What the content security policy calls the place of the style. */
	readonly source: string;
	/** Random; lets the script run and no other. */
	readonly nonce: string;
	/** Of the words, such as "en". */
	readonly language: string;
}

/** Up to the body. */
export function pageHead({ style, source, nonce, language }: PageAddresses, title: string): string {
	return `<!DOCTYPE html>
<html lang="${language}">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'">
	<title>${escapeHtml(title)}</title>
	<link rel="stylesheet" href="${style}">
</head>`;
}

/** The script behind the body's last element. */
export function pageScript({ nonce, script }: PageAddresses): string {
	return `<script nonce="${nonce}" src="${script}"></script>`;
}
