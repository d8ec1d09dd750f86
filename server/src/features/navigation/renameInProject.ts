// features: a user that gets another name keeps its entries in the project file.
import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import { lineStarts } from "../../base/edits";
import type { Edit, Position } from "../../base/span";
import { projectTree } from "../../lint/projectText";
import { isFile } from "../../lint/suppressionIndex";
import type { ProjectFile } from "../projectEdits";

/**
 * Changes the name where the project file has it: in suppressions of the user, and among the administrators.
 * @param files where the user is defined; entries about other files speak of another user.
 */
export function renameInProject({ uri, text }: ProjectFile, name: string, newName: string, files: readonly string[]): Edit[] {
	const root = text === undefined ? undefined : projectTree(text);
	if (text === undefined || !root) return [];
	const starts = lineStarts(text);
	const positionAt = (offset: number): Position => {
		const line = starts.findLastIndex((start) => start <= offset);
		return { line, character: offset - (starts[line] ?? 0) };
	};
	return [...ofSuppressions(root, files), ...ofAdministrators(root)]
		.filter((node) => node.value === name)
		.map(({ offset, length }) => ({
			file: uri,
			start: positionAt(offset),
			end: positionAt(offset + length),
			newText: JSON.stringify(newName),
		}));
}

function* ofSuppressions(root: Node, files: readonly string[]): Iterable<Node> {
	for (const entry of findNodeAtLocation(root, ["suppress"])?.children ?? []) {
		const user = entry.type === "object" ? findNodeAtLocation(entry, ["user"]) : undefined;
		const file = entry.type === "object" ? findNodeAtLocation(entry, ["file"]) : undefined;
		const pattern: unknown = file && getNodeValue(file);
		const isMeant = typeof pattern !== "string" || files.some((one) => isFile(pattern, one));
		if (user?.type === "string" && isMeant) yield user;
	}
}

function* ofAdministrators(root: Node): Iterable<Node> {
	for (const node of findNodeAtLocation(root, ["administrators"])?.children ?? []) if (node.type === "string") yield node;
}
