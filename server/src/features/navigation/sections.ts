// features: the sections that headings such as "##### NETWORK #####" and "# --- Network ---" divide a configuration into.
import type { Tree } from "../../syntax/tree";

export interface Section {
	readonly title: string;
	/** The line of the heading. */
	readonly start: number;
	/** The last line that is not blank before the next heading. */
	readonly end: number;
	/** Stretch of the title within its line. */
	readonly titleAt: { readonly start: number; readonly end: number };
}

/** In order; none in an ACL file. */
export function sectionsOf(tree: Tree): readonly Section[] {
	if (tree.dialect === "acl") return [];
	const sections: { title: string; start: number; end: number; titleAt: Section["titleAt"] }[] = [];
	let last = 0;
	for (const [line, { kind, text }] of tree.lines.entries()) {
		const heading = kind === "comment" ? headingIn(text) : undefined;
		const current = sections.at(-1);
		if (heading) {
			if (current) current.end = last;
			const { start, end } = heading;
			sections.push({ title: text.slice(start, end), start: line, end: line, titleAt: heading });
		}
		if (kind !== "blank") last = line;
	}
	const current = sections.at(-1);
	if (current) current.end = last;
	return sections;
}

/** Where the title stands in a comment that has a rule of signs on both sides of it. */
function headingIn(text: string): Section["titleAt"] | undefined {
	const found = /^([ \t]*(#[#=*~-]*)(?:[ \t]+([=*~-]{3,}))?[ \t]+)([^\s#=*~-].*\S|[^\s#=*~-])[ \t]+[#=*~-]{3,}[ \t\r]*$/.exec(text);
	if (!found) return undefined;
	const [, before = "", signs = "", rule, title = ""] = found;
	return signs.length >= 3 || rule !== undefined ? { start: before.length, end: before.length + title.length } : undefined;
}
