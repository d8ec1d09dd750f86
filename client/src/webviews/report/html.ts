// webviews: the page of the security report before its script runs. Nothing is loaded but the two files named here.
import { escapeHtml } from "../escape";

export interface PageParts {
	/** Addresses as the page may load them. */
	readonly script: string;
	readonly style: string;
	/** What the content security policy calls the place of the style. */
	readonly source: string;
	/** Random; lets the script run and no other. */
	readonly nonce: string;
	/** Of the words, such as "en". */
	readonly language: string;
	readonly title: string;
	/** Address of the file that it is about; none for the workspace. */
	readonly file?: string;
}

export function reportPage({ script, style, source, nonce, language, title, file = "" }: PageParts): string {
	const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="${language}">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="${policy}">
	<title>${escapeHtml(title)}</title>
	<link rel="stylesheet" href="${style}">
</head>
<body data-file="${escapeHtml(file)}">
	<main id="main" tabindex="-1"></main>
	<p id="status" class="status" role="status"></p>
	<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
