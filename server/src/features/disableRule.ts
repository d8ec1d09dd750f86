// features: "disable this rule": a comment in the file, or an entry of the project file for files that take no comments.
import { findNodeAtLocation, getNodeValue } from "jsonc-parser";
import type { Edit } from "../base/span";
import { nameOfUri, pathOfUri } from "../base/uri";
import { projectTree } from "../lint/projectText";
import type { Suppression } from "../lint/types";
import { endOfLine, insertBefore } from "../model/placement";
import type { TextFile } from "../model/types";
import { changesTo, type ProjectFile, withValue } from "./projectEdits";

/** A comment above the line, indented as the line is. */
export function disableOnLine(file: TextFile, line: number, rule: string): Edit {
	const indent = /^[ \t]*/.exec(file.tree.line(line)?.text ?? "")?.[0] ?? "";
	return insertBefore(file.tree, file.uri, line, `${indent}# redis-security-lint-disable-next-line ${rule}`);
}

/** A comment at the top. */
export function disableInFile(file: TextFile, rule: string): Edit {
	const comment = `# redis-security-lint-disable ${rule}`;
	if (!file.tree.byteOrderMark) return insertBefore(file.tree, file.uri, 0, comment);
	const at = { line: 0, character: 1 };
	return { file: file.uri, start: at, end: at, newText: `${comment}${endOfLine(file.tree)}` };
}

/** Adds a suppression to the project file. Undefined where its text is not a JSON object, so that nothing can be added. */
export function disableInProject(project: ProjectFile, file: string, rule: string, user: string | undefined): Edit[] | undefined {
	const text = project.text ?? "";
	const root = projectTree(text);
	if (text.trim() !== "" && root?.type !== "object") return undefined;
	const suppressed: unknown = root && getNodeValue(findNodeAtLocation(root, ["suppress"]) ?? root);
	const path = relativePath(file, project.uri);
	const entry: Suppression = { file: path, ...(user !== undefined && { user }), rules: [rule] };
	const after = withEntry(text, Array.isArray(suppressed) ? suppressed : undefined, entry);
	return changesTo(project, after);
}

/** A new list, a new rule for an entry that is about the same, or a new entry. */
function withEntry(text: string, list: readonly unknown[] | undefined, entry: Suppression): string | undefined {
	if (!list) return withValue(text, ["suppress"], [entry]);
	const index = list.findIndex((other) => isEntry(other) && other.file === entry.file && other.user === entry.user);
	const same = list[index] as Suppression | undefined;
	if (!same) return withValue(text, ["suppress", list.length], entry, { isArrayInsertion: true });
	if (same.rules.includes(entry.rules[0] as string)) return text;
	return withValue(text, ["suppress", index, "rules", same.rules.length], entry.rules[0], { isArrayInsertion: true });
}

function isEntry(entry: unknown): entry is Suppression {
	return typeof entry === "object" && entry !== null && Array.isArray((entry as Partial<Suppression>).rules);
}

/** The path of `file` from the folder of the project file, as a person would write it; the bare name where it lies elsewhere. */
function relativePath(file: string, project: string): string {
	const projectPath = pathOfUri(project);
	const folder = projectPath.slice(0, projectPath.lastIndexOf("/") + 1);
	const path = pathOfUri(file);
	return path.startsWith(folder) ? path.slice(folder.length) : nameOfUri(file);
}
