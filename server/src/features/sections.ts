// features: the sections that headings such as "##### NETWORK #####" divide a configuration into.
import type { Tree } from "../syntax/tree";

export interface Section {
	readonly title: string;
	/** The line of the heading. */
	readonly start: number;
	/** The last line that is not blank before the next heading. */
	readonly end: number;
	/** Stretch of the title within its line. */
	readonly titleAt: { readonly start: number; readonly end: number };
}

const HEADING = /^([ \t]*#{3,}[ \t]+)(\S(?:[^#]*[^#\s])?)[ \t]+#{3,}[ \t\r]*$/;

/** In order; none in an ACL file. */
export function sectionsOf(tree: Tree): readonly Section[] {
	if (tree.dialect === "acl") return [];
	const sections: { title: string; start: number; end: number; titleAt: Section["titleAt"] }[] = [];
	let last = 0;
	for (const [line, { kind, text }] of tree.lines.entries()) {
		const heading = kind === "comment" ? HEADING.exec(text) : null;
		const current = sections.at(-1);
		if (heading) {
			if (current) current.end = last;
			const [, before = "", title = ""] = heading;
			sections.push({ title, start: line, end: line, titleAt: { start: before.length, end: before.length + title.length } });
		}
		if (kind !== "blank") last = line;
	}
	const current = sections.at(-1);
	if (current) current.end = last;
	return sections;
}
