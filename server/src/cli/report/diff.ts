// cli: what fixes would change, as a unified diff for people. Secrets are masked in it, so it is not for `patch`.
import pc from "picocolors";
import { type Hunk, lineHunks } from "../../features/lineDiff";
import type { Knowledge } from "../../knowledge/types";
import { ChangeMask } from "../../lint/maskChange";
import type { FileKind } from "../../model/types";
import { parse } from "../../syntax/parse";
import type { Tree } from "../../syntax/tree";
import { printable } from "./display";

export interface ChangedFile {
	/** As it is shown. */
	readonly path: string;
	readonly kind: FileKind;
	readonly before: string;
	readonly after: string;
}

/** Lines that stay, shown around those that change. */
const CONTEXT = 3;

export function diffReport(files: readonly ChangedFile[], knowledge: Knowledge, color: "color" | "plain"): string {
	const colors = pc.createColors(color === "color");
	return files.map((file) => `${fileDiff(file, knowledge, colors).join("\n")}\n`).join("");
}

function fileDiff({ path, kind, before, after }: ChangedFile, knowledge: Knowledge, colors: ReturnType<typeof pc.createColors>): string[] {
	const dialect = kind === "acl" ? "acl" : "config";
	const [old, fixed] = [parse(before, dialect), parse(after, dialect)];
	const hunks = lineHunks(before, after);
	const mask = new ChangeMask(kind, knowledge);
	for (const { from, to } of hunks) for (const line of old.lines.slice(from, to)) mask.before(line);
	const shown = (sign: string, tree: Tree, number: number, paint: (text: string) => string = String) => {
		const line = tree.line(number);
		const masked = line ? (sign === "+" ? mask.after(line) : mask.before(line)) : "";
		const text = paint(`${sign}${printable(masked.replace(/\r$/, ""))}`);
		return tree.source.lineCount === number + 1 ? [text, "\\ No newline at end of file"] : [text];
	};
	const lines = [colors.bold(`--- ${printable(path)}`), colors.bold(`+++ ${printable(path)}, fixed`)];
	const count = before === "" || before.endsWith("\n") ? old.source.lineCount - 1 : old.source.lineCount;
	/** How many lines further down a line stands in the fixed text. */
	let shift = 0;
	for (const group of groupsOf(hunks)) {
		const from = Math.max(0, group.from - CONTEXT);
		const to = Math.min(count, group.to + CONTEXT);
		const more = group.hunks.reduce((sum, hunk) => sum + hunk.lines.length - (hunk.to - hunk.from), 0);
		lines.push(colors.cyan(`@@ -${stretch(from, to - from)} +${stretch(from + shift, to - from + more)} @@`));
		let at = from;
		for (const hunk of group.hunks) {
			for (; at < hunk.from; at++) lines.push(...shown(" ", old, at));
			for (; at < hunk.to; at++) lines.push(...shown("-", old, at, colors.red));
			for (let line = 0; line < hunk.lines.length; line++) lines.push(...shown("+", fixed, hunk.from + shift + line, colors.green));
			shift += hunk.lines.length - (hunk.to - hunk.from);
		}
		for (; at < to; at++) lines.push(...shown(" ", old, at));
	}
	return lines;
}

interface Group {
	readonly from: number;
	readonly to: number;
	readonly hunks: readonly Hunk[];
}

/** Hunks whose surroundings touch are shown together. */
function groupsOf(hunks: readonly Hunk[]): Group[] {
	const groups: { from: number; to: number; hunks: Hunk[] }[] = [];
	for (const hunk of hunks) {
		const last = groups.at(-1);
		if (last && hunk.from - last.to <= 2 * CONTEXT) {
			last.hunks.push(hunk);
			last.to = hunk.to;
		} else groups.push({ from: hunk.from, to: hunk.to, hunks: [hunk] });
	}
	return groups;
}

/** "first line,lines", as in a unified diff, which counts from 1 and names the line before an empty stretch. */
function stretch(from: number, lines: number): string {
	return lines === 1 ? `${from + 1}` : `${lines === 0 ? from : from + 1},${lines}`;
}
