// webviews: the page of "Show who may do what". It filters and draws what it is given; the extension reads, writes and opens files.

import { filled } from "../../words";
import { categoriesOf, EVERYTHING, type Filter, type Row, visibleRows, visibleUsers } from "./filter";
import { type At, Grid, type GridSource } from "./grid";
import type { Cell, Matrix } from "./matrix";
import type { FromPage, SaveFormat, ToPage } from "./messages";
import { commandWords, countWords, explain, type PermissionWords, ruleWords, spoken, userWords } from "./words";

interface Host {
	postMessage(message: FromPage): void;
	getState(): unknown;
	setState(state: SavedState): void;
}

interface Shown {
	readonly matrix: Matrix;
	readonly words: PermissionWords;
}

/** What is kept while the page is hidden, and when the window is opened again. */
interface SavedState {
	readonly file: string;
	readonly filter: Filter;
	readonly position: Grid["position"];
}

declare function acquireVsCodeApi(): Host;

class Page {
	private readonly host = acquireVsCodeApi();
	private readonly grid: Grid;
	private shown: Shown | undefined;
	private file = "";
	private filter: Filter = EVERYTHING;
	private rows: readonly Row[] = [];
	private users: readonly number[] = [];
	private isRestored = false;

	constructor() {
		this.grid = new Grid(byId("grid"), {
			looked: (at) => this.describe(at),
			chosen: (at) => this.choose(at),
			scrolled: () => this.save(),
		});
		for (const id of ["search", "user", "category", "dangerous", "first", "second"])
			byId(id).addEventListener("input", () => this.changed());
		byId("clear").addEventListener("click", () => this.clear());
		for (const format of ["markdown", "csv"] as const) byId(format).addEventListener("click", () => this.write(format));
		addEventListener("message", ({ data }: MessageEvent<ToPage>) => this.receive(data));
		// A window that is closed before there is a table opens it again all the same.
		const file = document.body.dataset.file ?? "";
		if (!savedState(this.host.getState())) this.host.setState({ file, filter: this.filter, position: this.grid.position });
		this.host.postMessage({ type: "ready" });
	}

	private receive(message: ToPage): void {
		byId("nothing").hidden = message.type === "matrix";
		byId("table").hidden = message.type !== "matrix";
		if (message.type === "nothing") {
			byId("nothing").textContent = message.why;
			return;
		}
		const { words } = message;
		this.shown = message;
		this.file = message.file;
		byId("title").textContent = `${message.name} · ${message.matrix.release}`;
		fillSelect("category", words.anyCategory, categoriesOf(message.matrix), (name) => `@${name}`);
		const names = message.matrix.users.map(({ name }) => name);
		fillSelect("first", words.compare, names);
		fillSelect("second", words.with, names);
		const saved = this.isRestored ? undefined : savedState(this.host.getState());
		if (saved?.file === this.file) this.filter = saved.filter;
		this.showFilter();
		this.update();
		if (saved?.file === this.file) this.grid.restore(saved.position);
		this.isRestored = true;
		if (message.user !== undefined) this.showUser(message.user);
	}

	private showUser(name: string): void {
		if (!this.users.some((index) => this.shown?.matrix.users[index]?.name === name)) {
			this.filter = { ...this.filter, user: "", compare: ["", ""] };
			this.showFilter();
			this.update();
		}
		const column = this.users.findIndex((index) => this.shown?.matrix.users[index]?.name === name);
		if (column === -1) return;
		this.grid.showColumn(column);
		this.describe({ row: 0, column: column + 1 });
	}

	private changed(): void {
		this.filter = {
			search: field("search").value,
			user: field("user").value,
			category: field("category").value,
			dangerous: (field("dangerous") as HTMLInputElement).checked,
			compare: [field("first").value, field("second").value],
		};
		this.update();
	}

	private clear(): void {
		this.filter = EVERYTHING;
		this.showFilter();
		this.update();
		field("search").focus();
	}

	private showFilter(): void {
		const { search, user, category, dangerous, compare } = this.filter;
		field("search").value = search;
		field("user").value = user;
		field("category").value = category;
		(field("dangerous") as HTMLInputElement).checked = dangerous;
		field("first").value = compare[0];
		field("second").value = compare[1];
	}

	private update(): void {
		const { shown } = this;
		if (!shown) return;
		const { matrix, words } = shown;
		this.rows = visibleRows(matrix, this.filter);
		this.users = visibleUsers(matrix, this.filter);
		const commands = this.rows.filter(({ kind }) => kind === "command").length;
		byId("count").textContent = countWords(matrix, commands, this.users.length, words);
		byId("clear").hidden = JSON.stringify(this.filter) === JSON.stringify(EVERYTHING);
		const isEmpty = commands === 0 || this.users.length === 0;
		byId("grid").hidden = isEmpty;
		byId("empty").hidden = !isEmpty;
		byId("empty").textContent = this.emptyWords(commands, words);
		this.grid.show(this.source(shown));
		this.describe(undefined);
		this.save();
	}

	private emptyWords(commands: number, words: PermissionWords): string {
		const [first, second] = this.filter.compare;
		if (first !== "" && second !== "" && first !== second && commands === 0) return filled(words.same, first, second);
		return commands === 0 ? words.noCommand : words.noUser;
	}

