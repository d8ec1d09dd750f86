// webviews: a table of which only the part that is seen is in the page. A grid for the keyboard and for screen readers: one cell can be reached by
// Tab, arrows go on from there.

/** A cell by its row and column; row 0 is the head, column 0 the names of the rows. */
export interface At {
	readonly row: number;
	readonly column: number;
}

/** What the grid shows. Rows and columns count without head and names. */
export interface GridSource {
	readonly rows: number;
	readonly columns: number;
	/** Over the names of the rows. */
	readonly corner: string;
	/** True for a row that is a heading over the whole width. */
	isHeading(row: number): boolean;
	/** Fill a cell that has just been made; `isHeading` rows have only their name. */
	fillCell(cell: HTMLElement, row: number, column: number): void;
	fillName(cell: HTMLElement, row: number): void;
	fillHead(cell: HTMLElement, column: number): void;
	/** Whether the heads are written upright to be narrow. */
	readonly narrow: boolean;
	readonly columnWidth: number;
	/** Of narrow heads, in pixels. */
	readonly headHeight: number;
}

export interface GridEvents {
	/** The pointer or the focus has come to a cell; undefined where the pointer has left. */
	looked(at: At | undefined): void;
	/** A click, Enter or Space. */
	chosen(at: At): void;
	scrolled(): void;
}

const ROW_HEIGHT = 22;
const NAME_WIDTH = 224;
/** Rows and columns that are kept ready beyond the edge. */
const MARGIN = 6;

export class Grid {
	private source: GridSource = EMPTY;
	private readonly head = made("div", "head", "rowgroup");
	private readonly headRow = made("div", "row", "row");
	private readonly corner = made("div", "cell name", "columnheader");
	private readonly body = made("div", "body", "rowgroup");
	private readonly mark = made("div", "mark", "presentation");
	private readonly heads = new Map<number, HTMLElement>();
	private readonly rows = new Map<number, { readonly element: HTMLElement; readonly cells: Map<number, HTMLElement> }>();
	private focus: At = { row: 1, column: 1 };
	private isWaiting = false;

	constructor(
		/** Scrolls; has the role of a grid. */
		private readonly root: HTMLElement,
		private readonly events: GridEvents,
	) {
		place(this.corner, 0, 0);
		this.headRow.ariaRowIndex = "1";
		this.corner.ariaColIndex = "1";
		this.headRow.append(this.corner);
		this.head.append(this.headRow);
		this.body.append(this.mark);
		root.append(this.head, this.body);
		root.addEventListener("scroll", () => this.later());
		new ResizeObserver(() => this.later()).observe(root);
		root.addEventListener("keydown", (event) => this.key(event));
		root.addEventListener("click", (event) => this.pointed(event, "click"));
		root.addEventListener("mouseover", (event) => this.pointed(event, "over"));
		root.addEventListener("mouseleave", () => this.look(undefined));
		root.addEventListener("focusin", (event) => {
			const at = this.placeOf(event.target);
			if (!at) return;
			this.moveTabStop(at);
			this.look(at);
		});
		root.addEventListener("focusout", () => this.look(undefined));
	}

	/** Shows something else. The focus stays where it is as far as there are rows and columns. */
	show(source: GridSource): void {
		const hadFocus = this.root.contains(document.activeElement);
		this.source = source;
		this.corner.textContent = source.corner;
		for (const cell of this.heads.values()) cell.remove();
		for (const { element } of this.rows.values()) element.remove();
		this.heads.clear();
		this.rows.clear();
		this.root.ariaRowCount = String(source.rows + 1);
		this.root.ariaColCount = String(source.columns + 1);
		this.root.classList.toggle("narrow", source.narrow);
		const width = NAME_WIDTH + source.columns * source.columnWidth;
		this.head.style.width = `${width}px`;
		this.body.style.width = `${width}px`;
		this.body.style.height = `${source.rows * ROW_HEIGHT}px`;
		this.root.style.setProperty("--head-height", `${source.headHeight}px`);
		this.root.style.setProperty("--column-width", `${source.columnWidth}px`);
		this.focus = { row: clamp(this.focus.row, 0, source.rows), column: clamp(this.focus.column, 0, source.columns) };
		this.mark.hidden = true;
		this.draw();
		if (hadFocus) this.element(this.focus)?.focus({ preventScroll: true });
	}

	get position(): { readonly top: number; readonly left: number } & At {
		return { ...this.focus, top: this.root.scrollTop, left: this.root.scrollLeft };
	}

