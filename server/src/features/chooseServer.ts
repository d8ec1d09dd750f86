// features: writing down which release a file is for: as a comment in it, or in the project file.
import type { Edit } from "../base/span";
import { projectTree } from "../lint/projectText";
import { lintComments } from "../lint/suppress";
import { endOfLine, insertBefore, removeLine } from "../model/placement";
import type { TextFile } from "../model/types";
import { changesTo, type ProjectFile, withValue } from "./projectEdits";

/** Changes the comment in force, adds one at the top, or with `undefined` takes all of them away. Nothing in a file that takes no comments. */
export function serverInComment(file: TextFile, release: string | undefined): Edit[] {
	if (file.kind === "acl") return [];
	const comments = lintComments(file).filter(({ kind }) => kind === "server");
	if (release === undefined) return comments.map(({ line }) => removeLine(file.tree, file.uri, line));
	const last = comments.at(-1);
	if (!last) return [atTop(file, `# redis-security-lint-server ${release}`)];
	const { line, words } = last;
	const end = file.tree.line(line)?.text.trimEnd().length ?? 0;
	const at = words[0] ?? { start: end, end };
	const newText = words[0] ? release : ` ${release}`;
	return [{ file: file.uri, start: { line, character: at.start }, end: { line, character: at.end }, newText }];
}

/** Undefined where the text of the project file is not a JSON object, so that nothing can be written into it. */
export function serverInProject(project: ProjectFile, release: string | undefined): Edit[] | undefined {
	const text = project.text ?? "";
	if (text.trim() !== "" && projectTree(text)?.type !== "object") return undefined;
	if (text.trim() === "" && release === undefined) return [];
	return changesTo(project, withValue(text, ["server"], release));
}

function atTop({ tree, uri }: TextFile, comment: string): Edit {
	if (!tree.text.startsWith("\uFEFF")) return insertBefore(tree, uri, 0, comment);
	const at = { line: 0, character: 1 };
	return { file: uri, start: at, end: at, newText: `${comment}${endOfLine(tree)}` };
}
