// webviews: the page of the security report. It draws what it is given; the extension reads, writes, fixes and opens files.

import { filled } from "../../words";
import { make } from "./dom";
import { filesTable, type Sorting, type SortKey, WORST_FIRST } from "./files";
import type { FileRow, FromPage, PageAction, Report, ToPage } from "./messages";
import { ServerSection } from "./server";
import type { ReportWords } from "./words";

interface Host {
	postMessage(message: FromPage): void;
	getState(): unknown;
	setState(state: SavedState): void;
}

/** What is kept while the page is hidden, and when the window is opened again. */
interface SavedState {
	/** Address of the file; null for the workspace. */
	readonly file: string | null;
	readonly top: number;
	readonly sorting: Sorting;
	/** Roots whose part is open. */
	readonly opened: readonly string[];
}

declare function acquireVsCodeApi(): Host;

class Page {
	private readonly host = acquireVsCodeApi();
	private readonly main = byId("main");
	private readonly title = document.title;
	private report: Report | undefined;
	private words: ReportWords | undefined;
	private file: string | null = null;
	private hasWorkspace = false;
	private sorting = WORST_FIRST;
	private readonly opened = new Set<string>();
	private isRestored = false;
	private fading: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		// A window that is closed before there is a report opens it again all the same.
		const file = document.body.dataset.file || null;
		if (!savedState(this.host.getState())) this.host.setState({ file, top: 0, sorting: WORST_FIRST, opened: [] });
		addEventListener("message", ({ data }: MessageEvent<ToPage>) => this.receive(data));
		addEventListener("scroll", () => this.save(), { passive: true });
		this.host.postMessage({ type: "ready" });
	}

	private receive(message: ToPage): void {
		if (message.type === "said") this.say(message.text);
		else if (message.type === "busy") this.busy(message.text);
		else if (message.type === "nothing") this.nothing(message.why, message.actions);
		else this.show(message);
	}

	private show({ report, words, file, hasWorkspace }: ToPage & { type: "report" }): void {
		const isFirst = this.report === undefined;
		this.report = report;
		this.words = words;
		this.file = file ?? null;
		this.hasWorkspace = hasWorkspace;
		const saved = this.isRestored ? undefined : savedState(this.host.getState());
		if (saved?.file === this.file) {
			this.sorting = saved.sorting;
			for (const root of saved.opened) this.opened.add(root);
		}
		if (isFirst && report.servers.length === 1 && report.servers[0]) this.opened.add(report.servers[0].file);
		if (isFirst && report.of === "file") for (const server of report.servers) this.opened.add(server.file);
		this.draw();
		if (saved?.file === this.file) scrollTo({ top: saved.top });
		this.isRestored = true;
		this.save();
		this.say("");
	}

	/** The focus stays on what it was on, where that is still there. */
	private draw(): void {
		const { report, words } = this;
		if (!report || !words) return;
		const key = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
		const top = scrollY;
		document.title = filled(words.title, report.name);
		this.main.replaceChildren(...this.parts(report, words));
		scrollTo({ top });
		if (key !== undefined) this.focus(key);
	}

	private focus(key: string): void {
		const same = [...this.main.querySelectorAll<HTMLElement>("[data-key]")].find((element) => element.dataset.key === key);
		(same ?? this.main).focus({ preventScroll: true });
	}

	private parts(report: Report, words: ReportWords): HTMLElement[] {
		const isAlone = report.of === "file" && report.servers.length === 1;
		const left = report.left.map(({ path, why }) => make("li", {}, make("code", {}, path), ` ${words[why]}`));
		return [
			this.header(report, words),
			...(report.of === "workspace" && report.files.length > 0
				? [make("section", {}, make("h2", {}, words.files), make("div", { class: "wide" }, this.table(report, words)))]
				: []),
			...report.servers.map((server, index) =>
				new ServerSection(server, index, words, {
					isAlone,
					isOpen: this.opened.has(server.file),
					toggled: (isOpen) => this.toggled(server.file, isOpen),
					post: (message) => this.host.postMessage(message),
				}).element(),
			),
			...(left.length > 0 ? [make("section", {}, make("h2", {}, words.notJudged), make("ul", { class: "left" }, ...left))] : []),
			...(report.isComplete ? [] : [make("p", {}, words.moreFiles)]),
			make("footer", { class: "faint" }, words.about),
		];
	}

	private header({ name, made, of }: Report, words: ReportWords): HTMLElement {
		const post = (message: FromPage) => () => this.host.postMessage(message);
		const bar = make(
			"div",
			{ class: "bar" },
			make("button", { key: "html", click: post({ type: "save", format: "html" }) }, words.saveHtml),
			make("button", { key: "markdown", click: post({ type: "save", format: "markdown" }) }, words.saveMarkdown),
			of === "file" &&
				this.hasWorkspace &&
				make("button", { key: "workspace", click: post({ type: "do", action: "workspace" }) }, words.workspace),
			make("button", { key: "again", click: post({ type: "do", action: "again" }) }, words.again),
		);
		const title = make("div", {}, make("h1", {}, filled(words.title, name)), make("p", { class: "faint" }, filled(words.made, made)));
		return make("header", {}, title, bar);
	}

	private table(report: Report, words: ReportWords): HTMLElement {
		return filesTable({
			files: report.files,
			words,
			sorting: this.sorting,
			sort: (by) => this.sort(by),
			show: (row) => this.showServer(report, row),
			found: (counts) => ServerSection.found(counts, words),
			badge: (severity) => ServerSection.badge(severity, words),
		});
	}

	private sort(by: SortKey): void {
		const { by: before, order } = this.sorting;
		const first = by === "found" || by === "worst" ? "descending" : "ascending";
		this.sorting = { by, order: by !== before ? first : order === "ascending" ? "descending" : "ascending" };
		this.draw();
		this.save();
	}

	private showServer({ servers }: Report, row: FileRow): void {
		const server = servers[row.server];
		if (!server) return;
		this.opened.add(server.file);
		this.draw();
		const part = byId(`server-${row.server}`);
		part.scrollIntoView();
		part.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
		this.save();
	}

	private toggled(root: string, isOpen: boolean): void {
		if (isOpen) this.opened.add(root);
		else this.opened.delete(root);
		this.save();
	}

	private busy(text: string): void {
		if (this.report) this.say(text);
		else this.main.replaceChildren(make("p", { class: "busy" }, text));
	}

	private nothing(why: string, actions: readonly { readonly action: PageAction; readonly title: string }[]): void {
		this.report = undefined;
		const buttons = actions.map(({ action, title }) =>
			make("button", { key: action, click: () => this.host.postMessage({ type: "do", action }) }, title),
		);
		this.main.replaceChildren(
			make("div", { class: "empty" }, make("h1", {}, this.title), make("p", {}, why), make("div", { class: "bar" }, ...buttons)),
		);
		this.say("");
	}

	/** Also aloud. */
	private say(text: string): void {
		const status = byId("status");
		status.textContent = text;
		status.classList.toggle("shown", text !== "");
		clearTimeout(this.fading);
		if (text !== "") this.fading = setTimeout(() => this.say(""), SAID_MS);
	}

	private save(): void {
		if (!this.report) return;
		this.host.setState({ file: this.file, top: scrollY, sorting: this.sorting, opened: [...this.opened] });
	}
}

/** Long enough to be read. */
const SAID_MS = 8000;

function byId(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no ${id}`);
	return found;
}

/** Undefined for what an older or newer page has left. */
function savedState(state: unknown): SavedState | undefined {
	const saved = state as Partial<SavedState> | null | undefined;
	const isWhole = typeof saved?.top === "number" && Array.isArray(saved.opened) && typeof saved.sorting?.by === "string";
	return isWhole ? (saved as SavedState) : undefined;
}

new Page();