	restore({ top, left, row, column }: { readonly top: number; readonly left: number } & At): void {
		this.focus = { row: clamp(row, 0, this.source.rows), column: clamp(column, 0, this.source.columns) };
		this.root.scrollTo({ top, left });
		this.draw();
	}

	/** Makes a column the one that Tab leads to, and scrolls to it. */
	showColumn(column: number): void {
		this.focus = { row: Math.min(this.focus.row, this.source.rows), column: column + 1 };
		this.scrollTo(this.focus);
		this.draw();
	}

	private later(): void {
		if (this.isWaiting) return;
		this.isWaiting = true;
		requestAnimationFrame(() => {
			this.isWaiting = false;
			this.draw();
			this.events.scrolled();
		});
	}

	/** Makes what is seen, and takes away what is not; the cell of the focus always stays. */
	private draw(): void {
		const { rows, columns, columnWidth } = this.source;
		const headHeight = this.head.offsetHeight;
		const firstRow = Math.max(0, Math.floor(this.root.scrollTop / ROW_HEIGHT) - MARGIN);
		const lastRow = Math.min(rows, Math.ceil((this.root.scrollTop + this.root.clientHeight - headHeight) / ROW_HEIGHT) + MARGIN);
		const firstColumn = Math.max(0, Math.floor(this.root.scrollLeft / columnWidth) - MARGIN);
		const lastColumn = Math.min(columns, Math.ceil((this.root.scrollLeft + this.root.clientWidth - NAME_WIDTH) / columnWidth) + MARGIN);
		const wantedColumns = within(firstColumn, lastColumn, this.focus.column - 1, columns);
		const wantedRows = within(firstRow, lastRow, this.focus.row - 1, rows);
		keepOnly(this.heads, wantedColumns, (cell) => cell.remove());
		for (const column of wantedColumns) if (!this.heads.has(column)) this.makeHead(column);
		keepOnly(this.rows, wantedRows, ({ element }) => element.remove());
		for (const row of wantedRows) {
			const held = this.rows.get(row) ?? this.makeRow(row);
			if (this.source.isHeading(row)) continue;
			keepOnly(held.cells, wantedColumns, (cell) => cell.remove());
			for (const column of wantedColumns) if (!held.cells.has(column)) this.makeCell(held, row, column);
		}
		this.moveTabStop(this.focus);
	}

	private makeHead(column: number): void {
		const cell = made("div", "cell user", "columnheader");
		place(cell, 0, column + 1);
		cell.ariaColIndex = String(column + 2);
		cell.style.left = `${NAME_WIDTH + column * this.source.columnWidth}px`;
		this.source.fillHead(cell, column);
		this.headRow.insertBefore(cell, next(this.heads, column) ?? null);
		this.heads.set(column, cell);
	}

	private makeRow(row: number): { element: HTMLElement; cells: Map<number, HTMLElement> } {
		const element = made("div", this.source.isHeading(row) ? "row group" : "row", "row");
		element.ariaRowIndex = String(row + 2);
		element.style.top = `${row * ROW_HEIGHT}px`;
		const name = made("div", "cell name", "rowheader");
		place(name, row + 1, 0);
		name.ariaColIndex = "1";
		if (this.source.isHeading(row)) name.ariaColSpan = String(this.source.columns + 1);
		this.source.fillName(name, row);
		element.append(name);
		this.body.insertBefore(element, next(this.rows, row)?.element ?? null);
		const held = { element, cells: new Map<number, HTMLElement>() };
		this.rows.set(row, held);
		return held;
	}

	private makeCell(held: { element: HTMLElement; cells: Map<number, HTMLElement> }, row: number, column: number): void {
		const cell = made("div", "cell", "gridcell");
		place(cell, row + 1, column + 1);
		cell.ariaColIndex = String(column + 2);
		cell.style.left = `${NAME_WIDTH + column * this.source.columnWidth}px`;
		this.source.fillCell(cell, row, column);
		held.element.insertBefore(cell, next(held.cells, column) ?? null);
		held.cells.set(column, cell);
	}

	private element({ row, column }: At): HTMLElement | undefined {
		if (row === 0) return column === 0 ? this.corner : this.heads.get(column - 1);
		const held = this.rows.get(row - 1);
		const isName = column === 0 || this.source.isHeading(row - 1);
		return isName ? (held?.element.firstElementChild as HTMLElement | undefined) : held?.cells.get(column - 1);
	}

