// features: what cannot be used in a project file, with where it stands.

import { findNodeAtLocation, getNodeValue, type Node, type ParseError } from "jsonc-parser";
import { say, type Words } from "../base/say";
import type { Span } from "../base/span";
import { projectTree } from "../lint/projectText";
import { readLayer } from "../lint/settings";
import type { Rule } from "../rules/define";

/** Offsets count from the start of the text. */
export interface ProjectFault extends Span {
	readonly message: Words;
}

export function projectFaults(text: string, rules: readonly Rule[]): ProjectFault[] {
	const errors: ParseError[] = [];
	const root = projectTree(text, errors);
	const broken = errors.slice(0, 1).map(({ offset, length }) => ({
		start: offset,
		end: offset + length,
		message: say`This is not JSON: something is missing or too much here.`,
	}));
	if (!root) return broken;
	const { problems } = readLayer(getNodeValue(root), rules);
	return [...broken, ...problems.map(({ path, message }) => ({ ...spanOf(root, path), message }))];
}

/** The part itself, or the key of a part that is known by its key. */
function spanOf(root: Node, path: readonly (string | number)[]): Span {
	const node = findNodeAtLocation(root, [...path]) ?? root;
	const key = node.parent?.type === "property" && node !== root ? node.parent.children?.[0] : undefined;
	const { offset, length } = key && node.type !== "string" ? key : node;
	return { start: offset, end: offset + (node === root ? 1 : length) };
}
