// l10n: nothing that the extension says to a person is written without a translator.
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { untranslatedTexts } from "../../scripts/l10n";

const FOLDER = "client/src/";
const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

/** Names, which are the same in every language. */
const NAMES = new Set(["Redis Security Lint", "HTML", "Markdown", "CSV", "Redis", "Valkey", "Azure", "Node.js", "Python", "Java", "Ruby"]);

it.each(sources)("%s", (name) => {
	expect(untranslatedTexts(`${FOLDER}${name}`).filter((text) => !NAMES.has(text))).toEqual([]);
});

it("finds what is written without one", () => {
	expect(untranslatedTexts("source.ts", SOURCE)).toEqual([
		"Choose a file",
		"Open",
		"Which of them?",
		"{0} is the file",
		"Go on",
		"Who may enter",
		"Find it",
	]);
});

const SOURCE = `
	import { l10n } from "vscode";
	window.showQuickPick(items, { title: l10n.t("Choose"), placeHolder: "Choose a file" });
	box.label = "Open";
	show(isOne ? l10n.t("Which?") : "Which of them?", \`\${path} is the file\`);
	const message = { detail: isNew ? "Go on" : "" };
	if (uri === undefined) throw new Error("the page has no such part");
	page(\`<h1 class="big title">Who may enter</h1><p>\${words.about}</p><input aria-label="Find it">\`);
	log(kind === "no-password", "redisSecurityLint.show", { type: "button", class: "link more" });
`;