	/** A heading stands in every column: the focus stays in the one that it came from. */
	private placeOf(target: EventTarget | null): At | undefined {
		const at = placeOf(target);
		return at && this.source.isHeading(at.row - 1) ? { row: at.row, column: this.focus.column } : at;
	}

	private moveTabStop(at: At): void {
		this.root.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
		this.focus = at;
		this.element(at)?.setAttribute("tabindex", "0");
	}

	private key(event: KeyboardEvent): void {
		const at = this.placeOf(event.target);
		if (!at || event.altKey) return;
		if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			this.events.chosen(at);
			return;
		}
		const page = Math.max(1, Math.floor((this.root.clientHeight - this.head.offsetHeight) / ROW_HEIGHT) - 1);
		const all = event.ctrlKey || event.metaKey;
		const moves: Record<string, At> = {
			ArrowUp: { row: all ? 0 : at.row - 1, column: at.column },
			ArrowDown: { row: all ? this.source.rows : at.row + 1, column: at.column },
			ArrowLeft: { row: at.row, column: all ? 0 : at.column - 1 },
			ArrowRight: { row: at.row, column: all ? this.source.columns : at.column + 1 },
			PageUp: { row: Math.max(1, at.row - page), column: at.column },
			PageDown: { row: at.row + page, column: at.column },
			Home: { row: all ? 0 : at.row, column: 0 },
			End: { row: all ? this.source.rows : at.row, column: this.source.columns },
		};
		const to = moves[event.key];
		if (!to) return;
		event.preventDefault();
		this.goTo({ row: clamp(to.row, 0, this.source.rows), column: clamp(to.column, 0, this.source.columns) });
	}

	private goTo(at: At): void {
		this.focus = at;
		this.scrollTo(at);
		this.draw();
		this.element(at)?.focus({ preventScroll: true });
	}

	/** As little as is needed to see the cell beside the head and the names, which stay where they are. */
	private scrollTo({ row, column }: At): void {
		const { columnWidth } = this.source;
		const height = this.root.clientHeight - this.head.offsetHeight;
		const width = this.root.clientWidth - NAME_WIDTH;
		if (row > 0) this.root.scrollTop = clamp(this.root.scrollTop, row * ROW_HEIGHT - height, (row - 1) * ROW_HEIGHT);
		if (column > 0) this.root.scrollLeft = clamp(this.root.scrollLeft, column * columnWidth - width, (column - 1) * columnWidth);
	}

	private pointed(event: Event, how: "click" | "over"): void {
		const at = placeOf(event.target);
		if (!at) return;
		if (how === "over") {
			this.look(at);
			return;
		}
		this.goTo(at);
		this.events.chosen(at);
	}

	private look(at: At | undefined): void {
		this.mark.hidden = at === undefined || at.column === 0;
		if (at && at.column > 0) this.mark.style.left = `${NAME_WIDTH + (at.column - 1) * this.source.columnWidth}px`;
		this.events.looked(at);
	}
}

const EMPTY: GridSource = {
	rows: 0,
	columns: 0,
	corner: "",
	isHeading: () => false,
	fillCell: () => {},
	fillName: () => {},
	fillHead: () => {},
	narrow: false,
	columnWidth: 1,
	headHeight: 0,
};

function made(tag: "div", className: string, role: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	element.setAttribute("role", role);
	return element;
}

/** Every cell knows where it is and can take the focus. */
function place(cell: HTMLElement, row: number, column: number): void {
	cell.dataset.row = String(row);
	cell.dataset.column = String(column);
	cell.tabIndex = -1;
}

function placeOf(target: EventTarget | null): At | undefined {
	const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
	return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined;
}

/** From first up to last, and one more where it is outside. */
function within(first: number, last: number, more: number, end: number): Set<number> {
	const all = new Set<number>();
	for (let i = first; i < last; i++) all.add(i);
	if (more >= 0 && more < end) all.add(more);
	return all;
}

/** What comes after `key`, so that the page has everything in the order in which it is read. */
function next<T>(held: ReadonlyMap<number, T>, key: number): T | undefined {
	let after = Number.POSITIVE_INFINITY;
	for (const other of held.keys()) if (other > key && other < after) after = other;
	return held.get(after);
}

function keepOnly<T>(held: Map<number, T>, wanted: ReadonlySet<number>, remove: (item: T) => void): void {
	for (const [key, item] of held) {
		if (wanted.has(key)) continue;
		remove(item);
		held.delete(key);
	}
}

function clamp(value: number, low: number, high: number): number {
	return Math.min(Math.max(value, low), high);
}
