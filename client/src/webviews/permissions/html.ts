// webviews: the page of "Show who may do what" before its script runs. Nothing is loaded but the two files named here.
import { escapeHtml } from "../escape";
import { type PageAddresses, pageHead, pageScript } from "../head";
import type { PermissionWords } from "./words";

export interface PageParts extends PageAddresses {
	readonly words: PermissionWords;
	/** Address of the file whose users are shown. */
	readonly file?: string;
}

export function permissionsHtml(parts: PageParts): string {
	const { words, file = "" } = parts;
	const { legend } = words;
	return `${pageHead(parts, words.title)}
<body data-file="${escapeHtml(file)}">
	<main>
		<h1 class="unseen">${escapeHtml(words.title)}</h1>
		<p id="nothing" hidden></p>
		<div id="table" hidden>
			<div class="bar" role="group" aria-label="${escapeHtml(words.shown)}">
				<input id="search" type="search" placeholder="${escapeHtml(words.findCommand)}" aria-label="${escapeHtml(words.findCommand)}" spellcheck="false">
				<select id="category" aria-label="${escapeHtml(words.category)}"></select>
				<label class="check"><input id="dangerous" type="checkbox"> ${escapeHtml(words.onlyDangerous)}</label>
				<span class="line"></span>
				<input id="user" type="search" placeholder="${escapeHtml(words.findUser)}" aria-label="${escapeHtml(words.findUser)}" spellcheck="false">
				<select id="first" aria-label="${escapeHtml(words.first)}"></select>
				<select id="second" aria-label="${escapeHtml(words.second)}"></select>
				<span class="space"></span>
				<button id="markdown">${escapeHtml(words.saveMarkdown)}</button>
				<button id="csv">${escapeHtml(words.saveCsv)}</button>
			</div>
			<div class="facts"><span id="title"></span><button id="clear" class="link" hidden>${escapeHtml(words.everything)}</button><span id="count" role="status"></span></div>
			<div id="grid" class="grid" role="grid" aria-label="${escapeHtml(words.table)}" aria-readonly="true"></div>
			<p id="empty" class="empty" role="status" hidden></p>
			<footer>
				<p id="about"></p>
				<p id="legend">
					<span><i class="sign y"></i>${escapeHtml(legend.allowed)}</span>
					<span><i class="sign y dangerous"></i>${escapeHtml(legend.dangerous)}</span>
					<span><i class="sign s"></i>${escapeHtml(legend.selector)}</span>
					<span><i class="sign a"></i>${escapeHtml(legend.arguments)}</span>
					<span><i class="sign n"></i>${escapeHtml(legend.not)}</span>
				</p>
			</footer>
		</div>
	</main>
	${pageScript(parts)}
</body>
</html>
`;
}
