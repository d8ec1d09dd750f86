// test/vscode/ui: a window of VS Code with the packaged extension, used by keyboard and eye as a person would.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Frame, Locator, Page } from "playwright-core";
import type { TestContext } from "vitest";
import { openBrowser, type TestBrowser } from "../host/browser";
import { installHost } from "../host/install";
import type { Language } from "../host/languagePack";
import { fileAt, startServer, type VsCodeServer } from "../host/server";
import { waitFor } from "../waitFor";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const OUT = join(ROOT, "test", "out");

export interface WorkbenchOptions {
	/** Names the folder below test/out/vscode that it lives in. */
	readonly name: string;
	/** Files of the workspace: folders to copy, relative to the checkout. */
	readonly workspace: readonly string[];
	/** Further files of the workspace, by path. */
	readonly files?: Readonly<Record<string, string>>;
	/** Opens these folders of the workspace side by side, in place of the workspace itself. */
	readonly folders?: readonly string[];
	/** Nobody has said yet that the workspace can be trusted. */
	readonly untrusted?: true;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly size?: { readonly width: number; readonly height: number };
	/** What the window speaks; English without it. */
	readonly language?: Language;
}

export class Workbench {
	private constructor(
		private readonly server: VsCodeServer,
		private readonly browser: TestBrowser,
		readonly page: Page,
		/** The folder that is open, on the disk. */
		readonly workspace: string,
	) {}

