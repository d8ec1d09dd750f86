// webviews: the table of files of a workspace, sorted as the person likes.

import { filled } from "../../words";
import { make } from "./dom";
import type { Counts, FileRow, Severity } from "./messages";
import type { ReportWords } from "./words";

export type SortKey = "file" | "kind" | "release" | "found" | "worst";

export interface Sorting {
	readonly by: SortKey;
	readonly order: "ascending" | "descending";
}

/** As the server sends them: the worst first. */
export const WORST_FIRST: Sorting = { by: "found", order: "descending" };

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** A copy in order. */
function sortedFiles(files: readonly FileRow[], { by, order }: Sorting): FileRow[] {
	const sorted = [...files].sort((a, b) => COMPARE[by](a, b) || (a.path < b.path ? -1 : 1));
	return order === "ascending" ? sorted : sorted.reverse();
}

const COMPARE: Readonly<Record<SortKey, (a: FileRow, b: FileRow) => number>> = {
	file: (a, b) => text(a.path, b.path),
	kind: (a, b) => text(a.kind, b.kind),
	release: (a, b) => text(a.release, b.release),
	found: (a, b) => compareCounts(a.counts, b.counts),
	worst: (a, b) => weight(a) - weight(b) || text(a.worst?.title ?? "", b.worst?.title ?? ""),
};

function text(a: string, b: string): number {
	return a.localeCompare(b, undefined, { numeric: true });
}

/** Positive where `a` weighs more. */
function compareCounts(a: Counts, b: Counts): number {
	for (const severity of SEVERITIES) if (a[severity] !== b[severity]) return a[severity] - b[severity];
	return 0;
}

function weight({ worst }: FileRow): number {
	return worst ? SEVERITIES.length - SEVERITIES.indexOf(worst.severity) : 0;
}

export interface FilesTable {
	readonly files: readonly FileRow[];
	readonly words: ReportWords;
	readonly sorting: Sorting;
	sort(by: SortKey): void;
	show(row: FileRow): void;
	/** "Error 2, Warning 1". */
	found(counts: Counts): HTMLElement;
	badge(severity: Severity): HTMLElement;
}

export function filesTable({ files, words, sorting, sort, show, found, badge }: FilesTable): HTMLElement {
	const heads: [SortKey, string][] = [
		["file", words.file],
		["found", words.found],
		["worst", words.worst],
		["kind", words.kind],
		["release", words.release],
	];
	const head = heads.map(([key, title]) => {
		const isSorted = sorting.by === key;
		const sign = make("span", { class: `arrow ${isSorted ? sorting.order : ""}`, "aria-hidden": "true" });
		const button = make("button", { class: "head", key: `sort ${key}`, click: () => sort(key) }, title, sign);
		return make("th", { scope: "col", "aria-sort": isSorted ? sorting.order : "none" }, button);
	});
	const rows = sortedFiles(files, sorting).map((row) =>
		make(
			"tr",
			{},
			make(
				"th",
				{ scope: "row" },
				make("button", { class: "link", key: `file ${row.file}`, click: () => show(row) }, row.path),
				row.partOf !== undefined && make("span", { class: "faint part" }, filled(words.partOf, row.partOf)),
			),
			make("td", {}, found(row.counts)),
			make("td", {}, ...(row.worst ? [badge(row.worst.severity), ` ${row.worst.title}`] : [])),
			make("td", {}, words[row.kind]),
			make("td", {}, row.release),
		),
	);
	return make("table", { class: "files" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}
