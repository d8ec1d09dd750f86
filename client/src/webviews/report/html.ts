// webviews: the page of the security report before its script runs. Nothing is loaded but the two files named here.
import { escapeHtml } from "../escape";
import { type PageAddresses, pageHead, pageScript } from "../head";

export interface PageParts extends PageAddresses {
	readonly title: string;
	/** Address of the file that it is about; none for the workspace. */
	readonly file?: string;
}

export function reportPage(parts: PageParts): string {
	const { title, file = "" } = parts;
	return `${pageHead(parts, title)}
<body data-file="${escapeHtml(file)}">
	<main id="main" tabindex="-1"></main>
	<p id="status" class="status" role="status"></p>
	${pageScript(parts)}
</body>
</html>
`;
}