	private source({ matrix, words }: Shown): GridSource {
		const longest = Math.max(0, ...this.users.map((index) => matrix.users[index]?.name.length ?? 0));
		const wide = Math.min(Math.max(72, longest * 8 + 20), 176);
		const narrow = this.users.length * wide > Math.max(byId("table").clientWidth - 240, 320);
		return {
			rows: this.rows.length,
			columns: this.users.length,
			corner: words.command,
			narrow,
			columnWidth: narrow ? 28 : wide,
			headHeight: Math.min(Math.max(60, longest * 7.5 + 18), 190),
			isHeading: (row) => this.rows[row]?.kind === "group",
			fillName: (cell, row) => this.fillName(cell, row),
			fillHead: (cell, column) => this.fillHead(cell, column),
			fillCell: (cell, row, column) => this.fillCell(cell, row, column),
		};
	}

	private fillName(cell: HTMLElement, row: number): void {
		const shown = this.rows[row];
		if (shown?.kind === "group") {
			cell.append(text("span", "", shown.name), text("span", "count", String(shown.count)));
			return;
		}
		const command = shown && this.shown?.matrix.commands[shown.index];
		if (!command) return;
		cell.classList.toggle("dangerous", command.dangerous);
		cell.classList.toggle("gone", command.note === "gone");
		cell.append(text("span", "command", command.name));
		if (command.dangerous) cell.append(text("span", "unseen", this.shown?.words.behind.dangerous ?? ""));
	}

	private fillHead(cell: HTMLElement, column: number): void {
		const user = this.shown?.matrix.users[this.users[column] ?? -1];
		if (!user || !this.shown) return;
		const { off, locked } = this.shown.words.behind;
		const isOut = user.login === "off" || user.login === "no-password";
		cell.classList.toggle("off", isOut);
		cell.classList.toggle("open", user.login === "nopass");
		cell.append(text("span", "user-name", user.name));
		if (isOut) cell.append(text("span", "unseen", user.login === "off" ? off : locked));
	}

	private fillCell(cell: HTMLElement, row: number, column: number): void {
		const found = this.find(row, column);
		if (!found) return;
		cell.classList.add(found.cell);
		cell.classList.toggle("dangerous", found.command.dangerous);
		cell.classList.toggle("off", found.user.login === "off" || found.user.login === "no-password");
		cell.ariaLabel = spoken(found.explained, found.words);
	}

	private find(row: number, column: number) {
		if (!this.shown) return undefined;
		const { matrix, words } = this.shown;
		const shown = this.rows[row];
		const user = matrix.users[this.users[column] ?? -1];
		const command = shown?.kind === "command" ? matrix.commands[shown.index] : undefined;
		if (!user || !command || shown?.kind !== "command") return undefined;
		const cell = user.cells[shown.index] as Cell;
		const rule = user.rules[user.deciding[shown.index] ?? -1];
		return { user, command, cell, rule, words, explained: explain(user, command, cell, rule, words) };
	}

	/** The line at the bottom. Without a place: what the signs mean. */
	private describe(at: At | undefined): void {
		const about = byId("about");
		about.replaceChildren(...this.aboutParts(at));
		byId("legend").hidden = about.childElementCount > 0;
	}

	private aboutParts(at: At | undefined): HTMLElement[] {
		if (!this.shown || !at) return [];
		const { matrix, words } = this.shown;
		const found = this.find(at.row - 1, at.column - 1);
		if (found) {
			const { answer, reason, rule } = found.explained;
			const parts = [text("strong", "", answer), text("span", "", reason)];
			return rule ? [...parts, text("code", "", ruleWords(rule, words)), text("span", "hint", words.goThere)] : parts;
		}
		if (at.row === 0) {
			const user = matrix.users[this.users[at.column - 1] ?? -1];
			return user ? [text("strong", "", user.name), text("span", "", userWords(user, matrix.commands.length, words))] : [];
		}
		const row = this.rows[at.row - 1];
		const command = row?.kind === "command" ? matrix.commands[row.index] : undefined;
		return command ? [text("strong", "", command.name), text("span", "", commandWords(command, words))] : [];
	}

	/** A cell leads to its rule, else to the user; the head of a column to the user. */
	private choose(at: At): void {
		const user = this.shown?.matrix.users[this.users[at.column - 1] ?? -1];
		const found = this.find(at.row - 1, at.column - 1);
		const place = found?.rule?.at ?? user?.at;
		if (place && at.column > 0) this.host.postMessage({ type: "reveal", at: place });
	}

	private write(format: SaveFormat): void {
		const { matrix } = this.shown ?? {};
		if (!matrix) return;
		const commands = this.rows.flatMap((row) => (row.kind === "command" ? (matrix.commands[row.index]?.name ?? []) : []));
		const users = this.users.flatMap((index) => matrix.users[index]?.name ?? []);
		this.host.postMessage({ type: "save", format, users, commands });
	}

	private save(): void {
		if (this.shown) this.host.setState({ file: this.file, filter: this.filter, position: this.grid.position });
	}
}

function byId(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no ${id}`);
	return found;
}

function field(id: string): HTMLInputElement | HTMLSelectElement {
	return byId(id) as HTMLInputElement | HTMLSelectElement;
}

function text(tag: "span" | "strong" | "code", className: string, content: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	element.textContent = content;
	return element;
}

/** The first choice stands for none. */
function fillSelect(id: string, none: string, values: readonly string[], label = (value: string) => value): void {
	const select = byId(id) as HTMLSelectElement;
	const { value: before } = select;
	select.replaceChildren(new Option(none, ""), ...values.map((value) => new Option(label(value), value)));
	select.value = values.includes(before) ? before : "";
}

/** Undefined for what an older or newer page has left. */
function savedState(state: unknown): SavedState | undefined {
	const saved = state as Partial<SavedState> | null | undefined;
	const isWhole = typeof saved?.file === "string" && Array.isArray(saved.filter?.compare) && typeof saved.position?.top === "number";
	return isWhole ? (saved as SavedState) : undefined;
}

new Page();