	/** Starts everything and opens `file`. */
	static async open(options: WorkbenchOptions, file: string): Promise<Workbench> {
		const { name, workspace, files = {}, folders, untrusted, settings, size, language } = options;
		installHost();
		const folder = join(OUT, "vscode", name);
		rmSync(folder, { recursive: true, force: true });
		const copy = join(folder, "workspace");
		mkdirSync(copy, { recursive: true });
		for (const from of workspace) cpSync(join(ROOT, from), copy, { recursive: true });
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(copy, path)), { recursive: true });
			writeFileSync(join(copy, path), text);
		}
		const opened = folders ? join(copy, "all.code-workspace") : copy;
		if (folders) writeFileSync(opened, JSON.stringify({ folders: folders.map((path) => ({ path })) }));
		const { name: id, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
		const vsix = join(ROOT, `${id}-${version}.vsix`);
		const forTests = untrusted ? "untrusted" : true;
		const server = await startServer({ folder, vsix, forTests, ...(settings && { settings }), ...(language && { language }) });
		return Workbench.window(server, await openBrowser(size), { workspace: copy, opened }, file);
	}

	/** A window on the same folder, which closes with this one. */
	another(file: string): Promise<Workbench> {
		return Workbench.window(this.server, this.browser, { workspace: this.workspace, opened: this.workspace }, file);
	}

	private static async window(
		server: VsCodeServer,
		browser: TestBrowser,
		{ workspace, opened }: { readonly workspace: string; readonly opened: string },
		file: string,
	): Promise<Workbench> {
		const page = await browser.context.newPage();
		page.setDefaultTimeout(45_000);
		await page.goto(server.link(opened, { openFile: fileAt(server.authority, join(workspace, file)) }));
		await page.locator(".monaco-editor .view-line").first().waitFor();
		return new Workbench(server, browser, page, workspace);
	}

	/** Loads the window again, with the editors that were open in it, as soon as what it has written down of them holds `state`. */
	async reload(state: RegExp): Promise<void> {
		let seen = "";
		const remembers = async () => {
			seen = (await this.page.evaluate(rememberedEditors)).replaceAll("\\", "");
			return state.test(seen);
		};
		await waitFor(`the window to remember ${state}`, remembers, { every: 200, seen: () => seen });
		await this.page.goto(this.server.link(this.workspace));
		await this.page.locator(".tab.active").first().waitFor();
	}

	/** Loads the window again, with one file alone. */
	async again(file: string): Promise<void> {
		await this.page.goto(this.server.link(this.workspace, { openFile: fileAt(this.server.authority, join(this.workspace, file)) }));
		await this.squiggles.first().waitFor();
	}

	/** Closes the browser, with all windows in it, and ends the server. */
	async close(): Promise<void> {
		await this.browser.close();
		await this.server.stop();
	}

	/** Hosts outside this machine that the window asked for, in vain. */
	get outside(): readonly string[] {
		return [...this.browser.outside];
	}

	/** Everything underlined in the visible part of the editor. */
	get squiggles(): Locator {
		return this.page.locator(".squiggly-error, .squiggly-warning, .squiggly-info");
	}

	async keys(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	/** Presses keys until something is seen: while an extension is busy, or the focus on its way, a key does nothing. */
	async keysUntil(keys: readonly string[], shown: Locator): Promise<void> {
		await waitFor(`${shown} after ${keys.join(", ")}`, async () => {
			await this.keys(...keys);
			return isShown(shown, 5000);
		});
	}

	/**
	 * Opens the input at the top of the window by `keys`, types into it, and waits until Enter would choose `choice`. All of it again where the input
	 * closes meanwhile, as it does when the focus was just on its way to another part, and where there is no such choice yet.
	 */
	private async ask(keys: readonly string[], text: string, choice: string): Promise<void> {
		await waitFor(`"${choice}" to be offered for "${text}"`, async () => {
			await this.keys(...keys);
			try {
				await this.pick(text, choice, { timeout: 3000 });
				return true;
			} catch {
				await this.keys("Escape");
				return false;
			}
		});
	}

	/** Types into the input at the top of the window, and waits until Enter would choose `choice`. */
	private async pick(text: string, choice: string, patience: { readonly timeout?: number } = {}): Promise<void> {
		const widget = this.page.locator(".quick-input-widget");
		await widget.locator("input[type=text]").first().fill(text, patience);
		await widget.locator(".monaco-list-row.focused").filter({ hasText: choice }).waitFor(patience);
	}

	/** Opens a file of the workspace, with the cursor at the start of the first line that matches, or of the file. */
	async openFile(file: string, line = /^/): Promise<void> {
		const tab = this.page.locator(".tab.active").filter({ hasText: file });
		// The list may still be filled when Enter is pressed, which then chooses something else.
		await waitFor(`the tab of ${file}`, async () => {
			await this.ask(["Control+p"], file, file);
			await this.keys("Enter");
			return isShown(tab, 5000);
		});
		const lines = readFileSync(join(this.workspace, file), "utf8").split("\n");
		await this.goTo(lines.findIndex((text) => line.test(text)) + 1);
	}

	async goTo(line: number): Promise<void> {
		const there = this.page.locator(".statusbar-item").filter({ hasText: `Ln ${line}, ` });
		await waitFor(`line ${line}`, async () => {
			await this.ask(["Control+1", "Control+g"], `:${line}`, `line ${line}`);
			await this.keys("Enter");
			return (await isShown(there, 5000)) && isShown(this.editorWithCursor, 5000);
		});
	}

	async runCommand(title: string): Promise<void> {
		await this.ask(["F1"], `>${title}`, title);
		await this.keys("Enter");
	}

	/** Waits until the palette would run a command for its whole title, and leaves it. */
	async offers(title: string): Promise<void> {
		await this.ask(["F1"], `>${title}`, title);
		await this.keys("Escape");
		await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
	}

	/** Puts the cursor back where it was in the editor. */
	async focusEditor(): Promise<void> {
		await this.keys("Control+1");
		await this.editorWithCursor.waitFor();
	}

	/** The editor that keys go to. */
	private get editorWithCursor(): Locator {
		return this.page.locator(".editor-instance .monaco-editor.focused").first();
	}

	/** Chooses the answer to the question whose title ends so. */
	async choose(title: string, choice: string): Promise<void> {
		await this.page.locator(".quick-input-title").filter({ hasText: title }).waitFor();
		await this.pick(choice, choice);
		await this.keys("Enter");
	}

	/** Types the answer to the question whose title ends so, or takes what is proposed. */
	async answer(title: string, text?: string): Promise<void> {
		await this.page.locator(".quick-input-title").filter({ hasText: title }).waitFor();
		if (text !== undefined) await this.page.locator(".quick-input-widget input[type=text]").first().fill(text);
		await this.keys("Enter");
	}

	/** Takes the way back from the question whose title ends so. */
	async back(title: string): Promise<void> {
		await this.page.locator(".quick-input-title").filter({ hasText: title }).waitFor();
		await this.page.locator(".quick-input-titlebar .action-label[aria-label*=Back]").first().click();
	}

	/** Waits until a question says what is wrong with the answer. */
	async refused(words: string): Promise<void> {
		await this.page.locator(".quick-input-message").filter({ hasText: words }).waitFor();
	}

	/** Opens the Problems panel with every finding that there is room for. */
	async openProblems(): Promise<void> {
		await this.filterProblems("", (rows) => rows > 1);
	}

	/** Waits until the Problems panel has findings of a rule, and returns the last one's row. */
	async problem(rule: string): Promise<Locator> {
		await this.filterProblems(rule, (rows) => rows > 0);
		return this.problemRows(rule).last();
	}

	/** Waits until the Problems panel has no finding of a rule. */
	async noProblem(rule: string): Promise<void> {
		await this.filterProblems(rule, (rows) => rows === 0);
	}

	/** The folders whose files have findings of a rule, as the Problems panel names them. */
	async problemFolders(rule: string, folders: readonly string[]): Promise<void> {
		await this.problem(rule);
		const labels = this.page.locator(".markers-panel-container .monaco-list-row .label-description");
		let names: readonly string[] = [];
		const look = async () => {
			names = (await labels.allTextContents()).filter((name) => name !== "").sort();
			return names.join() === folders.join();
		};
		await waitFor(`problems of ${rule} in ${folders.join(" and ")}`, look, { seen: () => names });
	}

	/** The panel shows only the rows that fit into it, so a row is looked up by the filter. */
	private async filterProblems(text: string, enough: (rows: number) => boolean): Promise<void> {
		const filter = this.page.locator(".viewpane-filter input").first();
		await waitFor(`"${text}" in Problems`, async () => {
			if (!(await filter.isVisible())) await this.keys("Control+Shift+M");
			if ((await filter.inputValue()) !== text) await filter.fill(text);
			return enough(await this.problemRows(text).count());
		});
	}

	private problemRows(text: string): Locator {
		return this.page.locator(".markers-panel-container .monaco-list-row").filter({ hasText: text });
	}

	/** Opens the menu of quick fixes at the cursor and chooses one by the keyboard. */
	async quickFix(title: string): Promise<void> {
		const rows = this.page.locator(".action-widget .monaco-list-row");
		const wanted = rows.filter({ hasText: title }).first();
		// While extensions still start, the editor gives up on a request and shows nothing.
		await waitFor(`the quick fix "${title}"`, async () => {
			await this.keys("Control+Period");
			const shown = await isShown(wanted, 2000);
			if (!shown) await this.keys("Escape");
			return shown;
		});
		await waitFor(`"${title}" to be chosen`, async () => {
			if (await wanted.evaluate((row) => row.classList.contains("focused"))) return true;
			await this.keys("ArrowDown");
			return false;
		});
		await this.keys("Enter");
		await rows.first().waitFor({ state: "hidden" });
	}

	/** Waits for a text in a page that is shown in an editor, such as rendered Markdown. */
	async waitForPage(text: string): Promise<void> {
		await this.frame(`a page with "${text}"`, (frame) => frame.getByText(text));
	}

	/** The page inside the frames that VS Code puts around it: the one where something of `shown` is seen. */
	async frame(what: string, shown: (frame: Frame) => Locator): Promise<Frame> {
		return waitFor(what, async () => {
			for (const frame of this.page.frames().slice(1)) {
				const isShown = await shown(frame)
					.first()
					.isVisible()
					.catch(() => false);
				if (isShown) return frame;
			}
			return undefined;
		});
	}

	/** Types the start of a suggestion and takes it. Asks for the list where it did not come, or went away. */
	async complete(text: string): Promise<void> {
		await this.page.keyboard.type(text);
		const row = this.page.locator(".suggest-widget.visible .monaco-list-row.focused");
		await waitFor(`"${text}" to be suggested`, async () => {
			if (await isShown(row.filter({ hasText: text }), 5000)) return true;
			if (!(await row.isVisible())) await this.keys("Control+Space");
			return false;
		});
		await this.keys("Enter");
		await row.waitFor({ state: "hidden" });
	}

	/** Saves the active file and returns its text as soon as that matches. */
	async saved(file: string, expected: RegExp): Promise<string> {
		let text = "";
		return waitFor(
			`${expected} in ${file}`,
			async () => {
				await this.keys("Control+s");
				text = readFileSync(join(this.workspace, file), "utf8");
				return expected.test(text) && text;
			},
			{ every: 200, seen: () => text },
		);
	}

	/** A file of the workspace as it is on the disk. */
	read(name: string): string {
		return readFileSync(join(this.workspace, name), "utf8");
	}

	/** Another program writes a file of the workspace. */
	write(name: string, text: string): void {
		writeFileSync(join(this.workspace, name), text);
	}

	/** Takes what the dialog for saving proposes, a file of this name, and returns what is written there. */
	async saveAs(name: string): Promise<string> {
		const input = this.page.locator(".quick-input-widget input[type=text]").first();
		const path = join(this.workspace, name);
		await waitFor(`the dialog that proposes ${name}`, async () => (await input.isVisible()) && (await input.inputValue()) === path);
		await this.keys("Enter");
		// It is there a moment before its text is.
		return waitFor(`the file ${name}`, () => existsSync(path) && (readFileSync(path, "utf8") || false));
	}

	/** Takes away what only greets or informs. */
	async quiet(): Promise<void> {
		await this.runCommand("Notifications: Clear All Notifications");
		await this.page.mouse.move(600, 5);
		await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
	}

	async picture(name: string): Promise<string> {
		const path = join(OUT, "pictures", `${name}.png`);
		await this.page.screenshot({ path });
		return path;
	}

	/** What the window looked like when a test failed in it. `window` tells it from others. */
	async pictureOfFailure({ task }: TestContext, window = ""): Promise<void> {
		if (task.result?.state === "fail") await this.picture(`failed ${task.name} ${window}`.replaceAll(/[^\w ]/g, "").trim());
	}
}

function isShown(locator: Locator, timeout: number): Promise<boolean> {
	return locator.waitFor({ timeout }).then(
		() => true,
		() => false,
	);
}

/** Runs in the page, which writes down every few seconds which editors are open. */
async function rememberedEditors(): Promise<string> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const found: string[] = [];
	for (const { name = "" } of await indexedDB.databases()) {
		if (!name.startsWith("vscode-web-state-db-")) continue;
		const database = await done(indexedDB.open(name));
		if (database.objectStoreNames.contains("ItemTable"))
			found.push(String(await done(database.transaction("ItemTable").objectStore("ItemTable").get("memento/workbench.parts.editor"))));
		database.close();
	}
	return found.join("\n");
}
