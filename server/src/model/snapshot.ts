// model: a snapshot with other texts, without reading anything.
import { parse } from "../syntax/parse";
import type { Tree } from "../syntax/tree";
import { dialectOf } from "./load";
import { targetKey } from "./statements";
import type { Snapshot, SourceFile } from "./types";

/** The same snapshot with some files' texts replaced. Lines that lead to other files lead there as before, wherever they stand now. */
export function withTexts(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Snapshot {
	const files = new Map<string, SourceFile>(snapshot.files);
	const targets = new Map(snapshot.targets);
	for (const [uri, text] of texts) {
		const old = files.get(uri);
		if (!old) continue;
		const tree = parse(text, dialectOf(old.kind), old.state === "text" ? old.tree : undefined);
		files.set(uri, { uri, state: "text", kind: old.kind, tree, latin1: false });
		if (old.state === "text" && old.kind !== "acl") moveTargets(targets, uri, old.tree, tree);
	}
	return { ...snapshot, files, targets };
}

/** A line that names the same file as one before leads to the same place. */
function moveTargets(targets: Map<string, readonly string[]>, uri: string, before: Tree, after: Tree): void {
	const known = new Map<string, readonly string[]>();
	for (const [line, words] of leading(before)) {
		const key = targetKey(uri, line);
		const target = targets.get(key);
		if (target) known.set(words, target);
		targets.delete(key);
	}
	if (known.size === 0) return;
	for (const [line, words] of leading(after)) {
		const target = known.get(words);
		if (target) targets.set(targetKey(uri, line), target);
	}
}

/** The lines that lead to other files: their number and what they say. */
function* leading(tree: Tree): Generator<[number, string]> {
	for (const [line, { kind, words }] of tree.lines.entries()) {
		const name = kind === "words" ? words[0]?.value.toLowerCase() : undefined;
		if (name === "include" || name === "aclfile") yield [line, JSON.stringify([name, ...words.slice(1).map(({ value }) => value)])];
	}
}

/**
 * Whether `after` has an include or aclfile line that no file of `before` has: there is something to read that was not read. Where a file lost
 * an include, a `dir` may have gone with it, and the same relative path leads elsewhere.
 */
export function leadsFurther(before: Snapshot, after: Snapshot): boolean {
	const [known, left] = [leadingOf(before), leadingOf(after)];
	const said = new Set(known);
	if (left.some((words) => !said.has(words))) return true;
	return left.length > 0 && includesIn(known) > includesIn(left);
}

function includesIn(lines: readonly string[]): number {
	return lines.filter((words) => words.startsWith('["include"')).length;
}

function leadingOf({ files }: Snapshot): string[] {
	return [...files.values()].flatMap((file) =>
		file.state !== "text" || file.kind === "acl" ? [] : Array.from(leading(file.tree), ([, words]) => words),
	);
}

/** A snapshot of texts that are already at hand, such as one file of standard input. */
export function snapshotOf(root: string, kind: Snapshot["kind"], text: string): Snapshot {
	const file: SourceFile = { uri: root, state: "text", kind, tree: parse(text, dialectOf(kind)), latin1: false };
	return { root, kind, files: new Map([[root, file]]), targets: new Map() };
}
