// webviews: the page of "Show who may do what" before its script runs. Nothing is loaded but the two files named here.

export interface PageParts {
	/** Addresses as the page may load them. */
	readonly script: string;
	readonly style: string;
	/** What the content security policy calls the place of the style. */
	readonly source: string;
	/** Random; lets the script run and no other. */
	readonly nonce: string;
}

export function permissionsHtml({ script, style, source, nonce }: PageParts): string {
	const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="${policy}">
	<title>Who may do what</title>
	<link rel="stylesheet" href="${style}">
</head>
<body>
	<main>
		<h1 class="unseen">Who may do what</h1>
		<p id="nothing" hidden></p>
		<div id="table" hidden>
			<div class="bar" role="group" aria-label="What is shown">
				<input id="search" type="search" placeholder="Find a command" aria-label="Find a command" spellcheck="false">
				<select id="category" aria-label="Category"></select>
				<label class="check"><input id="dangerous" type="checkbox"> Only dangerous</label>
				<span class="line"></span>
				<input id="user" type="search" placeholder="Find a user" aria-label="Find a user" spellcheck="false">
				<select id="first" aria-label="Compare this user"></select>
				<select id="second" aria-label="Compare with this user"></select>
				<span class="space"></span>
				<button id="markdown">Save as Markdown</button>
				<button id="csv">Save as CSV</button>
			</div>
			<div class="facts"><span id="title"></span><button id="clear" class="link" hidden>Show everything</button><span id="count" role="status"></span></div>
			<div id="grid" class="grid" role="grid" aria-label="Users and what they may run" aria-readonly="true"></div>
			<p id="empty" class="empty" role="status" hidden></p>
			<footer>
				<p id="about"></p>
				<p id="legend">
					<span><i class="sign y"></i>allowed</span>
					<span><i class="sign y dangerous"></i>allowed and dangerous</span>
					<span><i class="sign s"></i>by a selector, with its keys</span>
					<span><i class="sign a"></i>with some arguments</span>
					<span><i class="sign n"></i>not allowed</span>
				</p>
			</footer>
		</div>
	</main>
	<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
