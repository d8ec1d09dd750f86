// client: the page of a rule, shown when a person clicks on the rule's name in a message, without any network.
import { type ExtensionContext, l10n, Uri, workspace } from "vscode";

/*
 * A finding's link is `redis-security-lint-rule:/<rule>.md`: the address of a document that exists only here. VS Code opens links of a
 * finding like any document, on the desktop and in the browser, and "workbench.editorAssociations" in the manifest has it rendered.
 * The other ways are worse: a `vscode:` link asks each time whether the extension may open it and differs from product to product,
 * a `command:` link runs only in some of the places that show findings, and the `file:` address of the page cannot be opened in the browser.
 */
const SCHEME = "redis-security-lint-rule";

/** What stands before a rule's id in a link to its page. */
export const RULE_PAGES = `${SCHEME}:/`;

export function provideRulePages(context: ExtensionContext): void {
	const file = Uri.joinPath(context.extensionUri, "dist", "rules.json");
	const provideTextDocumentContent = async ({ path }: Uri): Promise<string> => {
		const pages: Readonly<Record<string, string>> = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
		const name = path.slice(path.lastIndexOf("/") + 1);
		if (!Object.hasOwn(pages, name)) return l10n.t("There is no such page.");
		return pages[name] ?? "";
	};
	context.subscriptions.push(workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent }));
}
